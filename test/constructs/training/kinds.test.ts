import { JobSet, MPIJob, PyTorchJob, TrainJob } from '../../../src';
import { team } from './program';

const template = { spec: { containers: [{ name: 'pytorch', image: 'acme/train:1' }] } };

test('a kind is its specification, under its id', () => {
  const { scope } = team();
  const job = new PyTorchJob(scope, 'exact', {
    metadata: { labels: { a: 'b' } },
    nprocPerNode: '2',
    runPolicy: { cleanPodPolicy: 'None', managedBy: 'kueue.x-k8s.io/multikueue' },
    pytorchReplicaSpecs: { Master: { replicas: 1, restartPolicy: 'ExitCode', template } },
  });
  expect(job.toJson()).toEqual({
    apiVersion: 'kubeflow.org/v1',
    kind: 'PyTorchJob',
    metadata: { name: 'exact', namespace: 'vision', labels: { a: 'b' } },
    spec: {
      nprocPerNode: '2',
      runPolicy: { cleanPodPolicy: 'None', managedBy: 'kueue.x-k8s.io/multikueue' },
      pytorchReplicaSpecs: { Master: { replicas: 1, restartPolicy: 'ExitCode', template } },
    },
  });
});

test('their names become hosts', () => {
  const { scope } = team();
  expect(() => new MPIJob(scope, 'a.b', { mpiReplicaSpecs: { Launcher: { template } } })).toThrow(
    "vision/a.b: name 'a.b' may only have",
  );
  expect(() => new TrainJob(scope, '1st', { runtimeRef: { name: 'torch-distributed' } })).toThrow(
    'starting with a letter',
  );
});

test('JobSet names rules of its failure policy by itself', () => {
  const { scope } = team();
  const set = new JobSet(scope, 'set', { failurePolicy: { rules: [{ action: 'FailJobSet' }] }, replicatedJobs: [] });
  expect(set.toJson().spec).toMatchObject({ failurePolicy: { rules: [{ action: 'FailJobSet' }] } });
});
