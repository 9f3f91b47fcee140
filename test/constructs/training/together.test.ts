import {
  FineTuning,
  type FineTuningProps,
  KubeflowError,
  Resource,
  TrainingJob,
  type TrainingJobProps,
} from '../../../src';
import { team, v1 } from './program';

function problems(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof KubeflowError) return error.problems;
    throw error;
  }
  return [];
}

const job = (props: object) => problems(() => new TrainingJob(team().scope, 'sft', props as TrainingJobProps));

test('every wrong property of a job is said at once, down to the last member', () => {
  expect(
    job({
      framework: 'torch',
      nodes: 0,
      image: '',
      memory: '64GB',
      cpu: -1,
      retries: 1.5,
      deadline: '2 hours',
      gpuu: 8,
      parameterServers: 2,
      env: [{ name: 'A', value: 'b' }],
      mounts: { '/data': { pvcc: 'x' } },
      gang: { schedular: 'volcano' },
      pod: { tolerations: {}, nodeSelector: { zone: 1 }, priorityClas: 'high', sidecars: [{ image: 'i' }] },
      metadata: { lables: {}, labels: { a: 1 } },
      tracking: { mlflow: { url: 'http://x' } },
    }),
  ).toEqual(
    [
      "framework 'torch' has no 'gpuu', did you mean 'gpu'?",
      "framework 'torch' has no 'parameterServers', it is for framework 'tensorflow'",
      'nodes 0 is less than 1',
      "image '' is not an image",
      "memory '64GB' is not a Kubernetes quantity, write '64G' or '64Gi'",
      "cpu '-1' is less than the smallest share of a CPU, 1m",
      'retries 1.5 is not a whole number',
      "deadline '2 hours' is not a duration, write a number and ms, s, m, h or d: '90s', '2h', '7d'",
      "env is a list: write { NAME: value }, which Kubernetes' list of { name, value } is made of",
      "mounts['/data'] { pvcc } is no volume we know, write it as { source: {...} }",
      "gang.schedular is no property here, did you mean 'scheduler'?",
      'pod.tolerations {} is no list',
      'pod.nodeSelector.zone 1 is no text',
      "pod.priorityClas is no property here, did you mean 'priorityClass'?",
      'pod.sidecars[0].name is missing',
      "metadata.lables is no property here, did you mean 'labels'?",
      'metadata.labels.a 1 is no text',
      "tracking.mlflow.url is no property here, did you mean 'uri'?",
      'tracking.mlflow.uri is missing',
    ].map((sentence) => `vision/sft: ${sentence}`),
  );
});

test.each([
  [{ image: 'i', nodes: 1 }, ['framework is missing, choose one of torch, tensorflow']],
  [{ framework: 'pytorch', image: 'i' }, ["framework 'pytorch' is none of torch"]],
  [{ framework: 'torch' }, ['image is missing', 'nodes is missing']],
  [
    { framework: 'torch', image: 'i', nodes: 1, env: { A: null, B: { secret: 's' } } },
    ['env.A null is no value', 'env.B {"secret":"s"}: key is missing'],
  ],
  [
    { runtime: {}, dataset: 'gs://a/b' },
    ['runtime.name is missing', "dataset 'gs://a/b' cannot be loaded, the initializers read hf://, s3://, cache://"],
  ],
])('%j is refused', (props, sentences) => {
  const found = job(props);
  expect(found).toHaveLength(sentences.length);
  for (const [i, sentence] of sentences.entries()) expect(found[i]).toContain(`vision/sft: ${sentence}`);
});

test('so is every one of a fine-tuning', () => {
  const tune = (props: object) => problems(() => new FineTuning(team().scope, 'bot', props as FineTuningProps));
  expect(
    tune({
      model: 'gs://meta-llama/Llama-3.2-1B',
      datset: 'hf://acme/data',
      gpu: 'one',
      lora: { rnak: 8 },
      epochs: 0,
      learningRate: -1,
      workspace: { sise: '1Gi' },
      token: 'hf_x',
    }),
  ).toEqual([
    "vision/bot: model 'gs://meta-llama/Llama-3.2-1B' cannot be loaded, the initializers read hf://, s3://, cache://",
    "vision/bot: datset is no property here, did you mean 'dataset'?",
    'vision/bot: gpu "one" is no claim, write a number or pool.gpus(1)',
    "vision/bot: lora.rnak is no property here, did you mean 'rank'?",
    'vision/bot: epochs 0 is less than 1',
    'vision/bot: learningRate -1 is not more than zero',
    "vision/bot: workspace.sise is no property here, did you mean 'size'?",
    'vision/bot: token is not { secret, key }: name the Secret that holds it, a secret in a program ends up in Git',
    'vision/bot: dataset is missing',
  ]);
});

test('what the API has no place for is said together too', () => {
  const model = { framework: 'torch', image: 'acme/i', nodes: 4 };
  expect(
    job({ ...model, keepFor: '7d', cleanPodPolicy: 'All', master: { cpu: 1 }, metadata: { name: 'SFT' } }),
  ).toEqual([
    expect.stringContaining("name 'SFT' may only have"),
    'vision/sft: cleanPodPolicy is for training-operator v1, Trainer v2 has no such thing',
    'vision/sft: master is for training-operator v1, Trainer v2 has no such thing',
    expect.stringContaining('vision/sft: keepFor is for training-operator v1'),
  ]);
});

test('a policy that the operator would take for All is refused, wherever it comes from', () => {
  const { scope, app } = team(v1);
  const torch = new TrainingJob(scope, 'sft', { framework: 'torch', image: 'acme/i', nodes: 1 });
  torch.patch({ spec: { runPolicy: { cleanPodPolicy: 'Never' as 'None' } } });
  new Resource(scope, 'mpi', 'kubeflow.org/v1/MPIJob', {
    spec: {
      cleanPodPolicy: 'Succeeded',
      mpiReplicaSpecs: { Launcher: { template: { spec: { containers: [{ name: 'mpi', image: 'acme/i' }] } } } },
    },
  });
  expect(app.manifests.attempt().problems).toEqual([
    "vision/sft: spec.runPolicy.cleanPodPolicy 'Never' is none of None, Running, All",
    "vision/mpi: spec.cleanPodPolicy 'Succeeded' is none of None, Running, All",
  ]);
});
