import { acknowledge, validateManifests } from '../../src/validation';
import { judged, values } from './helpers';

describe('identities', () => {
  test('that are used twice are an error', () => {
    const secret = '{ apiVersion: v1, kind: Secret, metadata: { name: a, namespace: b } }';
    expect(judged(`${secret}\n---\n${secret}`)).toContain('set/duplicate metadata.name');
    expect(judged(`${secret}\n---\n${secret}`, { isolated: true })).toEqual([]);
    expect(judged(`${secret}\n---\n${secret.replace('name: a', 'name: c')}`)).not.toContain(
      'set/duplicate metadata.name',
    );
  });
  test('are the same in every version of a group', () => {
    const quota = (version: string) =>
      `{ apiVersion: networking.istio.io/${version}, kind: Gateway, metadata: { name: a }, spec: { servers: [{ hosts: ['*'], port: { number: 80, name: h, protocol: HTTP } }] } }`;
    expect(judged(`${quota('v1')}\n---\n${quota('v1beta1')}`)).toEqual(['set/duplicate metadata.name']);
  });
  test('are others in another group, and where a controller makes the name', () => {
    const service = (version: string) =>
      `{ apiVersion: ${version}, kind: Service, metadata: { name: a, namespace: default } }`;
    const notebook = '{ apiVersion: kubeflow.org/v1, kind: Notebook, metadata: { name: a, namespace: default } }';
    const duplicates = (...objects: readonly string[]) =>
      validateManifests(values(objects.join('\n---\n'))).filter(({ rule }) => rule === 'set/duplicate');
    const [core, knative] = [service('v1'), service('serving.knative.dev/v1')];
    expect(duplicates(core, knative, notebook)).toEqual([]);
    expect(duplicates(notebook, core, knative, core, core, knative)).toMatchObject([
      { object: 3, message: expect.stringContaining('as object 1') },
      { object: 4, message: expect.stringContaining('as object 1') },
      { object: 5, message: expect.stringContaining('as object 2') },
    ]);
  });
  test('have no namespace where the kind has none', () => {
    const role = (namespace: string) =>
      `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: a${namespace} }, rules: [] }`;
    const rules = [role(''), role(', namespace: b')];
    for (const set of [rules, rules.toReversed()])
      expect(judged(set.join('\n---\n'))).toContain('set/duplicate metadata.name');
  });
});

const POD = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: default }
spec:
  serviceAccountName: robot
  imagePullSecrets: [{ name: pull }]
  containers: [{ name: a, image: i, envFrom: [{ configMapRef: { name: env } }, { secretRef: { name: free, optional: true } }], env: [{ name: T, valueFrom: { secretKeyRef: { name: token, key: k } } }] }]
  volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]
