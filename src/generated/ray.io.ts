// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EnvFromSource, EnvVar, EnvVarSource, EphemeralContainer, HostAlias, IntOrString, LabelSelector, LocalObjectReference, ObjectMeta, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, PodTemplateSpec, Quantity, ResourceRequirements, SecurityContext, ServiceSpec, Toleration, TopologySpreadConstraint, Volume, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayClusterV1 {
  apiVersion: 'ray.io/v1';
  kind: 'RayCluster';
  metadata?: ObjectMeta;
  spec?: RayClusterSpec;
}

// source: ray-project/kuberay@v1.7.0 ray-operator/config/crd/bases/ray.io_raycronjobs.yaml
export interface RayCronJob {
  apiVersion: 'ray.io/v1';
  kind: 'RayCronJob';
  metadata?: ObjectMeta;
  spec?: RayCronJobSpec;
}

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayJobV1 {
  apiVersion: 'ray.io/v1';
  kind: 'RayJob';
  metadata?: ObjectMeta;
  spec?: RayJobSpec;
}

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayServiceV1 {
  apiVersion: 'ray.io/v1';
  kind: 'RayService';
  metadata?: ObjectMeta;
  spec?: RayServiceSpec;
}

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayClusterV1alpha1 {
  apiVersion: 'ray.io/v1alpha1';
  kind: 'RayCluster';
  metadata?: ObjectMeta;
  spec?: RayClusterSpecV1alpha1;
}

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayJobV1alpha1 {
  apiVersion: 'ray.io/v1alpha1';
  kind: 'RayJob';
  metadata?: ObjectMeta;
  spec?: RayJobSpecV1alpha1;
}

// source: kubeflow/manifests@26.03 experimental/ray/kuberay-operator/overlays/kubeflow
export interface RayServiceV1alpha1 {
  apiVersion: 'ray.io/v1alpha1';
  kind: 'RayService';
  metadata?: ObjectMeta;
  spec?: RayServiceSpecV1alpha1;
}

export interface AutoscalerOptions {
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  idleTimeoutSeconds?: number;
  image?: string;
  imagePullPolicy?: string;
  resources?: ResourceRequirements;
  securityContext?: SecurityContext;
  upscalingMode?: 'Default' | 'Aggressive' | 'Conservative';
  volumeMounts?: VolumeMount[];
}

export interface Condition {
  lastTransitionTime: string;
  message: string;
  observedGeneration?: number;
  reason: string;
  status: 'True' | 'False' | 'Unknown';
  type: string;
}

export interface GcsFaultToleranceOptions {
  externalStorageNamespace?: string;
  redisAddress: string;
  redisPassword?: RedisPassword;
  redisUsername?: RedisPassword;
}

export interface HeadGroupSpec {
  enableIngress?: boolean;
  headService?: ServeService;
  rayStartParams: Record<string, string>;
  serviceType?: string;
  template: PodTemplateSpec;
}

export interface Ingress {
  hostname?: string;
  ip?: string;
  ipMode?: string;
  ports?: Port[];
}

export interface LoadBalancer {
  ingress?: Ingress[];
}

export interface Port {
  error: string;
  port: number;
  protocol: string;
}

export interface RayClusterSpec {
  autoscalerOptions?: AutoscalerOptions;
  enableInTreeAutoscaling?: boolean;
  gcsFaultToleranceOptions?: GcsFaultToleranceOptions;
  headGroupSpec: HeadGroupSpec;
  headServiceAnnotations?: Record<string, string>;
  managedBy?: string;
  rayVersion?: string;
  suspend?: boolean;
  workerGroupSpecs?: WorkerGroupSpec[];
}

export interface RayClusterSpecV1alpha1 {
  autoscalerOptions?: AutoscalerOptions;
  enableInTreeAutoscaling?: boolean;
  headGroupSpec: HeadGroupSpec;
  headServiceAnnotations?: Record<string, string>;
  rayVersion?: string;
  suspend?: boolean;
  workerGroupSpecs?: RayClusterWorkerGroupSpec[];
}

export interface RayClusterWorkerGroupSpec {
  groupName: string;
  maxReplicas?: number;
  minReplicas?: number;
  rayStartParams: Record<string, string>;
  replicas?: number;
  scaleStrategy?: ScaleStrategy;
  template: PodTemplateSpec;
}

export interface RayCronJobAuthOptions {
  enableK8sTokenAuth?: boolean;
  mode?: 'disabled' | 'token';
  secretName?: string;
}

