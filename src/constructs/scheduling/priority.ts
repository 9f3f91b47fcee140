import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { defined, InvalidValue, shown } from '../../core/values';

const KIND = 'kueue.x-k8s.io/v1beta2/WorkloadPriorityClass';

export interface WorkloadPriorityClassProps {
  /** The higher goes first, and may preempt where the queue lets it. */
  readonly value: number;
  readonly description?: string;
  readonly metadata?: Metadata;
}

const priorityProperties: Known<WorkloadPriorityClassProps> = {
  value: whole,
  description: 'text',
  metadata: metadataShape,
};

function whole(value: unknown): void {
  if (!Number.isSafeInteger(value)) throw new InvalidValue(`${shown(value)} is not a whole number`);
}

/** How important a job is to Kueue; its pods' own priority stays as it is. */
export class WorkloadPriorityClass extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: WorkloadPriorityClassProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, priorityProperties, ['value']);
    problems.throw();
    const { value, description, metadata } = props;
    super(scope, id, KIND, defined({ value, description }), metadata);
  }
}
