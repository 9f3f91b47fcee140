// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EnvFromSource, EnvVar, HostAlias, Lifecycle, ObjectMeta, PodDNSConfig, PodSecurityContext, Quantity, SecurityContext, ServiceSpec, Toleration, Volume, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 applications/spark/spark-operator/overlays/kubeflow
/** Releases 1.11, 26.03. */
export interface SparkConnect {
  apiVersion: 'sparkoperator.k8s.io/v1alpha1';
  kind: 'SparkConnect';
  metadata?: ObjectMeta;
  spec: SparkConnectSpec;
}

// source: kubeflow/manifests@26.03 applications/spark/spark-operator/overlays/kubeflow
export interface ScheduledSparkApplication {
  apiVersion: 'sparkoperator.k8s.io/v1beta2';
  kind: 'ScheduledSparkApplication';
  metadata?: ObjectMeta;
  spec: ScheduledSparkApplicationSpec;
}

// source: kubeflow/manifests@26.03 applications/spark/spark-operator/overlays/kubeflow
export interface SparkApplication {
  apiVersion: 'sparkoperator.k8s.io/v1beta2';
  kind: 'SparkApplication';
  metadata?: ObjectMeta;
  spec: SparkApplicationSpec;
}

export interface BatchSchedulerOptions {
  priorityClassName?: string;
  queue?: string;
  resources?: Record<string, Quantity>;
}

export interface Deps {
  archives?: string[];
  excludePackages?: string[];
  files?: string[];
  jars?: string[];
  packages?: string[];
  pyFiles?: string[];
  repositories?: string[];
}

export interface Driver {
  affinity?: Affinity;
  annotations?: Record<string, string>;
  configMaps?: DriverConfigMap[];
  coreLimit?: string;
  coreRequest?: string;
  cores?: number;
  dnsConfig?: PodDNSConfig;
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  envSecretKeyRefs?: Record<string, EnvSecretKeyRef>;
  envVars?: Record<string, string>;
  gpu?: Gpu;
  hostAliases?: HostAlias[];
  hostNetwork?: boolean;
  image?: string;
  initContainers?: Container[];
  javaOptions?: string;
  kubernetesMaster?: string;
  labels?: Record<string, string>;
  lifecycle?: Lifecycle;
  memory?: string;
  memoryLimit?: string;
  memoryOverhead?: string;
  nodeSelector?: Record<string, string>;
  podName?: string;
  podSecurityContext?: PodSecurityContext;
  ports?: Port[];
  priorityClassName?: string;
  schedulerName?: string;
  secrets?: DriverSecret[];
  securityContext?: SecurityContext;
  serviceAccount?: string;
  serviceAnnotations?: Record<string, string>;
  serviceLabels?: Record<string, string>;
  shareProcessNamespace?: boolean;
  sidecars?: Container[];
  template?: Record<string, unknown>;
  terminationGracePeriodSeconds?: number;
  tolerations?: Toleration[];
  volumeMounts?: VolumeMount[];
}

export interface DriverConfigMap {
  name: string;
  path: string;
}

export interface DriverIngressOption {
  ingressAnnotations?: Record<string, string>;
  ingressTLS?: IngressTLS[];
  ingressURLFormat?: string;
  serviceAnnotations?: Record<string, string>;
  serviceLabels?: Record<string, string>;
  servicePort: number;
  servicePortName: string;
  serviceType?: string;
}

export interface DriverSecret {
  name: string;
  path: string;
  secretType: string;
}

export interface DynamicAllocation {
  enabled?: boolean;
  initialExecutors?: number;
  maxExecutors?: number;
  minExecutors?: number;
  shuffleTrackingEnabled?: boolean;
  shuffleTrackingTimeout?: number;
}

export interface EnvSecretKeyRef {
  key: string;
  name: string;
}

export interface Executor {
  affinity?: Affinity;
  annotations?: Record<string, string>;
  configMaps?: DriverConfigMap[];
  coreLimit?: string;
  coreRequest?: string;
  cores?: number;
  deleteOnTermination?: boolean;
  dnsConfig?: PodDNSConfig;
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  envSecretKeyRefs?: Record<string, EnvSecretKeyRef>;
  envVars?: Record<string, string>;
  gpu?: Gpu;
  hostAliases?: HostAlias[];
  hostNetwork?: boolean;
  image?: string;
  initContainers?: Container[];
  instances?: number;
  javaOptions?: string;
  labels?: Record<string, string>;
  lifecycle?: Lifecycle;
  memory?: string;
  memoryLimit?: string;
  memoryOverhead?: string;
  nodeSelector?: Record<string, string>;
  podSecurityContext?: PodSecurityContext;
  ports?: Port[];
  priorityClassName?: string;
  schedulerName?: string;
  secrets?: DriverSecret[];
  securityContext?: SecurityContext;
  serviceAccount?: string;
  shareProcessNamespace?: boolean;
  sidecars?: Container[];
  template?: Record<string, unknown>;
  terminationGracePeriodSeconds?: number;
  tolerations?: Toleration[];
  volumeMounts?: VolumeMount[];
}

