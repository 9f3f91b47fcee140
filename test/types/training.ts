import type { Construct } from 'constructs';
import { FineTuning, MPIJob, PyTorchJob, TFJob, TrainingJob } from '../../src/constructs/training';

declare const team: Construct;
const image = 'ghcr.io/acme/train:1';

new TrainingJob(team, 'j', { framework: 'torch', image, nodes: 4, gpu: 8, procsPerNode: 'auto', retries: 3 });
new TrainingJob(team, 'j', { framework: 'torch', image, nodes: { min: 2, max: 4 }, elastic: { rdzvBackend: 'c10d' } });
new TrainingJob(team, 'j', { framework: 'tensorflow', image, workers: 8, parameterServers: 4, chief: true });
new TrainingJob(team, 'j', { framework: 'tensorflow', image, workers: 1, parameterServers: { replicas: 2, cpu: 4 } });
new TrainingJob(team, 'j', { framework: 'mpi', image, nodes: 2, slotsPerNode: 8, launcher: { cpu: 1 } });
new TrainingJob(team, 'j', { runtime: 'torch-distributed', nodes: 4, procsPerNode: 8, model: 'hf://meta-llama/Llama' });
new TrainingJob(team, 'j', { runtime: 'one-of-our-own' });

// @ts-expect-error parameter servers are TensorFlow's
new TrainingJob(team, 'j', { framework: 'torch', image, nodes: 2, parameterServers: 1 });
// @ts-expect-error nodes is required
new TrainingJob(team, 'j', { framework: 'jax', image });
// @ts-expect-error image is required
new TrainingJob(team, 'j', { framework: 'jax', nodes: 1 });
// @ts-expect-error JAX has no elastic jobs
new TrainingJob(team, 'j', { framework: 'jax', image, nodes: { min: 1, max: 2 } });
// @ts-expect-error framework or runtime, not both
new TrainingJob(team, 'j', { framework: 'torch', runtime: 'torch-distributed', image, nodes: 2 });
// @ts-expect-error no such framework
new TrainingJob(team, 'j', { framework: 'caffe', image, nodes: 2 });
// @ts-expect-error a number of workers has no unit
new TrainingJob(team, 'j', { framework: 'tensorflow', image, workers: '8' });
// @ts-expect-error memory has a unit
new TrainingJob(team, 'j', { framework: 'torch', image, nodes: 2, memory: 64 });
// @ts-expect-error Trainer's initializers read no such place
new TrainingJob(team, 'j', { runtime: 'torchtune-llama3.2-1b', model: 'gs://a/b' });
// @ts-expect-error nor this one
new TrainingJob(team, 'j', { runtime: 'torchtune-llama3.2-1b', dataset: { uri: 'https://a.io/b' } });
// @ts-expect-error nor this one
new FineTuning(team, 'f', { model: 'pvc://a/b', dataset: 'hf://a/b', gpu: 1 });
// @ts-expect-error no such scheme
new TrainingJob(team, 'j', { runtime: 'torch-distributed', model: 'file:///model' });
// @ts-expect-error one topology request at a time
new TrainingJob(team, 'j', { framework: 'torch', image, nodes: 2, topology: {} });

const job = new TrainingJob(team, 'j', { framework: 'torch', image, nodes: 2 });
job.patch({ spec: { runPolicy: { cleanPodPolicy: 'All' }, pytorchReplicaSpecs: { Worker: { replicas: 4 } } } });
job.patch('add', '/spec/pytorchReplicaSpecs/Worker/template/spec/runtimeClassName', 'nvidia');
// @ts-expect-error patches are checked too
job.patch({ spec: { runPolicy: { cleanPodPolicy: 'Never' } } });
// @ts-expect-error no such replica type
job.patch({ spec: { pytorchReplicaSpecs: { Chief: { replicas: 1 } } } });
// @ts-expect-error no such field
job.patch({ spec: { runPolicies: {} } });

const template = { spec: { containers: [{ name: 'pytorch', image }] } };
new PyTorchJob(team, 'p', { pytorchReplicaSpecs: { Master: { replicas: 1, template } }, nprocPerNode: '2' });
// @ts-expect-error replica types are spelled as the operator spells them
new PyTorchJob(team, 'p', { pytorchReplicaSpecs: { master: { replicas: 1, template } } });
// @ts-expect-error no such restart policy
new PyTorchJob(team, 'p', { pytorchReplicaSpecs: { Master: { restartPolicy: 'Sometimes', template } } });
// @ts-expect-error the replica types of MPI are Launcher and Worker
new MPIJob(team, 'm', { mpiReplicaSpecs: { Master: { template } } });
new TFJob(team, 't', {
  tfReplicaSpecs: { PS: { replicas: 2, template }, Evaluator: { template } },
  successPolicy: 'AllWorkers',
});
// @ts-expect-error a PyTorchJob has replica specs
new PyTorchJob(team, 'p', { runPolicy: {} });

new FineTuning(team, 'f', {
  model: 'hf://meta-llama/Llama-3.2-1B-Instruct',
  dataset: 'hf://tatsu-lab/alpaca',
  gpu: 1,
  lora: true,
});
// @ts-expect-error the workspace is made or there already, not both
new FineTuning(team, 'f', { model: 'hf://a/b', dataset: 'hf://a/b', gpu: 1, workspace: {} });
// @ts-expect-error torchtune knows no such module
new FineTuning(team, 'f', { model: 'hf://a/b', dataset: 'hf://a/b', gpu: 1, lora: { attnModules: ['mlp'] } });
