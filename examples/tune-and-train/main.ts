import {
  choice,
  declareExisting,
  double,
  KatibExperiment,
  KubeflowApp,
  maximize,
  onPremPool,
  TeamStack,
  type Text,
  TrainingJob,
} from 'kubeflow-cdk';

const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { 'acme.io/rack': 'dgx' } });
const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
declareExisting(team, { kind: 'LocalQueue', name: 'default', namespace: 'vision' });

// One job, said once: the search runs it with placeholders, the training with the values that won.
const train = (lr: Text, batch: Text, epochs: number) =>
  ({
    framework: 'torch',
    image: 'ghcr.io/acme/resnet:1.4',
    command: ['torchrun', 'train.py', `--lr=${lr}`, `--batch=${batch}`, `--epochs=${epochs}`],
  }) as const;

new KatibExperiment(team, 'tune', {
  objective: maximize('val_accuracy', 0.95, { additional: ['train_loss'], strategies: { train_loss: 'latest' } }),
  space: { lr: double(1e-5, 1e-1, { scale: 'log' }), batch: choice(64, 128, 256) },
  algorithm: { tpe: { n_EI_candidates: 24 } },
  trials: { max: 24, parallel: 8 },
  earlyStopping: { medianStop: { minTrials: 5, startStep: 3 } },
  trial: ({ lr, batch }) => ({ ...train(lr, batch, 3), nodes: 1, gpu: dgx.gpus(1) }),
});

const best = { lr: 0.003, batch: 128 };
new TrainingJob(team, 'train', { ...train(best.lr, best.batch, 90), nodes: 2, gpu: dgx.gpus(8), queue: 'default' });
app.synth();
