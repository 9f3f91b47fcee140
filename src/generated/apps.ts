// Written by `npm run generate`; do not edit.
import type { IntOrString, LabelSelector, ObjectMeta, PersistentVolumeClaim, PodTemplateSpec } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.apps.v1.ControllerRevision
export interface ControllerRevision {
  apiVersion: 'apps/v1';
  kind: 'ControllerRevision';
  metadata?: ObjectMeta;
  data?: Record<string, unknown>;
  revision: number;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.apps.v1.DaemonSet
export interface DaemonSet {
  apiVersion: 'apps/v1';
  kind: 'DaemonSet';
  metadata?: ObjectMeta;
  spec?: DaemonSetSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.apps.v1.Deployment
export interface Deployment {
  apiVersion: 'apps/v1';
  kind: 'Deployment';
  metadata?: ObjectMeta;
  spec?: DeploymentSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.apps.v1.ReplicaSet
export interface ReplicaSet {
  apiVersion: 'apps/v1';
  kind: 'ReplicaSet';
  metadata?: ObjectMeta;
  spec?: ReplicaSetSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.apps.v1.StatefulSet
export interface StatefulSet {
  apiVersion: 'apps/v1';
  kind: 'StatefulSet';
  metadata?: ObjectMeta;
  spec?: StatefulSetSpec;
}

export interface DaemonSetSpec {
  minReadySeconds?: number;
  revisionHistoryLimit?: number;
  selector: LabelSelector;
  template: PodTemplateSpec;
  updateStrategy?: DaemonSetUpdateStrategy;
}

export interface DaemonSetUpdateStrategy {
  rollingUpdate?: RollingUpdateDaemonSet;
  type?: 'OnDelete' | 'RollingUpdate';
}

export interface DeploymentSpec {
  minReadySeconds?: number;
  paused?: boolean;
  progressDeadlineSeconds?: number;
  replicas?: number;
  revisionHistoryLimit?: number;
  selector: LabelSelector;
  strategy?: DeploymentStrategy;
  template: PodTemplateSpec;
}

export interface DeploymentStrategy {
  rollingUpdate?: RollingUpdateDaemonSet;
  type?: 'Recreate' | 'RollingUpdate';
}

export interface ReplicaSetSpec {
  minReadySeconds?: number;
  replicas?: number;
  selector: LabelSelector;
  template?: PodTemplateSpec;
}

export interface RollingUpdateDaemonSet {
  maxSurge?: IntOrString;
  maxUnavailable?: IntOrString;
}

export interface RollingUpdateStatefulSetStrategy {
  maxUnavailable?: IntOrString;
  partition?: number;
}

export interface StatefulSetOrdinals {
  start?: number;
}

export interface StatefulSetPersistentVolumeClaimRetentionPolicy {
  whenDeleted?: string;
  whenScaled?: string;
}

export interface StatefulSetSpec {
  minReadySeconds?: number;
  ordinals?: StatefulSetOrdinals;
  persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy;
  podManagementPolicy?: 'OrderedReady' | 'Parallel';
  replicas?: number;
  revisionHistoryLimit?: number;
  selector: LabelSelector;
  serviceName?: string;
  template: PodTemplateSpec;
  updateStrategy?: StatefulSetUpdateStrategy;
  volumeClaimTemplates?: PersistentVolumeClaim[];
}

export interface StatefulSetUpdateStrategy {
  rollingUpdate?: RollingUpdateStatefulSetStrategy;
  type?: 'OnDelete' | 'RollingUpdate';
}
