import { ClusterTrainingRuntime, TrainingJob, TrainingRuntime } from '../../../src';
import { job, team } from './program';

const image = 'acme/train:1';
const gpu = {
  count: 8,
  resource: 'nvidia.com/gpu',
  placement: { nodeSelector: { pool: 'h100' }, tolerations: [{ key: 'gpu', operator: 'Exists' as const }] },
};

test('torch is a TrainJob of the runtime that the release ships', () => {
  expect(
    job({
      framework: 'torch',
      image,
      command: ['torchrun', 'sft.py'],
      nodes: 4,
      gpu,
      procsPerNode: 8,
      sharedMemory: false,
      pod: { serviceAccount: 'trainer' },
    }).spec,
  ).toEqual({
    runtimeRef: { name: 'torch-distributed' },
    trainer: {
      image,
      command: ['torchrun', 'sft.py'],
      numNodes: 4,
      numProcPerNode: 8,
      resourcesPerNode: { limits: { 'nvidia.com/gpu': 8 }, requests: { 'nvidia.com/gpu': 8 } },
    },
    podTemplateOverrides: [
      {
        targetJobs: [{ name: 'node' }],
        metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
        spec: {
          serviceAccountName: 'trainer',
          nodeSelector: { pool: 'h100' },
          tolerations: [{ key: 'gpu', operator: 'Exists' }],
        },
      },
    ],
  });
});

test('what a TrainJob cannot say is said by a runtime of its own, written before it', () => {
  const { scope, objects, app } = team();
  const training = new TrainingJob(scope, 'sft', {
    framework: 'torch',
    image,
    nodes: 2,
    retries: 3,
    deadline: '2d',
    pod: { priorityClass: 'gpu' },
    queue: 'q',
  });
  expect(training.runtime?.name).toBe('sft');
  expect(objects('TrainJob')[0]!.spec).toMatchObject({
    runtimeRef: { kind: 'TrainingRuntime', name: 'sft' },
    trainer: { image, numNodes: 2 },
  });
  expect(objects('TrainingRuntime')[0]!.spec).toMatchObject({
    mlPolicy: { torch: { numProcPerNode: 'auto' } },
    template: {
      spec: {
        failurePolicy: { maxRestarts: 3 },
        replicatedJobs: [
          {
            name: 'node',
            template: {
              metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } },
              spec: {
                backoffLimit: 0,
                activeDeadlineSeconds: 172800,
                template: { spec: { priorityClassName: 'gpu', restartPolicy: 'Never' } },
              },
            },
          },
        ],
      },
    },
  });
  const order = app.manifests.attempt().objects.map(({ manifest }) => manifest.kind);
  expect(order.indexOf('TrainingRuntime')).toBeLessThan(order.indexOf('TrainJob'));
});

test("gangs are the runtime's", () => {
  const policy = (gang: object) => {
    const { scope, objects } = team();
    new TrainingJob(scope, 'sft', { framework: 'torch', image, nodes: 2, gang });
    return { ...objects('TrainingRuntime')[0]!.spec, job: objects('TrainJob')[0]!.spec } as never as Record<
      string,
      { annotations?: object }
    >;
  };
  expect(policy({ scheduleTimeout: '2m' }).podGroupPolicy).toEqual({ coscheduling: { scheduleTimeoutSeconds: 120 } });
  const volcano = policy({ scheduler: 'volcano', queue: 'gpu', networkTopology: { mode: 'hard' } });
  expect(volcano.podGroupPolicy).toEqual({ volcano: { networkTopology: { mode: 'hard' } } });
  expect(volcano.job!.annotations).toEqual({ 'scheduling.volcano.sh/queue-name': 'gpu' });
  expect(JSON.stringify(volcano)).toContain('"schedulerName":"volcano"');
});

test('MPI runs its own image in launcher and workers', () => {
  const { scope, objects } = team();
  new TrainingJob(scope, 'horovod', {
    framework: 'mpi',
    image,
    nodes: 4,
    gpu,
    command: ['mpirun', 'train'],
    gang: false,
  });
  expect(objects('TrainJob')[0]!.spec).toMatchObject({
    trainer: { command: ['mpirun', 'train'], numNodes: 4, numProcPerNode: 8 },
  });
  const [launcher, node] = objects('TrainingRuntime')[0]!.spec.template!.spec.replicatedJobs as never as {
    name: string;
    template: { spec: { template: { spec: { containers: object[]; nodeSelector?: object } } } };
  }[];
  expect(launcher).toMatchObject({ name: 'launcher' });
  expect(launcher!.template.spec.template.spec.nodeSelector).toBeUndefined();
  expect(node!.template.spec.template.spec).toMatchObject({
    nodeSelector: { pool: 'h100' },
    containers: [
      {
        name: 'node',
        image,
        command: ['/usr/sbin/sshd'],
        args: ['-De', '-f', '/home/mpiuser/.sshd_config'],
        securityContext: { runAsUser: 1000 },
        resources: { limits: { 'nvidia.com/gpu': 8 } },
      },
    ],
  });
});

