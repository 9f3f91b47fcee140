import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { type Metadata, Resource, type SpecOf } from '../../core/resource';

const KIND = 'kubeflow.org/v1beta1/Experiment';

export type ExperimentProps = SpecOf<typeof KIND> & { readonly metadata?: Metadata };
/** An Experiment of Katib, field for field. */
export class Experiment extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: ExperimentProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, KIND, { spec }, metadata);
  }
}
