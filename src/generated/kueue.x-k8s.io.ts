// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EphemeralContainer, HostAlias, LabelSelector, LocalObjectReference, ObjectMeta, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, Quantity, ResourceRequirements, Taint, Toleration, TopologySpreadConstraint, Volume } from './core';

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_admissionchecks.yaml
export interface AdmissionCheckV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'AdmissionCheck';
  metadata?: ObjectMeta;
  spec?: AdmissionCheckSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_clusterqueues.yaml
export interface ClusterQueueV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'ClusterQueue';
  metadata?: ObjectMeta;
  spec?: ClusterQueueSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_cohorts.yaml
export interface CohortV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'Cohort';
  metadata?: ObjectMeta;
  spec?: CohortSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_localqueues.yaml
export interface LocalQueueV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'LocalQueue';
  metadata?: ObjectMeta;
  spec?: LocalQueueSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_multikueueclusters.yaml
export interface MultiKueueClusterV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'MultiKueueCluster';
  metadata?: ObjectMeta;
  spec?: MultiKueueClusterSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_multikueueconfigs.yaml
export interface MultiKueueConfigV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'MultiKueueConfig';
  metadata?: ObjectMeta;
  spec?: MultiKueueConfigSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_provisioningrequestconfigs.yaml
export interface ProvisioningRequestConfigV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'ProvisioningRequestConfig';
  metadata?: ObjectMeta;
  spec?: ProvisioningRequestConfigSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_resourceflavors.yaml
export interface ResourceFlavorV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'ResourceFlavor';
  metadata?: ObjectMeta;
  spec?: ResourceFlavorSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_topologies.yaml
export interface TopologyV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'Topology';
  metadata?: ObjectMeta;
  spec?: TopologySpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_workloads.yaml
export interface WorkloadV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'Workload';
  metadata?: ObjectMeta;
  spec?: WorkloadSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_workloadpriorityclasses.yaml
export interface WorkloadPriorityClassV1beta1 {
  apiVersion: 'kueue.x-k8s.io/v1beta1';
  kind: 'WorkloadPriorityClass';
  metadata?: ObjectMeta;
  description?: string;
  value: number;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_admissionchecks.yaml
export interface AdmissionCheckV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'AdmissionCheck';
  metadata?: ObjectMeta;
  spec?: AdmissionCheckSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_clusterqueues.yaml
export interface ClusterQueueV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'ClusterQueue';
  metadata?: ObjectMeta;
  spec?: ClusterQueueSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_cohorts.yaml
export interface CohortV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'Cohort';
  metadata?: ObjectMeta;
  spec?: CohortSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_localqueues.yaml
export interface LocalQueueV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'LocalQueue';
  metadata?: ObjectMeta;
  spec?: LocalQueueSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_multikueueclusters.yaml
export interface MultiKueueClusterV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'MultiKueueCluster';
  metadata?: ObjectMeta;
  spec?: MultiKueueClusterSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_multikueueconfigs.yaml
export interface MultiKueueConfigV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'MultiKueueConfig';
  metadata?: ObjectMeta;
  spec?: MultiKueueConfigSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_provisioningrequestconfigs.yaml
export interface ProvisioningRequestConfigV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'ProvisioningRequestConfig';
  metadata?: ObjectMeta;
  spec?: ProvisioningRequestConfigSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_resourceflavors.yaml
export interface ResourceFlavorV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'ResourceFlavor';
  metadata?: ObjectMeta;
  spec?: ResourceFlavorSpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_topologies.yaml
export interface TopologyV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'Topology';
  metadata?: ObjectMeta;
  spec?: TopologySpec;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_workloads.yaml
export interface WorkloadV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'Workload';
  metadata?: ObjectMeta;
  spec?: WorkloadSpecV1beta2;
}

// source: kubernetes-sigs/kueue@v0.19.2 config/components/crd/bases/kueue.x-k8s.io_workloadpriorityclasses.yaml
export interface WorkloadPriorityClassV1beta2 {
  apiVersion: 'kueue.x-k8s.io/v1beta2';
  kind: 'WorkloadPriorityClass';
  metadata?: ObjectMeta;
  description?: string;
  value: number;
}

export interface AdmissionCheckParameters {
  apiGroup: string;
  kind: string;
  name: string;
}

export interface AdmissionCheckParametersV1beta2 {
  apiGroup: string;
  kind: string;
  name: string;
}

export interface AdmissionCheckSpec {
  controllerName: string;
  parameters?: AdmissionCheckParameters;
  retryDelayMinutes?: number;
}

export interface AdmissionCheckSpecV1beta2 {
  controllerName: string;
  parameters?: AdmissionCheckParametersV1beta2;
}

export interface ClusterQueueAdmissionCheck {
  name: string;
  onFlavors?: string[];
}

export interface ClusterQueueAdmissionChecksStrategy {
  admissionChecks?: ClusterQueueAdmissionCheck[];
}

export interface ClusterQueueAdmissionChecksStrategyAdmissionCheck {
  name: string;
  onFlavors?: string[];
}

export interface ClusterQueueAdmissionChecksStrategyV1beta2 {
  admissionChecks: ClusterQueueAdmissionChecksStrategyAdmissionCheck[];
}

