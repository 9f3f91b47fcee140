// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EphemeralContainer, HostAlias, LocalObjectReference, ObjectMeta, PersistentVolumeClaimSpec, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, Quantity, ResourceRequirements, Toleration, TopologySpreadConstraint, Volume } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/batch.volcano.sh_cronjobs.yaml
export interface CronJob {
  apiVersion: 'batch.volcano.sh/v1alpha1';
  kind: 'CronJob';
  metadata?: ObjectMeta;
  spec?: CronJobSpec;
}

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/batch.volcano.sh_jobs.yaml
export interface Job {
  apiVersion: 'batch.volcano.sh/v1alpha1';
  kind: 'Job';
  metadata?: ObjectMeta;
  spec?: JobSpec;
}

export interface CronJobJobTemplate {
  metadata?: JobTemplateMetadata;
  spec?: JobSpec;
}

export interface CronJobSpec {
  concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  failedJobsHistoryLimit?: number;
  jobTemplate: CronJobJobTemplate;
  schedule: string;
  startingDeadlineSeconds?: number;
  successfulJobsHistoryLimit?: number;
  suspend?: boolean;
  timeZone?: string;
}

export interface DependsOn {
  iteration?: string;
  name?: string[];
}

export interface JobSpec {
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
  volumes?: JobVolume[];
}

export interface JobTemplateMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface JobVolume {
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
  metadata?: JobTemplateMetadata;
  spec?: TemplateSpec;
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
