import type { SynthesizedObject } from '../../../src/core/synth';
import { acceleratorsOf } from '../../../src/stacks/fleet/accelerators';
import { demandsOf } from '../../../src/stacks/fleet/demands';

const gpus = (n: number) => ({ resources: { limits: { 'nvidia.com/gpu': n } } });
const template = (n: number) => ({ spec: { containers: [{ name: 'main', ...gpus(n) }] } });
const GROUP: Record<string, string> = { Job: 'batch/v1', Deployment: 'apps/v1' };

/** `role: pods x GPUs` of what an object asks, with `parallel` copies of it. */
function asked(kind: string, spec: object, ...others: object[]): string[] {
  const all = [
    { apiVersion: kind.slice(0, kind.lastIndexOf('/')), kind: kind.slice(kind.lastIndexOf('/') + 1), spec },
    ...others,
  ];
  const objects = all.map((object) => ({
    path: 'p',
    manifest: { ...object, metadata: { name: 'x', namespace: 'team', ...(object as { metadata?: object }).metadata } },
  })) as unknown as SynthesizedObject[];
  return demandsOf(objects).flatMap(({ pods, parallel, gang }) =>
    pods.map(({ role, spec: pod, min, max }) => {
      const count = min === max ? `${min}` : `${min}-${max}`;
      const copies = parallel === 1 ? '' : ` x${parallel}`;
      return `${role}: ${count} of ${acceleratorsOf(pod).get('nvidia.com/gpu') ?? 0}${copies}${gang ? ' gang' : ''}`;
    }),
  );
}

test.each<[string, object, string[]]>([
  ['apps/v1/Deployment', { replicas: 3, template: template(1) }, ['pod: 3 of 1']],
  ['batch/v1/Job', { parallelism: 4, completions: 2, template: template(1) }, ['pod: 2 of 1']],
  ['batch/v1/CronJob', { jobTemplate: { spec: { parallelism: 2, template: template(2) } } }, ['pod: 2 of 2']],
  [
    'kubeflow.org/v1/PyTorchJob',
    {
      elasticPolicy: { minReplicas: 1, maxReplicas: 4 },
      pytorchReplicaSpecs: { Worker: { replicas: 2, template: template(8) } },
    },
    ['Worker: 1-4 of 8 gang'],
  ],
  [
    'kubeflow.org/v2beta1/MPIJob',
    { mpiReplicaSpecs: { Launcher: { template: template(0) }, Worker: { replicas: 2, template: template(8) } } },
    ['Launcher: 1 of 0 gang', 'Worker: 2 of 8 gang'],
  ],
  [
    'trainer.kubeflow.org/v1alpha1/TrainJob',
    { runtimeRef: { name: 'torch-distributed' }, trainer: { numNodes: 4, resourcesPerNode: gpus(8).resources } },
    ['node: 4 of 8 gang'],
  ],
  [
    'jobset.x-k8s.io/v1alpha2/JobSet',
    { replicatedJobs: [{ name: 'w', replicas: 2, template: { spec: { parallelism: 3, template: template(4) } } }] },
    ['w: 6 of 4 gang'],
  ],
  [
    'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet',
    { replicas: 2, leaderWorkerTemplate: { size: 3, workerTemplate: template(8) } },
    ['leader: 1 of 8 x2 gang', 'worker: 2 of 8 x2 gang'],
  ],
  [
    'serving.kserve.io/v1beta1/InferenceService',
    { predictor: { minReplicas: 0, maxReplicas: 5, model: gpus(1) }, transformer: { containers: [{ name: 't' }] } },
    ['predictor: 0-5 of 1', 'transformer: 1 of 0'],
  ],
  [
    'serving.kserve.io/v1beta1/InferenceService',
    { predictor: { model: gpus(8), workerSpec: { pipelineParallelSize: 3, containers: [{ name: 'w', ...gpus(8) }] } } },
    ['predictor: 1 of 8', 'predictor-worker: 2 of 8'],
  ],
  [
    'serving.kserve.io/v1alpha1/LLMInferenceService',
    {
      replicas: 2,
      template: { containers: [gpus(8)] },
      worker: { containers: [gpus(8)] },
      parallelism: { pipeline: 2 },
    },
    ['model: 1 of 8 x2 gang', 'model-worker: 1 of 8 x2 gang'],
  ],
  [
    'kubeflow.org/v1beta1/Experiment',
    {
      parallelTrialCount: 5,
      maxTrialCount: 3,
      trialTemplate: { trialSpec: { apiVersion: 'batch/v1', kind: 'Job', spec: { template: template(2) } } },
    },
    ['pod: 1 of 2 x3 gang'],
  ],
  [
    'ray.io/v1/RayCluster',
    {
      enableInTreeAutoscaling: true,
      headGroupSpec: { template: template(0) },
      workerGroupSpecs: [{ groupName: 'gpu', minReplicas: 1, maxReplicas: 3, numOfHosts: 2, template: template(4) }],
    },
    ['head: 1 of 0', 'gpu: 2-6 of 4'],
  ],
  [
    'sparkoperator.k8s.io/v1beta2/SparkApplication',
    { driver: {}, executor: { instances: 3, gpu: { name: 'nvidia.com/gpu', quantity: 1 } } },
    ['driver: 1 of 0', 'executor: 3 of 1'],
  ],
  ['batch.volcano.sh/v1alpha1/Job', { tasks: [{ name: 'w', replicas: 4, template: template(8) }] }, ['w: 4 of 8 gang']],
  ['kubeflow.org/v1beta1/Notebook', { template: template(1) }, ['notebook: 1 of 1']],
])('%s', (kind, spec, expected) => {
  expect(asked(kind, spec)).toEqual(expected);
});

test('an autoscaler says how many pods a Deployment has', () => {
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'scaler' },
    spec: {
      minReplicas: 2,
      maxReplicas: 9,
      scaleTargetRef: { apiVersion: GROUP.Deployment, kind: 'Deployment', name: 'x' },
    },
  };
  expect(asked('apps/v1/Deployment', { replicas: 1, template: template(1) }, scaler)).toEqual(['pod: 2-9 of 1']);
});

test('a TrainJob is what its runtime says, with its own words on top', () => {
  const job = (name: string, n: number, more: object = {}) => ({
    name,
    template: { spec: { template: template(n) }, ...more },
  });
  const runtime = {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainingRuntime',
    metadata: { name: 'mpi' },
    spec: {
      mlPolicy: { numNodes: 2, mpi: {} },
      template: { spec: { replicatedJobs: [job('dataset-initializer', 0), job('launcher', 0), job('node', 8)] } },
    },
  };
  const spec = { runtimeRef: { kind: 'TrainingRuntime', name: 'mpi' }, trainer: { numNodes: 3 } };
  expect(asked('trainer.kubeflow.org/v1alpha1/TrainJob', spec, runtime)).toEqual([
    'launcher: 1 of 0 gang',
    'node: 3 of 8 gang',
  ]);
});

test('each step of a pipeline counts by itself', () => {
  const container = (resources: object) => ({ container: { image: 'x', resources } });
  const spec = {
    pipelineSpec: {
      deploymentSpec: {
        executors: {
          'exec-prepare': container({}),
          'exec-train': container({ accelerator: { resourceType: 'nvidia.com/gpu', resourceCount: '4' } }),
        },
      },
    },
  };
  expect(asked('pipelines.kubeflow.org/v2beta1/PipelineVersion', spec)).toEqual(['prepare: 1 of 0', 'train: 1 of 4']);
});
