import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, YamlOutputType } from 'cdk8s';
import { Fn, Token } from 'cdktf';
import { contentText, progressLine, startRun, synthesize } from '../../../src/core/synth';
import { tempFolder } from '../../temp';
import { difference, stockSynth } from './compare';

function object(chart: Chart, id: string, props: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, ...props });
}

function appWith(spec: unknown, props: AppProps = {}): App {
  const app = new App(props);
  object(new Chart(app, 'chart'), 'object', { spec });
  return app;
}

test('nothing is written by rendering', () => {
  const outdir = join(tempFolder('synth'), 'dist');
  synthesize(appWith({ a: 1 }, { outdir }));
  expect(existsSync(outdir)).toBe(false);
});

test('the check sees every object, with its construct, and its findings leave no file', () => {
  const app = appWith({ a: 1 });
  const { objects, files, problems } = synthesize(app, {
    check: (all) => all.map(({ path, manifest }) => `${path}: ${JSON.stringify(manifest.spec)}`),
  });
  expect(problems).toEqual(['chart/object: {"a":1}']);
  expect(files.size).toBe(0);
  expect(objects[0]).toMatchObject({
    path: 'chart/object',
    construct: app.node.findChild('chart').node.findChild('object'),
  });
});

test('problems of constructs, of manifests and of checks come together', () => {
  const app = appWith({ when: new Date(0) });
  const chart = app.node.findChild('chart') as Chart;
  chart.node.addValidation({ validate: () => ['has no owner'] });
  object(chart, 'other', { spec: { rate: Number.NaN, run: 'half \ud800' } });
  expect(synthesize(app, { inspect: ({ path }) => [`${path}: seen`], check: () => ['app: checked'] }).problems).toEqual(
    [
      'chart: has no owner',
      "chart/object: cannot become a manifest: can't render non-simple object of type 'Date'",
      'chart/other: spec.rate is NaN, which JSON has no number for: give a finite one',
      "chart/other: spec.run 'half \ud800' has half of a surrogate pair: give whole characters",
      'chart/other: seen',
      'app: checked',
    ],
  );
});

