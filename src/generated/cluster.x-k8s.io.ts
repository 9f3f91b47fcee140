// Written by `npm run generate`; do not edit.
import type { IntOrString, LabelSelector, ObjectMeta, ObjectReference } from './core';

// source: kubernetes-sigs/cluster-api@v1.14.0 core/config/crd/bases/cluster.x-k8s.io_machinedeployments.yaml
export interface MachineDeploymentV1beta1 {
  apiVersion: 'cluster.x-k8s.io/v1beta1';
  kind: 'MachineDeployment';
  metadata?: ObjectMeta;
  spec?: MachineDeploymentSpec;
}

// source: kubernetes-sigs/cluster-api@v1.14.0 core/config/crd/bases/cluster.x-k8s.io_machinepools.yaml
export interface MachinePoolV1beta1 {
  apiVersion: 'cluster.x-k8s.io/v1beta1';
  kind: 'MachinePool';
  metadata?: ObjectMeta;
  spec?: MachinePoolSpec;
}

// source: kubernetes-sigs/cluster-api@v1.14.0 core/config/crd/bases/cluster.x-k8s.io_machinedeployments.yaml
export interface MachineDeploymentV1beta2 {
  apiVersion: 'cluster.x-k8s.io/v1beta2';
  kind: 'MachineDeployment';
  metadata?: ObjectMeta;
  spec: MachineDeploymentSpecV1beta2;
}

// source: kubernetes-sigs/cluster-api@v1.14.0 core/config/crd/bases/cluster.x-k8s.io_machinepools.yaml
export interface MachinePoolV1beta2 {
  apiVersion: 'cluster.x-k8s.io/v1beta2';
  kind: 'MachinePool';
  metadata?: ObjectMeta;
  spec: MachinePoolSpecV1beta2;
}

export interface Bootstrap {
  configRef?: ObjectReference;
  dataSecretName?: string;
}

export interface Deletion {
  nodeDeletionTimeoutSeconds?: number;
  nodeDrainTimeoutSeconds?: number;
  nodeVolumeDetachTimeoutSeconds?: number;
}

export interface InfrastructureRef {
  apiGroup: string;
  kind: string;
  name: string;
}

export interface MachineDeploymentDeletion {
  order?: 'Random' | 'Newest' | 'Oldest';
}

export interface MachineDeploymentMachineNaming {
  template?: string;
}

export interface MachineDeploymentMachineNamingStrategy {
  template?: string;
}

export interface MachineDeploymentMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface MachineDeploymentRemediation {
  maxInFlight?: IntOrString;
}

export interface MachineDeploymentRollingUpdate {
  deletePolicy?: 'Random' | 'Newest' | 'Oldest';
  maxSurge?: IntOrString;
  maxUnavailable?: IntOrString;
}

export interface MachineDeploymentRollout {
  after?: string;
  strategy?: MachineDeploymentRolloutStrategy;
}

export interface MachineDeploymentRolloutStrategy {
  rollingUpdate?: MachineDeploymentStrategyRollingUpdate;
  type: 'RollingUpdate' | 'OnDelete';
}

export interface MachineDeploymentSpec {
  clusterName: string;
  machineNamingStrategy?: MachineDeploymentMachineNamingStrategy;
  minReadySeconds?: number;
  paused?: boolean;
  progressDeadlineSeconds?: number;
  replicas?: number;
  revisionHistoryLimit?: number;
  rolloutAfter?: string;
  selector: LabelSelector;
  strategy?: MachineDeploymentStrategy;
  template: Template;
}

export interface MachineDeploymentSpecV1beta2 {
  clusterName: string;
  deletion?: MachineDeploymentDeletion;
  machineNaming?: MachineDeploymentMachineNaming;
  paused?: boolean;
  remediation?: MachineDeploymentRemediation;
  replicas?: number;
  rollout?: MachineDeploymentRollout;
  selector: LabelSelector;
  template: MachineDeploymentTemplate;
}

export interface MachineDeploymentStrategy {
  remediation?: MachineDeploymentStrategyRemediation;
  rollingUpdate?: MachineDeploymentRollingUpdate;
  type?: 'RollingUpdate' | 'OnDelete';
}

export interface MachineDeploymentStrategyRemediation {
  maxInFlight?: IntOrString;
}

export interface MachineDeploymentStrategyRollingUpdate {
  maxSurge?: IntOrString;
  maxUnavailable?: IntOrString;
}

export interface MachineDeploymentTemplate {
  metadata?: MachineDeploymentMetadata;
  spec: MachineDeploymentTemplateSpec;
}

export interface MachineDeploymentTemplateSpec {
  bootstrap: SpecBootstrap;
  clusterName: string;
  deletion?: Deletion;
  failureDomain?: string;
  infrastructureRef: InfrastructureRef;
  minReadySeconds?: number;
  providerID?: string;
  readinessGates?: ReadinessGate[];
  taints?: SpecTaint[];
  version?: string;
}

export interface MachinePoolSpec {
  clusterName: string;
  failureDomains?: string[];
  minReadySeconds?: number;
  providerIDList?: string[];
  replicas?: number;
  template: Template;
}

export interface MachinePoolSpecV1beta2 {
  clusterName: string;
  failureDomains?: string[];
  providerIDList?: string[];
  replicas?: number;
  template: MachineDeploymentTemplate;
}

export interface ReadinessGate {
  conditionType: string;
  polarity?: 'Positive' | 'Negative';
}

export interface SpecBootstrap {
  configRef?: InfrastructureRef;
  dataSecretName?: string;
}

export interface SpecTaint {
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  key: string;
  propagation: 'Always' | 'OnInitialization';
  value?: string;
}

export interface Template {
  metadata?: TemplateMetadata;
  spec?: TemplateSpec;
}

export interface TemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface TemplateSpec {
  bootstrap: Bootstrap;
  clusterName: string;
  failureDomain?: string;
  infrastructureRef: ObjectReference;
  nodeDeletionTimeout?: string;
  nodeDrainTimeout?: string;
  nodeVolumeDetachTimeout?: string;
  providerID?: string;
  readinessGates?: ReadinessGate[];
  taints?: SpecTaint[];
  version?: string;
}
