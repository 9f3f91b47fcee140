// Written by `npm run generate`; do not edit.
import type { Affinity, Container, EmbeddedResource, EnvFromSource, EnvVar, EphemeralContainer, HTTPGetAction, IntOrString, LabelSelector, LocalObjectReference, ObjectMeta, PodDNSConfig, PodOS, PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSecurityContext, PodTemplateSpec, Quantity, ScopeSelector, Toleration, TopologySpreadConstraint, TypedObjectReference, Volume, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface JAXJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'JAXJob';
  metadata?: ObjectMeta;
  spec?: JAXJobSpec;
}

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface MPIJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'MPIJob';
  metadata?: ObjectMeta;
  spec?: MPIJobSpec;
}

// source: kubeflow/trainer@v1.8.1 manifests/base/crds/kubeflow.org_mxjobs.yaml
export interface MXJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'MXJob';
  metadata?: ObjectMeta;
  spec?: MXJobSpec;
}

// source: kubeflow/manifests@26.03 applications/jupyter/notebook-controller/upstream/overlays/kubeflow
export interface NotebookV1 {
  apiVersion: 'kubeflow.org/v1';
  kind: 'Notebook';
  metadata?: ObjectMeta;
  spec?: NotebookSpec;
}

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface PaddleJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'PaddleJob';
  metadata?: ObjectMeta;
  spec?: PaddleJobSpec;
}

// source: kubeflow/manifests@26.03 applications/profiles/pss
export interface ProfileV1 {
  apiVersion: 'kubeflow.org/v1';
  kind: 'Profile';
  metadata?: ObjectMeta;
  spec?: ProfileSpec;
}

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface PyTorchJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'PyTorchJob';
  metadata?: ObjectMeta;
  spec?: PyTorchJobSpec;
}

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface TFJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'TFJob';
  metadata?: ObjectMeta;
  spec?: TFJobSpec;
}

// source: kubeflow/manifests@26.03 applications/training-operator/upstream/overlays/kubeflow
export interface XGBoostJob {
  apiVersion: 'kubeflow.org/v1';
  kind: 'XGBoostJob';
  metadata?: ObjectMeta;
  spec?: XGBoostJobSpec;
}

// source: kubeflow/manifests@26.03 applications/jupyter/notebook-controller/upstream/overlays/kubeflow
export interface NotebookV1alpha1 {
  apiVersion: 'kubeflow.org/v1alpha1';
  kind: 'Notebook';
  metadata?: ObjectMeta;
  spec?: NotebookSpec;
}

// source: kubeflow/manifests@26.03 applications/pvcviewer-controller/upstream/base
export interface PVCViewer {
  apiVersion: 'kubeflow.org/v1alpha1';
  kind: 'PVCViewer';
  metadata?: ObjectMeta;
  spec?: PVCViewerSpec;
}

// source: kubeflow/manifests@26.03 applications/admission-webhook/upstream/overlays/cert-manager
export interface PodDefault {
  apiVersion: 'kubeflow.org/v1alpha1';
  kind: 'PodDefault';
  metadata?: ObjectMeta;
  spec?: PodDefaultSpec;
  status?: Record<string, never>;
}

// source: kubeflow/katib@v0.19.0 pkg/apis/controller
export interface Experiment {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Experiment';
  metadata?: ObjectMeta;
  spec?: ExperimentSpec;
}

// source: kubeflow/manifests@26.03 applications/jupyter/notebook-controller/upstream/overlays/kubeflow
export interface NotebookV1beta1 {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Notebook';
  metadata?: ObjectMeta;
  spec?: NotebookSpec;
}

// source: kubeflow/manifests@26.03 applications/profiles/pss
export interface ProfileV1beta1 {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Profile';
  metadata?: ObjectMeta;
  spec?: ProfileSpec;
}

// source: kubeflow/pipelines@2.16.0 backend/src/crd/pkg/apis/scheduledworkflow
export interface ScheduledWorkflow {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'ScheduledWorkflow';
  metadata?: ObjectMeta;
  spec: ScheduledWorkflowSpec;
  status: Record<string, unknown>;
}

