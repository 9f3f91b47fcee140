// Written by `npm run generate`; do not edit.
import type { Affinity, Container, ContainerPort, ContainerResizePolicy, EnvFromSource, EnvVar, EphemeralContainer, ExecAction, GRPCAction, HTTPHeader, HostAlias, IntOrString, Lifecycle, LocalObjectReference, ObjectMeta, PersistentVolumeClaimSpec, PersistentVolumeSpec, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, Probe, Quantity, ResourceRequirements, SecurityContext, TCPSocketAction, Toleration, TopologySpreadConstraint, Volume, VolumeDevice, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface ClusterServingRuntime {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'ClusterServingRuntime';
  metadata?: ObjectMeta;
  spec?: ClusterServingRuntimeSpec;
  status?: Record<string, never>;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface ClusterStorageContainer {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'ClusterStorageContainer';
  metadata?: ObjectMeta;
  disabled?: boolean;
  spec?: ClusterStorageContainerSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface InferenceGraph {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'InferenceGraph';
  metadata?: ObjectMeta;
  spec?: InferenceGraphSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
/** Release 26.03. */
export interface LLMInferenceService {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'LLMInferenceService';
  metadata?: ObjectMeta;
  spec?: LLMInferenceServiceSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
/** Release 26.03. */
export interface LLMInferenceServiceConfig {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'LLMInferenceServiceConfig';
  metadata?: ObjectMeta;
  spec?: LLMInferenceServiceConfigSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface LocalModelCache {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'LocalModelCache';
  metadata?: ObjectMeta;
  spec?: LocalModelCacheSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface LocalModelNode {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'LocalModelNode';
  metadata?: ObjectMeta;
  spec?: LocalModelNodeSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface LocalModelNodeGroup {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'LocalModelNodeGroup';
  metadata?: ObjectMeta;
  spec?: LocalModelNodeGroupSpec;
  status?: LocalModelNodeGroupStatus;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface ServingRuntime {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'ServingRuntime';
  metadata?: ObjectMeta;
  spec?: ClusterServingRuntimeSpec;
  status?: Record<string, never>;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface TrainedModel {
  apiVersion: 'serving.kserve.io/v1alpha1';
  kind: 'TrainedModel';
  metadata?: ObjectMeta;
  spec?: TrainedModelSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
export interface InferenceService {
  apiVersion: 'serving.kserve.io/v1beta1';
  kind: 'InferenceService';
  metadata?: ObjectMeta;
  spec?: InferenceServiceSpec;
}

export interface BackendRef {
  filters?: Filter[];
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface BaseRef {
  name?: string;
}

export interface BuiltInAdapter {
  env?: EnvVar[];
  memBufferBytes?: number;
  modelLoadingTimeoutMillis?: number;
  runtimeManagementPort?: number;
  serverType?: string;
}

export interface ClusterServingRuntimeSpec {
  affinity?: Affinity;
  annotations?: Record<string, string>;
  builtInAdapter?: BuiltInAdapter;
  containers: Container[];
  disabled?: boolean;
  grpcDataEndpoint?: string;
  grpcEndpoint?: string;
  hostIPC?: boolean;
  httpDataEndpoint?: string;
  imagePullSecrets?: LocalObjectReference[];
  labels?: Record<string, string>;
  multiModel?: boolean;
  nodeSelector?: Record<string, string>;
  protocolVersions?: string[];
  replicas?: number;
  storageHelper?: StorageHelper;
  supportedModelFormats?: SupportedModelFormat[];
  tolerations?: Toleration[];
  volumes?: Volume[];
  workerSpec?: WorkerSpec;
}

export interface ClusterStorageContainerSpec {
  container: Container;
  supportedUriFormats: ClusterStorageContainerSupportedUriFormat[];
  /** Release 26.03. */
  supportsMultiModelDownload?: boolean;
  workloadType?: string;
}

export interface ClusterStorageContainerSupportedUriFormat {
  prefix?: string;
  regex?: string;
}

export interface CookieConfig {
  lifetimeType?: 'Permanent' | 'Session';
}

export interface ExtensionRef {
  failureMode?: 'FailOpen' | 'FailClose';
  group?: string;
  kind?: string;
  name: string;
  portNumber?: number;
}

export interface Filter {
  extensionRef?: FiltersExtensionRef;
  requestHeaderModifier?: RequestHeaderModifier;
  requestMirror?: RequestMirror;
  requestRedirect?: RequestRedirect;
  responseHeaderModifier?: RequestHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef';
  urlRewrite?: UrlRewrite;
}

export interface FiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface Fraction {
  denominator?: number;
  numerator: number;
}

export interface Gateway {
  refs?: Ref[];
}

export interface Header {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface InferenceGraphNode {
  routerType: 'Sequence' | 'Splitter' | 'Ensemble' | 'Switch';
  steps?: InferenceGraphStep[];
}

export interface InferenceGraphRouterTimeouts {
  serverIdle?: number;
  serverRead?: number;
  serverWrite?: number;
  serviceClient?: number;
}

export interface InferenceGraphSpec {
  affinity?: Affinity;
  maxReplicas?: number;
  minReplicas?: number;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  nodes: Record<string, InferenceGraphNode>;
  resources?: ResourceRequirements;
  /** Release 26.03. */
  routerTimeouts?: InferenceGraphRouterTimeouts;
  scaleMetric?: 'cpu' | 'memory' | 'concurrency' | 'rps';
  scaleTarget?: number;
  serviceAccountName?: string;
  timeout?: number;
  tolerations?: Toleration[];
}

export interface InferenceGraphStep {
  condition?: string;
  data?: string;
  dependency?: 'Soft' | 'Hard';
  name?: string;
  nodeName?: string;
  serviceName?: string;
  serviceUrl?: string;
  weight?: number;
}

export interface InferenceServiceArt {
  args?: string[];
  command?: string[];
  config?: Record<string, string>;
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: InferenceServiceLivenessProbe;
  name?: string;
  ports?: ContainerPort[];
  readinessProbe?: InferenceServiceLivenessProbe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeVersion?: string;
  securityContext?: SecurityContext;
  startupProbe?: Probe;
  stdin?: boolean;
  stdinOnce?: boolean;
  storage?: InferenceServiceStorage;
  storageUri?: string;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  type?: string;
  volumeDevices?: VolumeDevice[];
  volumeMounts?: VolumeMount[];
  workingDir?: string;
}

export interface InferenceServiceAuthenticationRef {
  authModes?: string;
  authenticationRef: InferenceServiceAuthenticationRefAuthenticationRef;
}

export interface InferenceServiceAuthenticationRefAuthenticationRef {
  name: string;
}

export interface InferenceServiceAutoScaling {
  /** Release 26.03. */
  behavior?: InferenceServiceBehavior;
  metrics?: InferenceServiceMetric[];
}

export interface InferenceServiceBatcher {
  maxBatchSize?: number;
  maxLatency?: number;
  timeout?: number;
}

export interface InferenceServiceBehavior {
  scaleDown?: InferenceServiceScaleDown;
  scaleUp?: InferenceServiceScaleDown;
}

export interface InferenceServiceContainer {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: InferenceServiceContainersLivenessProbe;
  name: string;
  ports?: ContainerPort[];
  readinessProbe?: InferenceServiceContainersLivenessProbe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  securityContext?: SecurityContext;
  startupProbe?: Probe;
  stdin?: boolean;
  stdinOnce?: boolean;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: VolumeDevice[];
  volumeMounts?: VolumeMount[];
  workingDir?: string;
}

export interface InferenceServiceContainersLivenessProbe {
  exec?: ExecAction;
  failureThreshold?: number;
  grpc?: GRPCAction;
  httpGet?: InferenceServiceHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: TCPSocketAction;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface InferenceServiceDeploymentStrategy {
  rollingUpdate?: InferenceServiceRollingUpdate;
  type?: string;
}

export interface InferenceServiceExplainer {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  annotations?: Record<string, string>;
  art?: InferenceServiceArt;
  autoScaling?: InferenceServiceAutoScaling;
  automountServiceAccountToken?: boolean;
  batcher?: InferenceServiceBatcher;
  canaryTrafficPercent?: number;
  containerConcurrency?: number;
  containers?: InferenceServiceContainer[];
  deploymentStrategy?: InferenceServiceDeploymentStrategy;
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  hostAliases?: HostAlias[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  labels?: Record<string, string>;
  logger?: InferenceServiceLogger;
  maxReplicas?: number;
  minReplicas?: number;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  os?: InferenceServiceOs;
  overhead?: Record<string, Quantity>;
  preemptionPolicy?: string;
  priority?: number;
  priorityClassName?: string;
  readinessGates?: PodReadinessGate[];
  resourceClaims?: PodResourceClaim[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeClassName?: string;
  scaleMetric?: 'cpu' | 'memory' | 'concurrency' | 'rps';
  scaleMetricType?: 'Utilization' | 'Value' | 'AverageValue';
  scaleTarget?: number;
  schedulerName?: string;
  schedulingGates?: PodSchedulingGate[];
  securityContext?: PodSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  /** Release 26.03. */
  storageUris?: InferenceServiceStorageUris[];
  subdomain?: string;
  terminationGracePeriodSeconds?: number;
  timeout?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  volumes?: Volume[];
}

export interface InferenceServiceExternal {
  /** Release 26.03. */
  authenticationRef?: InferenceServiceAuthenticationRef;
  metric: InferenceServiceExternalMetric;
  target: InferenceServiceTarget;
}

export interface InferenceServiceExternalMetric {
  backend?: 'prometheus' | 'graphite';
  namespace?: string;
  query?: string;
  serverAddress?: string;
}

export interface InferenceServiceHttpGet {
  host?: string;
  httpHeaders?: HTTPHeader[];
  path?: string;
  port?: IntOrString;
  scheme?: string;
}

export interface InferenceServiceHuggingface {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: InferenceServiceLivenessProbe;
  name?: string;
  ports?: ContainerPort[];
  protocolVersion?: string;
  readinessProbe?: InferenceServiceLivenessProbe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeVersion?: string;
  securityContext?: SecurityContext;
  startupProbe?: Probe;
  stdin?: boolean;
  stdinOnce?: boolean;
  storage?: InferenceServiceStorage;
  storageUri?: string;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: VolumeDevice[];
  volumeMounts?: VolumeMount[];
  workingDir?: string;
}

export interface InferenceServiceLivenessProbe {
  exec?: ExecAction;
  failureThreshold?: number;
  grpc?: GRPCAction;
  httpGet?: InferenceServiceHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: InferenceServiceTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface InferenceServiceLogger {
  /** Releases 1.11, 26.03. */
  metadataAnnotations?: string[];
  metadataHeaders?: string[];
  mode?: 'all' | 'request' | 'response';
  /** Release 26.03. */
  storage?: InferenceServiceLoggerStorage;
  url?: string;
}

export interface InferenceServiceLoggerStorage {
  key?: string;
  parameters?: Record<string, string>;
  path?: string;
  serviceAccountName?: string;
}

export interface InferenceServiceMetric {
  external?: InferenceServiceExternal;
  podmetric?: InferenceServicePodmetric;
  resource?: InferenceServiceResource;
  type: 'Resource' | 'External' | 'PodMetric';
}

export interface InferenceServiceModel {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: InferenceServiceLivenessProbe;
  modelFormat?: InferenceServiceModelFormat;
  name?: string;
  ports?: ContainerPort[];
  protocolVersion?: string;
  readinessProbe?: InferenceServiceLivenessProbe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtime?: string;
  runtimeVersion?: string;
  securityContext?: SecurityContext;
  startupProbe?: Probe;
  stdin?: boolean;
  stdinOnce?: boolean;
  storage?: InferenceServiceStorage;
  storageUri?: string;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: VolumeDevice[];
  volumeMounts?: VolumeMount[];
  workingDir?: string;
}

export interface InferenceServiceModelFormat {
  name: string;
  version?: string;
}

export interface InferenceServiceOs {
  name?: string;
}

export interface InferenceServicePodmetric {
  metric: InferenceServicePodmetricMetric;
  target: InferenceServiceTarget;
}

export interface InferenceServicePodmetricMetric {
  backend?: 'opentelemetry';
  metricNames?: string[];
  operationOverTime?: string;
  query?: string;
  serverAddress?: string;
}

export interface InferenceServicePolicy {
  periodSeconds: number;
  type: string;
  value: number;
}

export interface InferenceServicePredictor {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  annotations?: Record<string, string>;
  autoScaling?: InferenceServiceAutoScaling;
  automountServiceAccountToken?: boolean;
  batcher?: InferenceServiceBatcher;
  canaryTrafficPercent?: number;
  containerConcurrency?: number;
  containers?: InferenceServiceContainer[];
  deploymentStrategy?: InferenceServiceDeploymentStrategy;
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  hostAliases?: HostAlias[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  huggingface?: InferenceServiceHuggingface;
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  labels?: Record<string, string>;
  lightgbm?: InferenceServiceHuggingface;
  logger?: InferenceServiceLogger;
  maxReplicas?: number;
  minReplicas?: number;
  model?: InferenceServiceModel;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  onnx?: InferenceServiceHuggingface;
  os?: InferenceServiceOs;
  overhead?: Record<string, Quantity>;
  paddle?: InferenceServiceHuggingface;
  pmml?: InferenceServiceHuggingface;
  preemptionPolicy?: string;
  priority?: number;
  priorityClassName?: string;
  pytorch?: InferenceServiceHuggingface;
  readinessGates?: PodReadinessGate[];
  resourceClaims?: PodResourceClaim[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeClassName?: string;
  scaleMetric?: 'cpu' | 'memory' | 'concurrency' | 'rps';
  scaleMetricType?: 'Utilization' | 'Value' | 'AverageValue';
  scaleTarget?: number;
  schedulerName?: string;
  schedulingGates?: PodSchedulingGate[];
  securityContext?: PodSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  sklearn?: InferenceServiceHuggingface;
  /** Release 26.03. */
  storageUris?: InferenceServiceStorageUris[];
  subdomain?: string;
  tensorflow?: InferenceServiceHuggingface;
  terminationGracePeriodSeconds?: number;
  timeout?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  triton?: InferenceServiceHuggingface;
  volumes?: Volume[];
  workerSpec?: InferenceServiceWorkerSpec;
  xgboost?: InferenceServiceHuggingface;
}

export interface InferenceServiceResource {
  name: 'cpu' | 'memory';
  target: InferenceServiceTarget;
}

export interface InferenceServiceRollingUpdate {
  maxSurge?: IntOrString;
  maxUnavailable?: IntOrString;
}

export interface InferenceServiceScaleDown {
  policies?: InferenceServicePolicy[];
  selectPolicy?: string;
  stabilizationWindowSeconds?: number;
  tolerance?: Quantity;
}

export interface InferenceServiceSpec {
  explainer?: InferenceServiceExplainer;
  predictor: InferenceServicePredictor;
  transformer?: InferenceServiceTransformer;
}

export interface InferenceServiceStorage {
  key?: string;
  parameters?: Record<string, string>;
  path?: string;
  schemaPath?: string;
}

export interface InferenceServiceStorageUris {
  mountPath?: string;
  uri: string;
}

export interface InferenceServiceTarget {
  averageUtilization?: number;
  averageValue?: Quantity;
  type?: 'Utilization' | 'Value' | 'AverageValue';
  value?: Quantity;
}

export interface InferenceServiceTcpSocket {
  host?: string;
  port?: IntOrString;
}

export interface InferenceServiceTransformer {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  annotations?: Record<string, string>;
  autoScaling?: InferenceServiceAutoScaling;
  automountServiceAccountToken?: boolean;
  batcher?: InferenceServiceBatcher;
  canaryTrafficPercent?: number;
  containerConcurrency?: number;
  containers?: InferenceServiceContainer[];
  deploymentStrategy?: InferenceServiceDeploymentStrategy;
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  hostAliases?: HostAlias[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  labels?: Record<string, string>;
  logger?: InferenceServiceLogger;
  maxReplicas?: number;
  minReplicas?: number;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  os?: InferenceServiceOs;
  overhead?: Record<string, Quantity>;
  preemptionPolicy?: string;
  priority?: number;
  priorityClassName?: string;
  readinessGates?: PodReadinessGate[];
  resourceClaims?: PodResourceClaim[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  runtimeClassName?: string;
  scaleMetric?: 'cpu' | 'memory' | 'concurrency' | 'rps';
  scaleMetricType?: 'Utilization' | 'Value' | 'AverageValue';
  scaleTarget?: number;
  schedulerName?: string;
  schedulingGates?: PodSchedulingGate[];
  securityContext?: PodSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  /** Release 26.03. */
  storageUris?: InferenceServiceStorageUris[];
  subdomain?: string;
  terminationGracePeriodSeconds?: number;
  timeout?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  volumes?: Volume[];
}

export interface InferenceServiceWorkerSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers?: Container[];
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
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  os?: PodOS;
  overhead?: Record<string, Quantity>;
  pipelineParallelSize?: number;
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
  tensorParallelSize?: number;
  terminationGracePeriodSeconds?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: TopologySpreadConstraint[];
  volumes?: Volume[];
}

export interface LLMInferenceServiceConfigFilter {
  extensionRef?: FiltersExtensionRef;
  requestHeaderModifier?: RequestHeaderModifier;
  requestMirror?: RequestMirror;
  requestRedirect?: RequestRedirect;
  responseHeaderModifier?: RequestHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef';
  urlRewrite?: LLMInferenceServiceConfigUrlRewrite;
}

export interface LLMInferenceServiceConfigHttp {
  refs?: BaseRef[];
  spec?: LLMInferenceServiceConfigHttpSpec;
}

export interface LLMInferenceServiceConfigHttpSpec {
  hostnames?: string[];
  parentRefs?: LLMInferenceServiceConfigParentRef[];
  rules?: LLMInferenceServiceConfigRule[];
}

export interface LLMInferenceServiceConfigMatch {
  headers?: Header[];
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  path?: LLMInferenceServiceConfigPath;
  queryParams?: QueryParam[];
}

export interface LLMInferenceServiceConfigParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface LLMInferenceServiceConfigPath {
  type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  value?: string;
}

export interface LLMInferenceServiceConfigRoute {
  http?: LLMInferenceServiceConfigHttp;
}

export interface LLMInferenceServiceConfigRouter {
  gateway?: Gateway;
  ingress?: Gateway;
  route?: LLMInferenceServiceConfigRoute;
  scheduler?: Scheduler;
}

export interface LLMInferenceServiceConfigRule {
  backendRefs?: BackendRef[];
  filters?: LLMInferenceServiceConfigFilter[];
  matches?: LLMInferenceServiceConfigMatch[];
  name?: string;
  retry?: Retry;
  sessionPersistence?: SessionPersistence;
  timeouts?: Timeouts;
}

export interface LLMInferenceServiceConfigSpec {
  baseRefs?: BaseRef[];
  model?: Model;
  parallelism?: Parallelism;
  prefill?: Prefill;
  replicas?: number;
  router?: LLMInferenceServiceConfigRouter;
  template?: Template;
  worker?: Template;
}

export interface LLMInferenceServiceConfigUrlRewrite {
  hostname?: string;
  path?: LLMInferenceServiceConfigUrlRewritePath;
}

export interface LLMInferenceServiceConfigUrlRewritePath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface LLMInferenceServiceHttp {
  refs?: BaseRef[];
  spec?: LLMInferenceServiceHttpSpec;
}

export interface LLMInferenceServiceHttpSpec {
  hostnames?: string[];
  parentRefs?: LLMInferenceServiceParentRef[];
  rules?: LLMInferenceServiceRule[];
}

export interface LLMInferenceServiceMatch {
  headers?: Header[];
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  path?: LLMInferenceServicePath;
  queryParams?: QueryParam[];
}

export interface LLMInferenceServiceParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface LLMInferenceServicePath {
  type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  value?: string;
}

export interface LLMInferenceServiceRoute {
  http?: LLMInferenceServiceHttp;
}

export interface LLMInferenceServiceRouter {
  gateway?: Gateway;
  ingress?: Gateway;
  route?: LLMInferenceServiceRoute;
  scheduler?: Scheduler;
}

export interface LLMInferenceServiceRule {
  backendRefs?: BackendRef[];
  filters?: Filter[];
  matches?: LLMInferenceServiceMatch[];
  name?: string;
  retry?: Retry;
  sessionPersistence?: SessionPersistence;
  timeouts?: Timeouts;
}

export interface LLMInferenceServiceSpec {
  baseRefs?: BaseRef[];
  model?: Model;
  parallelism?: Parallelism;
  prefill?: Prefill;
  replicas?: number;
  router?: LLMInferenceServiceRouter;
  template?: Template;
  worker?: Template;
}

export interface LocalModelCacheSpec {
  modelSize: Quantity;
  nodeGroups: string[];
  sourceModelUri: string;
}

export interface LocalModelNodeGroupSpec {
  persistentVolumeClaimSpec: PersistentVolumeClaimSpec;
  persistentVolumeSpec: PersistentVolumeSpec;
  storageLimit: Quantity;
}

export interface LocalModelNodeGroupStatus {
  available?: Quantity;
  used?: Quantity;
}

export interface LocalModelNodeLocalModel {
  modelName: string;
  sourceModelUri: string;
}

export interface LocalModelNodeSpec {
  localModels: LocalModelNodeLocalModel[];
}

export interface Lora {
  adapters?: unknown;
}

export interface Model {
  criticality?: 'Critical' | 'Standard' | 'Sheddable';
  lora?: Lora;
  name?: string;
  uri: string;
}

export interface Parallelism {
  data?: number;
  dataLocal?: number;
  dataRPCPort?: number;
  expert?: boolean;
  pipeline?: number;
  tensor?: number;
}

export interface Path {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface Pool {
  ref?: BaseRef;
  spec?: PoolSpec;
}

export interface PoolSpec {
  extensionRef: ExtensionRef;
  selector: Record<string, string>;
  targetPortNumber: number;
}

export interface Prefill {
  parallelism?: Parallelism;
  replicas?: number;
  template?: Template;
  worker?: Template;
}

export interface QueryParam {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface Ref {
  name?: string;
  namespace?: string;
}

export interface RequestHeaderModifier {
  add?: EnvVar[];
  remove?: string[];
  set?: EnvVar[];
}

export interface RequestMirror {
  backendRef: RequestMirrorBackendRef;
  fraction?: Fraction;
  percent?: number;
}

export interface RequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface RequestRedirect {
  hostname?: string;
  path?: Path;
  port?: number;
  scheme?: 'http' | 'https';
  statusCode?: 301 | 302;
}

export interface Retry {
  attempts?: number;
  backoff?: string;
  codes?: number[];
}

export interface Scheduler {
  pool?: Pool;
  template?: Template;
}

export interface SessionPersistence {
  absoluteTimeout?: string;
  cookieConfig?: CookieConfig;
  idleTimeout?: string;
  sessionName?: string;
  type?: 'Cookie' | 'Header';
}

export interface StorageHelper {
  disabled?: boolean;
}

export interface SupportedModelFormat {
  autoSelect?: boolean;
  name: string;
  priority?: number;
  version?: string;
}

export interface Template {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers?: Container[];
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
}

export interface Timeouts {
  backendRequest?: string;
  request?: string;
}

export interface TrainedModelModel {
  framework: string;
  memory: Quantity;
  storageUri: string;
}

export interface TrainedModelSpec {
  inferenceService: string;
  model: TrainedModelModel;
}

export interface UrlRewrite {
  hostname?: string;
  path?: Path;
}

export interface WorkerSpec {
  affinity?: Affinity;
  annotations?: Record<string, string>;
  containers: Container[];
  hostIPC?: boolean;
  imagePullSecrets?: LocalObjectReference[];
  labels?: Record<string, string>;
  nodeSelector?: Record<string, string>;
  pipelineParallelSize?: number;
  tensorParallelSize?: number;
  tolerations?: Toleration[];
  volumes?: Volume[];
}
