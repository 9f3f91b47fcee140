import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ApiObject, type App, Chart, Yaml } from 'cdk8s';

export interface SynthesizedObject {
  readonly path: string;
  readonly manifest: Record<string, unknown>;
}
export interface SynthResult {
  readonly objects: readonly SynthesizedObject[];
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

export function synthesize(app: App): SynthResult {
  const objects: SynthesizedObject[] = [];
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const chart of app.charts) {
    const own = chart.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
    const docs: unknown[] = [];
    for (const object of own) {
      try {
        const manifest = object.toJson() as Record<string, unknown>;
        objects.push({ path: object.node.path, manifest });
        docs.push(manifest);
      } catch (error) {
        problems.push(`${object.node.path}: ${(error as Error).message}`);
      }
    }
    files.set(`${chart.node.id}${app.outputFileExtension}`, Yaml.stringify(...docs));
  }
  return { objects, files, problems };
}

export function writeOutput(outdir: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  mkdirSync(dirname(outdir) || '.', { recursive: true });
  const temp = mkdtempSync(join(dirname(outdir), `.${basename(outdir)}-`));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(temp, name)), { recursive: true });
    writeFileSync(join(temp, name), content);
  }
  rmSync(outdir, { recursive: true, force: true });
  renameSync(temp, outdir);
}
