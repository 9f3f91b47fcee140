import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KubeflowRelease } from '../../src/core/release';
import { validateManifests } from '../../src/validation';
import { root } from './markdown';
import { outputOf } from './run-program';

const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'main.ts')
  .map((file) => dirname(file))
  .sort();

test('there is the example platform', () => {
  expect(examples).toContain('platform');
});

for (const name of examples) {
  test(`${name} gives objects that its cluster takes, and no warning`, () => {
    const file = join(root, 'examples', name, 'main.ts');
    const { objects, stacks, warnings } = outputOf(() => require(file));
    expect(objects.length + stacks.length).toBeGreaterThan(0);
    const release = /release: '([\d.]+)'/.exec(readFileSync(file, 'utf8'))?.[1] as KubeflowRelease | undefined;
    const findings = validateManifests(objects, { release }).filter(({ severity }) => severity === 'error');
    expect(findings.map(({ kind, name, path, message }) => `${kind} ${name} ${path}: ${message}`)).toEqual([]);
    expect(warnings).toEqual([]);
  });
}
