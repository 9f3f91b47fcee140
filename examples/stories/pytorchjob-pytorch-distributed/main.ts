import { KubeflowApp, TeamStack, TrainingJob } from 'kubeflow-cdk';

const app = new KubeflowApp({ release: '1.10' });
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

// Workers without a command would run the image's own, a shell that ends at once.
new TrainingJob(team, 'pytorch-distributed', {
  framework: 'torch',
  image: 'pytorch/pytorch:latest',
  command: ['python', 'train.py'],
  nodes: 5,
  gpu: 1,
  master: { gpu: undefined },
  gang: false,
  keepFor: 'forever',
});
app.synth();
