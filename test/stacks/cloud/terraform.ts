import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeflowApp } from '../../../src';
import { tempFolder } from '../../temp';

/** A program in a folder of its own, and what Terraform gets of one of its stacks. */
export function program() {
  const out = tempFolder();
  const app = new KubeflowApp({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') });
  const terraform = (stack: string) => {
    app.synth();
    return JSON.parse(readFileSync(join(out, `cdktf.out/stacks/${stack}/cdk.tf.json`), 'utf8'));
  };
  return { app, out, terraform };
}
