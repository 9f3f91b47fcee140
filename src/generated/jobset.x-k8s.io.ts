// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta, PodTemplateSpec } from './core';

// source: kubeflow/manifests@26.03 applications/trainer/overlays
/** Releases 1.11, 26.03. */
export interface JobSet {
  apiVersion: 'jobset.x-k8s.io/v1alpha2';
  kind: 'JobSet';
  metadata?: ObjectMeta;
  spec?: JobSetSpec;
}

export interface JobSetCoordinator {
  jobIndex?: number;
  podIndex?: number;
  replicatedJob: string;
}

export interface JobSetDependsOn {
  name: string;
  status: 'Ready' | 'Complete';
}

export interface JobSetFailurePolicy {
  maxRestarts?: number;
  restartStrategy?: 'Recreate' | 'BlockingRecreate';
  rules?: JobSetRule[];
}

export interface JobSetMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface JobSetNetwork {
  enableDNSHostnames?: boolean;
  publishNotReadyAddresses?: boolean;
  subdomain?: string;
}

export interface JobSetOnExitCodes {
  containerName?: string;
  operator: string;
  values: number[];
}

export interface JobSetOnPodCondition {
  status: string;
  type: string;
}

export interface JobSetPodFailurePolicy {
  rules: JobSetPodFailurePolicyRule[];
}

export interface JobSetPodFailurePolicyRule {
  action: string;
  onExitCodes?: JobSetOnExitCodes;
  onPodConditions?: JobSetOnPodCondition[];
}

export interface JobSetReplicatedJob {
  dependsOn?: JobSetDependsOn[];
  groupName?: string;
  name: string;
  replicas?: number;
  template: JobSetTemplate;
}

export interface JobSetRule {
  action: 'FailJobSet' | 'RestartJobSet' | 'RestartJobSetAndIgnoreMaxRestarts';
  name: string;
  onJobFailureMessagePatterns?: string[];
  onJobFailureReasons?: string[];
  targetReplicatedJobs?: string[];
}

export interface JobSetSpec {
  coordinator?: JobSetCoordinator;
  failurePolicy?: JobSetFailurePolicy;
  managedBy?: string;
  network?: JobSetNetwork;
  replicatedJobs?: JobSetReplicatedJob[];
  startupPolicy?: JobSetStartupPolicy;
  successPolicy?: JobSetSuccessPolicy;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface JobSetSpecSuccessPolicy {
  rules: JobSetSuccessPolicyRule[];
}

export interface JobSetStartupPolicy {
  startupPolicyOrder: 'AnyOrder' | 'InOrder';
}

export interface JobSetSuccessPolicy {
  operator: 'All' | 'Any';
  targetReplicatedJobs?: string[];
}

export interface JobSetSuccessPolicyRule {
  succeededCount?: number;
  succeededIndexes?: string;
}

export interface JobSetTemplate {
  metadata?: JobSetMetadata;
  spec?: JobSetTemplateSpec;
}

export interface JobSetTemplateSpec {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  backoffLimitPerIndex?: number;
  completionMode?: string;
  completions?: number;
  managedBy?: string;
  manualSelector?: boolean;
  maxFailedIndexes?: number;
  parallelism?: number;
  podFailurePolicy?: JobSetPodFailurePolicy;
  podReplacementPolicy?: string;
  selector?: LabelSelector;
  successPolicy?: JobSetSpecSuccessPolicy;
  suspend?: boolean;
  template: PodTemplateSpec;
  ttlSecondsAfterFinished?: number;
}