// source: kubeflow/katib@v0.19.0 pkg/apis/controller
export interface Suggestion {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Suggestion';
  metadata?: ObjectMeta;
  spec?: SuggestionSpec;
}

// source: kubeflow/katib@v0.19.0 pkg/apis/controller
export interface Trial {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Trial';
  metadata?: ObjectMeta;
  spec?: TrialSpec;
}

// source: kubeflow/pipelines@2.16.0 backend/src/crd/pkg/apis/viewer
export interface Viewer {
  apiVersion: 'kubeflow.org/v1beta1';
  kind: 'Viewer';
  metadata?: ObjectMeta;
  spec: ViewerSpec;
}

export interface Algorithm {
  algorithmName?: string;
  algorithmSettings?: ParameterAssignment[];
}

export interface Collector {
  customCollector?: Container;
  kind?: 'StdOut' | 'File' | 'TensorFlowEvent' | 'PrometheusMetric' | 'Custom' | 'Push';
}

export interface ContainerResource {
  container: string;
  name: string;
  target: Target;
}

export interface DescribedObject {
  apiVersion?: string;
  kind: string;
  name: string;
}

export interface ExperimentConfigMap {
  configMapName?: string;
  configMapNamespace?: string;
  templatePath?: string;
}

export interface ExperimentFeasibleSpace {
  distribution?: 'uniform' | 'logUniform' | 'normal' | 'logNormal' | 'unknown';
  list?: string[];
  max?: string;
  min?: string;
  step?: string;
}

export interface ExperimentGraphConfig {
  inputSizes?: number[];
  numLayers?: number;
  outputSizes?: number[];
}

export interface ExperimentNasConfig {
  graphConfig?: ExperimentGraphConfig;
  operations?: ExperimentOperation[];
}

export interface ExperimentOperation {
  operationType?: string;
  parameters?: ExperimentParameter[];
}

export interface ExperimentParameter {
  feasibleSpace?: ExperimentFeasibleSpace;
  name?: string;
  parameterType?: 'double' | 'int' | 'discrete' | 'categorical';
}

export interface ExperimentSpec {
  algorithm?: Algorithm;
  earlyStopping?: Algorithm;
  maxFailedTrialCount?: number;
  maxTrialCount?: number;
  metricsCollectorSpec?: MetricsCollectorSpec;
  nasConfig?: ExperimentNasConfig;
  objective?: Objective;
  parallelTrialCount?: number;
  parameters?: ExperimentParameter[];
  resumePolicy?: 'Never' | 'LongRunning' | 'FromVolume';
  trialTemplate?: ExperimentTrialTemplate;
}

export interface ExperimentTrialParameter {
  description?: string;
  name?: string;
  reference?: string;
}

export interface ExperimentTrialTemplate {
  configMap?: ExperimentConfigMap;
  failureCondition?: string;
  primaryContainerName?: string;
  primaryPodLabels?: Record<string, string>;
  retain?: boolean;
  successCondition?: string;
  trialParameters?: ExperimentTrialParameter[];
  trialSpec?: EmbeddedResource;
}

export interface External {
  metric: ExternalMetric;
  target: Target;
}

export interface ExternalMetric {
  name: string;
  selector?: LabelSelector;
}

export interface FileSystemPath {
  format?: 'TEXT' | 'JSON';
  kind?: 'Directory' | 'File';
  path?: string;
}

export interface Filter {
  metricsFormat?: string[];
}

export interface JAXJobSpec {
  jaxReplicaSpecs: Record<string, JaxReplicaSpec>;
  runPolicy?: RunPolicy;
}

export interface JaxReplicaSpec {
  replicas?: number;
  restartPolicy?: string;
  template?: PodTemplateSpec;
}

export interface MPIJobSpec {
  cleanPodPolicy?: string;
  mainContainer?: string;
  mpiReplicaSpecs: Record<string, JaxReplicaSpec>;
  runPolicy?: RunPolicy;
  slotsPerWorker?: number;
}

export interface MXJobMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface MXJobMxReplicaSpec {
  replicas?: number;
  restartPolicy?: string;
  template?: MXJobTemplate;
}

