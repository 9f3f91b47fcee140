import { App, Chart } from 'cdk8s';
import { KubeflowApp, Resource } from '../../src';
import { absent, Capture, Manifests } from '../../src/testing';

const app = new KubeflowApp();
const [a, b] = ['a', 'b'].map((id) => new Chart(app.manifests, id, { namespace: id }));
new Resource(a!, 'one', 'v1/ConfigMap', { data: { x: '1', y: '2' } });
new Resource(a!, 'two', 'v1/ConfigMap', { data: { x: '3' } });
new Resource(b!, 'three', 'v1/Secret', { stringData: { k: 'v' } });

test('matches a part of an object', () => {
  Manifests.of(app)
    .hasResource('ConfigMap', { data: { x: '1' } })
    .hasResource('v1/Secret', { metadata: { namespace: 'b' } });
});

test('says what the nearest object has instead', () => {
  expect(() => Manifests.of(app).hasResource('ConfigMap', { data: { x: '3', y: '2' } })).toThrow(
    'no ConfigMap matches; nearest is ConfigMap one:\n  data.x is "1", expected "3"',
  );
});

test('says what there is when there is none of the kind', () => {
  expect(() => Manifests.of(app).hasResource('Notebook')).toThrow(
    'no Notebook among ConfigMap one, ConfigMap two, Secret three',
  );
});

test('the version counts where it is said', () => {
  expect(() => Manifests.of(app).hasResource('v1beta1/Secret')).toThrow('no v1beta1/Secret');
});

test('looks at one chart or construct where asked', () => {
  expect(Manifests.of(a!).objects).toHaveLength(2);
  expect(Manifests.of(a!.node.findChild('one')).objects.map((o) => o.metadata.name)).toEqual(['one']);
});

test('counts', () => {
  Manifests.of(app)
    .resourceCount('ConfigMap', 2)
    .resourceCount('ConfigMap', 1, { data: { y: absent } });
  expect(() => Manifests.of(app).resourceCount('ConfigMap', 3)).toThrow('2 ConfigMap, expected 3: one, two');
});

test('captures what it matched, only where the whole object did', () => {
  const x = new Capture<string>();
  Manifests.of(app).hasResource('ConfigMap', { data: { x, y: absent } });
  expect(x.values).toEqual(['3']);
  expect(() => new Capture().value).toThrow('nothing was captured');
});

test('text may be a pattern', () => {
  Manifests.of(app).hasResource('ConfigMap', { metadata: { name: /^tw/ } });
  expect(() => Manifests.of(app).hasResource('ConfigMap', { metadata: { name: /z/ } })).toThrow('expected /z/');
});

test('lists must be equal in length and order', () => {
  const chart = new Chart(new App(), 'c');
  new Resource(chart, 'r', 'rbac.authorization.k8s.io/v1/Role', {
    rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }],
  });
  const manifests = Manifests.of(chart);
  manifests.hasResource('Role', { rules: [{ verbs: ['get', 'list'] }] });
  expect(() => manifests.hasResource('Role', { rules: [{ verbs: ['get'] }] })).toThrow(
    'rules[0].verbs has 2 items, expected 1',
  );
});

test('a request is decided by the program’s policies', () => {
  const secured = new KubeflowApp();
  const chart = new Chart(secured.manifests, 'c', { namespace: 'vision' });
  new Resource(chart, 'own', 'security.istio.io/v1/AuthorizationPolicy', {
    spec: { rules: [{ from: [{ source: { namespaces: ['vision'] } }] }] },
  });
  const workload = { namespace: 'vision', labels: {} };
  const request = { ip: '10.0.0.1', host: 'a', path: '/', method: 'GET', port: 80 };
  const ask = (namespace: string) =>
    Manifests.of(secured).request({
      workload,
      request: { ...request, principal: `cluster.local/ns/${namespace}/sa/default` },
    }).decision;
  expect([ask('vision'), ask('nlp')]).toEqual(['allow', 'deny']);
});