test('values only Terraform knows are refused, with their place', () => {
  const endpoint = Token.asString({ resolve: () => 'x' });
  const count = Token.asNumber({ resolve: () => 1 });
  const app = appWith({
    endpoint,
    text: `https://${endpoint}:443`,
    count,
    counted: `--nodes=${count}`,
    list: Token.asList({ resolve: () => [] }),
    numbers: Token.asNumberList({ resolve: () => [] }),
    map: Token.asStringMap({ resolve: () => ({}) }),
    joined: Fn.join('-', ['a', endpoint]),
    [endpoint]: 'key',
    deep: [{ at: [1, endpoint] }],
  });
  const problems = synthesize(app).problems.map((problem) => problem.replace(/[$#&]\{TfToken.*?\]\}/g, 'TOKEN'));
  const places = problems.map((problem) => problem.replace(/ is known to Terraform only after it ran, .*/, ''));
  expect(places).toEqual([
    "chart/object: spec.endpoint 'TOKEN'",
    "chart/object: spec.text 'https://TOKEN:443'",
    'chart/object: spec.count',
    expect.stringMatching(/^chart\/object: spec\.counted '--nodes=-.*'$/),
    "chart/object: spec.list[0] 'TOKEN'",
    'chart/object: spec.numbers[0]',
    expect.stringContaining('chart/object: spec.map'),
    "chart/object: spec.joined 'TOKEN'",
    "chart/object: spec key 'TOKEN'",
    "chart/object: spec.deep[0].at[1] 'TOKEN'",
  ]);
});

test('what only looks like a token passes', () => {
  const app = appWith({
    a: '${HOME}',
    b: '{TfToken[',
    c: -1e300,
    d: '-1.5e+289',
    e: '#{TfToken',
    f: 'x+y',
    g: -1.5e289,
  });
  expect(synthesize(app).problems).toEqual([]);
});

test('objects are kept only where they are asked for', () => {
  expect(synthesize(appWith({}), { keepObjects: false }).objects).toEqual([]);
  expect(synthesize(appWith({}), { keepObjects: false }).files.size).toBe(1);
});

test('a chart that renders itself is asked to', () => {
  class Labelled extends Chart {
    override toJson() {
      return super.toJson().map((manifest) => ({ ...manifest, added: true }));
    }
  }
  const make = (yamlOutputType: YamlOutputType) => () => {
    const app = new App({ yamlOutputType });
    object(new Labelled(app, 'chart') as Chart, 'a');
    object(new Chart(app, 'plain'), 'b');
    return app;
  };
  for (const outputType of [0, 1, 2, 3] as YamlOutputType[]) expect(difference(make(outputType))).toBeUndefined();
  expect(synthesize(make(0)()).objects.map(({ path }) => path)).toEqual(['chart/a', 'plain/b']);
});

test('construct metadata is what cdk8s records', () => {
  const make = () => {
    const app = new App({ recordConstructMetadata: true });
    for (const id of ['one', 'two']) object(new Chart(app, id), `o-${id}`);
    return app;
  };
  const [ours, stock] = [synthesize(make()).files, stockSynth(make()).files];
  expect(contentText(ours.get('construct-metadata.json')!)).toBe(stock.get('construct-metadata.json'));
});

test.each([YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])(
  'no object overwrites another, mode %s',
  (yamlOutputType) => {
    const app = new App({ yamlOutputType });
    for (const namespace of ['red', 'blue']) {
      const chart = new Chart(app, namespace, { namespace });
      object(chart, 'settings');
      object(chart, 'route', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' } });
      object(chart, 'service', { kind: 'Service', metadata: { name: 'web' } });
      object(chart, 'case', { kind: 'Service', metadata: { name: 'Web' } });
      object(chart, 'cluster', {
        kind: 'ClusterRole',
        metadata: { name: `system:${namespace}`, namespace: undefined },
      });
      object(chart, 'generated', { metadata: { name: undefined, generateName: 'run-' } });
    }
    const folder = (name: string) => (yamlOutputType === YamlOutputType.FILE_PER_RESOURCE ? '' : `${name}/`);
    const names = ['red', 'blue'].flatMap((ns) => [
      `${folder(ns)}ConfigMap.${ns}.settings.k8s.yaml`,
      `${folder(ns)}Service.${ns}.web.k8s.yaml`,
      `${folder(ns)}Service.core.${ns}.web.k8s.yaml`,
      `${folder(ns)}Service.core.${ns}.Web-2.k8s.yaml`,
      `${folder(ns)}ClusterRole.${ns}.system${ns}.k8s.yaml`,
      `${folder(ns)}ConfigMap.${ns}.run-.k8s.yaml`,
    ]);
    expect([...synthesize(app).files.keys()]).toEqual(names);
  },
);

test('progress is told, and ends', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  for (let i = 0; i < 1200; i++) object(chart, `o${i}`);
  const told: [number, number][] = [];
  synthesize(app, { progress: (...args) => told.push(args) });
  expect(told).toEqual([
    [500, 1200],
    [1000, 1200],
    [1200, 1200],
  ]);
});

test('from run to run an object that did not change keeps its manifest', () => {
  const run = (size: number) => {
    startRun();
    const app = new App();
    const chart = new Chart(app, 'chart');
    object(chart, 'same', { spec: { b: [1, { c: 'x' }], a: null } });
    object(chart, 'other', { spec: { size } });
    return synthesize(app).objects.map(({ manifest }) => manifest);
  };
  const [first, second] = [run(1), run(2)];
  expect(second[0]).toBe(first[0]);
  expect(second[1]).toMatchObject({ spec: { size: 2 } });
  expect(run(2)).toEqual(second);
});

test('objects that come, go and change places keep theirs', () => {
  const outdir = join(tempFolder('synth'), 'dist');
  const run = (...ids: string[]) => {
    startRun();
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    for (const id of ids) object(chart, id, { spec: { id } });
    return new Map(synthesize(app).objects.map(({ path, manifest }) => [path, manifest]));
  };
  const first = run('a', 'b', 'c', 'd');
  const second = run('new', 'd', 'b', 'a');
  for (const id of ['a', 'b', 'd']) expect(second.get(`chart/${id}`)).toBe(first.get(`chart/${id}`));
  startRun();
  const third = run('b', 'c', 'new');
  for (const id of ['b', 'new']) expect(third.get(`chart/${id}`)).toBe(second.get(`chart/${id}`));
  expect(third.get('chart/c')).toEqual(first.get('chart/c'));
});

describe('the progress line', () => {
  function line(isTTY: boolean, times: number[]) {
    const written: string[] = [];
    const clock = [...times];
    const told = progressLine(
      'synthesizing',
      { isTTY, write: (text: string) => written.push(text) > 0 } as never,
      () => clock.shift()!,
    );
    return { told, written };
  }

  test('says nothing for a second, then ten times a second, and goes away', () => {
    const { told, written } = line(true, [0, 900, 1100, 1150, 1300, 1400]);
    for (const done of [1, 2, 3, 4, 10]) told(done, 10);
    expect(written).toEqual([
      '\r\x1b[Ksynthesizing 20 % (2 of 10 objects)',
      '\r\x1b[Ksynthesizing 40 % (4 of 10 objects)',
      '\r\x1b[K',
    ]);
  });

  test('says nothing where nobody watches', () => {
    const { told, written } = line(false, [0]);
    told(1, 10);
    told(10, 10);
    expect(written).toEqual([]);
  });
});
