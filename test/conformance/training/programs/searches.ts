import type { Text } from '../../../../src';
import {
  batchJob,
  double,
  int,
  KatibExperiment,
  type KatibExperimentProps,
  maximize,
  minimize,
  type SearchSpace,
} from '../../../../src/constructs/katib';
import type { Program } from './program';

const image = 'ghcr.io/kubeflow/katib/pytorch-mnist-cpu:v0.19.0';
const namespace = 'kubeflow';
const lr = double(0.01, 0.05);
const momentum = double(0.5, 0.9);
const loss = minimize('loss', 0.001);

const mnist = (...args: Text[]) =>
  batchJob({ name: 'training-container', image, command: ['python3', '/opt/pytorch-mnist/mnist.py', ...args] });

function search<const S extends SearchSpace>(
  example: string,
  name: string,
  props: KatibExperimentProps<S>,
  explained?: Program['explained'],
): Program {
  return {
    example: `Experiment/katib__${example}.yaml`,
    write: (chart) => new KatibExperiment(chart, name, { mesh: true, metadata: { namespace }, ...props }),
    explained,
  };
}

const lightgbm = (learningRate: Text, leaves: Text) => [
  '--job_type=Train',
  '--metric=binary_logloss,auc',
  `--learning_rate=${learningRate}`,
  `--num_leaves=${leaves}`,
  '--num_trees=100',
  '--boosting_type=gbdt',
  '--objective=binary',
  '--metric_freq=1',
  '--is_training_metric=true',
  '--max_bin=255',
  '--data=data/binary.train',
  '--valid_data=data/binary.test',
  '--tree_learner=feature',
  '--feature_fraction=0.8',
  '--bagging_freq=5',
  '--bagging_fraction=0.8',
  '--min_data_in_leaf=50',
  '--min_sum_hessian_in_leaf=50',
  '--is_enable_sparse=true',
  '--use_two_round_loading=false',
  '--is_save_binary_file=false',
];

export const searches: readonly Program[] = [
  search('cmaes', 'cmaes', {
    objective: loss,
    space: { lr, momentum },
    algorithm: { cmaes: { restart_strategy: 'ipop' } },
    trial: (p) => mnist('--epochs=1', '--batch-size=16', `--lr=${p.lr}`, `--momentum=${p.momentum}`),
  }),
  search(
    'valid-experiment',
    'valid-experiment',
    {
      objective: loss,
      space: { lr, momentum },
      algorithm: 'random',
      trials: { max: 13 },
      trial: (p) => mnist('--epochs=1', '--batch-size=16', `--lr=${p.lr}`, `--momentum=${p.momentum}`),
    },
    { '/spec/parallelTrialCount': "3, which Katib's webhook fills in" },
  ),
  search('long-running-resume', 'long-running-resume', {
    objective: loss,
    space: { lr, momentum },
    algorithm: 'random',
    resumePolicy: 'LongRunning',
    trial: (p) => mnist('--epochs=1', '--batch-size=16', `--lr=${p.lr}`, `--momentum=${p.momentum}`),
  }),
  search('file-metrics-collector-with-json-format', 'file-metrics-collector-with-json-format', {
    objective: maximize('accuracy', 0.99, { additional: ['loss'] }),
    space: { lr: double(0.01, 0.03), momentum: double(0.3, 0.7) },
    algorithm: 'random',
    metrics: { file: { path: '/katib/mnist.json', format: 'JSON' } },
    trial: (p) =>
      mnist(
        '--epochs=1',
        '--log-path=/katib/mnist.json',
        `--lr=${p.lr}`,
        `--momentum=${p.momentum}`,
        '--logger=hypertune',
      ),
  }),
  search('median-stop-with-json-format', 'median-stop-with-json-format', {
    objective: maximize('accuracy', 0.99, { additional: ['loss'] }),
    space: { lr: double(0.01, 0.5), 'num-epochs': int(3, 4) },
    algorithm: 'random',
    earlyStopping: { medianStop: { minTrials: 1, startStep: 2 } },
    trials: { max: 15, parallel: 2 },
    metrics: { file: { path: '/katib/mnist.json', format: 'JSON' } },
    retain: true,
    trial: (p) =>
      mnist(`--epochs=${p['num-epochs']}`, '--log-path=/katib/mnist.json', `--lr=${p.lr}`, '--logger=hypertune'),
  }),
  search('optuna-distribution', 'optuna-distribution', {
    objective: minimize('loss', 0.05),
    space: {
      lr: double(1, 5, { step: 0.1, distribution: 'uniform' }),
      momentum: double(0.001, 3, { scale: 'log' }),
      epochs: int(1, 3, { distribution: 'uniform' }),
      batch_size: int(32, 64, { scale: 'log' }),
    },
    algorithm: 'tpe',
    trial: (p) =>
      mnist(`--epochs=${p.epochs}`, `--batch-size=${p.batch_size}`, `--lr=${p.lr}`, `--momentum=${p.momentum}`),
  }),
  search(
    'simple-pbt',
    'simple-pbt',
    {
      objective: maximize('Validation-accuracy', 0.99),
      space: { lr: double(0.0001, 0.02, { step: 0.0001 }) },
      algorithm: {
        pbt: { suggestion_trial_dir: '/var/log/katib/checkpoints/', n_population: 40, truncation_threshold: 0.2 },
      },
      trials: { max: 2, parallel: 2, failed: 2 },
      trial: (p) =>
        batchJob({
          name: 'training-container',
          image: 'ghcr.io/kubeflow/katib/simple-pbt:v0.19.0',
          command: [
            'python3',
            '/opt/pbt/pbt_test.py',
            '--epochs=20',
            `--lr=${p.lr}`,
            '--checkpoint=/var/log/katib/checkpoints/',
          ],
        }),
    },
    { '/spec/maxFailedTrialCount': "3 is more than maxTrialCount 2, which Katib's webhook refuses" },
  ),
  search('pytorchjob-mnist', 'pytorchjob-mnist', {
    objective: loss,
    space: { lr, momentum },
    algorithm: 'random',
    trial: (p) => ({
      framework: 'torch',
      api: 'v1',
      mesh: true,
      nodes: 2,
      image,
      command: [
        'python3',
        '/opt/pytorch-mnist/mnist.py',
        '--epochs=1',
        '--batch-size=16',
        `--lr=${p.lr}`,
        `--momentum=${p.momentum}`,
      ],
      restartPolicy: 'OnFailure',
    }),
  }),
  search(
    'xgboostjob-lightgbm',
    'xgboostjob-lightgbm',
    {
      objective: maximize('valid_1 auc', 0.99, {
        additional: ['valid_1 binary_logloss', 'training auc', 'training binary_logloss'],
      }),
      space: { lr: double(0.01, 0.1), 'num-leaves': int(50, 60, { step: 1 }) },
      algorithm: 'random',
      trials: { max: 6, parallel: 2 },
      metrics: { stdOut: { filter: ['(\\w+\\s\\w+)\\s:\\s((-?\\d+)(\\.\\d+)?)'] } },
      trial: (p) => ({
        framework: 'xgboost',
        api: 'v1',
        mesh: true,
        nodes: 3,
        image: 'ghcr.io/kubeflow/katib/xgboost-lightgbm:1.0',
        imagePullPolicy: 'Always',
        ports: [{ containerPort: 9991, name: 'xgboostjob-port' }],
        args: lightgbm(p.lr, p['num-leaves']),
        restartPolicy: 'ExitCode',
        master: { restartPolicy: 'Never' },
      }),
    },
    { '/spec/metricsCollectorSpec/collector': "StdOut, which Katib's webhook fills in" },
  ),
];
