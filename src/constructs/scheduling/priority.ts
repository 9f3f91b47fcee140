import type { Construct } from 'constructs';
import { type Metadata, Resource } from '../../core/resource';
import { defined } from '../../core/values';

const KIND = 'kueue.x-k8s.io/v1beta2/WorkloadPriorityClass';

export interface WorkloadPriorityClassProps {
  /** The higher goes first, and may preempt where the queue lets it. */
  readonly value: number;
  readonly description?: string;
  readonly metadata?: Metadata;
}

/** How important a job is to Kueue; its pods' own priority stays as it is. */
export class WorkloadPriorityClass extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, { value, description, metadata }: WorkloadPriorityClassProps) {
    super(scope, id, KIND, defined({ value, description }), metadata);
  }
}
