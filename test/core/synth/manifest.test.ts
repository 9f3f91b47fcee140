import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import { Deployment, Secret } from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { resourceJson, synthesize } from '../../../src/core/synth';
import { renderingOf } from '../../../src/core/synth/manifest';
import { YamlWriter } from '../../../src/core/synth/yaml';
import { Random, randomApp, randomValue } from './random-app';

function objectWith(props: Record<string, unknown>, app = new App()): ApiObject {
  return new ApiObject(new Chart(app, 'chart'), 'object', { apiVersion: 'v1', kind: 'Thing', ...props });
}

/** As it is written, so that the order of keys counts. */
function rendered(object: ApiObject): unknown {
  const { manifest, isOrdered } = renderingOf(object);
  if (isOrdered) return manifest;
  let text = '';
  const writer = new YamlWriter((bytes) => {
    text += Buffer.from(bytes).toString();
  });
  writer.document(manifest, false);
  writer.end();
  return parse(text, { version: '1.1' });
}

/** Objects are equal, and so is the order of their keys. */
function expectStock(object: ApiObject): void {
  const outcome = (run: () => unknown) => {
    try {
      return JSON.stringify(run());
    } catch (error) {
      return (error as Error).message;
    }
  };
  const stock = outcome(() => ApiObject.prototype.toJson.call(object));
  expect(outcome(() => resourceJson(object))).toBe(stock);
  expect(outcome(() => rendered(object))).toBe(stock);
}

test('random objects are what cdk8s makes of them', () => {
  for (let seed = 1; seed < 200; seed++) {
    for (const construct of randomApp(seed).node.findAll())
      if (ApiObject.isApiObject(construct)) expectStock(construct);
    expectStock(objectWith({ spec: randomValue(new Random(seed), 5) }));
  }
});

test.each([
  ['a date', { spec: new Date(0) }],
  ['a map', { spec: { map: new Map() } }],
  ['a function', { spec: { run: () => 1 } }],
  ['a member called constructor', { spec: { constructor: 'x' } }],
  ['a member called __proto__', { spec: JSON.parse('{"__proto__": {"a": 1}, "b": 2}') }],
  ['no prototype', { spec: Object.assign(Object.create(null), { a: 1 }) }],
  ['inherited members', { spec: Object.create({ a: 1 }) }],
  ['undefined in a list', { spec: [undefined, null, [], {}] }],
  [
    'a lazy error',
    {
      spec: Lazy.any({
        produce: () => {
          throw new Error('not yet');
        },
      }),
    },
  ],
  ['a patch that does not fit', { spec: {} }, JsonPatch.remove('/spec/nothing/there')],
  ['a patch of everything', { spec: { b: 1 } }, JsonPatch.add('', { z: 1, kind: 'Other' })],
])('%s', (_, props, ...patches: JsonPatch[]) => {
  const object = objectWith(props);
  object.addJsonPatch(...patches);
  expectStock(object);
});

test('what a program gave is not changed, nor part of what toJson returns', () => {
  const spec = { a: { b: [1, { c: 2 }] } };
  const object = objectWith({ spec });
  const json = resourceJson(object) as { spec: typeof spec };
  json.spec.a.b.push(3);
  expect(spec).toEqual({ a: { b: [1, { c: 2 }] } });
  object.addJsonPatch(JsonPatch.add('/spec/a/b/-', 4));
  renderingOf(object);
  expect(spec).toEqual({ a: { b: [1, { c: 2 }] } });
});

test('lazy values are produced in the order they are written', () => {
  let count = 0;
  const next = Lazy.any({ produce: () => ++count });
  const object = objectWith({
    spec: { z: next, a: next, m: [next] },
    metadata: { annotations: { first: next as never } },
  });
  expect(resourceJson(object)).toMatchObject({ metadata: { annotations: { first: 1 } }, spec: { z: 2, a: 3, m: [4] } });
});

test('resolvers of the app are asked', () => {
  const shout: IResolver = {
    resolve: (context) => {
      if (context.value === 'quiet') context.replaceValue('LOUD');
    },
  };
  const object = objectWith({ spec: ['quiet'] }, new App({ resolvers: [shout] }));
  expect(resourceJson(object)).toMatchObject({ spec: ['LOUD'] });
  expectStock(object);
});

test('keys stay unsorted where cdk8s is told so', () => {
  const object = objectWith({ spec: { b: 1, a: 2 } });
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(JSON.stringify(resourceJson(object))).toContain('{"b":1,"a":2}');
    expectStock(object);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('objects of other libraries render themselves', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'prod' });
  new Secret(chart, 'secret', { stringData: { key: 'value' } });
  const deployment = new Deployment(chart, 'web', { containers: [{ image: 'nginx', port: 80 }] });
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/paused', true));
  const { objects } = synthesize(app);
  expect(objects.map(({ manifest }) => manifest)).toEqual(chart.toJson());
});
