import {
  choice,
  component,
  double,
  InferenceService,
  KatibExperiment,
  KubeflowApp,
  maximize,
  onPremPool,
  Pipeline,
  pipeline,
  resourceStep,
  TeamStack,
  TrainingJob,
  when,
} from 'kubeflow-cdk';

const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, nodes: 4, labels: { 'acme.io/rack': 'dgx' } });
const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io', quota: { gpu: 32 } });
const image = 'ghcr.io/acme/churn:1';

// Steps that are containers.
const prepare = component({
  name: 'prepare',
  image,
  inputs: { source: 'string', rows: { int: 1_000_000 } },
  outputs: { data: 'Dataset' },
  command: ({ inputs, outputs }) => [
    'prepare.py',
    '--from',
    inputs.source,
    '--rows',
    inputs.rows,
    '--to',
    outputs.data.path,
  ],
});
const upload = component({
  name: 'upload',
  image,
  inputs: { data: 'Dataset' },
  outputs: { uri: 'string' },
  command: ({ inputs, outputs }) => ['upload.py', inputs.data.path, '--uri-to', outputs.uri.path],
});
const evaluate = component({
  name: 'evaluate',
  image,
  inputs: { data: 'Dataset', model: 'string' },
  outputs: { accuracy: 'double', report: 'HTML' },
  command: ({ inputs, outputs }) => [
    'evaluate.py',
    ...['--data', inputs.data.path, '--model', inputs.model],
    ...['--accuracy-to', outputs.accuracy.path, '--report-to', outputs.report.path],
  ],
});

// Steps that are jobs, searches and services of Kubeflow.
const tune = resourceStep({
  scope: team,
  inputs: { data: 'string' },
  resource: ({ scope, inputs }) =>
    new KatibExperiment(scope, 'churn-tune', {
      objective: maximize('accuracy', 0.99),
      space: { lr: double(1e-5, 1e-2, { scale: 'log' }), batch: choice(16, 32, 64) },
      trials: { max: 12, parallel: 3 },
      trial: ({ lr, batch }) => ({
        framework: 'torch',
        image,
        nodes: 1,
        gpu: dgx.gpus(1),
        command: ['train.py', `--data=${inputs.data}`, `--lr=${lr}`, `--batch=${batch}`],
      }),
    }),
  outputs: { lr: { type: 'string', path: 'status.currentOptimalTrial.parameterAssignments[name=lr].value' } },
});
const train = resourceStep({
  scope: team,
  inputs: { data: 'string', lr: 'string', model: 'string' },
  resource: ({ scope, inputs }) =>
    new TrainingJob(scope, 'churn-train', {
      framework: 'torch',
      image,
      nodes: 2,
      gpu: dgx.gpus(8),
      command: ['torchrun', 'train.py', `--data=${inputs.data}`, `--lr=${inputs.lr}`, `--save-to=${inputs.model}`],
    }),
});
const serve = resourceStep({
  scope: team,
  resource: ({ scope }) =>
    new InferenceService(scope, 'churn', {
      model: { format: 'sklearn', uri: 's3://acme/models/churn' },
      cpu: 1,
      memory: '2Gi',
    }),
  outputs: { url: { type: 'string', path: 'status.url' } },
});

export const churn = pipeline(
  'churn',
  { source: 'string', model: { string: 's3://acme/models/churn' } },
  ({ source, model }) => {
    const { data } = prepare({ source });
    const { uri } = upload({ data });
    const { lr } = tune({ data: uri });
    const trained = train({ data: uri, lr, model });
    const { accuracy } = evaluate({ data, model }, { after: [trained], cpu: 4, memory: '16Gi', retries: 2 });
    when(accuracy, '>=', 0.9, () => serve());
    return { accuracy };
  },
);

new Pipeline(team, 'churn', { definition: churn });

app.synth();
