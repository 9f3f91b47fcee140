import '../../../src/stacks/fleet';
import {
  InferenceService,
  KubeflowApp,
  KubeflowError,
  Notebook,
  onPremPool,
  PlatformStack,
  Resource,
  TeamStack,
} from '../../../src';

const MACHINE = { accelerator: 'h100-80gb', gpus: 8, cpu: 192, memoryGi: 2000 } as const;
const dgx = onPremPool('dgx', { ...MACHINE, nodes: 4, labels: { 'acme.io/pool': 'dgx' } });
const l4 = onPremPool('l4', {
  accelerator: 'l4',
  gpus: 2,
  cpu: 24,
  memoryGi: 96,
  nodes: { min: 0, max: 2 },
  labels: { 'acme.io/pool': 'l4' },
  tolerations: [{ key: 'acme.io/l4', operator: 'Exists', effect: 'NoSchedule' }],
});

function program(quota?: { gpu?: number }) {
  const app = new KubeflowApp({ release: '1.10' });
  const platform = new PlatformStack(app, 'platform', {
    domain: 'ml.acme.io',
    tlsSecret: 'ml-acme-io',
    pools: [dgx, l4],
  });
  const team = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io', quota });
  return { app, team };
}

function pyTorchJob(team: TeamStack, name: string, workers: number, gpus = 8, more: object = {}) {
  const resources = { limits: { 'nvidia.com/gpu': gpus, cpu: 16, memory: '64Gi' } };
  const nodeSelector = { 'acme.io/pool': 'dgx' };
  const template = { spec: { nodeSelector, containers: [{ name: 'pytorch', image: 'acme/sft', resources }], ...more } };
  return new Resource(team, name, 'kubeflow.org/v1/PyTorchJob', {
    spec: {
      pytorchReplicaSpecs: {
        Master: { replicas: 1, template },
        ...(workers > 1 && { Worker: { replicas: workers - 1, template } }),
      },
    },
  });
}

function judge({ app }: { app: KubeflowApp }) {
  const { problems } = app.manifests.attempt();
  return { problems, warnings: app.manifests.warnings };
}

test('what fits is silent', () => {
  const p = program({ gpu: 40 });
  pyTorchJob(p.team, 'sft', 4);
  expect(judge(p)).toEqual({ problems: [], warnings: [] });
});

test('a gang that no state of the fleet can hold is a problem, with what is missing', () => {
  const p = program();
  pyTorchJob(p.team, 'sft', 5);
  expect(judge(p).problems).toEqual([
    'vision/sft: can never run: 5 nodes of pool dgx are needed for 40 GPUs, it has 4 at most: raise its nodes.max',
  ]);
});

test('a pod that no node takes is a problem that names the nearest pool', () => {
  const p = program();
  pyTorchJob(p.team, 'wide', 1, 16);
  new Notebook(p.team, 'lab', { image: 'acme/lab', memory: '512Gi', gpu: l4.gpus(1) });
  pyTorchJob(p.team, 'elsewhere', 1, 8, { nodeSelector: { 'acme.io/pool': 'a100' } });
  expect(judge(p).problems).toEqual([
    'vision/wide: can never run: 16 GPUs, the largest node has 8 (pool dgx)',
    'vision/lab: can never run: 512 Gi of memory, the largest node has 96 Gi (pool l4)',
    'vision/elsewhere: can never run: no pool has the labels its pods select, nearest is pool dgx',
  ]);
});

test('taints of a pool must be tolerated', () => {
  const p = program();
  pyTorchJob(p.team, 'sft', 1, 2, { nodeSelector: { 'acme.io/pool': 'l4' } });
  expect(judge(p).problems).toEqual([
    'vision/sft: can never run: taint acme.io/l4:NoSchedule of pool l4 is not tolerated',
  ]);
});