`;

describe('references', () => {
  const all = ['service-account', 'secret', 'config-map', 'secret', 'volume-claim'];

  test('to what nobody makes are warnings, and errors where the set is closed', () => {
    const rules = (closed: boolean) =>
      validateManifests(values(POD), { closed })
        .map(({ rule, severity }) => `${severity} ${rule}`)
        .sort();
    expect(rules(false)).toEqual(all.map((rule) => `warning reference/${rule}`).sort());
    expect(rules(true)).toEqual(all.map((rule) => `error reference/${rule}`).sort());
  });
  test('are fine where the set makes it, or it is declared', () => {
    const made = ['ServiceAccount robot', 'Secret pull', 'ConfigMap env', 'Secret token'].map(
      (one) =>
        `{ apiVersion: v1, kind: ${one.split(' ')[0]}, metadata: { namespace: default, name: ${one.split(' ')[1]} } }`,
    );
    expect(
      judged([POD, ...made].join('\n---\n'), {
        declared: [{ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' }],
      }),
    ).toEqual([]);
    expect(
      judged([POD, ...made].join('\n---\n'), {
        declared: [{ kind: 'PersistentVolumeClaim', namespace: 'other', name: 'data' }],
      }),
    ).toEqual(['warning reference/volume-claim spec.volumes[0].persistentVolumeClaim.claimName']);
  });
  test('to namespaces', () => {
    const secret = '{ apiVersion: v1, kind: Secret, metadata: { name: a, namespace: team } }';
    expect(judged(secret)).toEqual(['warning reference/namespace metadata.namespace']);
    expect(judged(`${secret}\n---\n{ apiVersion: v1, kind: Namespace, metadata: { name: team } }`)).toEqual([]);
    expect(
      judged(
        `${secret}\n---\n{ apiVersion: kubeflow.org/v1, kind: Profile, metadata: { name: team }, spec: { owner: { kind: User, name: a@b.c } } }`,
      ),
    ).toEqual([]);
  });
  test('to training runtimes, serving runtimes and queues', () => {
    const job = (runtime: string) =>
      `{ apiVersion: trainer.kubeflow.org/v1alpha1, kind: TrainJob, metadata: { name: a, namespace: default, labels: { kueue.x-k8s.io/queue-name: q } }, spec: { runtimeRef: { name: ${runtime} } } }`;
    expect(judged(job('torch-distributed'))).toEqual([
      'warning reference/queue metadata.labels.kueue.x-k8s.io/queue-name',
    ]);
    expect(judged(job('mine'))).toContain('warning reference/runtime spec.runtimeRef');
  });
});

describe('acknowledgements', () => {
  const findings = validateManifests(values(POD));
  test('take findings out, by rule or family, and say which are of no use any more', () => {
    const family = { rule: 'reference/*', reason: 'made by hand' };
    const other = { rule: 'katib/algorithm', reason: 'ours' };
    const { open, accepted, unused } = acknowledge(findings, [family, other], () => true);
    expect(open).toEqual([]);
    expect(accepted).toHaveLength(5);
    expect(unused).toEqual([other]);
  });
  test('hold in their place only', () => {
    const { open, unused } = acknowledge(findings, [{ rule: 'reference/secret', reason: 'elsewhere' }], () => false);
    expect(open).toEqual(findings);
    expect(unused).toHaveLength(1);
  });
});

describe('metadata', () => {
  test.each([
    ['{ apiVersion: v1, kind: Secret, metadata: { name: A } }', 'metadata/name metadata.name'],
    ['{ apiVersion: v1, kind: Secret, metadata: {} }', 'metadata/name metadata.name'],
    ['{ apiVersion: v1, kind: Secret }', 'metadata/name metadata.name'],
    ['{ apiVersion: v1, kind: Namespace, metadata: { name: a.b } }', 'metadata/name metadata.name'],
    ['{ apiVersion: v1, kind: Secret, metadata: { name: a, namespace: A } }', 'metadata/namespace metadata.namespace'],
    ['{ apiVersion: v1, kind: Secret, metadata: { name: a, labels: { a b: c } } }', 'metadata/labels metadata.labels'],
    [
      '{ apiVersion: v1, kind: Secret, metadata: { name: a, labels: { a: b c } } }',
      'metadata/labels metadata.labels.a',
    ],
    ['{ apiVersion: v1, kind: Secret, metadata: { name: a, labels: { a: 1 } } }', 'schema/type metadata.labels.a'],
    [
      '{ apiVersion: v1, kind: Secret, metadata: { name: a, annotations: { a: true } } }',
      'schema/type metadata.annotations.a',
    ],
    [
      '{ apiVersion: v1, kind: Secret, metadata: { name: a, anotations: {} } }',
      'schema/unknown-field metadata.anotations',
    ],
    ['{ apiVersion: v1, kind: Secret, metadata: [] }', 'schema/type metadata'],
  ])('%s', (text, finding) => expect(judged(text, { isolated: true })).toContain(finding));

  test('of a role may have what a path may have', () => {
    expect(
      judged(
        '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: "system:x Y" }, rules: [] }',
      ),
    ).toEqual([]);
  });
});

test("what a job may do depends on the set's own runtimes", () => {
  const runtime =
    '{ apiVersion: trainer.kubeflow.org/v1alpha1, kind: TrainingRuntime, metadata: { name: mpi, namespace: default }, spec: { mlPolicy: { numNodes: 1, mpi: { runLauncherAsNode: true } }, template: { spec: { replicatedJobs: [{ name: node, template: { spec: { template: { spec: { containers: [{ name: node, image: i }] } } } } }] } } } }';
  const job =
    '{ apiVersion: trainer.kubeflow.org/v1alpha1, kind: TrainJob, metadata: { name: a, namespace: default }, spec: { runtimeRef: { name: mpi, kind: TrainingRuntime }, trainer: { numNodes: 2 } } }';
  expect(judged(`${runtime}\n---\n${job}`)).toContain('trainer/mpi-nodes spec.trainer.numNodes');
  expect(judged(`${runtime}\n---\n${job.replace('numNodes: 2', 'numNodes: 1')}`)).toEqual([]);
});
