import { Chart } from 'cdk8s';
import { InferenceService, KubeflowApp, PlatformStack, TeamQueues, TeamStack, TrainingJob } from 'kubeflow-cdk';
import { GkeStack } from 'kubeflow-cdk/google';

const app = new KubeflowApp();

// A cluster that is made here; Terraform's state is in Cloud Storage.
const gke = new GkeStack(app, 'us', {
  project: 'acme-ml',
  location: 'us-central1',
  cluster: { name: 'ml', nodeAutoProvisioning: { cpu: 2000, memory: 16000, 'nvidia-l4': 64 } },
  backend: { gcs: { bucket: 'acme-terraform' } },
});
// Whole jobs wait for their nodes in the Dynamic Workload Scheduler.
const h100 = gke.gpuPool('h100', {
  machine: 'a3-highgpu-8g',
  nodes: { min: 0, max: 4 },
  zones: ['us-central1-a'],
  flexStart: true,
  queued: true,
  maxRun: '3d',
});
// GKE makes these node pools by itself, from what was reserved, or from spot capacity.
const l4 = gke.computeClass(new Chart(app.manifests, 'compute-classes'), 'l4', {
  machine: 'g2-standard-24',
  priorities: [{ reservations: ['l4-ours'] }, { spot: true }, {}],
  maxNodes: 8,
});

// A cluster that exists, for TPUs: a slice of 16 chips is one pool of four machines.
const tpus = new GkeStack(app, 'tpus', { project: 'acme-ml', location: 'us-east5-b', cluster: 'tpus' });
const v6e = tpus.gpuPool('v6e', { machine: 'ct6e-standard-4t', topology: '4x4' });
const a100 = tpus.gpuPool('a100', { machine: 'a2-ultragpu-1g', mig: { '1g.10gb': 7 }, nodes: { min: 0, max: 2 } });

const models = gke.bucket('models');
gke.workloadIdentity('serving', {
  namespace: 'vision',
  serviceAccount: 'default-editor',
  buckets: [{ bucket: models, access: 'read' }],
});

const platform = new PlatformStack(app, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'serving', 'notebooks', 'kueue'],
  pools: [h100, l4, v6e, a100],
});
const vision = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io' });

// Jobs wait in a queue until all of their pods have a place.
new TeamQueues(platform, 'shares', {
  pools: [h100],
  teams: [{ team: vision, quota: { h100: { cpu: 400, memory: '5Ti', gpu: 32 } } }],
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
  gpu: l4.gpus(2),
  scale: { min: 1, max: 4 },
});

app.synth();
