import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { hostLabel } from '../../core/names';
import { type Kind, type Manifest, type Metadata, type Patch, Resource } from '../../core/resource';
import { within } from '../../core/values';
import type { CustomResources } from '../../generated';
import type {
  JAXJobSpec,
  JobSetSpec,
  MPIJobSpec,
  MXJobSpec,
  PaddleJobSpec,
  PyTorchJobSpec,
  TFJobSpec,
  TrainingRuntimeSpec,
  TrainJobSpec,
  XGBoostJobSpec,
} from './specs';

/** The fields of a specification, and the object's own name, labels and annotations. */
export type KindProps<Spec> = { readonly [F in keyof Spec]: Spec[F] } & { readonly metadata?: Metadata };
type KindPatch<Spec> = Patch<{ metadata?: Metadata; spec?: Spec }>;

/** A resource whose properties are the fields of its specification. */
abstract class ExactKind<K extends Kind, Spec extends object> extends Resource<K> {
  constructor(scope: Construct, id: string, kind: K, props: KindProps<Spec>) {
    const { metadata, ...spec } = exact(scope, id, props);
    if (!kind.endsWith('Runtime')) {
      const problems = new Problems(scope, id);
      problems.try(() => within('name', () => hostLabel(metadata?.name ?? id)));
      problems.throw();
    }
    super(scope, id, kind, { spec } as unknown as Manifest<K>, metadata);
  }

  override patch(fields: KindPatch<Spec> & Patch<CustomResources[K]>): this;
  override patch(op: 'add' | 'replace' | 'remove', path: `/${string}`, value?: unknown): this;
  override patch(...args: unknown[]): this {
    return super.patch(...(args as Parameters<Resource<K>['patch']>));
  }
}

export type PyTorchJobProps = KindProps<PyTorchJobSpec>;
/** A PyTorchJob of training-operator v1, field for field. */
export class PyTorchJob extends ExactKind<'kubeflow.org/v1/PyTorchJob', PyTorchJobSpec> {
  constructor(scope: Construct, id: string, props: PyTorchJobProps) {
    super(scope, id, 'kubeflow.org/v1/PyTorchJob', props);
  }
}

export type TFJobProps = KindProps<TFJobSpec>;
/** A TFJob of training-operator v1, field for field. */
export class TFJob extends ExactKind<'kubeflow.org/v1/TFJob', TFJobSpec> {
  constructor(scope: Construct, id: string, props: TFJobProps) {
    super(scope, id, 'kubeflow.org/v1/TFJob', props);
  }
}

export type MPIJobProps = KindProps<MPIJobSpec>;
/** An MPIJob of training-operator v1, field for field. */
export class MPIJob extends ExactKind<'kubeflow.org/v1/MPIJob', MPIJobSpec> {
  constructor(scope: Construct, id: string, props: MPIJobProps) {
    super(scope, id, 'kubeflow.org/v1/MPIJob', props);
  }
}

export type XGBoostJobProps = KindProps<XGBoostJobSpec>;
/** An XGBoostJob of training-operator v1, field for field. */
export class XGBoostJob extends ExactKind<'kubeflow.org/v1/XGBoostJob', XGBoostJobSpec> {
  constructor(scope: Construct, id: string, props: XGBoostJobProps) {
    super(scope, id, 'kubeflow.org/v1/XGBoostJob', props);
  }
}

export type PaddleJobProps = KindProps<PaddleJobSpec>;
/** A PaddleJob of training-operator v1, field for field. */
export class PaddleJob extends ExactKind<'kubeflow.org/v1/PaddleJob', PaddleJobSpec> {
  constructor(scope: Construct, id: string, props: PaddleJobProps) {
    super(scope, id, 'kubeflow.org/v1/PaddleJob', props);
  }
}

export type JAXJobProps = KindProps<JAXJobSpec>;
/** A JAXJob of training-operator v1, field for field. */
export class JAXJob extends ExactKind<'kubeflow.org/v1/JAXJob', JAXJobSpec> {
  constructor(scope: Construct, id: string, props: JAXJobProps) {
    super(scope, id, 'kubeflow.org/v1/JAXJob', props);
  }
}

export type MXJobProps = KindProps<MXJobSpec>;
/**
 * An MXJob, field for field. Its last operator is training-operator 1.8, which no release after Kubeflow 1.9 installs.
 */
export class MXJob extends ExactKind<'kubeflow.org/v1/MXJob', MXJobSpec> {
  constructor(scope: Construct, id: string, props: MXJobProps) {
    super(scope, id, 'kubeflow.org/v1/MXJob', props);
  }
}

export type TrainJobProps = KindProps<TrainJobSpec>;
/** A TrainJob of Trainer v2, field for field. */
export class TrainJob extends ExactKind<'trainer.kubeflow.org/v1alpha1/TrainJob', TrainJobSpec> {
  constructor(scope: Construct, id: string, props: TrainJobProps) {
    super(scope, id, 'trainer.kubeflow.org/v1alpha1/TrainJob', props);
  }
}

export type TrainingRuntimeProps = KindProps<TrainingRuntimeSpec>;
/** A runtime of Trainer v2 for one namespace, field for field. */
export class TrainingRuntime extends ExactKind<'trainer.kubeflow.org/v1alpha1/TrainingRuntime', TrainingRuntimeSpec> {
  constructor(scope: Construct, id: string, props: TrainingRuntimeProps) {
    super(scope, id, 'trainer.kubeflow.org/v1alpha1/TrainingRuntime', props);
  }
}

export type ClusterTrainingRuntimeProps = KindProps<TrainingRuntimeSpec>;
/** A runtime of Trainer v2 for all namespaces, field for field. */
export class ClusterTrainingRuntime extends ExactKind<
  'trainer.kubeflow.org/v1alpha1/ClusterTrainingRuntime',
  TrainingRuntimeSpec
> {
  constructor(scope: Construct, id: string, props: ClusterTrainingRuntimeProps) {
    super(scope, id, 'trainer.kubeflow.org/v1alpha1/ClusterTrainingRuntime', props);
  }
}

const JOB_SET = 'jobset.x-k8s.io/v1alpha2/JobSet';
export type JobSetProps = KindProps<JobSetSpec>;
/** A JobSet, what Trainer v2 runs its jobs as, field for field. */
export class JobSet extends ExactKind<typeof JOB_SET, JobSetSpec> {
  constructor(scope: Construct, id: string, props: JobSetProps) {
    super(scope, id, JOB_SET, props);
  }
}
