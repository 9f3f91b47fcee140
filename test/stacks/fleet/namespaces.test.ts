import '../../../src/stacks/fleet';
import { acknowledge, KubeflowApp, onPremPool, PlatformStack, Resource, TeamStack } from '../../../src';
import { checkFit } from '../../../src/stacks/fleet/check';

const dgx = onPremPool('dgx', {
  accelerator: 'h100-80gb',
  gpus: 8,
  cpu: 192,
  memoryGi: 2000,
  nodes: 2,
  zones: ['a'],
  labels: { 'acme.io/pool': 'dgx' },
});

function program() {
  const app = new KubeflowApp({ release: '1.10' });
  const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io', pools: [dgx] });
  return { app, team: new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io' }) };
}

function job(
  team: TeamStack,
  name: string,
  gpus: number,
  more: { queue?: string; pods?: number; spec?: object; cpu?: object } = {},
) {
  const limits = { 'nvidia.com/gpu': gpus, ...more.cpu };
  return new Resource(
    team,
    name,
    'batch/v1/Job',
    {
      spec: {
        parallelism: more.pods ?? 1,
        completions: more.pods ?? 1,
        template: {
          spec: {
            restartPolicy: 'Never',
            nodeSelector: { 'acme.io/pool': 'dgx' },
            containers: [{ name: 'main', image: 'acme/sft', resources: { limits } }],
            ...more.spec,
          },
        },
      },
    },
    { name, ...(more.queue && { labels: { 'kueue.x-k8s.io/queue-name': more.queue } }) },
  );
}

function judge({ app }: { app: KubeflowApp }) {
  const { problems } = app.manifests.attempt();
  return { problems, fit: app.manifests.warnings.filter((one) => one.includes('fit/')) };
}

/** The fit check's own warnings. */
function fitWarnings({ app }: { app: KubeflowApp }) {
  return checkFit(app.manifests.attempt().objects, app.manifests).warnings;
}

function queue(team: TeamStack, groups: ReturnType<typeof gpus>[]) {
  for (const name of ['any', 'nodes'])
    new Resource(team, name, 'kueue.x-k8s.io/v1beta1/ResourceFlavor', { spec: {} }, { namespace: '' });
  new Resource(
    team,
    'cq',
    'kueue.x-k8s.io/v1beta1/ClusterQueue',
    { spec: { namespaceSelector: {}, resourceGroups: groups } },
    { namespace: '' },
  );
  new Resource(team, 'lq', 'kueue.x-k8s.io/v1beta1/LocalQueue', { spec: { clusterQueue: 'cq' } });
}

const gpus = (nominalQuota: number) => ({
  coveredResources: ['nvidia.com/gpu'],
  flavors: [{ name: 'any', resources: [{ name: 'nvidia.com/gpu', nominalQuota }] }],
});
const cores = (nominalQuota: number) => ({
  coveredResources: ['cpu'],
  flavors: [{ name: 'nodes', resources: [{ name: 'cpu', nominalQuota }] }],
});

describe('work that waits in a queue', () => {
  test('is not held against what runs: the queue lets in what fits its quota', () => {
    const p = program();
    queue(p.team, [gpus(16)]);
    for (const name of ['a', 'b', 'c']) job(p.team, name, 8, { queue: 'lq', pods: 2 });
    expect(judge(p)).toEqual({ problems: [], fit: [] });
  });

  test('is, where the queue lets in more than the pools hold', () => {
    const p = program();
    queue(p.team, [gpus(48)]);
    for (const name of ['a', 'b', 'c']) job(p.team, name, 8, { queue: 'lq', pods: 2 });
    expect(judge(p).fit).toEqual([
      expect.stringMatching(/^vision\/b.*cannot run beside all the rest.*\[fit\/together\]$/),
    ]);
  });

  test('takes a flavor of every resource group', () => {
    const p = program();
    queue(p.team, [gpus(16), cores(4)]);
    job(p.team, 'a', 8, { queue: 'lq', cpu: { cpu: 2 } });
    job(p.team, 'b', 8, { queue: 'lq', cpu: { cpu: 5 } });
    expect(judge(p).problems).toEqual([expect.stringMatching(/^vision\/b.*5 cores.*4/)]);
  });
});

test('what is meant so is acknowledged, and an acknowledgement that is for nothing is named', () => {
  const p = program();
  for (const name of ['a', 'b']) job(p.team, name, 8, { pods: 2 });
  expect(fitWarnings(p)).toHaveLength(1);
  acknowledge(p.team, 'fit/together', 'they run on different days');
  acknowledge(p.team, 'fit/quota', 'no quota any more');
  expect(fitWarnings(p)).toEqual([
    expect.stringMatching(/^vision: acknowledges 'fit\/quota' \(no quota any more\), which nothing reports/),
  ]);
});

describe('quotas of cores, memory and pods', () => {
  const quota = (p: ReturnType<typeof program>, hard: Record<string, string | number>) =>
    new Resource(p.team, 'quota', 'v1/ResourceQuota', { spec: { hard } });

  test('are held against the work of their team', () => {
    const p = program();
    quota(p, { 'requests.cpu': '10', memory: '64Gi', pods: 1 });
    job(p.team, 'a', 1, { cpu: { cpu: 4, memory: '32Gi' } });
    job(p.team, 'b', 1, { cpu: { cpu: 8, memory: '16Gi' } });
    expect(judge(p).fit).toEqual([
      "vision/quota: team 'vision' asks 12 cores, its quota is 10 (b 8, a 4): raise quota.hard['requests.cpu'], or run less of it at a time [fit/quota]",
      "vision/quota: team 'vision' asks 2 pods, its quota is 1 (a 1, b 1): raise quota.hard['pods'], or run less of it at a time [fit/quota]",
    ]);
  });

  test('refuse containers that do not say what they ask, unless a LimitRange says it', () => {
    const p = program();
    quota(p, { cpu: '10' });
    job(p.team, 'a', 1);
    expect(judge(p).fit).toEqual([
      expect.stringContaining("container 'main' states no cpu, which the quota of namespace 'vision' tracks"),
    ]);
    new Resource(p.team, 'limits', 'v1/LimitRange', {
      spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '2' } }] },
    });
    expect(judge(p).fit).toEqual([]);
  });
});

