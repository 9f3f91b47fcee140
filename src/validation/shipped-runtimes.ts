import type { KubeflowRelease } from '../core/release';
import { catalog, componentsOf, type ServingRuntimeFacts } from './catalog';

/** What of a runtime decides whether a job may use it. */
export interface RuntimeFacts {
  readonly framework?: 'torch' | 'mpi' | 'plain';
  readonly runLauncherAsNode?: boolean;
  /** Names of containers, by the name of their replicated job. */
  readonly jobs: Readonly<Record<string, readonly string[]>>;
}

const TORCH: RuntimeFacts = { framework: 'torch', jobs: { node: ['node'] } };
const MPI: RuntimeFacts = { framework: 'mpi', runLauncherAsNode: true, jobs: { launcher: ['node'], node: ['node'] } };
const TUNE: RuntimeFacts = {
  framework: 'torch',
  jobs: { 'dataset-initializer': ['dataset-initializer'], 'model-initializer': ['model-initializer'], node: ['node'] },
};

/** The ClusterTrainingRuntimes that Trainer 2.1 installs, in Kubeflow 1.11 and 26.03. */
const TRAINING: Record<string, RuntimeFacts> = {
  'torch-distributed': TORCH,
  'deepspeed-distributed': MPI,
  'mlx-distributed': MPI,
  'torchtune-llama3.2-1b': TUNE,
  'torchtune-llama3.2-3b': TUNE,
  'torchtune-qwen2.5-1.5b': TUNE,
};

export function shippedRuntime(release: KubeflowRelease, name: string): RuntimeFacts | undefined {
  return release !== '1.10' && Object.hasOwn(TRAINING, name) ? TRAINING[name] : undefined;
}

const servingRuntimes = new Map<KubeflowRelease, ReadonlyMap<string, ServingRuntimeFacts>>();

/** The ClusterServingRuntimes that the release installs, by name. */
export function shippedServingRuntimes(release: KubeflowRelease): ReadonlyMap<string, ServingRuntimeFacts> {
  let known = servingRuntimes.get(release);
  if (known === undefined) {
    known = new Map(
      componentsOf(catalog(release)).flatMap((component) => Object.entries(component.servingRuntimes ?? {})),
    );
    servingRuntimes.set(release, known);
  }
  return known;
}
