import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeflowApp } from '../../../src';

/** A program in a folder of its own, and what Terraform gets of one of its stacks. */
export function program() {
  const out = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-test-'));
  const app = new KubeflowApp({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') });
  const terraform = (stack: string) => {
    app.synth();
    return JSON.parse(readFileSync(join(out, `cdktf.out/stacks/${stack}/cdk.tf.json`), 'utf8'));
  };
  return { app, out, terraform };
}
