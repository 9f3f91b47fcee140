import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { type Kind, type Manifest, type Metadata, Resource, type SpecOf } from '../../core/resource';

/** The fields of a specification, and the object's own name, labels and annotations. */
export type SpecProps<K extends Kind> = { readonly [F in keyof SpecOf<K>]: SpecOf<K>[F] } & {
  readonly metadata?: Metadata;
};

/** A resource whose properties are the fields of its specification. */
abstract class SpecKind<K extends Kind> extends Resource<K> {
  constructor(scope: Construct, id: string, kind: K, props: SpecProps<K>) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, kind, { spec } as unknown as Manifest<K>, metadata);
  }
}

const COHORT = 'kueue.x-k8s.io/v1beta2/Cohort';
export type CohortProps = SpecProps<typeof COHORT>;
/** Queues that lend each other what they do not use. */
export class Cohort extends SpecKind<typeof COHORT> {
  constructor(scope: Construct, id: string, props: CohortProps = {}) {
    super(scope, id, COHORT, props);
  }
}

const CHECK = 'kueue.x-k8s.io/v1beta2/AdmissionCheck';
export type AdmissionCheckProps = SpecProps<typeof CHECK>;
/** What must be true beside quota before a workload is admitted. */
export class AdmissionCheck extends SpecKind<typeof CHECK> {
  constructor(scope: Construct, id: string, props: AdmissionCheckProps) {
    super(scope, id, CHECK, props);
  }
}

const PROVISIONING = 'kueue.x-k8s.io/v1beta2/ProvisioningRequestConfig';
export type ProvisioningRequestConfigProps = SpecProps<typeof PROVISIONING>;
/** How the cluster autoscaler is asked for nodes. */
export class ProvisioningRequestConfig extends SpecKind<typeof PROVISIONING> {
  constructor(scope: Construct, id: string, props: ProvisioningRequestConfigProps) {
    super(scope, id, PROVISIONING, props);
  }
}

const MULTIKUEUE = 'kueue.x-k8s.io/v1beta2/MultiKueueConfig';
export type MultiKueueConfigProps = SpecProps<typeof MULTIKUEUE>;
/** Clusters that a queue may send its workloads to. */
export class MultiKueueConfig extends SpecKind<typeof MULTIKUEUE> {
  constructor(scope: Construct, id: string, props: MultiKueueConfigProps) {
    super(scope, id, MULTIKUEUE, props);
  }
}

const MULTIKUEUE_CLUSTER = 'kueue.x-k8s.io/v1beta2/MultiKueueCluster';
export type MultiKueueClusterProps = SpecProps<typeof MULTIKUEUE_CLUSTER>;
/** One such cluster, and where its kubeconfig is. */
export class MultiKueueCluster extends SpecKind<typeof MULTIKUEUE_CLUSTER> {
  constructor(scope: Construct, id: string, props: MultiKueueClusterProps) {
    super(scope, id, MULTIKUEUE_CLUSTER, props);
  }
}

const VOLCANO_QUEUE = 'scheduling.volcano.sh/v1beta1/Queue';
export type VolcanoQueueProps = SpecProps<typeof VOLCANO_QUEUE>;
/** A queue of Volcano. */
export class VolcanoQueue extends SpecKind<typeof VOLCANO_QUEUE> {
  constructor(scope: Construct, id: string, props: VolcanoQueueProps = {}) {
    super(scope, id, VOLCANO_QUEUE, props);
  }
}

const VOLCANO_POD_GROUP = 'scheduling.volcano.sh/v1beta1/PodGroup';
export type VolcanoPodGroupProps = SpecProps<typeof VOLCANO_POD_GROUP>;
/** Pods that Volcano starts together; the training operators make theirs by themselves. */
export class VolcanoPodGroup extends SpecKind<typeof VOLCANO_POD_GROUP> {
  constructor(scope: Construct, id: string, props: VolcanoPodGroupProps) {
    super(scope, id, VOLCANO_POD_GROUP, props);
  }
}
