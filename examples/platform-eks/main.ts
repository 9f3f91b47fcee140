import { Chart } from 'cdk8s';
import { InferenceService, KubeflowApp, PlatformStack, TeamQueues, TeamStack, TrainingJob } from 'kubeflow-cdk';
import { EksStack } from 'kubeflow-cdk/aws';

const app = new KubeflowApp();

// A cluster that is made here, with its network, key, add-ons and system nodes; Terraform's state is in S3.
const eks = new EksStack(app, 'eu', {
  region: 'eu-west-1',
  account: '123456789012',
  cluster: { name: 'ml', version: '1.33', admins: ['arn:aws:iam::123456789012:role/platform'] },
  backend: { s3: { bucket: 'acme-terraform', region: 'eu-west-1' } },
});
const h100 = eks.gpuPool('h100', {
  machine: 'p5.48xlarge',
  nodes: { min: 0, max: 4 },
  zones: ['eu-west-1a'],
  efa: true,
  reservation: { block: 'cr-0123456789abcdef0' },
});
const l4 = eks.gpuPool('l4', { machine: 'g6.12xlarge', nodes: { min: 0, max: 6 }, spot: true, timeSlicing: 2 });

// A cluster that exists: Karpenter makes its nodes, from manifests of the same program.
const tokyo = new EksStack(app, 'tokyo', { region: 'ap-northeast-1', cluster: 'ml-tokyo' });
const trainium = tokyo.gpuPool('trn', { machine: 'trn2.48xlarge', nodes: 2 });
const burst = tokyo.karpenterPool(new Chart(app.manifests, 'karpenter'), 'burst', {
  machine: 'g6e.12xlarge',
  maxNodes: 8,
  capacity: ['spot', 'on-demand'],
});

// What the platform needs beside the cluster.
const models = eks.bucket('models', { name: 'acme-models' });
eks.workloadIdentity('serving', {
  namespace: 'vision',
  serviceAccount: 'default-editor',
  allow: [models.read],
});
eks.database('pipelines', { engine: 'mysql' });
eks.certificate('tls', { domain: 'ml.acme.io', zone: 'acme.io' });

const platform = new PlatformStack(app, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'serving', 'notebooks', 'kueue'],
  pools: [h100, l4, trainium, burst],
});
const vision = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io', quota: { gpu: 40 } });

// Jobs wait in a queue until all of their pods have a place.
new TeamQueues(platform, 'shares', {
  pools: [h100],
  teams: [{ team: vision, quota: { h100: { cpu: 400, memory: '5Ti', gpu: 32, 'vpc.amazonaws.com/efa': 128 } } }],
});
new TrainingJob(vision, 'sft', {
  framework: 'torch',
  image: 'ghcr.io/acme/sft:1',
  queue: 'default',
  nodes: 4,
  cpu: 96,
  memory: '1Ti',
  gpu: h100.gpus(8),
});
new InferenceService(vision, 'chat', {
  model: { format: 'huggingface', uri: `${models.uri}/chat` },
  gpu: l4.slice(),
  scale: { min: 1, max: 4 },
});

app.synth();
