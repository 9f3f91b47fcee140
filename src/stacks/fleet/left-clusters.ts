import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the clusters' folders: who had one after the last run. Without an extension, so that kubectl passes it over. */
const REGISTER = '.clusters';

/**
 * Removes the manifests of clusters that left the program, and writes down who is there now. What Terraform has of them
 * stays, since it may be needed to destroy what it made: a sentence for each says so.
 */
export function leave(outdir: string, cloudOutdir: string, clusters: readonly string[]): string[] {
  const register = join(outdir, REGISTER);
  const before = existsSync(register) ? readFileSync(register, 'utf8').split('\n').filter(isName) : [];
  const gone = before.filter((name) => !clusters.includes(name));
  for (const name of gone) removeManifests(join(outdir, name));
  const kept = gone.filter((name) => existsSync(join(cloudOutdir, name)));
  // Those that Terraform still has are named until their folder is gone.
  const text = [...clusters, ...kept].map((name) => `${name}\n`).join('');
  if (before.join('\n') !== text.trim()) {
    mkdirSync(outdir, { recursive: true });
    writeFileSync(register, text);
  }
  return kept.map(
    (name) =>
      `cluster '${name}' left the program, ${join(cloudOutdir, name)} is still there: destroy what it made, then remove it`,
  );
}

/** Files that programs make, and folders that are empty without them; what somebody else keeps there stays. */
function removeManifests(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeManifests(path);
    else if (entry.name.endsWith('.k8s.yaml')) rmSync(path);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** As `Fleet.cluster` takes names: none leads out of the folder. */
function isName(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text);
}
