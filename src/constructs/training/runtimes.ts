import type { KubeflowRelease } from '../../core/release';
import type { TrainingRuntimeSpec } from './specs';

/** What must be known of a runtime to write a TrainJob for it. */
export interface RuntimeFacts {
  /** Replicated jobs; every one of them makes pods. */
  readonly jobs: readonly string[];
  /** The jobs that run the training. */
  readonly trainers: readonly string[];
  readonly policy: 'torch' | 'mpi' | 'plain';
  readonly framework: string;
}

const torch: RuntimeFacts = { jobs: ['node'], trainers: ['node'], policy: 'torch', framework: 'torch' };
const plain: RuntimeFacts = { ...torch, policy: 'plain' };
const mpi: RuntimeFacts = {
  jobs: ['launcher', 'node'],
  trainers: ['launcher', 'node'],
  policy: 'mpi',
  framework: 'mpi',
};
const torchtune: RuntimeFacts = {
  jobs: ['dataset-initializer', 'model-initializer', 'node'],
  trainers: ['node'],
  policy: 'torch',
  framework: 'torchtune',
};

/** Runtimes of Trainer, each with the Trainer that brought it. Source: kubeflow/trainer manifests/base/runtimes. */
const shipped: Record<string, RuntimeFacts & { readonly since: '2.1' | '2.2'; readonly optional?: boolean }> = {
  'torch-distributed': { ...torch, since: '2.1' },
  /** In the data-cache overlay, which no release selects by default. */
  'torch-distributed-with-cache': { ...torch, jobs: ['dataset-initializer', 'node'], since: '2.1', optional: true },
  'deepspeed-distributed': { ...mpi, framework: 'deepspeed', since: '2.1' },
  'mlx-distributed': { ...mpi, framework: 'mlx', since: '2.1' },
  'torchtune-llama3.2-1b': { ...torchtune, since: '2.1' },
  'torchtune-llama3.2-3b': { ...torchtune, since: '2.1' },
  'torchtune-qwen2.5-1.5b': { ...torchtune, since: '2.1' },
  'jax-distributed': { ...plain, framework: 'jax', since: '2.2' },
  'xgboost-distributed': { ...plain, framework: 'xgboost', since: '2.2' },
};

/** Trainer of each release. Source: the component table of kubeflow/manifests at the release's tag. */
export const trainerOf: Record<KubeflowRelease, '2.1' | undefined> = {
  '1.10': undefined,
  '1.11': '2.1',
  '26.03': '2.1',
};

/** A runtime that Trainer ships, whether or not the release's Trainer has it. */
export function runtimeFacts(name: string): (RuntimeFacts & { readonly since: '2.1' | '2.2' }) | undefined {
  return Object.hasOwn(shipped, name) ? shipped[name] : undefined;
}

/** Every runtime that Trainer ships, in any of its versions. */
export const knownRuntimes: readonly string[] = Object.keys(shipped);

/** Names of the runtimes that a release's Trainer installs. */
export function shippedRuntimes(release: KubeflowRelease): string[] {
  const trainer = trainerOf[release];
  if (trainer === undefined) return [];
  return Object.keys(shipped).filter((name) => shipped[name]!.since <= trainer && !shipped[name]!.optional);
}

/** The same of a runtime that the program defines. */
export function factsOfRuntime(spec: TrainingRuntimeSpec): RuntimeFacts {
  const replicated = spec.template?.spec?.replicatedJobs ?? [];
  const step = (job: (typeof replicated)[number]) =>
    job.template?.metadata?.labels?.['trainer.kubeflow.org/trainjob-ancestor-step'];
  const jobs = replicated.map((job) => job.name);
  const policy = spec.mlPolicy?.mpi ? 'mpi' : spec.mlPolicy?.torch ? 'torch' : 'plain';
  const trainers = replicated.filter((job) => step(job) === 'trainer' || (policy === 'mpi' && job.name === 'node'));
  return { jobs, trainers: trainers.map((job) => job.name), policy, framework: policy };
}
