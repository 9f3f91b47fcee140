// Written by `npm run generate`; do not edit.
import type { Affinity, EnvVar, IntOrString, LabelSelector, LocalObjectReference, ObjectMeta, PodSchedulingGate, PodTemplateSpec, Quantity, ResourceRequirements, Toleration, Volume, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 applications/trainer/overlays
/** Releases 1.11, 26.03. */
export interface ClusterTrainingRuntime {
  apiVersion: 'trainer.kubeflow.org/v1alpha1';
  kind: 'ClusterTrainingRuntime';
  metadata?: ObjectMeta;
  spec?: ClusterTrainingRuntimeSpec;
}

// source: kubeflow/manifests@26.03 applications/trainer/overlays
/** Releases 1.11, 26.03. */
export interface TrainJob {
  apiVersion: 'trainer.kubeflow.org/v1alpha1';
  kind: 'TrainJob';
  metadata?: ObjectMeta;
  spec?: TrainJobSpec;
}

// source: kubeflow/manifests@26.03 applications/trainer/overlays
/** Releases 1.11, 26.03. */
export interface TrainingRuntime {
  apiVersion: 'trainer.kubeflow.org/v1alpha1';
  kind: 'TrainingRuntime';
  metadata?: ObjectMeta;
  spec?: ClusterTrainingRuntimeSpec;
}

export interface ClusterTrainingRuntimeSpec {
  mlPolicy?: MlPolicy;
  podGroupPolicy?: PodGroupPolicy;
  template?: Template;
}

export interface ContainerResource {
  container: string;
  name: string;
  target: Target;
}

export interface Coordinator {
  jobIndex?: number;
  podIndex?: number;
  replicatedJob: string;
}

export interface Coscheduling {
  scheduleTimeoutSeconds?: number;
}

export interface DependsOn {
  name: string;
  status: 'Ready' | 'Complete';
}

export interface DescribedObject {
  apiVersion?: string;
  kind: string;
  name: string;
}

export interface ElasticPolicy {
  maxNodes?: number;
  maxRestarts?: number;
  metrics?: Metric[];
  minNodes?: number;
}

export interface External {
  metric: ExternalMetric;
  target: Target;
}

export interface ExternalMetric {
  name: string;
  selector?: LabelSelector;
}

export interface FailurePolicy {
  maxRestarts?: number;
  restartStrategy?: 'Recreate' | 'BlockingRecreate';
  rules?: Rule[];
}

export interface Metric {
  containerResource?: ContainerResource;
  external?: External;
  object?: MetricsObject;
  pods?: External;
  resource?: Resource;
  type: string;
}

export interface MetricsObject {
  describedObject: DescribedObject;
  metric: ExternalMetric;
  target: Target;
}

export interface MlPolicy {
  mpi?: Mpi;
  numNodes?: number;
  torch?: Torch;
}

export interface Mpi {
  mpiImplementation?: 'OpenMPI' | '';
  numProcPerNode?: number;
  runLauncherAsNode?: boolean;
  sshAuthMountPath?: string;
}

export interface Network {
  enableDNSHostnames?: boolean;
  publishNotReadyAddresses?: boolean;
  subdomain?: string;
}

export interface NetworkTopology {
  highestTierAllowed?: number;
  mode?: 'hard' | 'soft';
}

export interface OnExitCodes {
  containerName?: string;
  operator: string;
  values: number[];
}

export interface OnPodCondition {
  status: string;
  type: string;
}

export interface PodFailurePolicy {
  rules: PodFailurePolicyRule[];
}

export interface PodFailurePolicyRule {
  action: string;
  onExitCodes?: OnExitCodes;
  onPodConditions?: OnPodCondition[];
}

export interface PodGroupPolicy {
  coscheduling?: Coscheduling;
  volcano?: Volcano;
}

export interface ReplicatedJob {
  dependsOn?: DependsOn[];
  groupName?: string;
  name: string;
  replicas?: number;
  template: ReplicatedJobsTemplate;
}

export interface ReplicatedJobsTemplate {
  metadata?: TemplateMetadata;
  spec?: ReplicatedJobsTemplateSpec;
}

export interface ReplicatedJobsTemplateSpec {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  backoffLimitPerIndex?: number;
  completionMode?: string;
  completions?: number;
  managedBy?: string;
  manualSelector?: boolean;
  maxFailedIndexes?: number;
  parallelism?: number;
  podFailurePolicy?: PodFailurePolicy;
  podReplacementPolicy?: string;
  selector?: LabelSelector;
  successPolicy?: SpecSuccessPolicy;
  suspend?: boolean;
  template: PodTemplateSpec;
  ttlSecondsAfterFinished?: number;
}

export interface Resource {
  name: string;
  target: Target;
}

export interface Rule {
  action: 'FailJobSet' | 'RestartJobSet' | 'RestartJobSetAndIgnoreMaxRestarts';
  name: string;
  onJobFailureMessagePatterns?: string[];
  onJobFailureReasons?: string[];
  targetReplicatedJobs?: string[];
}

export interface SpecSuccessPolicy {
  rules: SuccessPolicyRule[];
}

export interface StartupPolicy {
  startupPolicyOrder: 'AnyOrder' | 'InOrder';
}

export interface SuccessPolicy {
  operator: 'All' | 'Any';
  targetReplicatedJobs?: string[];
}

export interface SuccessPolicyRule {
  succeededCount?: number;
  succeededIndexes?: string;
}

export interface Target {
  averageUtilization?: number;
  averageValue?: Quantity;
  type: string;
  value?: Quantity;
}

export interface Template {
  metadata?: TemplateMetadata;
  spec?: TemplateSpec;
}

export interface TemplateMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface TemplateSpec {
  coordinator?: Coordinator;
  failurePolicy?: FailurePolicy;
  managedBy?: string;
  network?: Network;
  replicatedJobs?: ReplicatedJob[];
  startupPolicy?: StartupPolicy;
  successPolicy?: SuccessPolicy;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface Torch {
  elasticPolicy?: ElasticPolicy;
  numProcPerNode?: IntOrString;
}

export interface TrainJobContainer {
  env?: EnvVar[];
  name: string;
  volumeMounts?: VolumeMount[];
}

export interface TrainJobDataset {
  env?: EnvVar[];
  secretRef?: LocalObjectReference;
  storageUri?: string;
}

export interface TrainJobInitializer {
  dataset?: TrainJobDataset;
  model?: TrainJobDataset;
}

export interface TrainJobPodTemplateOverride {
  metadata?: TemplateMetadata;
  spec?: TrainJobPodTemplateOverridesSpec;
  targetJobs: TrainJobTargetJob[];
}

export interface TrainJobPodTemplateOverridesSpec {
  affinity?: Affinity;
  containers?: TrainJobContainer[];
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: TrainJobContainer[];
  nodeSelector?: Record<string, string>;
  schedulingGates?: PodSchedulingGate[];
  serviceAccountName?: string;
  tolerations?: Toleration[];
  volumes?: Volume[];
}

export interface TrainJobRuntimeRef {
  apiGroup?: string;
  kind?: string;
  name: string;
}

export interface TrainJobSpec {
  annotations?: Record<string, string>;
  initializer?: TrainJobInitializer;
  labels?: Record<string, string>;
  managedBy?: string;
  podTemplateOverrides?: TrainJobPodTemplateOverride[];
  runtimeRef: TrainJobRuntimeRef;
  suspend?: boolean;
  trainer?: TrainJobTrainer;
}

export interface TrainJobTargetJob {
  name: string;
}

export interface TrainJobTrainer {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  image?: string;
  numNodes?: number;
  numProcPerNode?: IntOrString;
  resourcesPerNode?: ResourceRequirements;
}

export interface Volcano {
  networkTopology?: NetworkTopology;
}
