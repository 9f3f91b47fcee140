import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentsOf } from '../../scripts/generate/files';
import { root } from '../../scripts/generate/generate';
import { tempFolder } from '../temp';

const releases = join(root, '..', 'shared', 'releases');
const present = existsSync(releases);
if (!present) console.log(`skipped: no upstream data at ${releases}`);

const compiler = {
  strict: true,
  noEmit: true,
  module: 'node16',
  target: 'ES2022',
  lib: ['ES2023'],
  skipLibCheck: true,
  types: [],
};

/** Objects whose definition upstream reduced to its name, or that no server reads. */
const passedOver = ['CustomResourceDefinition', 'Kustomization'];

(present ? test : test.skip)('the types accept every object that the releases install', () => {
  const index = readFileSync(join(root, 'src', 'generated', 'index.ts'), 'utf8');
  const known = new Set([...index.matchAll(/^ {2}'([^']+)':/gm)].map(([, key]) => key!));
  const folder = tempFolder('types');
  try {
    const objects = new Map<string, string>();
    for (const tag of ['v1.10.2', 'v1.11.0', '26.03']) {
      for (const { document } of documentsOf(join(releases, tag))) {
        const { status: _, ...object } = document as { apiVersion: string; kind: string; status?: object };
        if (passedOver.includes(object.kind)) continue;
        expect(known).toContain(`${object.apiVersion}/${object.kind}`);
        const text = JSON.stringify(object, (_key, value) => (value === null ? undefined : value));
        objects.set(text, `CustomResources['${object.apiVersion}/${object.kind}']`);
      }
    }
    expect(objects.size).toBeGreaterThan(1000);
    const lines = [...objects].map(([text, type], count) => `export const object${count}: ${type} = ${text};\n`);
    const imported = `import type { CustomResources } from '${join(root, 'src', 'generated')}';\n`;
    writeFileSync(join(folder, 'objects.ts'), imported + lines.join(''));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: compiler, files: ['objects.ts'] }));
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    expect(execFileSync(tsc, ['-p', folder], { encoding: 'utf8' })).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
