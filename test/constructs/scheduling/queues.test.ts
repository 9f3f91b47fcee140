import { Chart } from 'cdk8s';
import {
  ClusterQueue,
  Cohort,
  KubeflowApp,
  LocalQueue,
  onPremPool,
  ResourceFlavor,
  TeamQueues,
  TeamStack,
  Topology,
  WorkloadPriorityClass,
} from '../../../src';

const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { rack: 'dgx' } });

function chart() {
  const app = new KubeflowApp();
  return { app, scope: new Chart(app.manifests, 'queues') };
}
const spec = (object: { toJson(): unknown }) => (object.toJson() as { spec: never }).spec;

test('a flavor is a pool: its labels, its tolerations, its topology', () => {
  const { scope } = chart();
  const topology = new Topology(scope, 'network', {
    levels: ['acme.io/block', 'acme.io/rack', 'kubernetes.io/hostname'],
  });
  expect(spec(topology)).toEqual({
    levels: [{ nodeLabel: 'acme.io/block' }, { nodeLabel: 'acme.io/rack' }, { nodeLabel: 'kubernetes.io/hostname' }],
  });
  expect(spec(new ResourceFlavor(scope, 'dgx', { pool: dgx, topology }))).toEqual({
    nodeLabels: dgx.placement.nodeSelector,
    ...(dgx.placement.tolerations && { tolerations: dgx.placement.tolerations }),
    topologyName: 'network',
  });
  expect(new ResourceFlavor(scope, 'default').toJson()).not.toHaveProperty('spec');
});

test('flavors that share a resource are one group, and say 0 of what they do not have', () => {
  const { scope } = chart();
  const flavor = new ResourceFlavor(scope, 'dgx', { pool: dgx });
  const queue = new ClusterQueue(scope, 'vision', {
    cohort: 'research',
    namespaces: ['vision', { namespace: 'speech' }],
    flavors: [
      { flavor, quota: { cpu: 256, memory: '2Ti', gpu: 16 }, borrow: { gpu: 8 }, lend: { gpu: 16 } },
      { flavor: 'cpu', quota: { cpu: 64, memory: '256Gi' } },
      { flavor: 'licenses', quota: { 'acme.io/license': 3 } },
    ],
  });
  expect(spec(queue)).toEqual({
    cohortName: 'research',
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['vision', 'speech'] }],
    },
    resourceGroups: [
      {
        coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
        flavors: [
          {
            name: 'dgx',
            resources: [
              { name: 'cpu', nominalQuota: 256 },
              { name: 'memory', nominalQuota: '2Ti' },
              { name: 'nvidia.com/gpu', nominalQuota: 16, borrowingLimit: 8, lendingLimit: 16 },
            ],
          },
          {
            name: 'cpu',
            resources: [
              { name: 'cpu', nominalQuota: 64 },
              { name: 'memory', nominalQuota: '256Gi' },
              { name: 'nvidia.com/gpu', nominalQuota: 0 },
            ],
          },
        ],
      },
      {
        coveredResources: ['acme.io/license'],
        flavors: [{ name: 'licenses', resources: [{ name: 'acme.io/license', nominalQuota: 3 }] }],
      },
    ],
  });
});

test('a queue is for every namespace unless it names some', () => {
  const { scope } = chart();
  expect(spec(new ClusterQueue(scope, 'all', { flavors: [] }))).toEqual({ namespaceSelector: {} });
});

test('teams share pools through one cohort, each with a queue of its own', () => {
  const { app, scope } = chart();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new TeamQueues(scope, 'research', {
    pools: [dgx],
    teams: [{ team, quota: { dgx: { cpu: 256, memory: '2Ti', gpu: 16 } }, borrow: { dgx: { gpu: 8 } } }],
  });
  const objects = app.manifests
    .attempt()
    .objects.map(
      ({ manifest }) => manifest as { kind: string; metadata: { name: string; namespace?: string }; spec: never },
    );
  const found = (kind: string) => objects.find((object) => object.kind === kind)!;
  expect(found('ResourceFlavor').metadata).toEqual({ name: 'dgx' });
  expect(found('Cohort').metadata.name).toBe('research');
  expect(found('ClusterQueue')).toMatchObject({
    metadata: { name: 'vision' },
    spec: {
      cohortName: 'research',
      namespaceSelector: { matchExpressions: [{ values: ['vision'] }] },
      preemption: { reclaimWithinCohort: 'Any' },
    },
  });
  expect(found('LocalQueue')).toMatchObject({
    metadata: { name: 'default', namespace: 'vision' },
    spec: { clusterQueue: 'vision' },
  });
});

