export { ClusterQueue, type ClusterQueueProps, type NamespaceLike } from './cluster-queue';
export {
  AdmissionCheck,
  type AdmissionCheckProps,
  Cohort,
  type CohortProps,
  MultiKueueCluster,
  type MultiKueueClusterProps,
  MultiKueueConfig,
  type MultiKueueConfigProps,
  ProvisioningRequestConfig,
  type ProvisioningRequestConfigProps,
  VolcanoPodGroup,
  type VolcanoPodGroupProps,
  VolcanoQueue,
  type VolcanoQueueProps,
} from './exact';
export { type FlavorPool, ResourceFlavor, type ResourceFlavorProps } from './flavor';
export { LocalQueue, type LocalQueueProps } from './local-queue';
export { WorkloadPriorityClass, type WorkloadPriorityClassProps } from './priority';
export type { Amounts, FlavorQuota } from './quota';
export { type QueueTeam, TeamQueues, type TeamQueuesProps, type TeamShare } from './team-queues';
export { Topology, type TopologyProps } from './topology';
