import { Chart } from 'cdk8s';
import {
  batchJob,
  choice,
  double,
  int,
  KatibExperiment,
  KatibNasExperiment,
  maximize,
  minimize,
} from '../../../../src/constructs/katib';
import { TeamQueues } from '../../../../src/constructs/scheduling';
import { FineTuning, TrainingJob, type TrainingJobProps } from '../../../../src/constructs/training';

const image = 'ghcr.io/acme/train:1';
const pool = {
  count: 8,
  resource: 'nvidia.com/gpu',
  placement: { nodeSelector: { pool: 'h100' }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' as const }] },
};
const everything = {
  cpu: 8,
  memory: '64Gi',
  mounts: { '/data': { pvc: 'data' }, '/secret': { secret: 'keys' } },
  env: { HF_TOKEN: { secret: 'hf', key: 'token' } },
  queue: 'team',
  priority: 'high',
  topology: { required: 'cloud.provider.com/topology-rack' },
  files: { '/etc/train.yaml': 'lr: 1' },
  tracking: { mlflow: { uri: 'http://mlflow.mlflow.svc:5000' } },
  suspend: true,
} as const;
const podOptions: TrainingJobProps['pod'] = {
  priorityClass: 'gpu',
  serviceAccount: 'trainer',
  imagePullSecrets: ['registry'],
  initContainers: [{ name: 'fetch', image, mounts: { '/data': { pvc: 'data' } } }],
  sidecars: [{ name: 'logs', image }],
};

/** Jobs of every framework and most options, by name. */
export const v1Jobs: Readonly<Record<string, TrainingJobProps>> = {
  one: { framework: 'torch', image, nodes: 1 },
  ddp: {
    framework: 'torch',
    image,
    nodes: 4,
    gpu: pool,
    procsPerNode: 8,
    ...everything,
    pod: podOptions,
    retries: 3,
    deadline: '2d',
    cleanPodPolicy: 'Running',
  },
  elastic: {
    framework: 'torch',
    image,
    nodes: { min: 2, max: 4 },
    elastic: { rdzvBackend: 'c10d', maxRestarts: 10, rdzvConf: { timeout: 900 } },
  },
  equal: { framework: 'torch', image, nodes: 2, master: false },
  tf: {
    framework: 'tensorflow',
    image,
    workers: 2,
    chief: true,
    parameterServers: { replicas: 2, cpu: 2 },
    evaluator: true,
    gpu: 1,
    successPolicy: 'AllWorkers',
  },
  horovod: {
    framework: 'mpi',
    image,
    nodes: 2,
    gpu: 4,
    command: ['mpirun', 'python', 'train.py'],
    launcher: { cpu: 1 },
    mainContainer: 'mpi',
  },
  xgb: { framework: 'xgboost', image, nodes: 3, retries: 2 },
  paddle: { framework: 'paddle', image, nodes: 2, gpu: 2 },
  'paddle-ps': {
    framework: 'paddle',
    image,
    nodes: { min: 1, max: 3 },
    master: { replicas: 2 },
    elastic: { maxRestarts: 3 },
  },
  jax: { framework: 'jax', image, nodes: 2, gang: { minAvailable: 2, scheduleTimeout: '2m' } },
};

/** The same for Trainer v2. */
export const v2Jobs: Readonly<Record<string, TrainingJobProps>> = {
  one: { framework: 'torch', image, nodes: 1 },
  ddp: { framework: 'torch', image, nodes: 4, gpu: pool, procsPerNode: 8, ...everything },
  'own-runtime': {
    framework: 'torch',
    image,
    nodes: 2,
    gpu: pool,
    ...everything,
    pod: podOptions,
    retries: 3,
    deadline: '2d',
  },
  coscheduled: { framework: 'torch', image, nodes: 2, gang: { scheduleTimeout: '2m' } },
  volcano: {
    framework: 'torch',
    image,
    nodes: 2,
    gang: { scheduler: 'volcano', queue: 'gpu', networkTopology: { mode: 'hard', highestTierAllowed: 2 } },
  },
  horovod: {
    framework: 'mpi',
    image,
    nodes: 2,
    gpu: 4,
    command: ['mpirun', 'python', 'train.py'],
    launcher: { cpu: 1 },
  },
  named: { runtime: 'torch-distributed', image, nodes: 2, procsPerNode: 'gpu', gpu: 2 },
  deepspeed: {
    runtime: 'deepspeed-distributed',
    nodes: 2,
    procsPerNode: 8,
    gpu: 8,
    command: ['mpirun', 'python', 't5.py'],
  },
  tuned: {
    runtime: 'torchtune-llama3.2-1b',
    model: 'hf://meta-llama/Llama-3.2-1B-Instruct',
    dataset: { uri: 's3://acme/alpaca', secret: 's3' },
    gpu: 1,
  },
};

export function jobsIn(chart: Chart, all: Readonly<Record<string, TrainingJobProps>>): void {
  for (const [name, props] of Object.entries(all)) new TrainingJob(chart, name, props);
}

export function fineTunings(chart: Chart): void {
  const token = { secret: 'hf', key: 'token' };
  const model = 'hf://meta-llama/Llama-3.2-1B-Instruct';
  const dataset = 'hf://tatsu-lab/alpaca/data';
  new FineTuning(chart, 'full', { model, dataset, gpu: 2, token });
  new FineTuning(chart, 'lora', { model, dataset, gpu: 1, token, lora: true, epochs: 3, memory: '200Gi' });
  new FineTuning(chart, 'qlora', {
    model,
    dataset,
    gpu: 1,
    lora: { quantizeBase: true, rank: 16 },
    workspace: { pvc: 'there' },
  });
  new FineTuning(chart, 'qwen', {
    model: 'hf://Qwen/Qwen2.5-1.5B-Instruct',
    dataset: { uri: 's3://acme/data.json', format: 'json', split: 'train[:1000]' },
    gpu: 4,
    lora: { useDora: true },
  });
}

const space = {
  lr: double(1e-5, 1e-2, { step: 1e-5 }),
  batch: choice(16, 32),
  opt: choice('adam', 'sgd'),
  layers: int(2, 8),
};

/** Searches with every algorithm, collector and kind of trial. */
export function searchesIn(chart: Chart, api: 'v1' | 'v2'): void {
  const algorithms = [
    'random',
    'grid',
    { tpe: { gamma: 0.25, prior_weight: 1, n_EI_candidates: 24, random_state: 1 } },
    { 'multivariate-tpe': { n_startup_trials: 5 } },
    { bayesianoptimization: { base_estimator: 'GP', n_initial_points: 5, acq_func: 'EI', acq_optimizer: 'lbfgs' } },
    { cmaes: { sigma: 0.5, restart_strategy: 'bipop' } },
    'sobol',
    { hyperband: { resource: 'layers', budget: 9, eta: 3 } },
    { pbt: { suggestion_trial_dir: '/checkpoints', n_population: 5, truncation_threshold: 0.4 } },
  ] as const;
  for (const [i, algorithm] of algorithms.entries()) {
    new KatibExperiment(chart, `search-${i}`, {
      objective: minimize('loss', 0.1, { additional: ['acc'], strategies: { acc: 'max' } }),
      space,
      algorithm,
      trial: (p, meta) => ({
        framework: 'torch',
        api,
        nodes: 2,
        image,
        gpu: 1,
        metadata: { labels: { team: 'vision' } },
        command: ['python', 'train.py', `--lr=${p.lr}`, '--batch', p.batch, `--layers=${p.layers}`],
        env: { OPTIMIZER: p.opt, TRIAL: meta.name },
        files: { '/etc/train.yaml': `lr: ${p.lr}\nname: ${meta.label('team')}\n` },
      }),
    });
  }
  const collectors = [
    'stdOut',
    'push',
    { stdOut: { filter: ['([\\w|-]+)\\s*=\\s*([+-]?\\d*(\\.\\d+)?)'] } },
    { file: { path: '/logs/m.log', filter: ['\\{metricName: ([\\w|-]+), metricValue: ((-?\\d+)(\\.\\d+)?)\\}'] } },
    { file: { path: '/logs/m.json', format: 'JSON' } },
    { tensorFlowEvent: { path: '/logs' } },
    { prometheus: { port: 9090, path: '/metrics' } },
    { custom: { name: 'mine', image }, source: { file: { path: '/logs/m.log' } } },
  ] as const;
  for (const [i, metrics] of collectors.entries()) {
    new KatibExperiment(chart, `metrics-${i}`, {
      objective: maximize('acc'),
      space: { lr: double(0, 1) },
      metrics,
      trial: ({ lr }) => batchJob({ name: 'main', image, args: [lr] }, { retries: 0 }),
    });
  }
  const frameworks: TrainingJobProps[] = [
    { framework: 'tensorflow', api: 'v1', workers: 2, parameterServers: 1, image },
    { framework: 'mpi', api, nodes: 2, image, command: ['mpirun'] },
    { framework: 'xgboost', api: 'v1', nodes: 2, image },
    { framework: 'paddle', api: 'v1', nodes: 2, image },
    { framework: 'jax', api: 'v1', nodes: 2, image },
  ];
  for (const [i, props] of frameworks.entries()) {
    new KatibExperiment(chart, `framework-${i}`, {
      objective: maximize('acc'),
      space: { lr: double(0, 1) },
      earlyStopping: { medianStop: { minTrials: 2, startStep: 3 } },
      retain: true,
      trial: ({ lr }) => ({ ...props, args: [`--lr=${lr}`] }),
    });
  }
  new KatibNasExperiment(chart, 'darts', {
    objective: maximize('Best-Genotype'),
    nas: { layers: 3, operations: [{ type: 'separable_convolution', space: { filter_size: choice('3', '5') } }] },
    algorithm: { darts: { num_epochs: 2, batch_size: 'None' } },
    metrics: { stdOut: { filter: ['([\\w-]+)=(Genotype.*)'] } },
    trial: (p) =>
      batchJob({
        name: 'main',
        image,
        args: [
          `--settings="${p['algorithm-settings']}"`,
          `--space="${p['search-space']}"`,
          `--layers="${p['num-layers']}"`,
        ],
      }),
  });
  new KatibNasExperiment(chart, 'enas', {
    objective: maximize('acc'),
    nas: {
      layers: 3,
      inputSizes: [32, 32, 3],
      outputSizes: [10],
      operations: [{ type: 'convolution', space: { filter_size: choice('3'), stride: int(1, 2) } }],
    },
    algorithm: { enas: { controller_temperature: 'None' } },
    trial: (p) =>
      batchJob({ name: 'main', image, args: [`--architecture="${p.architecture}"`, `--nn_config="${p.nn_config}"`] }),
  });
}

/** Pools of two kinds shared by two teams, each with queues of its own. */
export function teamQueues(chart: Chart): void {
  const h100 = { name: 'h100', resource: 'nvidia.com/gpu', placement: pool.placement };
  const mi300x = { name: 'mi300x', resource: 'amd.com/gpu', placement: { nodeSelector: { pool: 'mi300x' } } };
  const team = (namespace: string) => new Chart(chart, namespace, { namespace });
  const quota = { cpu: 256, memory: '2Ti', gpu: 16 };
  new TeamQueues(chart, 'research', {
    pools: [h100, mi300x],
    teams: [
      { team: team('vision'), quota: { h100: quota, mi300x: quota }, borrow: { h100: { gpu: 8 } } },
      { team: team('speech'), quota: { h100: quota } },
    ],
  });
}
