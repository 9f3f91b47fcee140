import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { hostLabel } from '../../core/names';
import { needProperties } from '../../core/properties';
import { type KubeflowComponent, platformOf } from '../../core/release';
import { type Manifest, type Metadata, type Patch, Resource } from '../../core/resource';
import { definedOrNone, InvalidValue, within } from '../../core/values';
import { warn } from '../../core/warning';
import { jobProblems } from './fields';
import type { FrameworkProps } from './frameworks';
import { kueueLabels } from './gang';
import { v1Job } from './operator-v1';
import type { TrainingApi, TrainingJobProps } from './props';
import type {
  JAXJobSpec,
  MPIJobSpec,
  MXJobSpec,
  PaddleJobSpec,
  PyTorchJobSpec,
  TFJobSpec,
  TrainJobSpec,
  XGBoostJobSpec,
} from './specs';
import { v1OnlyProblems, v2Job } from './trainer-v2';

export type TrainingKind =
  | 'kubeflow.org/v1/PyTorchJob'
  | 'kubeflow.org/v1/TFJob'
  | 'kubeflow.org/v1/MPIJob'
  | 'kubeflow.org/v1/XGBoostJob'
  | 'kubeflow.org/v1/PaddleJob'
  | 'kubeflow.org/v1/JAXJob'
  | 'kubeflow.org/v1/MXJob'
  | 'trainer.kubeflow.org/v1alpha1/TrainJob';

const RUNTIME = 'trainer.kubeflow.org/v1alpha1/TrainingRuntime';

/** Every field that one of the kinds has. */
type AnyJobSpec = PyTorchJobSpec &
  TFJobSpec &
  MPIJobSpec &
  XGBoostJobSpec &
  PaddleJobSpec &
  JAXJobSpec &
  MXJobSpec &
  TrainJobSpec;
export type TrainingJobPatch = Patch<{ metadata?: Metadata; spec?: Partial<AnyJobSpec> }>;

/**
 * A training job. What it becomes depends on the release: a job of training-operator v1, or a TrainJob of Trainer v2.
 */
export class TrainingJob extends Resource<TrainingKind> {
  /** The runtime that was made for this job alone, where no shipped one says what it needs. */
  readonly runtime?: Resource<typeof RUNTIME>;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const job = namedManifest(scope, id, props);
    super(scope, id, job.kind, job.manifest as Manifest<TrainingKind>, job.metadata);
    if (job.runtime !== undefined) {
      const { namespace, name = id } = job.metadata;
      this.runtime = new Resource(scope, `${id}-runtime`, RUNTIME, { spec: job.runtime }, { name, namespace });
      this.node.addDependency(this.runtime);
    }
    if (job.pods > 1 && props.queue === undefined && props.gang === undefined) {
      warn(
        this,
        `${job.pods} pods start one by one, and two jobs that each hold half of what they need wait for each other: set queue or gang, or gang: false where that cannot be`,
      );
    }
  }

  override patch(fields: TrainingJobPatch): this;
  override patch(op: 'add' | 'replace' | 'remove', path: `/${string}`, value?: unknown): this;
  override patch(...args: unknown[]): this {
    return super.patch(...(args as Parameters<Resource<TrainingKind>['patch']>));
  }
}

export interface TrainingManifest {
  readonly kind: TrainingKind;
  readonly manifest: { readonly spec: object };
  readonly metadata: Metadata;
  readonly pods: number;
  /** Characters that the controller puts behind the job's name in the longest name it makes. */
  readonly suffix: number;
  readonly runtime?: Manifest<typeof RUNTIME>['spec'];
  /** Replicated job whose first pod reports metrics; on v2 only. */
  readonly primary?: string;
}

/** The job as the API of the platform spells it; what is wrong with its properties one by one was said before. Throws InvalidValue. */
export function trainingManifest(scope: Construct, name: string, props: TrainingJobProps): TrainingManifest {
  const { components, release } = platformOf(scope);
  const labels = definedOrNone({ ...kueueLabels(props), ...props.metadata?.labels });
  const metadata: Metadata = { ...props.metadata, ...(labels && { labels }) };
  if (apiOf(props, components, release) === 'v1') {
    const { kind, spec, ...form } = v1Job(name, props as FrameworkProps);
    return { kind: `kubeflow.org/v1/${kind}` as TrainingKind, manifest: { spec }, metadata, ...form };
  }
  const { spec, ...form } = v2Job(name, props, release);
  return { kind: 'trainer.kubeflow.org/v1alpha1/TrainJob', manifest: { spec }, metadata, ...form };
}

function namedManifest(scope: Construct, id: string, props: TrainingJobProps): TrainingManifest {
  const problems = new Problems(scope, id);
  needProperties(problems, props);
  const { sentences, unreadable } = jobProblems(props as TrainingJobProps);
  for (const sentence of sentences) problems.add(sentence);
  const name = props.metadata?.name ?? id;
  const named = problems.try(() => within('name', () => hostLabel(name)));
  if (unreadable) problems.throw();
  const { components, release } = platformOf(scope);
  const api = problems.try(() => apiOf(props, components, release));
  const foreign = api === 'v2' ? v1OnlyProblems(props, release) : [];
  for (const sentence of foreign) problems.add(sentence);
  if (api === undefined || foreign.length > 0) problems.throw();
  const job = problems.try(() => {
    const manifest = trainingManifest(scope, name, props);
    if (named !== undefined) within('name', () => hostLabel(name, 63 - manifest.suffix));
    return manifest;
  });
  problems.throw();
  return job!;
}

/** The API that runs this job on this platform. */
function apiOf(props: TrainingJobProps, components: readonly KubeflowComponent[], release: string): TrainingApi {
  if (props.framework === undefined) {
    if (props.api === 'v1') throw new InvalidValue("runtime is Trainer v2's, api 'v1' knows frameworks only");
    if (props.api === undefined && !hasTrainer(components, release)) {
      throw new InvalidValue(
        `runtime needs Trainer v2, which Kubeflow ${release} does not install: use release 1.11 or later with component 'trainer', or write framework`,
      );
    }
    return 'v2';
  }
  if (props.api !== undefined) return props.api;
  if (props.framework === 'mxnet') {
    throw new InvalidValue(
      "framework 'mxnet' ended with training-operator 1.8, no release after Kubeflow 1.9 serves MXJob: set api 'v1' on a cluster that still runs that operator, or move to another framework",
    );
  }
  const v2 = hasTrainer(components, release);
  const v1 = components.includes('training-operator') || (components.includes('training') && release === '1.10');
  if (v2 && (!v1 || props.framework === 'torch')) return 'v2';
  if (v1) return 'v1';
  throw new InvalidValue("training is not installed: add 'training' to the platform's components");
}

function hasTrainer(components: readonly KubeflowComponent[], release: string): boolean {
  return release !== '1.10' && (components.includes('trainer') || components.includes('training'));
}
