import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { KubeflowApp } from '../../src/core/app';
import { KubeflowError } from '../../src/core/errors';
import { platformOf, releaseOf, usePlatform } from '../../src/core/release';
import { Resource } from '../../src/core/resource';
import { tempFolder } from '../temp';

const temp = () => tempFolder();

function program(outdir: string, broken = false) {
  const app = new KubeflowApp({ outdir });
  const chart = new Chart(app.manifests, 'c');
  const map = new Resource(chart, 'a', 'v1/ConfigMap', { data: { a: 'b' } });
  if (broken) {
    map.node.addValidation({ validate: () => ['the first thing is wrong'] });
    chart.node.addValidation({ validate: () => ['the second thing is wrong'] });
  }
  return app;
}

test('writes its manifests', () => {
  const outdir = join(temp(), 'dist');
  program(outdir).synth();
  expect(readdirSync(outdir)).toEqual(['c.k8s.yaml']);
  expect(readFileSync(join(outdir, 'c.k8s.yaml'), 'utf8')).toContain('kind: ConfigMap');
});

test('writes the same bytes twice', () => {
  const [one, two] = [join(temp(), 'dist'), join(temp(), 'dist')];
  program(one).synth();
  program(two).synth();
  expect(readFileSync(join(one, 'c.k8s.yaml'))).toEqual(readFileSync(join(two, 'c.k8s.yaml')));
});

test('removes what an earlier program wrote and this one does not', () => {
  const outdir = join(temp(), 'dist');
  mkdirSync(outdir);
  writeFileSync(join(outdir, 'old.k8s.yaml'), 'a: b\n');
  program(outdir).synth();
  expect(existsSync(join(outdir, 'old.k8s.yaml'))).toBe(false);
});

test('reports all problems together, one line each, and leaves the output as it was', () => {
  const outdir = join(temp(), 'dist');
  program(outdir).synth();
  const before = readFileSync(join(outdir, 'c.k8s.yaml'), 'utf8');
  const app = program(outdir, true);
  expect(() => app.synth()).toThrow(KubeflowError);
  try {
    app.synth();
  } catch (error) {
    expect((error as KubeflowError).problems).toEqual([
      'c: the second thing is wrong',
      'c/a: the first thing is wrong',
    ]);
  }
  expect(readFileSync(join(outdir, 'c.k8s.yaml'), 'utf8')).toBe(before);
  expect(readdirSync(join(outdir, '..'))).toEqual(['dist']);
});

test('an object that cannot be rendered is one of the problems', () => {
  const app = program(join(temp(), 'dist'));
  const chart = app.manifests.node.findChild('c') as Chart;
  new Resource(chart, 'b', 'v1/ConfigMap', {}).patch('remove', '/data/x');
  new Resource(chart, 'd', 'v1/ConfigMap', {}).patch('remove', '/data/y');
  expect(() => app.synth()).toThrow(/2 problems\n {2}c\/b: .*\n {2}c\/d: /);
});

test('a Terraform token in a manifest is refused', () => {
  const app = program(join(temp(), 'dist'));
  const chart = app.manifests.node.findChild('c') as Chart;
  new ApiObject(chart, 'leak', { apiVersion: 'v1', kind: 'ConfigMap', data: { arn: '${TfToken[TOKEN.7]}' } });
  expect(() => app.synth()).toThrow(/c\/leak: .*data\.arn/);
});

test('the release reaches every construct, and a chart may say another', () => {
  const app = new KubeflowApp({ release: '1.10' });
  const chart = new Chart(app.manifests, 'a');
  expect(releaseOf(new Construct(chart, 'x'))).toBe('1.10');
  expect(platformOf(chart).components).toContain('training-operator');
  const other = new Chart(app.manifests, 'b');
  usePlatform(other, { release: '26.03' });
  expect(releaseOf(new Construct(other, 'x'))).toBe('26.03');
  expect(platformOf(other).components).toContain('trainer');
});
