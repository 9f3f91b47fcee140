import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { chartsInOrder, synthesize } from '../../../src/core/synth';
import { difference } from './compare';

function object(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}

const names = (app: App) => synthesize(app).objects.map(({ construct }) => construct.node.id);

test('objects come as created, what is depended on before', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const [a, , c] = ['a', 'b', 'c'].map((id) => object(chart, id));
  a!.addDependency(c!);
  expect(names(app)).toEqual(['c', 'a', 'b']);
});

test('a chart that others depend on comes first, and files are numbered', () => {
  const app = new App();
  const [team, platform] = [new Chart(app, 'team'), new Chart(app, 'platform')];
  object(team, 'job').addDependency(object(platform, 'crd'));
  expect(chartsInOrder(app)).toEqual([platform, team]);
  expect([...synthesize(app).files.keys()]).toEqual(['0000-platform.k8s.yaml', '0001-team.k8s.yaml']);
});

test('everything in a chart may wait for one object of it', () => {
  const make = () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    object(chart, 'a');
    const group = new Construct(chart, 'group');
    const inner = object(group, 'b');
    const namespace = object(chart, 'namespace');
    chart.addDependency(namespace);
    inner.addDependency(group);
    return app;
  };
  expect(names(make())).toEqual(['namespace', 'a', 'b']);
  expect(difference(make)).toBeUndefined();
});

test('a cycle is told with the constructs on it', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const [a, b, c] = ['a', 'b', 'c'].map((id) => object(chart, id));
  a!.addDependency(b!);
  b!.addDependency(c!);
  c!.addDependency(a!);
  expect(synthesize(app)).toMatchObject({
    files: new Map(),
    problems: ['chart/a: dependency cycle chart/a => chart/b => chart/c => chart/a: remove one of these dependencies'],
  });
});

test('a cycle between charts is told', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  object(one, 'a').addDependency(two);
  object(two, 'b').addDependency(one);
  const { problems } = synthesize(app);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^one: dependency cycle one => two => one: /);
});

test('what depends on itself is told, where cdk8s loses it', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  const lone = object(chart, 'lone');
  lone.addDependency(lone);
  expect(synthesize(app).problems).toEqual(['chart/lone: depends on itself: remove the dependency']);
});

test('a dependency outside of charts is told', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  chart.addDependency(new Construct(app, 'outside'));
  expect(synthesize(app).problems).toEqual([
    'chart: depends on outside, which is in no chart: let charts and what is in them depend on each other',
  ]);
});

test('a dependency on another app numbers the files, as in cdk8s, and orders nothing', () => {
  const make = () => {
    const chart = new Chart(new App(), 'elsewhere');
    const app = new App();
    object(new Chart(app, 'here'), 'a').addDependency(object(chart, 'b'));
    return app;
  };
  expect(difference(make)).toBeUndefined();
  const app = make();
  app.node.findChild('here').node.addDependency(new App());
  expect(synthesize(app).problems).toEqual(['here: depends on app, which is in no chart']);
});

test('chains of 10,000 objects, and 1,000 nested charts', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  let last = object(chart, 'o0');
  for (let i = 1; i < 10_000; i++) {
    const next = object(chart, `o${i}`);
    last.addDependency(next);
    last = next;
  }
  expect(names(app).slice(0, 2)).toEqual(['o9999', 'o9998']);

  const nested = new App();
  let parent = new Chart(nested, 'c');
  for (let i = 0; i < 1000; i++) {
    object(parent, 'o');
    parent = new Chart(parent, 'c');
  }
  const { objects } = synthesize(nested);
  expect(objects).toHaveLength(1000);
  expect(objects[0]!.path.length).toBeGreaterThan(objects[1]!.path.length);
});

test('a thousand charts that depend on one with a thousand objects, in layers', () => {
  const app = new App();
  const platform = new Chart(app, 'platform');
  for (let i = 0; i < 1000; i++) object(platform, `p${i}`);
  let below = platform;
  for (let i = 0; i < 1000; i++) {
    const team = new Chart(app, `team-${i}`);
    for (let j = 0; j < 8; j++) object(team, `o${j}`);
    team.addDependency(platform, below);
    below = team;
  }
  expect(names(app)).toHaveLength(9000);
});