test('with both APIs, Trainer runs what it has a runtime for, and api decides otherwise', () => {
  const both = { components: ['training', 'training-operator'] } as const;
  expect(job({ framework: 'torch', image, nodes: 1 }, both).kind).toBe('TrainJob');
  expect(job({ framework: 'mpi', image, nodes: 1 }, both).kind).toBe('MPIJob');
  expect(job({ framework: 'tensorflow', image, workers: 1 }, both).kind).toBe('TFJob');
  expect(job({ framework: 'torch', image, nodes: 1, api: 'v1' }, both).kind).toBe('PyTorchJob');
  expect(job({ framework: 'torch', image, nodes: 1 }, { components: ['training-operator'] }).kind).toBe('PyTorchJob');
});

test('Trainer is told how many processes accelerators make that it does not know', () => {
  const slice = { count: 2, resource: 'nvidia.com/mig-1g.10gb', placement: {} };
  const procs = (props: object) => (job(props as never).spec.trainer as { numProcPerNode?: unknown }).numProcPerNode;
  expect(procs({ framework: 'torch', image, nodes: 1, gpu: slice })).toBe(2);
  expect(procs({ runtime: 'torch-distributed', gpu: slice })).toBe(2);
  expect(procs({ framework: 'torch', image, nodes: 1, gpu: slice, procsPerNode: 1 })).toBe(1);
  expect(procs({ framework: 'torch', image, nodes: 1, gpu: 2 })).toBeUndefined();
});

test('a runtime says how, the job what', () => {
  const spec = job({
    runtime: 'torchtune-llama3.2-1b',
    nodes: 1,
    gpu: 1,
    model: 'hf://meta-llama/Llama-3.2-1B-Instruct',
    dataset: { uri: 's3://acme/alpaca', secret: 's3', env: { REGION: 'eu-west-1' } },
    volumes: { initializer: { pvc: 'workspace' } },
    pod: { serviceAccount: 'trainer' },
  }).spec;
  expect(spec).toMatchObject({
    runtimeRef: { name: 'torchtune-llama3.2-1b' },
    initializer: {
      model: { storageUri: 'hf://meta-llama/Llama-3.2-1B-Instruct' },
      dataset: {
        storageUri: 's3://acme/alpaca',
        secretRef: { name: 's3' },
        env: [{ name: 'REGION', value: 'eu-west-1' }],
      },
    },
    podTemplateOverrides: [
      {
        targetJobs: [{ name: 'dataset-initializer' }, { name: 'model-initializer' }, { name: 'node' }],
        metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
        spec: { volumes: [{ name: 'initializer', persistentVolumeClaim: { claimName: 'workspace' } }] },
      },
      { targetJobs: [{ name: 'node' }], spec: { serviceAccountName: 'trainer' } },
    ],
  });
  expect((spec as never as { trainer: object }).trainer).not.toHaveProperty('image');
});

test('a runtime that the program defines is known by its jobs', () => {
  const { scope } = team();
  const spec = (name: string) => ({
    mlPolicy: { numNodes: 1 },
    template: {
      spec: {
        replicatedJobs: [
          {
            name,
            template: {
              metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } },
              spec: { template: { spec: { containers: [{ name: 'node', image }] } } },
            },
          },
        ],
      },
    },
  });
  const cluster = new ClusterTrainingRuntime(scope, 'jax-distributed', spec('host'));
  const own = new TrainingRuntime(scope, 'ours', spec('main'));
  expect(new TrainingJob(scope, 'a', { runtime: cluster, nodes: 2, gang: false }).toJson().spec).toMatchObject({
    runtimeRef: { name: 'jax-distributed' },
    podTemplateOverrides: [{ targetJobs: [{ name: 'host' }] }],
  });
  expect(new TrainingJob(scope, 'b', { runtime: own }).toJson().spec).toMatchObject({
    runtimeRef: { kind: 'TrainingRuntime', name: 'ours' },
    podTemplateOverrides: [{ targetJobs: [{ name: 'main' }] }],
  });
  expect(new TrainingJob(scope, 'c', { runtime: { name: 'theirs', jobs: ['x', 'y'] } }).toJson().spec).toMatchObject({
    podTemplateOverrides: [{ targetJobs: [{ name: 'x' }, { name: 'y' }] }],
  });
});

