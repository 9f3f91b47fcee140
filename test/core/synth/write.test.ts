import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileContent, startRun, writeOutput } from '../../../src/core/synth';
import { tempFolder } from '../../temp';

let outdir: string;

beforeEach(() => {
  startRun();
  outdir = join(tempFolder('write'), 'deep', 'dist');
});

const files = (content: Record<string, FileContent>) => new Map(Object.entries(content));
const read = (path: string) => readFileSync(join(outdir, path), 'utf8');
const bytes = (...parts: string[]) => parts.map((part) => Buffer.from(part));

test('a new folder has all files, readable by others, and nothing else is left', () => {
  const { written } = writeOutput(outdir, files({ 'a.k8s.yaml': bytes('one', 'two'), 'sub/b.k8s.yaml': 'é' }));
  expect(written).toEqual(['a.k8s.yaml', 'sub/b.k8s.yaml']);
  expect([read('a.k8s.yaml'), read('sub/b.k8s.yaml')]).toEqual(['onetwo', 'é']);
  expect(readdirSync(dirname(outdir))).toEqual(['dist']);
  expect(statSync(outdir).mode & 0o555).toBe(0o555);
});

test('files whose bytes are the same are not touched', () => {
  writeOutput(outdir, files({ 'a.k8s.yaml': 'same', 'b.k8s.yaml': 'old' }));
  const past = new Date(2001, 1);
  for (const file of ['a.k8s.yaml', 'b.k8s.yaml']) utimesSync(join(outdir, file), past, past);
  const { written, unchanged } = writeOutput(outdir, files({ 'a.k8s.yaml': bytes('sa', 'me'), 'b.k8s.yaml': 'new' }));
  expect({ written, unchanged }).toEqual({ written: ['b.k8s.yaml'], unchanged: ['a.k8s.yaml'] });
  expect(statSync(join(outdir, 'a.k8s.yaml')).mtime).toEqual(past);
  expect(statSync(join(outdir, 'b.k8s.yaml')).mtime).not.toEqual(past);
  expect(read('b.k8s.yaml')).toBe('new');
});

test('what a run no longer makes goes, with its folder; what others put there stays', () => {
  writeOutput(outdir, files({ 'red/a.k8s.yaml': '1', 'blue/a.k8s.yaml': '1' }));
  writeFileSync(join(outdir, 'kustomization.yaml'), 'mine');
  startRun();
  const { removed } = writeOutput(outdir, files({ 'blue/a.k8s.yaml': '1' }));
  expect(removed).toEqual([join('red', 'a.k8s.yaml')]);
  expect(readdirSync(outdir).sort()).toEqual(['blue', 'kustomization.yaml']);
});

test('two apps of a run share a folder', () => {
  writeOutput(outdir, files({ 'dev.k8s.yaml': '1' }));
  writeOutput(outdir, files({ 'prod.k8s.yaml': '1' }));
  expect(readdirSync(outdir)).toEqual(['dev.k8s.yaml', 'prod.k8s.yaml']);
});

test('the caller says which files are its own', () => {
  writeOutput(outdir, files({ 'manifest.json': '1', 'stacks/a/cdk.tf.json': '1' }));
  mkdirSync(join(outdir, 'stacks', 'a', '.terraform'));
  writeFileSync(join(outdir, 'stacks', 'a', '.terraform', 'state'), '');
  startRun();
  writeOutput(outdir, files({ 'manifest.json': '2' }), { owns: (path) => path.endsWith('.json') });
  expect(existsSync(join(outdir, 'stacks', 'a', 'cdk.tf.json'))).toBe(false);
  expect(existsSync(join(outdir, 'stacks', 'a', '.terraform', 'state'))).toBe(true);
});

test('a failure leaves what was there', () => {
  writeOutput(outdir, files({ 'a.k8s.yaml': 'old', 'b.k8s.yaml': 'old' }));
  const broken = files({ 'a.k8s.yaml': 'new', 'b.k8s.yaml': 'new', [`${'x'.repeat(300)}.k8s.yaml`]: 'name too long' });
  expect(() => writeOutput(outdir, broken)).toThrow('ENAMETOOLONG');
  expect([read('a.k8s.yaml'), read('b.k8s.yaml')]).toEqual(['old', 'old']);
  expect(readdirSync(dirname(outdir))).toEqual(['dist']);
});

test('a folder that is there but empty is filled', () => {
  mkdirSync(outdir, { recursive: true });
  writeOutput(outdir, files({ 'a.k8s.yaml': '1' }));
  expect(readdirSync(outdir)).toEqual(['a.k8s.yaml']);
});
