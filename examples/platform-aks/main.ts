import { Chart } from 'cdk8s';
import { InferenceService, KubeflowApp, PlatformStack, TeamQueues, TeamStack, TrainingJob } from 'kubeflow-cdk';
import { AksStack } from 'kubeflow-cdk/azure';

const app = new KubeflowApp();

// A cluster that is made here; Terraform's state is in a storage account.
const aks = new AksStack(app, 'we', {
  resourceGroup: 'ml',
  cluster: { name: 'ml', location: 'westeurope', adminGroups: ['11111111-2222-3333-4444-555555555555'] },
  backend: { azurerm: { resourceGroup: 'terraform', storageAccount: 'acmeterraform', container: 'state' } },
});
const h100 = aks.gpuPool('h100', {
  machine: 'Standard_ND96isr_H100_v5',
  nodes: { min: 0, max: 4 },
  infiniBand: true,
  driver: 'none',
});
const a100 = aks.gpuPool('a100', {
  machine: 'Standard_NC24ads_A100_v4',
  mig: { '3g.40gb': 2 },
  nodes: { min: 0, max: 3 },
});

// A cluster that exists: AMD accelerators, and nodes that AKS makes as pods need them.
const sweden = new AksStack(app, 'sc', { resourceGroup: 'ml-sc', cluster: 'ml-sc' });
const mi300x = sweden.gpuPool('mi300x', { machine: 'Standard_ND96isr_MI300X_v5', nodes: 1 });
const spot = sweden.napPool(new Chart(app.manifests, 'nap'), 'spot', {
  machine: 'Standard_NC40ads_H100_v5',
  capacity: ['spot', 'on-demand'],
  maxNodes: 4,
});

const models = aks.bucket('models', { account: 'acmemodels', location: 'westeurope' });
aks.workloadIdentity('serving', {
  namespace: 'vision',
  serviceAccount: 'default-editor',
  location: 'westeurope',
  containers: [{ container: models, access: 'read' }],
});

const platform = new PlatformStack(app, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'serving', 'notebooks', 'kueue'],
  pools: [h100, a100, mi300x, spot],
});
const vision = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io' });

// Jobs wait in a queue until all of their pods have a place.
new TeamQueues(platform, 'shares', {
  pools: [h100],
  teams: [{ team: vision, quota: { h100: { cpu: 400, memory: '5Ti', gpu: 32, 'rdma/ib': 32 } } }],
});
new TrainingJob(vision, 'sft', {
  framework: 'torch',
  image: 'ghcr.io/acme/sft:1',
  queue: 'default',
  nodes: 4,
  cpu: 80,
  memory: '1Ti',
  gpu: h100.gpus(8),
});
new InferenceService(vision, 'chat', {
  model: { format: 'huggingface', uri: `${models.uri}/chat` },
  gpu: a100.mig('3g.40gb'),
  scale: { min: 1, max: 6 },
});

app.synth();