export interface ClusterQueueAdmissionScope {
  admissionMode: string;
}

export interface ClusterQueueAdmissionScopeV1beta2 {
  admissionMode: 'UsageBasedAdmissionFairSharing' | 'NoAdmissionFairSharing';
}

export interface ClusterQueueBorrowWithinCohort {
  maxPriorityThreshold?: number;
  policy?: 'Never' | 'LowerPriority';
}

export interface ClusterQueueConcurrentAdmissionPolicy {
  migration: ClusterQueueMigration;
}

export interface ClusterQueueConstraints {
  lastAcceptableFlavorName?: string;
}

export interface ClusterQueueFlavorFungibility {
  preference?: 'BorrowingOverPreemption' | 'PreemptionOverBorrowing';
  whenCanBorrow?: 'MayStopSearch' | 'TryNextFlavor' | 'Borrow';
  whenCanPreempt?: 'MayStopSearch' | 'TryNextFlavor' | 'Preempt';
}

export interface ClusterQueueFlavorFungibilityV1beta2 {
  preference?: 'BorrowingOverPreemption' | 'PreemptionOverBorrowing';
  whenCanBorrow?: 'MayStopSearch' | 'TryNextFlavor';
  whenCanPreempt?: 'MayStopSearch' | 'TryNextFlavor';
}

export interface ClusterQueueMigration {
  constraints?: ClusterQueueConstraints;
  mode: 'TryPreferredFlavors' | 'RetainFirstAdmission';
}

export interface ClusterQueuePreemption {
  borrowWithinCohort?: ClusterQueueBorrowWithinCohort;
  reclaimWithinCohort?: 'Never' | 'LowerPriority' | 'Any';
  withinClusterQueue?: 'Never' | 'LowerPriority' | 'LowerOrNewerEqualPriority';
}

export interface ClusterQueueResourceGroup {
  coveredResources: string[];
  flavors: Flavor[];
}

export interface ClusterQueueSpec {
  admissionChecks?: string[];
  admissionChecksStrategy?: ClusterQueueAdmissionChecksStrategy;
  admissionScope?: ClusterQueueAdmissionScope;
  cohort?: string;
  fairSharing?: FairSharing;
  flavorFungibility?: ClusterQueueFlavorFungibility;
  namespaceSelector?: LabelSelector;
  preemption?: ClusterQueuePreemption;
  queueingStrategy?: 'StrictFIFO' | 'BestEffortFIFO';
  resourceGroups?: ResourceGroup[];
  stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
}

export interface ClusterQueueSpecV1beta2 {
  admissionChecksStrategy?: ClusterQueueAdmissionChecksStrategyV1beta2;
  admissionScope?: ClusterQueueAdmissionScopeV1beta2;
  cohortName?: string;
  concurrentAdmissionPolicy?: ClusterQueueConcurrentAdmissionPolicy;
  fairSharing?: FairSharing;
  flavorFungibility?: ClusterQueueFlavorFungibilityV1beta2;
  namespaceSelector?: LabelSelector;
  preemption?: ClusterQueuePreemption;
  queueingStrategy?: 'StrictFIFO' | 'BestEffortFIFO';
  resourceGroups?: ClusterQueueResourceGroup[];
  stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
}

export interface CohortSpec {
  fairSharing?: FairSharing;
  parentName?: string;
  resourceGroups?: ResourceGroup[];
}

export interface CohortSpecV1beta2 {
  fairSharing?: FairSharing;
  parentName?: string;
  resourceGroups?: ClusterQueueResourceGroup[];
}

export interface FairSharing {
  weight?: Quantity;
}

export interface Flavor {
  name: string;
  resources: Resource[];
}

export interface LocalQueueSpec {
  clusterQueue?: string;
  fairSharing?: FairSharing;
  stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
}

export interface MultiKueueClusterClusterProfileRef {
  name: string;
}

export interface MultiKueueClusterClusterSource {
  clusterProfileRef?: MultiKueueClusterClusterProfileRef;
  kubeConfig?: MultiKueueClusterClusterSourceKubeConfig;
}

export interface MultiKueueClusterClusterSourceKubeConfig {
  location: string;
  locationType?: 'Secret' | 'Path';
}

export interface MultiKueueClusterKubeConfig {
  location: string;
  locationType?: 'Secret' | 'Path';
}

export interface MultiKueueClusterSpec {
  clusterProfileRef?: MultiKueueClusterClusterProfileRef;
  kubeConfig: MultiKueueClusterKubeConfig;
}

export interface MultiKueueClusterSpecV1beta2 {
  clusterSource: MultiKueueClusterClusterSource;
}

export interface MultiKueueConfigSpec {
  clusters: string[];
}

export interface MultiKueueConfigSpecV1beta2 {
  clusters: string[];
  quotaManagement?: 'Manual' | 'Automated';
}

export interface ProvisioningRequestConfigNodeSelector {
  key: string;
  valueFromProvisioningClassDetail: string;
}

export interface ProvisioningRequestConfigPodSetUpdates {
  nodeSelector?: ProvisioningRequestConfigNodeSelector[];
}