export interface RayCronJobAutoscalerOptions {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  idleTimeoutSeconds?: number;
  image?: string;
  imagePullPolicy?: string;
  resources?: ResourceRequirements;
  securityContext?: SecurityContext;
  upscalingMode?: 'Default' | 'Aggressive' | 'Conservative';
  version?: 'v1' | 'v2';
  volumeMounts?: VolumeMount[];
}

export interface RayCronJobCollectorOptions {
  env?: EnvVar[];
  image?: string;
  imagePullPolicy?: string;
  resources?: ResourceRequirements;
}

export interface RayCronJobCondition {
  jobDeploymentStatus?: 'Failed';
  jobStatus?: 'SUCCEEDED' | 'FAILED';
  ttlSeconds?: number;
}

export interface RayCronJobDeletionRule {
  condition: RayCronJobCondition;
  policy: 'DeleteCluster' | 'DeleteWorkers' | 'DeleteSelf' | 'DeleteNone';
}

export interface RayCronJobDeletionStrategy {
  deletionRules?: RayCronJobDeletionRule[];
  onFailure?: RayCronJobOnFailure;
  onSuccess?: RayCronJobOnFailure;
}

export interface RayCronJobEgressRule {
  ports?: RayCronJobPort[];
  to?: RayCronJobTo[];
}

export interface RayCronJobGcsFaultToleranceOptions {
  backend?: 'redis' | 'rocksdb';
  externalStorageNamespace?: string;
  redisAddress?: string;
  redisPassword?: RayCronJobRedisPassword;
  redisUsername?: RayCronJobRedisPassword;
  storage?: RayCronJobStorage;
}

export interface RayCronJobHead {
  egressRules?: RayCronJobEgressRule[];
  ingressRules?: RayCronJobIngressRule[];
}

export interface RayCronJobHeadGroupSpec {
  enableIngress?: boolean;
  headService?: ServeService;
  ingressOptions?: RayCronJobIngressOptions;
  labels?: Record<string, string>;
  rayStartParams?: Record<string, string>;
  resources?: Record<string, string>;
  serviceType?: string;
  template: RayCronJobSubmitterPodTemplate;
}

export interface RayCronJobHistoryServerOptions {
  collectorOptions?: RayCronJobCollectorOptions;
}

export interface RayCronJobIngressOptions {
  host?: string;
  path?: string;
  pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  tls?: RayCronJobTls[];
}

export interface RayCronJobIngressRule {
  from?: RayCronJobTo[];
  ports?: RayCronJobPort[];
}

export interface RayCronJobIpBlock {
  cidr: string;
  except?: string[];
}

