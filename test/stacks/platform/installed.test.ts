import {
  ClusterQueue,
  declareExisting,
  InferenceService,
  KatibExperiment,
  type KubeflowApp,
  type KubeflowComponent,
  LocalQueue,
  maximize,
  Notebook,
  PlatformStack,
  KubeflowApp as Program,
  PyTorchJob,
  Resource,
  TeamStack,
  TrainingJob,
} from '../../../src';
import { double } from '../../../src/constructs/katib';

const job = { framework: 'torch', image: 'acme/sft:1', nodes: 1 } as const;
const model = { format: 'sklearn', uri: 's3://models/iris' } as const;

function problems(components: readonly KubeflowComponent[] | undefined, body: (team: TeamStack) => void) {
  const app = new Program();
  const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', components });
  body(new TeamStack(app, 'vision', { owner: 'ada@acme.io', platform }));
  return app.manifests.attempt().problems;
}

test.each<[string, readonly KubeflowComponent[], (team: TeamStack) => void, string]>([
  ['InferenceService', ['training'], (team) => new InferenceService(team, 'iris', { model }), 'serving'],
  ['Notebook', ['training'], (team) => new Notebook(team, 'lab', { image: 'acme/lab:1' }), 'notebooks'],
  [
    'Experiment',
    ['training', 'serving'],
    (team) =>
      new KatibExperiment(team, 'tune', {
        objective: maximize('acc'),
        space: { lr: double(0, 1) },
        trial: ({ lr }) => ({ ...job, command: ['train', `--lr=${lr}`] }),
      }),
    'katib',
  ],
  [
    'PyTorchJob',
    ['training'],
    (team) => {
      const template = { spec: { containers: [{ name: 'pytorch', image: 'i' }] } };
      new PyTorchJob(team, 'old', { pytorchReplicaSpecs: { Master: { template } } });
    },
    'training-operator',
  ],
  ['LocalQueue', [], (team) => new LocalQueue(team, 'all', { clusterQueue: 'a' }), 'kueue'],
  [
    'an object of no construct of ours',
    ['serving'],
    (team) => new Resource(team, 'nb', 'kubeflow.org/v1/Notebook', { spec: {} }),
    'notebooks',
  ],
])('%s needs its component', (_kind, components, body, component) => {
  expect(problems(components, body).join('\n')).toMatch(
    new RegExp(
      `^vision/\\w+: .* by the component '${component}', which the platform does not install .*: add '${component}' to its components`,
      'm',
    ),
  );
  expect(problems([...components, component as KubeflowComponent], body).join('\n')).not.toContain('does not install');
  expect(problems(undefined, body).join('\n')).not.toContain('does not install');
});

test('a queue is kept by Kueue', () => {
  const body = (team: TeamStack) => new TrainingJob(team, 'sft', { ...job, queue: 'gold' });
  expect(problems(['training'], body).join('\n')).toContain("queue 'gold' is kept by the component 'kueue'");
  expect(problems(['training', 'kueue'], body).join('\n')).not.toContain('kept by');
  const declared = (team: TeamStack) => {
    body(team);
    declareExisting(team, { kind: 'LocalQueue', name: 'gold' });
  };
  expect(problems(['training'], declared).join('\n')).not.toContain('kept by');
});

test('the components of an app are as binding', () => {
  const app: KubeflowApp = new Program({ components: ['training'] });
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new TrainingJob(team, 'sft', { ...job, gang: false });
  expect(app.manifests.attempt().problems).toEqual([]);
  new Notebook(team, 'lab', { image: 'acme/lab:1' });
  expect(app.manifests.attempt().problems.join()).toContain("add 'notebooks' to its components");
});

test('a platform that says nothing installs what the app says', () => {
  const app = new Program({ release: '1.11', components: ['serving'] });
  const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io' });
  expect(platform.facts).toMatchObject({ release: '1.11', components: ['serving'], complete: true });
  expect(new PlatformStack(app, 'other', { domain: 'o.acme.io', release: '26.03' }).facts.components).toContain(
    'katib',
  );
});

test('what the release leaves out by default is worth a word', () => {
  const template = { spec: { containers: [{ name: 'pytorch', image: 'acme/i' }] } };
  const warnings = (release: '1.10' | '26.03', body: (team: TeamStack) => void) => {
    const app = new Program({ release });
    body(new TeamStack(app, 'vision', { owner: 'ada@acme.io' }));
    expect(app.manifests.attempt().problems).toEqual([]);
    return app.manifests.warnings;
  };
  const old = (team: TeamStack) =>
    void new PyTorchJob(team, 'old', { pytorchReplicaSpecs: { Master: { replicas: 1, template } } });
  expect(warnings('1.10', old)).toEqual([]);
  expect(warnings('26.03', old)).toEqual([
    "vision/old: PyTorchJob is served by the component 'training-operator', which Kubeflow 26.03 leaves out by default: add 'training-operator' to the platform's components",
  ]);
  const queue = { flavors: [{ flavor: 'a', quota: { cpu: 1 } }] };
  expect(warnings('26.03', (team) => void new ClusterQueue(team, 'all', queue)).join()).not.toContain('kueue');
});

test('MXJob has no operator in any release', () => {
  const app = new Program({ components: ['training-operator'] });
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new TrainingJob(team, 'old', { framework: 'mxnet', api: 'v1', image: 'acme/i', workers: 1, gang: false });
  expect(app.manifests.attempt().problems).toEqual([]);
  expect(app.manifests.warnings).toEqual([
    expect.stringContaining('vision/old: MXJob ended with training-operator 1.8'),
  ]);
});
