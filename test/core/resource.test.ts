import { App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import core from '../../schemas/core.json';
import crds from '../../schemas/crds.json';
import { isClusterScoped } from '../../src/core/cluster-kinds';
import { Resource } from '../../src/core/resource';
import { tempFolder } from '../temp';

const chart = () => new Chart(new App(), 'team', { namespace: 'vision' });
const job = (id = 'sft') =>
  new Resource(chart(), id, 'kubeflow.org/v1/PyTorchJob', {
    spec: {
      pytorchReplicaSpecs: {
        Master: { replicas: 1, template: { spec: { containers: [{ name: 'pytorch', image: 'i' }] } } },
      },
    },
  });

test('is called as its id says, in its chart’s namespace', () => {
  expect(job().toJson()).toMatchObject({
    apiVersion: 'kubeflow.org/v1',
    kind: 'PyTorchJob',
    metadata: { name: 'sft', namespace: 'vision' },
  });
});

test('a kind without namespaces gets none', () => {
  const profile = new Resource(chart(), 'p', 'kubeflow.org/v1/Profile', {
    spec: { owner: { kind: 'User', name: 'ada@acme.io' } },
  });
  expect(profile.toJson().metadata).toEqual({ name: 'p' });
});

test('a core kind has no group', () => {
  expect(new Resource(chart(), 'm', 'v1/ConfigMap', { data: { a: 'b' } }).toJson()).toMatchObject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { a: 'b' },
  });
});

test('a wrong name is refused with the path', () => {
  expect(() => job('My_Job')).toThrow("team/My_Job: name 'My_Job'");
});

test('two of one id in one scope are refused', () => {
  const c = chart();
  new Resource(c, 'a', 'v1/ConfigMap', {});
  expect(() => new Resource(c, 'a', 'v1/ConfigMap', {})).toThrow('team/a: there is one of this id in team already');
});

test('what cannot be an object is refused where it is made', () => {
  const c = chart();
  expect(() => new Resource(c, 'm', 'v1/ConfigMap', {}, null as never)).toThrow('metadata null is no object');
  expect(() => new Resource(new App() as never, 'a', 'v1/ConfigMap', {})).toThrow('stands in no chart');
  const map = new Resource(c, 'p', 'v1/ConfigMap', {});
  expect(() => map.patch('move' as never, '/data')).toThrow("team/p: patch 'move' is neither fields nor");
  expect(() => map.patch(null as never)).toThrow('team/p: patch null is neither fields nor');
});

test('patch has the last word: it merges, replaces lists and removes with null', () => {
  const patched = job()
    .patch({ spec: { runPolicy: { cleanPodPolicy: 'All' }, pytorchReplicaSpecs: { Master: { replicas: 2 } } } })
    .patch({ spec: { runPolicy: null } })
    .patch({
      spec: {
        pytorchReplicaSpecs: { Master: { template: { spec: { containers: [{ name: 'other', image: 'j' }] } } } },
      },
    });
  expect(patched.toJson().spec).toEqual({
    pytorchReplicaSpecs: {
      Master: { replicas: 2, template: { spec: { containers: [{ name: 'other', image: 'j' }] } } },
    },
  });
});

test('patch comes after everything else, cdk8s’s own patches included', () => {
  const object = job().patch('replace', '/spec/pytorchReplicaSpecs/Master/replicas', 3);
  object.addJsonPatch(JsonPatch.replace('/spec/pytorchReplicaSpecs/Master/replicas', 2));
  expect(object.toJson()).toMatchObject({ spec: { pytorchReplicaSpecs: { Master: { replicas: 3 } } } });
});

test('patch adds a field that the types do not know', () => {
  const patched = job().patch('add', '/spec/pytorchReplicaSpecs/Master/template/spec/runtimeClassName', 'nvidia');
  expect(patched.toJson()).toMatchObject({
    spec: { pytorchReplicaSpecs: { Master: { template: { spec: { runtimeClassName: 'nvidia' } } } } },
  });
});

test('patch of a path that is not there says where it ends', () => {
  expect(() => job().patch('add', '/spec/pytorchReplicaSpecs/Worker/replicas', 3).toJson()).toThrow(
    'there is no Worker below /spec/pytorchReplicaSpecs, which has Master: add the parent first',
  );
  expect(() => job().patch('remove', '/spec/runPolicy').toJson()).toThrow('there is no runPolicy below /spec');
});

test('lazy values are resolved', () => {
  const lazy = new Resource(chart(), 'm', 'v1/ConfigMap', { data: { a: Lazy.any({ produce: () => 'late' }) } });
  expect(lazy.toJson()).toMatchObject({ data: { a: 'late' } });
});

test('works in a plain cdk8s app', () => {
  const app = Testing.app({ outdir: tempFolder() });
  const c = new Chart(app, 'plain');
  new Resource(c, 'a', 'v1/ConfigMap', { data: { a: 'b' } });
  expect(Testing.synth(c)).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } },
  ]);
});

test('the kinds without namespaces are those of the schemas', () => {
  for (const { kinds } of [core, crds]) {
    for (const set of Object.values(kinds) as Record<string, { scope: string }>[]) {
      for (const [name, { scope }] of Object.entries(set)) {
        const slash = name.lastIndexOf('/');
        expect([name, isClusterScoped(name.slice(0, slash), name.slice(slash + 1))]).toEqual([
          name,
          scope === 'Cluster',
        ]);
      }
    }
  }
});

test('classes of resources are told apart by instanceof', () => {
  class One extends Resource<'v1/ConfigMap'> {}
  class Two extends Resource<'v1/ConfigMap'> {}
  const c = chart();
  const one = new One(c, 'one', 'v1/ConfigMap', {});
  expect([one instanceof One, one instanceof Resource, one instanceof Two, job() instanceof One]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