test('work that fits alone but not together is a warning', () => {
  const p = program();
  pyTorchJob(p.team, 'sft', 3);
  pyTorchJob(p.team, 'dpo', 2);
  const { problems, warnings } = judge(p);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/^vision\/dpo: cannot run beside all the rest: .*vision\/sft/)]);
});

test('trials count as often as they run side by side', () => {
  const p = program({ gpu: 24 });
  const trialSpec = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: {
      template: {
        spec: {
          restartPolicy: 'Never',
          nodeSelector: { 'acme.io/pool': 'dgx' },
          containers: [{ name: 'training', image: 'acme/tune', resources: { limits: { 'nvidia.com/gpu': 2 } } }],
        },
      },
    },
  };
  pyTorchJob(p.team, 'sft', 2);
  new Resource(p.team, 'tune', 'kubeflow.org/v1beta1/Experiment', {
    spec: {
      objective: { type: 'maximize', objectiveMetricName: 'accuracy' },
      algorithm: { algorithmName: 'random' },
      parallelTrialCount: 6,
      maxTrialCount: 30,
      parameters: [{ name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.1', max: '1' } }],
      trialTemplate: {
        primaryContainerName: 'training',
        trialParameters: [{ name: 'lr', reference: 'lr' }],
        trialSpec: trialSpec as never,
      },
    },
  });
  expect(judge(p).warnings).toContainEqual(
    "vision/profile/Profile: team 'vision' asks 28 GPUs, its quota is 24 (sft 16, tune 12): raise quota.gpu or lower tune's parallel trials [fit/quota]",
  );
});

test('a service counts at its most', () => {
  const p = program({ gpu: 3 });
  new InferenceService(p.team, 'chat', {
    model: { format: 'huggingface', uri: 'hf://acme/chat' },
    gpu: l4.gpus(1),
    scale: { min: 1, max: 6 },
  });
  const { warnings } = judge(p);
  expect(warnings).toContainEqual(expect.stringContaining("team 'vision' asks 6 GPUs, its quota is 3 (chat 6)"));
  expect(warnings).toContainEqual(expect.stringMatching(/^vision\/chat.*: cannot run beside all the rest/));
});

test('a quota that one job alone exceeds is a problem', () => {
  const p = program({ gpu: 8 });
  pyTorchJob(p.team, 'sft', 2);
  expect(judge(p).problems).toEqual(['vision/sft: can never run: 16 GPUs, the quota allows 8']);
});

test('MIG slices are cut as the pods need them, within what a card can be cut into', () => {
  const p = program();
  new Notebook(p.team, 'half', { image: 'acme/lab', gpu: dgx.mig('3g.40gb', 2) });
  new Notebook(p.team, 'too-much', { image: 'acme/lab', gpu: { ...dgx.mig('7g.80gb'), count: 9 } });
  expect(judge(p).problems).toEqual([expect.stringMatching(/^vision\/too-much: can never run: /)]);
});

test('programs without pools and pods without accelerators are not judged', () => {
  const app = new KubeflowApp({ release: '1.10' });
  const alone = new TeamStack(app, 'alone', { owner: 'ada@acme.io' });
  pyTorchJob(alone, 'huge', 100);
  expect(judge({ app })).toEqual({ problems: [], warnings: [] });
  const p = program();
  new Notebook(p.team, 'lab', { image: 'acme/lab', cpu: 400, memory: '4Ti' });
  expect(judge(p)).toEqual({ problems: [], warnings: [] });
});

test('labels that discovery gives nodes are nobody’s fault', () => {
  const p = program();
  pyTorchJob(p.team, 'sft', 1, 8, { nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' } });
  expect(judge(p)).toEqual({ problems: [], warnings: [] });
});

test('the synthesis ends with all of it', () => {
  const p = program();
  pyTorchJob(p.team, 'a', 5);
  pyTorchJob(p.team, 'b', 6);
  expect(() => p.app.manifests.render()).toThrow(KubeflowError);
  expect(judge(p).problems).toHaveLength(2);
});