test('pods that can wait for each other forever are a warning', () => {
  const warned = (props: object) => {
    const { scope, warnings } = team();
    new TrainingJob(scope, 'sft', { framework: 'torch', image, nodes: 2, ...props } as never);
    return warnings().filter((warning) => warning.includes('one by one'));
  };
  expect(warned({})).toEqual([expect.stringMatching(/^vision\/sft: 2 pods start one by one, .*: set queue or gang/)]);
  expect(warned({ nodes: 1 })).toEqual([]);
  expect(warned({ queue: 'q' })).toEqual([]);
  expect(warned({ gang: {} })).toEqual([]);
  expect(warned({ gang: false })).toEqual([]);
});

test.each([
  [
    { framework: 'tensorflow', image, workers: 1 },
    "framework 'tensorflow' needs training-operator v1, Trainer 2.1 of Kubeflow 26.03 has runtimes for deepspeed, mlx, mpi, torch, torchtune: add 'training-operator' to the platform's components",
  ],
  [{ framework: 'jax', image, nodes: 1 }, "framework 'jax' needs training-operator v1"],
  [{ framework: 'torch', image, nodes: { min: 1, max: 2 } }, 'nodes is a range, and Trainer v2 runs no elastic jobs'],
  [
    { framework: 'torch', image, nodes: 1, keepFor: '7d' },
    'keepFor is for training-operator v1: Trainer 2.1 starts a job again whose pods were cleaned up',
  ],
  [{ framework: 'torch', image, nodes: 1, cleanPodPolicy: 'All' }, 'cleanPodPolicy is for training-operator v1'],
  [
    { framework: 'torch', image, nodes: 1, restartPolicy: 'ExitCode' },
    "restartPolicy 'ExitCode' is for training-operator v1",
  ],
  [
    { framework: 'torch', image, nodes: 1, env: { PET_NNODES: 2 } },
    'env PET_NNODES is set by Trainer: use nodes and procsPerNode',
  ],
  [{ framework: 'torch', image, nodes: 1, gang: { minAvailable: 2 } }, 'gang.minAvailable is for training-operator v1'],
  [{ framework: 'torch', image, nodes: 1, gang: { queue: 'q' } }, "gang.queue needs gang.scheduler 'volcano'"],
  [
    { runtime: 'jax-distributed' },
    "runtime 'jax-distributed' comes with Trainer 2.2, Kubeflow 26.03 installs 2.1 with torch-distributed, deepspeed-distributed",
  ],
  [
    { runtime: 'torch-distributed', model: 'hf://a/b' },
    "model needs a runtime with the job 'model-initializer', 'torch-distributed' has none: torchtune-llama3.2-1b",
  ],
  [
    { runtime: 'torchtune-llama3.2-1b', model: 'gs://a/b' },
    "model 'gs://a/b' cannot be loaded, the initializers read hf://, s3://, cache://",
  ],
  [
    { runtime: 'deepspeed-distributed', procsPerNode: 'auto' },
    "procsPerNode 'auto' must be a number for the MPI runtime 'deepspeed-distributed'",
  ],
  [{ runtime: 'torch-distributed', retries: 1 }, "retries is the runtime's to say, a TrainJob of Trainer 2.1 cannot"],
  [{ runtime: 'torch-distributed', pod: { priorityClass: 'x' } }, "pod.priorityClass is the runtime's to say"],
  [{ runtime: 'torch-distributed', api: 'v1' }, "runtime is Trainer v2's, api 'v1' knows frameworks only"],
])('%j is refused', (props, sentence) => {
  expect(() => job(props as never)).toThrow(`vision/sft: ${sentence}`);
});

test('names leave room for the longest pod of the JobSet', () => {
  expect(() => job({ framework: 'torch', image, nodes: 2 }, {}, 'a'.repeat(48))).not.toThrow();
  expect(() => job({ framework: 'torch', image, nodes: 2 }, {}, 'a'.repeat(49))).toThrow('48 are allowed');
  expect(() => job({ runtime: 'torchtune-llama3.2-1b' }, {}, 'a'.repeat(34))).toThrow('33 are allowed');
});

test('a patch has the last word', () => {
  const { scope } = team();
  const training = new TrainingJob(scope, 'sft', { framework: 'torch', image, nodes: 1 }).patch({
    spec: { suspend: true },
  });
  expect(training.toJson().spec).toMatchObject({ suspend: true, runtimeRef: { name: 'torch-distributed' } });
});
