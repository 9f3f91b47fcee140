import type { Construct } from 'constructs';
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

/** Where a namespace's jobs queue; they name it in `queue`. */
export class LocalQueue extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: LocalQueueProps) {
    const { clusterQueue, fairSharing, stopPolicy, metadata } = props;
    const spec = defined<Spec>({
      clusterQueue: typeof clusterQueue === 'string' ? clusterQueue : clusterQueue.name,
      fairSharing,
      stopPolicy,
    });
    super(scope, id, KIND, { spec }, metadata);
  }
}
