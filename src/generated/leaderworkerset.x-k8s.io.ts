// Written by `npm run generate`; do not edit.
import type { IntOrString, ObjectMeta, PodTemplateSpec } from './core';

// source: kubeflow/manifests@26.03 applications/trainer/upstream/overlays/data-cache
/** Releases 1.11, 26.03. */
export interface LeaderWorkerSet {
  apiVersion: 'leaderworkerset.x-k8s.io/v1';
  kind: 'LeaderWorkerSet';
  metadata?: ObjectMeta;
  spec?: LeaderWorkerSetSpec;
}

export interface LeaderWorkerSetLeaderWorkerTemplate {
  leaderTemplate?: PodTemplateSpec;
  restartPolicy?: 'Default' | 'RecreateGroupOnPodRestart' | 'None';
  size?: number;
  subGroupPolicy?: LeaderWorkerSetSubGroupPolicy;
  workerTemplate: PodTemplateSpec;
}

export interface LeaderWorkerSetNetworkConfig {
  subdomainPolicy: 'Shared' | 'UniquePerReplica';
}

export interface LeaderWorkerSetRollingUpdateConfiguration {
  maxSurge?: IntOrString;
  maxUnavailable?: IntOrString;
  partition?: number;
}

export interface LeaderWorkerSetRolloutStrategy {
  rollingUpdateConfiguration?: LeaderWorkerSetRollingUpdateConfiguration;
  type?: 'RollingUpdate';
}

export interface LeaderWorkerSetSpec {
  leaderWorkerTemplate: LeaderWorkerSetLeaderWorkerTemplate;
  networkConfig?: LeaderWorkerSetNetworkConfig;
  replicas?: number;
  rolloutStrategy?: LeaderWorkerSetRolloutStrategy;
  startupPolicy?: 'LeaderCreated' | 'LeaderReady';
}

export interface LeaderWorkerSetSubGroupPolicy {
  subGroupPolicyType?: 'LeaderWorker' | 'LeaderExcluded';
  subGroupSize?: number;
}
