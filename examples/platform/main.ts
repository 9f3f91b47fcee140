import {
  choice,
  component,
  double,
  forEach,
  InferenceService,
  int,
  KatibExperiment,
  KubeflowApp,
  maximize,
  Notebook,
  onPremPool,
  PlatformStack,
  pipeline,
  TeamQueues,
  TeamStack,
  TrainingJob,
  when,
} from 'kubeflow-cdk';
import { EksStack } from 'kubeflow-cdk/aws';

const app = new KubeflowApp();

// Hardware: GPU node groups in a cloud, and machines of our own.
const eks = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml-prod' });
const h100 = eks.gpuPool('h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 8 } });
const l4 = eks.gpuPool('l4', { machine: 'g6.2xlarge', nodes: { min: 0, max: 10 }, spot: true });
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, nodes: 4, labels: { 'acme.io/rack': 'dgx' } });

// The installation, and a team on it.
const platform = new PlatformStack(app, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'katib', 'serving', 'pipelines', 'notebooks', 'kueue'],
  pools: [h100, l4, dgx],
});
const vision = new TeamStack(app, 'vision', {
  platform,
  owner: 'ada@acme.io',
  members: { 'bob@acme.io': 'edit', 'eve@acme.io': 'view' },
  quota: { cpu: 1024, memory: '16Ti', gpu: 64 },
  containerDefaults: { cpu: { request: 1 }, memory: { request: '4Gi' } },
});

// The team's share of the pools: its jobs wait for it in a queue, whole.
new TeamQueues(platform, 'shares', {
  pools: [h100, dgx],
  teams: [
    {
      team: vision,
      quota: { h100: { gpu: 64, cpu: 768, memory: '12Ti' }, dgx: { gpu: 16, cpu: 128, memory: '1Ti' } },
    },
  ],
});

new TrainingJob(vision, 'sft', {
  framework: 'torch',
  image: 'ghcr.io/acme/sft:1',
  command: ['torchrun', 'sft.py'],
  queue: 'default',
  nodes: 4,
  gpu: h100.gpus(8),
  cpu: 90,
  memory: '900Gi',
});

new KatibExperiment(vision, 'tune', {
  objective: maximize('val_accuracy', 0.99),
  space: { lr: double(1e-5, 1e-2, { scale: 'log' }), batch: choice(16, 32, 64), layers: int(2, 8) },
  algorithm: 'tpe',
  trials: { max: 30, parallel: 3 },
  trial: ({ lr, batch, layers }) => ({
    framework: 'torch',
    image: 'ghcr.io/acme/sft:1',
    nodes: 1,
    gpu: dgx.gpus(1),
    command: ['train.py', `--lr=${lr}`, '--batch', batch, '--layers', layers],
  }),
});

new InferenceService(vision, 'chat', {
  model: { format: 'huggingface', uri: 'hf://meta-llama/Llama-3.1-8B' },
  gpu: l4.gpus(1),
  scale: { max: 4, target: { concurrency: 8 } },
  scaleToZero: '10m',
  canaryPercent: 10,
});

const prepare = component({
  name: 'prepare',
  image: 'ghcr.io/acme/prepare:1',
  inputs: { source: 'string', rows: { int: 1000 } },
  outputs: { data: 'Dataset' },
  command: ({ inputs, outputs }) => ['prep.py', inputs.source, inputs.rows, outputs.data.path],
});
const train = component({
  name: 'train',
  image: 'ghcr.io/acme/train:1',
  inputs: { data: 'Dataset', lr: 'double' },
  outputs: { model: 'Model', accuracy: 'double' },
  command: ({ inputs, outputs }) => [
    'train.py',
    inputs.data.path,
    inputs.lr,
    outputs.model.path,
    outputs.accuracy.path,
  ],
});
const publish = component({
  name: 'publish',
  image: 'ghcr.io/acme/publish:1',
  inputs: { model: 'Model' },
  command: ({ inputs }) => ['publish.py', inputs.model.uri],
});
export const churn = pipeline('churn', { source: 'string', lr: { double: 1e-3 } }, ({ source, lr }) => {
  const { data } = prepare({ source });
  const { model, accuracy } = train({ data, lr }, { gpu: l4.gpus(1) });
  when(accuracy, '>=', 0.9, () => {
    publish({ model });
  });
  forEach(['eu', 'us'], (region) => {
    prepare({ source: region });
  });
  return { model };
});

new Notebook(vision, 'lab', { image: 'ghcr.io/acme/lab:1', memory: '32Gi', gpu: dgx.mig('1g.10gb'), home: '50Gi' });

app.synth();