export interface MXJobRunPolicy {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  cleanPodPolicy?: string;
  schedulingPolicy?: SchedulingPolicy;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface MXJobSpec {
  jobMode: string;
  mxReplicaSpecs: Record<string, MXJobMxReplicaSpec>;
  runPolicy?: MXJobRunPolicy;
}

export interface MXJobTemplate {
  metadata?: MXJobMetadata;
  spec?: MXJobTemplateSpec;
}

export interface MXJobTemplateSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers: Container[];
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  ephemeralContainers?: EphemeralContainer[];
  hostAliases?: PodSpecHostAlias[];
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

export interface Metric {
  containerResource?: ContainerResource;
  external?: External;
  object?: MetricsObject;
  pods?: External;
  resource?: Resource;
  type: string;
}

export interface MetricStrategy {
  name?: string;
  value?: 'min' | 'max' | 'latest';
}

export interface MetricsCollectorSpec {
  collector?: Collector;
  source?: Source;
}

export interface MetricsObject {
  describedObject: DescribedObject;
  metric: ExternalMetric;
  target: Target;
}

export interface NotebookSpec {
  template?: NotebookTemplate;
}

export interface NotebookTemplate {
  spec?: NotebookTemplateSpec;
}

export interface NotebookTemplateSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers: Container[];
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  ephemeralContainers?: EphemeralContainer[];
  hostAliases?: PodSpecHostAlias[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
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
  restartPolicy?: string;
  runtimeClassName?: string;
  schedulerName?: string;
  securityContext?: PodSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  subdomain?: string;
  terminationGracePeriodSeconds?: number;
  tolerations?: Toleration[];
  topologySpreadConstraints?: NotebookTopologySpreadConstraint[];
  volumes?: Volume[];
}

export interface NotebookTopologySpreadConstraint {
  labelSelector?: LabelSelector;
  maxSkew: number;
  topologyKey: string;
  whenUnsatisfiable: string;
}

export interface Objective {
  additionalMetricNames?: string[];
  goal?: number;
  metricStrategies?: MetricStrategy[];
  objectiveMetricName?: string;
  type?: 'minimize' | 'maximize';
}

export interface PVCViewerNetworking {
  basePrefix?: string;
  rewrite?: string;
  targetPort?: IntOrString;
  timeout?: string;
}

export interface PVCViewerPodSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  automountServiceAccountToken?: boolean;
  containers: Container[];
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  ephemeralContainers?: EphemeralContainer[];
  hostAliases?: PodSpecHostAlias[];
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

export interface PVCViewerSpec {
  networking?: PVCViewerNetworking;
  podSpec?: PVCViewerPodSpec;
  pvc: string;
  rwoScheduling?: boolean;
}

export interface PaddleJobElasticPolicy {
  maxReplicas?: number;
  maxRestarts?: number;
  metrics?: Metric[];
  minReplicas?: number;
}

export interface PaddleJobSpec {
  elasticPolicy?: PaddleJobElasticPolicy;
  paddleReplicaSpecs: Record<string, JaxReplicaSpec>;
  runPolicy?: RunPolicy;
}

export interface ParameterAssignment {
  name?: string;
  value?: string;
}

export interface PodDefaultSpec {
  annotations?: Record<string, string>;
  args?: string[];
  automountServiceAccountToken?: boolean;
  command?: string[];
  desc?: string;
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Container[];
  labels?: Record<string, string>;
  selector: LabelSelector;
  serviceAccountName?: string;
  sidecars?: Container[];
  tolerations?: Toleration[];
  volumeMounts?: VolumeMount[];
  volumes?: Volume[];
}

export interface PodSpecHostAlias {
  hostnames?: string[];
  ip?: string;
}

export interface ProfilePlugin {
  apiVersion?: string;
  kind?: string;
  spec?: Record<string, unknown>;
}

export interface ProfileResourceQuotaSpec {
  hard?: Record<string, Quantity>;
  scopeSelector?: ScopeSelector;
  scopes?: string[];
}

export interface ProfileSpec {
  owner?: TypedObjectReference;
  plugins?: ProfilePlugin[];
  resourceQuotaSpec?: ProfileResourceQuotaSpec;
}

export interface PyTorchJobElasticPolicy {
  maxReplicas?: number;
  maxRestarts?: number;
  metrics?: Metric[];
  minReplicas?: number;
  nProcPerNode?: number;
  rdzvBackend?: string;
  rdzvConf?: PyTorchJobRdzvConf[];
  rdzvHost?: string;
  rdzvId?: string;
  rdzvPort?: number;
  standalone?: boolean;
}

export interface PyTorchJobRdzvConf {
  key?: string;
  value?: string;
}

export interface PyTorchJobSpec {
  elasticPolicy?: PyTorchJobElasticPolicy;
  nprocPerNode?: string;
  pytorchReplicaSpecs: Record<string, JaxReplicaSpec>;
  runPolicy?: RunPolicy;
}

export interface Resource {
  name: string;
  target: Target;
}

export interface RunPolicy {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  cleanPodPolicy?: string;
  managedBy?: string;
  schedulingPolicy?: SchedulingPolicy;
  suspend?: boolean;
  ttlSecondsAfterFinished?: number;
}

export interface ScheduledWorkflowCronSchedule {
  cron?: string;
  endTime?: string;
  startTime?: string;
}

export interface ScheduledWorkflowPeriodicSchedule {
  endTime?: string;
  intervalSecond?: number;
  startTime?: string;
}

export interface ScheduledWorkflowSpec {
  enabled?: boolean;
  experimentId?: string;
  maxConcurrency?: number;
  maxHistory?: number;
  noCatchup?: boolean;
  pipelineId?: string;
  pipelineName?: string;
  pipelineVersionId?: string;
  pluginsInput?: Record<string, unknown>;
  serviceAccount?: string;
  trigger?: ScheduledWorkflowTrigger;
  workflow?: ScheduledWorkflowWorkflow;
}

export interface ScheduledWorkflowTrigger {
  cronSchedule?: ScheduledWorkflowCronSchedule;
  periodicSchedule?: ScheduledWorkflowPeriodicSchedule;
}

export interface ScheduledWorkflowWorkflow {
  parameters?: ParameterAssignment[];
  pipelineRoot?: string;
  spec?: unknown;
}

export interface SchedulingPolicy {
  minAvailable?: number;
  minResources?: Record<string, Quantity>;
  priorityClass?: string;
  queue?: string;
  scheduleTimeoutSeconds?: number;
}

export interface Source {
  fileSystemPath?: FileSystemPath;
  filter?: Filter;
  httpGet?: HTTPGetAction;
}

export interface SuggestionSpec {
  algorithm?: Algorithm;
  earlyStopping?: Algorithm;
  requests?: number;
  resumePolicy?: string;
}

export interface TFJobSpec {
  enableDynamicWorker?: boolean;
  runPolicy?: RunPolicy;
  successPolicy?: string;
  tfReplicaSpecs: Record<string, JaxReplicaSpec>;
}

export interface Target {
  averageUtilization?: number;
  averageValue?: Quantity;
  type: string;
  value?: Quantity;
}

export interface TrialEarlyStoppingRule {
  comparison?: 'equal' | 'less' | 'greater';
  name?: string;
  startStep?: number;
  value?: string;
}

export interface TrialSpec {
  earlyStoppingRules?: TrialEarlyStoppingRule[];
  failureCondition?: string;
  labels?: Record<string, string>;
  metricsCollector?: MetricsCollectorSpec;
  objective?: Objective;
  parameterAssignments?: ParameterAssignment[];
  primaryContainerName?: string;
  primaryPodLabels?: Record<string, string>;
  retainRun?: boolean;
  runSpec?: EmbeddedResource;
  successCondition?: string;
}

export interface ViewerSpec {
  podTemplateSpec: PodTemplateSpec;
  tensorboardSpec?: ViewerTensorboardSpec;
  type: 'tensorboard';
}

export interface ViewerTensorboardSpec {
  logDir?: string;
  tensorflowImage?: string;
}

export interface XGBoostJobSpec {
  runPolicy?: RunPolicy;
  xgbReplicaSpecs: Record<string, JaxReplicaSpec>;
}