test('a share of a pool that is not there is refused at once', () => {
  const { app, scope } = chart();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  expect(
    () =>
      new TeamQueues(scope, 'research', {
        pools: [dgx],
        teams: [{ team, quota: { dxg: { gpu: 16 } }, borrow: { h100: { gpu: 8 } } }],
      }),
  ).toThrow(
    /research: teams\[0\]\.quota 'dxg' is none of pools \(dgx\), did you mean 'dgx'.*\n.*teams\[0\]\.borrow 'h100'/,
  );
});

test('a priority is a number with a name', () => {
  const { scope } = chart();
  expect(new WorkloadPriorityClass(scope, 'high', { value: 1000, description: 'Deadlines' }).toJson()).toMatchObject({
    value: 1000,
    description: 'Deadlines',
  });
  const queue = new ClusterQueue(scope, 'q', { flavors: [], cohort: new Cohort(scope, 'c') });
  expect(spec(new LocalQueue(scope, 'l', { clusterQueue: queue, stopPolicy: 'Hold' }))).toEqual({
    clusterQueue: 'q',
    stopPolicy: 'Hold',
  });
});

test.each([
  [() => ({ flavors: [{ flavor: 'a', quota: { memory: 64 } }] }), 'flavors a: quota.memory 64 has no unit'],
  [
    () => ({ flavors: [{ flavor: 'a', quota: { cpu: 'many' } }] }),
    "flavors[0].quota.cpu 'many' is not a Kubernetes quantity",
  ],
  [() => ({ flavors: [{ flavor: 'a', quota: { gpu: -1 } }] }), 'flavors a: quota.gpu -1 is less than 0'],
  [() => ({ flavors: [{ flavor: 'a', quota: {} }] }), 'flavors a: quota is empty'],
  [
    () => ({ flavors: [{ flavor: 'a', quota: { cpu: 1 }, borrow: { cpu: 1 } }] }),
    'flavors a: borrow needs a cohort to borrow from',
  ],
  [
    () => ({ cohort: 'c', flavors: [{ flavor: 'a', quota: { cpu: 1 }, lend: { cpu: 2 } }] }),
    'flavors a: lend.cpu 2 is more than the quota 1',
  ],
  [
    () => ({ cohort: 'c', flavors: [{ flavor: 'a', quota: { cpu: 1 }, borrow: { gpu: 2 } }] }),
    'flavors a: borrow names nvidia.com/gpu, which quota does not',
  ],
  [
    () => ({
      flavors: [
        { flavor: 'a', quota: { cpu: 1 } },
        { flavor: 'a', quota: { gpu: 1 } },
      ],
    }),
    "flavors names 'a' twice",
  ],
  [() => ({ flavors: [], namespaces: [] }), 'namespaces is empty, nobody could use the queue'],
  [
    () => ({
      flavors: [],
      preemption: { reclaimWithinCohort: 'Never', borrowWithinCohort: { policy: 'LowerPriority' } },
    }),
    'preemption.borrowWithinCohort needs reclaimWithinCohort',
  ],
])('a queue that cannot be is refused', (props, sentence) => {
  const { scope } = chart();
  expect(() => new ClusterQueue(scope, 'q', props() as never)).toThrow(`queues/q: ${sentence}`);
});

test('flavors and topologies have the limits of their API', () => {
  const { scope } = chart();
  expect(() => new ResourceFlavor(scope, 'f', { topology: 'network' })).toThrow(
    'queues/f: topology needs a label in nodeLabels',
  );
  const labels = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`l${i}`, 'x']));
  expect(() => new ResourceFlavor(scope, 'f', { nodeLabels: labels })).toThrow(
    'nodeLabels has 9 entries, Kueue allows 8',
  );
  expect(() => new Topology(scope, 't', { levels: ['kubernetes.io/hostname', 'rack'] })).toThrow(
    'nothing is narrower than a host',
  );
  expect(() => new Topology(scope, 't', { levels: [] })).toThrow('levels has 0 entries');
});
