import { double, int, KatibExperiment, KubeflowApp, maximize, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

// A search needs something to run: Katib refuses an experiment without a trial.
new KatibExperiment(team, 'hyperparameter-tuning', {
  objective: maximize('accuracy', 0.99),
  space: { learning_rate: double(0.001, 0.1), batch_size: int(16, 128) },
  algorithm: 'bayesianoptimization',
  trials: { max: 12, parallel: 3 },
  trial: ({ learning_rate, batch_size }) => ({
    framework: 'torch',
    image: 'ghcr.io/my-org/resnet-train:1.4',
    command: ['python', 'train.py', `--lr=${learning_rate}`, `--batch-size=${batch_size}`],
    nodes: 1,
  }),
});
app.synth();