export interface ProvisioningRequestConfigPodSetUpdatesV1beta2 {
  nodeSelector?: ProvisioningRequestConfigNodeSelector[];
}

export interface ProvisioningRequestConfigRetryStrategy {
  backoffBaseSeconds?: number;
  backoffLimitCount?: number;
  backoffMaxSeconds?: number;
}

export interface ProvisioningRequestConfigSpec {
  managedResources?: string[];
  parameters?: Record<string, string>;
  podSetMergePolicy?: 'IdenticalPodTemplates' | 'IdenticalWorkloadSchedulingRequirements';
  podSetUpdates?: ProvisioningRequestConfigPodSetUpdates;
  provisioningClassName: string;
  retryStrategy?: ProvisioningRequestConfigRetryStrategy;
}

export interface ProvisioningRequestConfigSpecV1beta2 {
  managedResources?: string[];
  parameters?: Record<string, string>;
  podSetMergePolicy?: 'IdenticalPodTemplates' | 'IdenticalWorkloadSchedulingRequirements';
  podSetUpdates?: ProvisioningRequestConfigPodSetUpdatesV1beta2;
  provisioningClassName: string;
  retryStrategy?: ProvisioningRequestConfigRetryStrategy;
}

export interface Resource {
  borrowingLimit?: Quantity;
  lendingLimit?: Quantity;
  name: string;
  nominalQuota: Quantity;
}

export interface ResourceFlavorSpec {
  nodeLabels?: Record<string, string>;
  nodeTaints?: Taint[];
  tolerations?: Toleration[];
  topologyName?: string;
}

export interface ResourceGroup {
  coveredResources: string[];
  flavors: Flavor[];
}

export interface TopologyLevel {
  nodeLabel: string;
}

export interface TopologySpec {
  levels: TopologyLevel[];
}

export interface WorkloadMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface WorkloadPodSet {
  count?: number;
  minCount?: number;
  name?: string;
  template: WorkloadTemplate;
  topologyRequest?: WorkloadTopologyRequest;
}

export interface WorkloadPodSetV1beta2 {
  count?: number;
  minCount?: number;
  name?: string;
  template: WorkloadTemplate;
  topologyRequest?: WorkloadPodSetsTopologyRequest;
}

export interface WorkloadPodSetsTopologyRequest {
  podIndexLabel?: string;
  podSetGroupName?: string;
  podSetSliceRequiredTopology?: string;
  podSetSliceSize?: number;
  podsetSliceRequiredTopologyConstraints?: WorkloadPodsetSliceRequiredTopologyConstraint[];
  preferred?: string;
  required?: string;
  subGroupCount?: number;
  subGroupIndexLabel?: string;
  unconstrained?: boolean;
}

export interface WorkloadPodsetSliceRequiredTopologyConstraint {
  size: number;
  topology: string;
}

export interface WorkloadPreemptionGate {
  name: string;
}

export interface WorkloadPriorityClassRef {
  group: 'kueue.x-k8s.io' | 'scheduling.k8s.io';
  kind: 'WorkloadPriorityClass' | 'PriorityClass';
  name: string;
}

export interface WorkloadSchedulingGroup {
  podGroupName?: string;
}

export interface WorkloadSpec {
  active?: boolean;
  maximumExecutionTimeSeconds?: number;
  podSets: WorkloadPodSet[];
  priority?: number;
  priorityClassName?: string;
  priorityClassSource?: 'kueue.x-k8s.io/workloadpriorityclass' | 'scheduling.k8s.io/priorityclass' | '';
  queueName?: string;
}

export interface WorkloadSpecV1beta2 {
  active?: boolean;
  maximumExecutionTimeSeconds?: number;
  podSets?: WorkloadPodSetV1beta2[];
  preemptionGates?: WorkloadPreemptionGate[];
  priority?: number;
  priorityClassRef?: WorkloadPriorityClassRef;
  queueName?: string;
}

export interface WorkloadTemplate {
  metadata?: WorkloadMetadata;
  spec?: WorkloadTemplateSpec;
}

export interface WorkloadTemplateSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers: Container[];
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  ephemeralContainers?: EphemeralContainer[];
  hostAliases?: HostAlias[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  hostnameOverride?: string;
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  os?: PodOS;
  overhead?: Record<string, Quantity>;
  preemptionPolicy?: string;
  priority?: number;
  priorityClassName?: string;
  readinessGates?: PodReadinessGate[];
  resourceClaims?: PodResourceClaim[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeClassName?: string;
  schedulerName?: string;
  schedulingGates?: PodSchedulingGate[];
  schedulingGroup?: WorkloadSchedulingGroup;
  securityContext?: PodSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  subdomain?: string;
  terminationGracePeriodSeconds?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  volumes?: Volume[];
}

export interface WorkloadTopologyRequest {
  podIndexLabel?: string;
  podSetGroupName?: string;
  podSetSliceRequiredTopology?: string;
  podSetSliceSize?: number;
  preferred?: string;
  required?: string;
  subGroupCount?: number;
  subGroupIndexLabel?: string;
  unconstrained?: boolean;
}
