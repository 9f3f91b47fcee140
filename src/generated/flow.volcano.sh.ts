// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EnvVar, EphemeralContainer, HostAlias, LocalObjectReference, ObjectMeta, PersistentVolumeClaimSpec, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, Quantity, ResourceRequirements, Toleration, TopologySpreadConstraint, Volume } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/jobflow/bases/flow.volcano.sh_jobflows.yaml
export interface JobFlow {
  apiVersion: 'flow.volcano.sh/v1alpha1';
  kind: 'JobFlow';
  metadata?: ObjectMeta;
  spec?: JobFlowSpec;
}

// source: volcano-sh/volcano@v1.15.1 config/crd/jobflow/bases/flow.volcano.sh_jobtemplates.yaml
export interface JobTemplate {
  apiVersion: 'flow.volcano.sh/v1alpha1';
  kind: 'JobTemplate';
  metadata?: ObjectMeta;
  spec?: JobTemplateSpec;
}

export interface DependsOn {
  iteration?: string;
  name?: string[];
}

export interface JobFlowDependsOn {
  probe?: JobFlowProbe;
  targets?: string[];
}

export interface JobFlowFlow {
  dependsOn?: JobFlowDependsOn;
  name: string;
  patch?: JobFlowPatch;
}

export interface JobFlowHttpGetList {
  httpHeader?: EnvVar;
  path?: string;
  port?: number;
  taskName?: string;
}

export interface JobFlowPatch {
  jobSpec?: JobTemplateSpec;
}

export interface JobFlowProbe {
  httpGetList?: JobFlowHttpGetList[];
  taskStatusList?: JobFlowTaskStatusList[];
  tcpSocketList?: JobFlowTcpSocketList[];
}

export interface JobFlowSpec {
  flows?: JobFlowFlow[];
  jobRetainPolicy?: 'retain' | 'delete';
}

export interface JobFlowTaskStatusList {
  phase?: string;
  taskName?: string;
}

export interface JobFlowTcpSocketList {
  port: number;
  taskName?: string;
}

export interface JobTemplateSpec {
  maxRetry?: number;
  minAvailable?: number;
  minSuccess?: number;
  networkTopology?: NetworkTopology;
  plugins?: Record<string, string[]>;
  policies?: Policy[];
  priorityClassName?: string;
  queue?: string;
  runningEstimate?: string;
  schedulerName?: string;
  tasks?: Task[];
  ttlSecondsAfterFinished?: number;
  volumes?: JobTemplateVolume[];
}

export interface JobTemplateVolume {
  mountPath: string;
  volumeClaim?: PersistentVolumeClaimSpec;
  volumeClaimName?: string;
}

export interface NetworkTopology {
  highestTierAllowed?: number;
  highestTierName?: string;
  mode?: 'hard' | 'soft';
}

export interface PartitionPolicy {
  minPartitions?: number;
  networkTopology?: NetworkTopology;
  partitionSize: number;
  totalPartitions: number;
}

export interface Policy {
  action?: string;
  event?: '*' | 'PodPending' | 'PodRunning' | 'PodFailed' | 'PodEvicted' | 'Unknown' | 'TaskCompleted' | 'OutOfSync' | 'CommandIssued' | 'JobUpdated' | 'TaskFailed';
  events?: ('*' | 'PodPending' | 'PodRunning' | 'PodFailed' | 'PodEvicted' | 'Unknown' | 'TaskCompleted' | 'OutOfSync' | 'CommandIssued' | 'JobUpdated' | 'TaskFailed')[];
  exitCode?: number;
  timeout?: string;
}

export interface Task {
  dependsOn?: DependsOn;
  maxRetry?: number;
  minAvailable?: number;
  name?: string;
  partitionPolicy?: PartitionPolicy;
  policies?: Policy[];
  replicas?: number;
  template?: Template;
  topologyPolicy?: 'none' | 'best-effort' | 'restricted' | 'single-numa-node';
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
  workloadRef?: WorkloadRef;
}

export interface WorkloadRef {
  name: string;
  podGroup: string;
  podGroupReplicaKey?: string;
}