export interface Gpu {
  name: string;
  quantity: number;
}

export interface IngressTLS {
  hosts?: string[];
  secretName?: string;
}

export interface Monitoring {
  exposeDriverMetrics: boolean;
  exposeExecutorMetrics: boolean;
  metricsProperties?: string;
  metricsPropertiesFile?: string;
  prometheus?: Prometheus;
}

export interface Port {
  containerPort: number;
  name: string;
  protocol: string;
}

export interface Prometheus {
  configFile?: string;
  configuration?: string;
  jmxExporterJar: string;
  port?: number;
  portName?: string;
}

export interface RestartPolicy {
  onFailureRetries?: number;
  onFailureRetryInterval?: number;
  onSubmissionFailureRetries?: number;
  onSubmissionFailureRetryInterval?: number;
  type?: 'Never' | 'Always' | 'OnFailure';
}

export interface ScheduledSparkApplicationSpec {
  concurrencyPolicy?: string;
  failedRunHistoryLimit?: number;
  schedule: string;
  successfulRunHistoryLimit?: number;
  suspend?: boolean;
  template: SparkApplicationSpec;
  timeZone?: string;
}

export interface SparkApplicationSpec {
  arguments?: string[];
  batchScheduler?: string;
  batchSchedulerOptions?: BatchSchedulerOptions;
  deps?: Deps;
  driver: Driver;
  driverIngressOptions?: DriverIngressOption[];
  dynamicAllocation?: DynamicAllocation;
  executor: Executor;
  failureRetries?: number;
  hadoopConf?: Record<string, string>;
  hadoopConfigMap?: string;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  mainApplicationFile: string;
  mainClass?: string;
  memoryOverheadFactor?: string;
  mode?: 'cluster' | 'client';
  monitoring?: Monitoring;
  nodeSelector?: Record<string, string>;
  proxyUser?: string;
  pythonVersion?: '2' | '3';
  restartPolicy?: RestartPolicy;
  retryInterval?: number;
  sparkConf?: Record<string, string>;
  sparkConfigMap?: string;
  sparkUIOptions?: SparkUIOptions;
  sparkVersion: string;
  /** Releases 1.11, 26.03. */
  suspend?: boolean;
  timeToLiveSeconds?: number;
  type: 'Java' | 'Python' | 'Scala' | 'R';
  volumes?: Volume[];
}

export interface SparkConnectCondition {
  lastTransitionTime: string;
  message: string;
  observedGeneration?: number;
  reason: string;
  status: 'True' | 'False' | 'Unknown';
  type: string;
}

export interface SparkConnectExecutor {
  cores?: number;
  instances?: number;
  memory?: string;
  template?: Record<string, unknown>;
}

export interface SparkConnectIngress {
  hostname?: string;
  ip?: string;
  ipMode?: string;
  ports?: SparkConnectPort[];
}

export interface SparkConnectLoadBalancer {
  ingress?: SparkConnectIngress[];
}

export interface SparkConnectMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface SparkConnectPort {
  error: string;
  port: number;
  protocol: string;
}

export interface SparkConnectServer {
  cores?: number;
  memory?: string;
  service?: SparkConnectService;
  template?: Record<string, unknown>;
}

export interface SparkConnectService {
  apiVersion?: string;
  kind?: string;
  metadata?: SparkConnectMetadata;
  spec?: ServiceSpec;
  status?: SparkConnectStatus;
}

export interface SparkConnectSpec {
  dynamicAllocation?: DynamicAllocation;
  executor: SparkConnectExecutor;
  hadoopConf?: Record<string, string>;
  image?: string;
  server: SparkConnectServer;
  sparkConf?: Record<string, string>;
  sparkVersion: string;
}

export interface SparkConnectStatus {
  conditions?: SparkConnectCondition[];
  loadBalancer?: SparkConnectLoadBalancer;
}

export interface SparkUIOptions {
  ingressAnnotations?: Record<string, string>;
  ingressTLS?: IngressTLS[];
  serviceAnnotations?: Record<string, string>;
  serviceLabels?: Record<string, string>;
  servicePort?: number;
  servicePortName?: string;
  serviceType?: string;
}
