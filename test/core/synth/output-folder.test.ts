import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { ManifestApp } from '../../../src/core/app';
import { OutputFolder, synthesize } from '../../../src/core/synth';
import { tempFolder } from '../../temp';

// No run is started here: nothing is kept in memory, files are compared with those on the disk.

const past = new Date(2001, 1);
let outdir: string;

beforeEach(() => {
  outdir = join(tempFolder('output'), 'dist');
});

function put(output: OutputFolder, path: string, ...pieces: string[]): void {
  output.begin(path);
  for (const piece of pieces) output.write(Buffer.from(piece));
  output.end();
}

function write(path: string, ...pieces: string[]) {
  const output = new OutputFolder(outdir);
  put(output, path, ...pieces);
  const written = output.commit();
  output.discard();
  return written;
}

const read = (path: string) => readFileSync(join(outdir, path), 'utf8');

test.each([
  ['the same in other pieces', ['a', 'aab', 'bb'], 'unchanged'],
  ['another start', ['xaabbb'], 'written'],
  ['another end', ['aaa', 'bbc'], 'written'],
  ['more', ['aaa', 'bbb', 'ccc'], 'written'],
  ['less', ['aaa'], 'written'],
  ['nothing', [], 'written'],
] as const)('a file is compared piece by piece: %s', (_, pieces, expected) => {
  write('a.k8s.yaml', 'aaabbb');
  utimesSync(join(outdir, 'a.k8s.yaml'), past, past);
  expect(write('a.k8s.yaml', ...pieces)).toEqual({
    written: [],
    unchanged: [],
    removed: [],
    [expected]: ['a.k8s.yaml'],
  });
  expect(read('a.k8s.yaml')).toBe(pieces.join(''));
  expect(statSync(join(outdir, 'a.k8s.yaml')).mtime.getTime() === past.getTime()).toBe(expected === 'unchanged');
  expect(readdirSync(dirname(outdir))).toEqual(['dist']);
});

test('a large file that differs at its end keeps its start', () => {
  const pieces = Array.from({ length: 9 }, (_, i) => String(i).repeat(100_000));
  write('a.k8s.yaml', ...pieces);
  write('a.k8s.yaml', ...pieces, 'end');
  expect(read('a.k8s.yaml')).toBe(`${pieces.join('')}end`);
});

test('what is not committed leaves no trace, in a new folder and in an old one', () => {
  const forget = () => {
    const output = new OutputFolder(outdir);
    put(output, 'a.k8s.yaml', 'new');
    put(output, 'sub/b.k8s.yaml', 'new');
    output.begin('c.k8s.yaml');
    output.discard();
  };
  forget();
  expect(existsSync(outdir)).toBe(false);
  write('a.k8s.yaml', 'old');
  forget();
  expect([readdirSync(outdir), readdirSync(dirname(outdir)), read('a.k8s.yaml')]).toEqual([
    ['a.k8s.yaml'],
    ['dist'],
    'old',
  ]);
});

function program(app: App, size: number): App {
  for (const team of ['red', 'blue']) {
    const chart = new Chart(app, team);
    for (let i = 0; i < size; i++) {
      const data = { text: `${team} ${i} ${'x'.repeat(200)}` };
      new ApiObject(chart, `o${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `o${i}` }, data });
    }
  }
  return app;
}

test('a synthesis to a folder has the files that it has in memory', () => {
  const output = new OutputFolder(outdir);
  const app = program(new App({ outdir }), 3000);
  const { files, objects } = synthesize(app, { output, keepObjects: false });
  expect([files.size, objects.length]).toEqual([0, 0]);
  output.commit();
  const expected = synthesize(app).files;
  expect(readdirSync(outdir).sort()).toEqual([...expected.keys()].sort());
  for (const [path, content] of expected) expect(read(path)).toBe(Buffer.concat(content as Uint8Array[]).toString());
});

test('a program with problems leaves what was there', () => {
  const app = program(new ManifestApp({ outdir }), 1);
  app.synth();
  writeFileSync(join(outdir, 'kustomization.yaml'), 'mine');
  const before = readdirSync(outdir);
  const broken = program(new ManifestApp({ outdir }), 2);
  broken.node.addValidation({ validate: () => ['is not ready'] });
  expect(() => broken.synth()).toThrow('app: is not ready');
  expect([readdirSync(outdir), readdirSync(dirname(outdir))]).toEqual([before, ['dist']]);
});
