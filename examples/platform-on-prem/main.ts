import { KubeflowApp, Notebook, OnPremStack, PlatformStack, TeamQueues, TeamStack, TrainingJob } from 'kubeflow-cdk';

const app = new KubeflowApp();

// The machines of the room, by their labels, and what clouds bring along and rooms do not.
const room = new OnPremStack(app, 'room');
const dgx = room.gpuPool('dgx', {
  accelerator: 'h100-80gb',
  gpus: 8,
  cpu: 224,
  memoryGi: 2048,
  nodes: 4,
  labels: { 'acme.io/pool': 'dgx' },
  fabric: { resources: { 'rdma/ib': 8 } },
});
const lab = room.gpuPool('lab', {
  accelerator: 'a100-80gb',
  gpus: 4,
  cpu: 64,
  memoryGi: 512,
  nodes: 2,
  labels: { 'acme.io/pool': 'lab' },
  taints: [{ key: 'acme.io/lab', effect: 'NoSchedule' }],
  mig: { '3g.40gb': 1, '2g.20gb': 2 },
});
room.gpuOperator({ driver: { version: '580.95.05', rdma: 'host' }, dcgm: 'service-monitor' });
room.networkOperator({ plugin: { kind: 'sriov', version: 'v3.9.0' } });
room.featureRule('h100', { labels: { 'acme.io/gpu': 'h100' }, pci: { vendor: '10de', device: ['2330'] } });
room.loadBalancer('front', { addresses: ['10.0.8.0/26'] });
room.storageClass('fast', { provisioner: 'rook-ceph.rbd.csi.ceph.com', isDefault: true });

const platform = new PlatformStack(app, 'platform', {
  domain: 'ml.acme.io',
  tlsSecret: 'ml-acme-io',
  components: ['training', 'notebooks', 'kueue'],
  pools: [dgx, lab],
});
const vision = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io', quota: { gpu: 32 } });

new TeamQueues(platform, 'shares', {
  pools: [dgx],
  teams: [{ team: vision, quota: { dgx: { cpu: 800, memory: '5Ti', gpu: 32, 'rdma/ib': 32 } } }],
});
new TrainingJob(vision, 'sft', {
  queue: 'default',
  framework: 'torch',
  image: 'ghcr.io/acme/sft:1',
  nodes: 4,
  cpu: 128,
  memory: '1Ti',
  gpu: dgx.gpus(8),
});
new Notebook(vision, 'lab', { image: 'ghcr.io/acme/lab:1', cpu: 8, memory: '64Gi', gpu: lab.mig('3g.40gb') });

app.synth();
