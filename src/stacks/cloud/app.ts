import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App, Manifest } from 'cdktf';
import type { CloudApp, KubeflowApp } from '../../core/app';

/** The Terraform half of a program: a cdktf app that renders into memory, so that both halves are written or neither. */
export class TerraformApp extends App implements CloudApp {
  constructor() {
    // Stack traces would put the machine's paths into the output.
    super({ outdir: tmpdir(), stackTraces: false });
  }

  render(): ReadonlyMap<string, string> {
    const outdir = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-'));
    try {
      Object.assign(this, { outdir, manifest: new Manifest(this.manifest.version, outdir, false) });
      this.synth();
      return readTree(outdir);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }
}

/** The Terraform half of `app`, made by the first stack that needs it. */
export function terraformApp(app: KubeflowApp): TerraformApp {
  return app.cloudApp(() => new TerraformApp());
}

function readTree(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(root, path), readFileSync(path, 'utf8'));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