export interface RayCronJobJobTemplate {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  clusterSelector?: Record<string, string>;
  deletionStrategy?: RayCronJobDeletionStrategy;
  entrypoint?: string;
  entrypointNumCpus?: number;
  entrypointNumGpus?: number;
  entrypointResources?: string;
  jobId?: string;
  managedBy?: string;
  metadata?: Record<string, string>;
  preRunningDeadlineSeconds?: number;
  rayClusterSpec?: RayCronJobRayClusterSpec;
  runtimeEnvYAML?: string;
  shutdownAfterJobFinishes?: boolean;
  submissionMode?: string;
  submitterConfig?: SubmitterConfig;
  submitterPodTemplate?: RayCronJobSubmitterPodTemplate;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface RayCronJobNetworkPolicy {
  head?: RayCronJobHead;
  mode?: 'DenyAll' | 'DenyAllIngress' | 'DenyAllEgress';
  worker?: RayCronJobHead;
  workerGroups?: RayCronJobWorkerGroup[];
}

export interface RayCronJobOnFailure {
  policy?: 'DeleteCluster' | 'DeleteWorkers' | 'DeleteSelf' | 'DeleteNone';
}

export interface RayCronJobPort {
  endPort?: number;
  port?: IntOrString;
  protocol?: string;
}

export interface RayCronJobRayClusterSpec {
  authOptions?: RayCronJobAuthOptions;
  autoscalerOptions?: RayCronJobAutoscalerOptions;
  enableInTreeAutoscaling?: boolean;
  gcsFaultToleranceOptions?: RayCronJobGcsFaultToleranceOptions;
  headGroupSpec: RayCronJobHeadGroupSpec;
  headServiceAnnotations?: Record<string, string>;
  historyServerOptions?: RayCronJobHistoryServerOptions;
  managedBy?: string;
  networkPolicy?: RayCronJobNetworkPolicy;
  rayVersion?: string;
  suspend?: boolean;
  tlsOptions?: RayCronJobTlsOptions;
  upgradeStrategy?: RayCronJobUpgradeStrategy;
  workerGroupSpecs?: RayCronJobWorkerGroupSpec[];
}

export interface RayCronJobRedisPassword {
  value?: string;
  valueFrom?: EnvVarSource;
}

export interface RayCronJobSchedulingGroup {
  podGroupName?: string;
}

export interface RayCronJobSpec {
  jobTemplate: RayCronJobJobTemplate;
  schedule: string;
  suspend?: boolean;
  timeZone?: string;
}

export interface RayCronJobStorage {
  accessModes?: string[];
  claimName?: string;
  deletionPolicy?: 'DeleteWithCluster' | 'Retain';
  size?: Quantity;
  storageClassName?: string;
  subPath?: string;
}

export interface RayCronJobSubmitterPodTemplate {
  metadata?: ServeServiceMetadata;
  spec?: RayCronJobSubmitterPodTemplateSpec;
}

export interface RayCronJobSubmitterPodTemplateSpec {
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
  schedulingGroup?: RayCronJobSchedulingGroup;
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

export interface RayCronJobTls {
  hosts?: string[];
  secretName?: string;
}

export interface RayCronJobTlsOptions {
  enabled?: boolean;
}

export interface RayCronJobTo {
  ipBlock?: RayCronJobIpBlock;
  namespaceSelector?: LabelSelector;
  podSelector?: LabelSelector;
}

export interface RayCronJobUpgradeStrategy {
  type?: 'Recreate' | 'None';
}

export interface RayCronJobWorkerGroup {
  egressRules?: RayCronJobEgressRule[];
  groupName: string;
  ingressRules?: RayCronJobIngressRule[];
}

export interface RayCronJobWorkerGroupSpec {
  groupName: string;
  idleTimeoutSeconds?: number;
  labels?: Record<string, string>;
  maxReplicas?: number;
  minReplicas?: number;
  numOfHosts?: number;
  priority?: number;
  rayStartParams?: Record<string, string>;
  replicas?: number;
  resources?: Record<string, string>;
  scaleStrategy?: ScaleStrategy;
  suspend?: boolean;
  template: RayCronJobSubmitterPodTemplate;
}

export interface RayJobSpec {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  clusterSelector?: Record<string, string>;
  deletionPolicy?: string;
  entrypoint?: string;
  entrypointNumCpus?: number;
  entrypointNumGpus?: number;
  entrypointResources?: string;
  jobId?: string;
  managedBy?: string;
  metadata?: Record<string, string>;
  rayClusterSpec?: RayClusterSpec;
  runtimeEnvYAML?: string;
  shutdownAfterJobFinishes?: boolean;
  submissionMode?: string;
  submitterConfig?: SubmitterConfig;
  submitterPodTemplate?: PodTemplateSpec;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface RayJobSpecV1alpha1 {
  clusterSelector?: Record<string, string>;
  entrypoint: string;
  entrypointNumCpus?: number;
  entrypointNumGpus?: number;
  entrypointResources?: string;
  jobId?: string;
  metadata?: Record<string, string>;
  rayClusterSpec?: RayClusterSpecV1alpha1;
  runtimeEnvYAML?: string;
  shutdownAfterJobFinishes?: boolean;
  submitterPodTemplate?: PodTemplateSpec;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface RayServiceSpec {
  deploymentUnhealthySecondThreshold?: number;
  excludeHeadPodFromServeSvc?: boolean;
  rayClusterConfig?: RayClusterSpec;
  serveConfigV2?: string;
  serveService?: ServeService;
  serviceUnhealthySecondThreshold?: number;
  upgradeStrategy?: RayServiceUpgradeStrategy;
}

export interface RayServiceSpecV1alpha1 {
  deploymentUnhealthySecondThreshold?: number;
  rayClusterConfig?: RayClusterSpecV1alpha1;
  serveConfigV2?: string;
  serveService?: ServeService;
  serviceUnhealthySecondThreshold?: number;
}

export interface RayServiceUpgradeStrategy {
  type?: string;
}

export interface RedisPassword {
  value?: string;
  valueFrom?: EnvVarSource;
}

export interface ScaleStrategy {
  workersToDelete?: string[];
}

export interface ServeService {
  apiVersion?: string;
  kind?: string;
  metadata?: ServeServiceMetadata;
  spec?: ServiceSpec;
  status?: Status;
}

export interface ServeServiceMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface Status {
  conditions?: Condition[];
  loadBalancer?: LoadBalancer;
}

export interface SubmitterConfig {
  backoffLimit?: number;
}

export interface WorkerGroupSpec {
  groupName: string;
  idleTimeoutSeconds?: number;
  maxReplicas?: number;
  minReplicas?: number;
  numOfHosts?: number;
  rayStartParams: Record<string, string>;
  replicas?: number;
  scaleStrategy?: ScaleStrategy;
  suspend?: boolean;
  template: PodTemplateSpec;
}