test('a LimitRange fills in what containers ask, and refuses more than its most', () => {
  const p = program();
  new Resource(p.team, 'limits', 'v1/LimitRange', {
    spec: { limits: [{ type: 'Container', default: { memory: '1000Gi' }, max: { cpu: '16', memory: '3000Gi' } }] },
  });
  job(p.team, 'a', 1, { pods: 5 });
  job(p.team, 'b', 1, { cpu: { cpu: 32 } });
  const { problems, fit } = judge(p);
  expect(problems).toEqual([
    "vision/b: can never run: cpu limit 32 of container 'main' is more than 16, the most that LimitRange 'limits' allows",
  ]);
  expect(fit).toEqual([expect.stringMatching(/^vision\/a.*4883|^vision\/a.*5000 Gi of memory|^vision\/a.*nodes/)]);
});

test('pods go where their volumes can be reached', () => {
  const p = program();
  const zoned = (name: string, zone: string) => {
    new Resource(
      p.team,
      `${name}-pv`,
      'v1/PersistentVolume',
      {
        spec: {
          capacity: { storage: '1Ti' },
          accessModes: ['ReadWriteOnce'],
          csi: { driver: 'ebs.csi.aws.com', volumeHandle: name },
          claimRef: { namespace: 'vision', name },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] }] },
              ],
            },
          },
        },
      },
      { namespace: '' },
    );
    new Resource(p.team, name, 'v1/PersistentVolumeClaim', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } },
    });
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: name } }];
    job(p.team, `${name}-job`, 1, { spec: { volumes } });
  };
  zoned('here', 'a');
  zoned('there', 'b');
  expect(judge(p).problems).toEqual([
    'vision/there-job: can never run: its volumes are in b, where pool dgx has no node',
  ]);
});
