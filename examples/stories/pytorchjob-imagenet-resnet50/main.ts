import { KubeflowApp, TeamStack, TrainingJob } from 'kubeflow-cdk';

const app = new KubeflowApp({ release: '1.10' });
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

new TrainingJob(team, 'imagenet-resnet50', {
  framework: 'torch',
  image: 'ghcr.io/my-org/resnet-train:1.4',
  nodes: 4,
  gpu: 1,
  gang: false,
  keepFor: 'forever',
});
app.synth();
