import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, gone when the tests of this file are done. */
export function tempFolder(name = 'test'): string {
  const folder = mkdtempSync(join(tmpdir(), `kubeflow-cdk-${name}-`));
  folders.push(folder);
  return folder;
}
