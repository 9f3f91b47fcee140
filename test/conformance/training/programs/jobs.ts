import type { Chart } from 'cdk8s';
import { TrainingJob } from '../../../../src/constructs/training';
import type { Program } from './program';

/** The examples run outside of a mesh and are never cleaned up. */
const plain = { mesh: true, keepFor: 'forever', api: 'v1' } as const;
const xgboostPort = [{ containerPort: 9991, name: 'xgboostjob-port' }];

const mnist = (backend: string) => (chart: Chart) =>
  new TrainingJob(chart, `pytorch-dist-mnist-${backend}`, {
    ...plain,
    framework: 'torch',
    nodes: 2,
    image: 'ghcr.io/kubeflow/training-v1/pytorch-dist-mnist:latest',
    args: ['--backend', backend],
    gpu: 1,
    restartPolicy: 'OnFailure',
  });

export const jobs: readonly Program[] = [
  { example: 'PyTorchJob/trainer-v1__pytorch-dist-mnist-mpi.yaml', write: mnist('mpi') },
  { example: 'PyTorchJob/trainer-v1__pytorch-dist-mnist-nccl.yaml', write: mnist('nccl') },
  {
    example: 'TFJob/trainer-v1__multi-worker.yaml',
    write: (chart) =>
      new TrainingJob(chart, 'multi-worker', {
        ...plain,
        framework: 'tensorflow',
        workers: 2,
        image: 'ghcr.io/kubeflow/training-v1/tf-multi-worker-strategy:latest',
        gpu: 1,
        mounts: { '/train': { pvc: 'strategy-volume', name: 'training' } },
        restartPolicy: 'Never',
        cleanPodPolicy: 'None',
      }),
  },
  {
    example: 'XGBoostJob/trainer-v1__xgboost-dist-iris-test-predict-local.yaml',
    write: (chart) =>
      new TrainingJob(chart, 'xgboost-dist-iris-test-predict-local', {
        ...plain,
        framework: 'xgboost',
        nodes: 3,
        image: 'ghcr.io/kubeflow/training-v1/xgboost-dist-iris:latest',
        imagePullPolicy: 'Always',
        args: ['--job_type=Predict', '--model_path=/tmp/xgboost_model/2', '--model_storage_type=local'],
        mounts: { '/tmp/xgboost_model': { pvc: 'xgboostlocal', name: 'task-pv-storage' } },
        ports: xgboostPort,
        restartPolicy: 'ExitCode',
        master: { restartPolicy: 'Never' },
      }),
  },
  {
    example: 'XGBoostJob/trainer-v1__xgboost-dist-test.2.yaml',
    write: (chart) =>
      new TrainingJob(chart, 'xgboost-dist-test', {
        ...plain,
        framework: 'xgboost',
        nodes: 3,
        image: 'ghcr.io/kubeflow/training-v1/xgboost-dist-rabit-test:latest',
        imagePullPolicy: 'Always',
        ports: xgboostPort,
        restartPolicy: 'Never',
      }),
    explained: {
      '/spec/xgbReplicaSpecs/Master/template/apiVersion': 'a pod template has no apiVersion, the server drops it',
      '/spec/xgbReplicaSpecs/Master/template/kind': 'a pod template has no kind, the server drops it',
      '/spec/xgbReplicaSpecs/Worker/template/apiVersion': 'a pod template has no apiVersion, the server drops it',
      '/spec/xgbReplicaSpecs/Worker/template/kind': 'a pod template has no kind, the server drops it',
    },
  },
  {
    example: 'JAXJob/kueue__jax-simple.yaml',
    write: (chart) =>
      new TrainingJob(chart, 'jax-simple', {
        ...plain,
        metadata: { namespace: 'default' },
        framework: 'jax',
        nodes: 2,
        queue: 'user-queue',
        image: 'docker.io/kubeflow/jaxjob-simple:latest',
        imagePullPolicy: 'Always',
        command: ['python3', 'train.py'],
        cpu: { request: 1 },
        memory: { request: '200Mi' },
        restartPolicy: 'OnFailure',
      }),
  },
];
