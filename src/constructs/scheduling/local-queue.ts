import type { Construct } from 'constructs';
import { nameOf } from '../../core/environment';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known, oneOf } from '../../core/properties';
import { type Metadata, Resource, type SpecOf } from '../../core/resource';
import { defined } from '../../core/values';
import type { ClusterQueue } from './cluster-queue';

const KIND = 'kueue.x-k8s.io/v1beta2/LocalQueue';
type Spec = SpecOf<typeof KIND>;

export interface LocalQueueProps {
  readonly clusterQueue: string | ClusterQueue;
  readonly fairSharing?: Spec['fairSharing'];
  /** @default 'None' */
  readonly stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
  readonly metadata?: Metadata;
}

const queueProperties: Known<LocalQueueProps> = {
  clusterQueue: nameOf,
  fairSharing: 'object',
  stopPolicy: oneOf('None', 'Hold', 'HoldAndDrain'),
  metadata: metadataShape,
};

/** Where a namespace's jobs queue; they name it in `queue`. */
export class LocalQueue extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: LocalQueueProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, queueProperties, ['clusterQueue']);
    problems.throw();
    const { clusterQueue, fairSharing, stopPolicy, metadata } = props;
    const spec = defined<Spec>({
      clusterQueue: typeof clusterQueue === 'string' ? clusterQueue : clusterQueue.name,
      fairSharing,
      stopPolicy,
    });
    super(scope, id, KIND, { spec }, metadata);
  }
}
