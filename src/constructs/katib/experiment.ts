import type { Construct } from 'constructs';
import { Resource } from '../../core/resource';
import { warn } from '../../core/warning';
import type { AnyProps, KatibExperimentProps, KatibNasExperimentProps } from './experiment-props';
import { experimentSpec } from './experiment-spec';
import type { SearchSpace } from './space';

const EXPERIMENT = 'kubeflow.org/v1beta1/Experiment';
const RUNTIME = 'trainer.kubeflow.org/v1alpha1/TrainingRuntime';

abstract class Search extends Resource<typeof EXPERIMENT> {
  /** What all trials share, where their job needs it. */
  readonly shared?: Resource<typeof RUNTIME>;

  constructor(scope: Construct, id: string, props: AnyProps) {
    const { spec, shared, warnings } = experimentSpec(scope, id, props);
    super(scope, id, EXPERIMENT, { spec }, props.metadata);
    for (const warning of warnings) warn(this, warning);
    if (shared === undefined) return;
    const { name = id, namespace } = props.metadata ?? {};
    this.shared = new Resource(scope, `${id}-runtime`, RUNTIME, shared.manifest as object, { name, namespace });
    this.node.addDependency(this.shared);
  }
}

/** A search for the parameters of a job that score best. */
export class KatibExperiment<const S extends SearchSpace> extends Search {
  constructor(scope: Construct, id: string, props: KatibExperimentProps<S>) {
    super(scope, id, props as unknown as AnyProps);
  }
}

/** A search for the architecture of a network. */
export class KatibNasExperiment extends Search {
  constructor(scope: Construct, id: string, props: KatibNasExperimentProps) {
    super(scope, id, props);
  }
}
