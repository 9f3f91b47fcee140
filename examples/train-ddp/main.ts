import { Chart } from 'cdk8s';
import { declareExisting, KubeflowApp, onPremPool, TeamQueues, TeamStack, TrainingJob } from 'kubeflow-cdk';

const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, nodes: 4, labels: { 'acme.io/rack': 'dgx' } });
const vision = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
const speech = new TeamStack(app, 'speech', { owner: 'eve@acme.io' });

// Each team owns half of the machines, and borrows what the other leaves idle.
const half = { cpu: 256, memory: '2Ti', gpu: 16 };
new TeamQueues(new Chart(app.manifests, 'queues'), 'research', {
  pools: [dgx],
  teams: [
    { team: vision, quota: { dgx: half } },
    { team: speech, quota: { dgx: half } },
  ],
});

// Data and checkpoints are on claims that outlive the job, so that a restart goes on where it ended.
declareExisting(vision, { kind: 'PersistentVolumeClaim', name: 'imagenet', namespace: 'vision' });
declareExisting(vision, { kind: 'PersistentVolumeClaim', name: 'checkpoints', namespace: 'vision' });
new TrainingJob(vision, 'resnet', {
  framework: 'torch',
  image: 'ghcr.io/acme/resnet:1.4',
  command: ['torchrun', 'train.py', '--data=/data', '--checkpoints=/checkpoints', '--resume'],
  nodes: 2,
  gpu: dgx.gpus(8),
  cpu: 64,
  memory: '512Gi',
  mounts: { '/data': { pvc: 'imagenet', readOnly: true }, '/checkpoints': { pvc: 'checkpoints' } },
  queue: 'default',
  retries: 3,
  deadline: '2d',
});
app.synth();
