import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { yamlText } from '../../../src/core/synth';
import { Random } from '../../core/synth/random-app';
import { randomDocument } from '../../core/synth/random-document';
import { tempFolder } from '../../temp';

function documents(seed: number, count: number): Record<string, unknown>[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => randomDocument(random));
}

const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

test('20,000 random documents in JavaScript', () => {
  const given = documents(101, 20_000);
  const text = yamlText(given);
  const json = JSON.stringify(given);
  for (const version of ['1.1', '1.2'] as const) {
    expect(JSON.stringify(parseAllDocuments(text, { version }).map((document) => document.toJSON()))).toBe(json);
  }
  expect(JSON.stringify(loadAll(text))).toBe(json);
});

const hasPyYaml = runs('python3', '-c', 'import yaml');
(hasPyYaml ? test : test.skip)(
  `20,000 random documents in PyYAML${hasPyYaml ? '' : ' (skipped: it is not installed)'}`,
  () => {
    const folder = tempFolder('readers');
    const given = documents(102, 20_000);
    writeFileSync(join(folder, 'given.json'), JSON.stringify(given));
    writeFileSync(join(folder, 'given.yaml'), yamlText(given));
    const program = [
      'import json, yaml',
      'given = json.load(open("given.json"))',
      'read = list(yaml.load_all(open("given.yaml", encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))',
      'print(len(read), sum(a != b for a, b in zip(given, read)))',
    ].join('\n');
    const { stdout, stderr } = spawnSync('python3', ['-c', program], { cwd: folder, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '20000 0\n', stderr: '' });
  },
);

const hasKubectl = runs('kubectl', 'version', '--client');
(hasKubectl ? test : test.skip)(
  `2,000 random ConfigMaps in kubectl${hasKubectl ? '' : ' (skipped: it is not installed)'}`,
  () => {
    const folder = tempFolder('readers');
    const given = documents(103, 2000).map((spec, i) => {
      const data = Object.fromEntries(texts(spec).map((text, j) => [`key-${j}`, text]));
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `m${i}` }, data };
    });
    writeFileSync(join(folder, 'all.yaml'), yamlText(given));
    const args = ['label', '--local', '-f', 'all.yaml', 'read=yes', '-o', 'json'];
    const { stdout, stderr } = spawnSync('kubectl', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(stderr).toBe('');
    const objects: typeof given = JSON.parse(`[${stdout.trim().replaceAll('\n}\n{', '\n},\n{')}]`);
    const read = new Map(objects.map((object) => [object.metadata.name, object.data ?? {}]));
    for (const { metadata, data } of given) {
      const expected = { name: metadata.name, data };
      expect({ name: metadata.name, data: read.get(metadata.name) }).toEqual(expected);
    }
  },
);

/** Keys and values that are text, at any depth. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...texts(member)]);
}
