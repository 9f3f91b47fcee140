import { declareExisting, KubeflowApp, onPremPool, TeamStack, TrainingJob } from 'kubeflow-cdk';

// Both training APIs: the old operator runs MPI, Trainer everything that it has a runtime for.
const app = new KubeflowApp({ components: ['training', 'training-operator'] });
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, nodes: 4, labels: { 'acme.io/rack': 'dgx' } });
const team = new TeamStack(app, 'speech', { owner: 'ada@acme.io' });
declareExisting(team, { kind: 'LocalQueue', name: 'default', namespace: 'speech' });

// Horovod on the operator of old: mpirun starts eight processes on each of four workers.
new TrainingJob(team, 'horovod', {
  framework: 'mpi',
  image: 'ghcr.io/acme/horovod:0.28',
  command: ['mpirun', '-np', '32', 'python', 'train.py'],
  nodes: 4,
  gpu: dgx.gpus(8),
  launcher: { cpu: 1, memory: '2Gi' },
  gang: { scheduleTimeout: '10m' },
});

// DeepSpeed on Trainer v2, by the runtime it ships.
new TrainingJob(team, 'deepspeed', {
  runtime: 'deepspeed-distributed',
  command: ['mpirun', 'python', 't5.py'],
  nodes: 4,
  procsPerNode: 8,
  gpu: dgx.gpus(8),
  queue: 'default',
});
app.synth();
