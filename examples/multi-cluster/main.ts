import { Fleet, InferenceService, PlatformStack, TeamQueues, TeamStack, TrainingJob, usePlatform } from 'kubeflow-cdk';
import { EksStack } from 'kubeflow-cdk/aws';
import { GkeStack } from 'kubeflow-cdk/google';

// Two clusters in one program: dist/eu and dist/us, each with its Terraform below cdktf.out.
const fleet = new Fleet();
const eu = fleet.cluster('eu');
const us = fleet.cluster('us', { release: '1.11' });

// Training is where the H100s are.
const eks = new EksStack(eu, 'eks', { region: 'eu-west-1', cluster: 'ml-eu' });
const h100 = eks.gpuPool('h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 4 } });
const platform = new PlatformStack(eu, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'notebooks', 'kueue'],
  pools: [h100],
});
const vision = new TeamStack(eu, 'vision', { platform, owner: 'ada@acme.io', quota: { gpu: 32 } });
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

// Models are served where their users are, in a cluster whose installation is another program's.
usePlatform(us.manifests, { domain: 'us.ml.acme.io', knative: false });
const gke = new GkeStack(us, 'gke', { project: 'acme-ml', location: 'us-central1', cluster: 'ml-us' });
const l4 = gke.gpuPool('l4', { machine: 'g2-standard-24', nodes: { min: 0, max: 8 } });
const a100 = gke.gpuPool('a100', { machine: 'a2-ultragpu-1g', mig: { '3g.40gb': 2 }, nodes: { min: 0, max: 2 } });
const serving = new TeamStack(us, 'serving', { owner: 'bob@acme.io' });
new InferenceService(serving, 'chat', {
  mode: 'standard',
  model: { format: 'huggingface', uri: 'hf://meta-llama/Llama-3.1-8B' },
  gpu: l4.gpus(2),
  scale: { min: 1, max: 8 },
});
new InferenceService(serving, 'search', {
  mode: 'standard',
  model: { format: 'huggingface', uri: 'hf://acme/embeddings' },
  gpu: a100.mig('3g.40gb'),
  scale: { min: 1, max: 4 },
});

fleet.synth();
