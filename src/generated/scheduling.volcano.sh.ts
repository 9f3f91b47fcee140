// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta, Quantity } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/scheduling.volcano.sh_podgroups.yaml
export interface PodGroup {
  apiVersion: 'scheduling.volcano.sh/v1beta1';
  kind: 'PodGroup';
  metadata?: ObjectMeta;
  spec?: PodGroupSpec;
  status?: PodGroupStatus;
}

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/scheduling.volcano.sh_queues.yaml
export interface Queue {
  apiVersion: 'scheduling.volcano.sh/v1beta1';
  kind: 'Queue';
  metadata?: ObjectMeta;
  spec?: QueueSpec;
}

export interface PodGroupCondition {
  lastTransitionTime?: string;
  message?: string;
  reason?: string;
  status?: string;
  transitionID?: string;
  type?: string;
}

export interface PodGroupNetworkTopology {
  highestTierAllowed?: number;
  highestTierName?: string;
  mode?: 'hard' | 'soft';
}

export interface PodGroupSpec {
  minMember?: number;
  minResources?: Record<string, Quantity>;
  minTaskMember?: Record<string, number>;
  networkTopology?: PodGroupNetworkTopology;
  priorityClassName?: string;
  queue?: string;
  subGroupPolicy?: PodGroupSubGroupPolicy[];
}

export interface PodGroupStatus {
  conditions?: PodGroupCondition[];
  failed?: number;
  phase?: 'Pending' | 'Running' | 'Unknown' | 'Inqueue' | 'Completed';
  running?: number;
  succeeded?: number;
}

export interface PodGroupSubGroupPolicy {
  labelSelector?: LabelSelector;
  matchLabelKeys?: string[];
  minSubGroups?: number;
  name?: string;
  networkTopology?: PodGroupNetworkTopology;
  subGroupSize?: number;
}

export interface QueueAffinity {
  nodeGroupAffinity?: QueueNodeGroupAffinity;
  nodeGroupAntiAffinity?: QueueNodeGroupAffinity;
}

export interface QueueExtendCluster {
  capacity?: Record<string, Quantity>;
  name?: string;
  weight?: number;
}

export interface QueueGuarantee {
  resource?: Record<string, Quantity>;
}

export interface QueueNodeGroupAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: string[];
  requiredDuringSchedulingIgnoredDuringExecution?: string[];
}

export interface QueueSpec {
  affinity?: QueueAffinity;
  capability?: Record<string, Quantity>;
  dequeueStrategy?: 'fifo' | 'traverse';
  deserved?: Record<string, Quantity>;
  extendClusters?: QueueExtendCluster[];
  guarantee?: QueueGuarantee;
  parent?: string;
  priority?: number;
  reclaimable?: boolean;
  type?: string;
  weight?: number;
}
