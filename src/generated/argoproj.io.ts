// Written by `npm run generate`; do not edit.
import type { Affinity, ConfigMapEnvSource, ConfigMapKeySelector, Container, ContainerPort, ContainerResizePolicy, EnvFromSource, EnvVar, HostAlias, IntOrString, LabelSelector, Lifecycle, LocalObjectReference, ObjectMeta, ObjectReference, PersistentVolumeClaimSpec, PodDNSConfig, PodSecurityContext, Probe, Quantity, ResourceRequirements, SecretKeySelector, SecurityContext, Toleration, Volume, VolumeDevice, VolumeMount } from './core';

// source: argoproj/argo-cd@v3.5.1 manifests/crds/appproject-crd.yaml
export interface AppProject {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'AppProject';
  metadata?: ObjectMeta;
  spec: AppProjectSpec;
  status?: AppProjectStatus;
}

// source: argoproj/argo-cd@v3.5.1 manifests/crds/application-crd.yaml
export interface Application {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Application';
  metadata?: ObjectMeta;
  operation?: ApplicationOperation;
  spec: ApplicationSpec;
  status?: ApplicationStatus;
}

// source: argoproj/argo-cd@v3.5.1 manifests/crds/applicationset-crd.yaml
export interface ApplicationSet {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'ApplicationSet';
  metadata?: ObjectMeta;
  spec: ApplicationSetSpec;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_clusterworkflowtemplates.yaml
export interface ClusterWorkflowTemplate {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'ClusterWorkflowTemplate';
  metadata?: ObjectMeta;
  spec: ClusterWorkflowTemplateSpec;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_cronworkflows.yaml
export interface CronWorkflow {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'CronWorkflow';
  metadata?: ObjectMeta;
  spec: CronWorkflowSpec;
  status?: CronWorkflowStatus;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workflows.yaml
export interface Workflow {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'Workflow';
  metadata?: ObjectMeta;
  spec: ClusterWorkflowTemplateSpec;
  status?: WorkflowStatus;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workflowartifactgctasks.yaml
export interface WorkflowArtifactGCTask {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'WorkflowArtifactGCTask';
  metadata?: ObjectMeta;
  spec: WorkflowArtifactGCTaskSpec;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workfloweventbindings.yaml
export interface WorkflowEventBinding {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'WorkflowEventBinding';
  metadata?: ObjectMeta;
  spec: WorkflowEventBindingSpec;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workflowtaskresults.yaml
export interface WorkflowTaskResult {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'WorkflowTaskResult';
  metadata?: ObjectMeta;
  message?: string;
  outputs?: WorkflowTaskResultOutputs;
  phase?: string;
  progress?: string;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workflowtasksets.yaml
export interface WorkflowTaskSet {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'WorkflowTaskSet';
  metadata?: ObjectMeta;
  spec: WorkflowTaskSetSpec;
}

// source: argoproj/argo-workflows@v3.7.3 manifests/base/crds/full/argoproj.io_workflowtemplates.yaml
export interface WorkflowTemplate {
  apiVersion: 'argoproj.io/v1alpha1';
  kind: 'WorkflowTemplate';
  metadata?: ObjectMeta;
  spec: ClusterWorkflowTemplateSpec;
}

export interface AppProjectClusterResourceBlacklist {
  group: string;
  kind: string;
  name?: string;
}

export interface AppProjectDestinationServiceAccount {
  defaultServiceAccount: string;
  namespace?: string;
  server: string;
}

export interface AppProjectGit {
  policies: AppProjectPolicy[];
}

export interface AppProjectGpg {
  keys: string[];
  mode: string;
}

export interface AppProjectIgnore {
  group?: string;
  kind?: string;
  name?: string;
}

export interface AppProjectJwtToken {
  exp?: number;
  iat: number;
  id?: string;
}

export interface AppProjectJwtTokensByRole {
  items?: AppProjectJwtToken[];
}

export interface AppProjectNamespaceResourceBlacklist {
  group: string;
  kind: string;
}

export interface AppProjectOrphanedResources {
  ignore?: AppProjectIgnore[];
  warn?: boolean;
}

export interface AppProjectPolicy {
  gpg: AppProjectGpg;
  repos: AppProjectRepo[];
}

export interface AppProjectRepo {
  url: string;
}

export interface AppProjectRole {
  description?: string;
  groups?: string[];
  jwtTokens?: AppProjectJwtToken[];
  name: string;
  policies?: string[];
}

export interface AppProjectSignatureKey {
  keyID: string;
}

export interface AppProjectSourceIntegrity {
  git: AppProjectGit;
}

export interface AppProjectSpec {
  clusterResourceBlacklist?: AppProjectClusterResourceBlacklist[];
  clusterResourceWhitelist?: AppProjectClusterResourceBlacklist[];
  description?: string;
  destinationServiceAccounts?: AppProjectDestinationServiceAccount[];
  destinations?: Destination[];
  namespaceResourceBlacklist?: AppProjectNamespaceResourceBlacklist[];
  namespaceResourceWhitelist?: AppProjectNamespaceResourceBlacklist[];
  orphanedResources?: AppProjectOrphanedResources;
  permitOnlyProjectScopedClusters?: boolean;
  roles?: AppProjectRole[];
  signatureKeys?: AppProjectSignatureKey[];
  sourceIntegrity?: AppProjectSourceIntegrity;
  sourceNamespaces?: string[];
  sourceRepos?: string[];
  syncWindows?: AppProjectSyncWindow[];
}

export interface AppProjectStatus {
  jwtTokensByRole?: Record<string, AppProjectJwtTokensByRole>;
}

export interface AppProjectSyncWindow {
  andOperator?: boolean;
  applications?: string[];
  clusters?: string[];
  description?: string;
  duration?: string;
  kind?: string;
  manualSync?: boolean;
  namespaces?: string[];
  schedule?: string;
  syncOverrun?: boolean;
  timeZone?: string;
}

export interface ApplicationApply {
  force?: boolean;
}

export interface ApplicationComparedTo {
  destination: Destination;
  ignoreDifferences?: IgnoreDifference[];
  source?: Source;
  sources?: Source[];
}

export interface ApplicationCondition {
  lastTransitionTime?: string;
  message: string;
  type: string;
}

export interface ApplicationCurrentOperation {
  drySHA?: string;
  finishedAt?: string;
  hydratedSHA?: string;
  message: string;
  phase: 'Hydrating' | 'Failed' | 'Hydrated';
  sourceHydrator?: SourceHydrator;
  startedAt?: string;
}

export interface ApplicationHealth {
  lastTransitionTime?: string;
  message?: string;
  status?: string;
}

export interface ApplicationHistory {
  deployStartedAt?: string;
  deployedAt: string;
  id: number;
  initiatedBy?: ApplicationInitiatedBy;
  revision?: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
}

export interface ApplicationInitiatedBy {
  automated?: boolean;
  username?: string;
}

export interface ApplicationLastSuccessfulOperation {
  drySHA?: string;
  hydratedSHA?: string;
  sourceHydrator?: SourceHydrator;
}

export interface ApplicationOperation {
  info?: EnvVar[];
  initiatedBy?: ApplicationInitiatedBy;
  retry?: Retry;
  sync?: ApplicationSync;
}

export interface ApplicationOperationState {
  finishedAt?: string;
  message?: string;
  operation: ApplicationOperation;
  phase: string;
  retryCount?: number;
  startedAt: string;
  syncResult?: ApplicationSyncResult;
}

export interface ApplicationResource {
  group?: string;
  health?: ApplicationHealth;
  hook?: boolean;
  kind?: string;
  name?: string;
  namespace?: string;
  requiresDeletionConfirmation?: boolean;
  requiresPruning?: boolean;
  status?: string;
  syncWave?: number;
  version?: string;
}

export interface ApplicationSetAwsCodeCommit {
  allBranches?: boolean;
  region?: string;
  role?: string;
  tagFilters?: TagFilter[];
}

export interface ApplicationSetAzureDevOps {
  accessTokenRef: ApplicationSetTokenRef;
  allBranches?: boolean;
  api?: string;
  organization: string;
  teamProject: string;
}

export interface ApplicationSetAzuredevops {
  api?: string;
  labels?: string[];
  organization: string;
  project: string;
  repo: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetBasicAuth {
  passwordRef: ApplicationSetTokenRef;
  username: string;
}

export interface ApplicationSetBearerToken {
  tokenRef: ApplicationSetTokenRef;
}

export interface ApplicationSetBitbucket {
  api?: string;
  basicAuth?: ApplicationSetBasicAuth;
  bearerToken?: ApplicationSetBearerToken;
  owner: string;
  repo: string;
}

export interface ApplicationSetBitbucketServer {
  api: string;
  basicAuth?: ApplicationSetBasicAuth;
  bearerToken?: ApplicationSetBearerToken;
  caRef?: ApplicationSetCaRef;
  insecure?: boolean;
  project: string;
  repo: string;
}

export interface ApplicationSetCaRef {
  configMapName: string;
  key: string;
}

export interface ApplicationSetClusterDecisionResource {
  configMapRef: string;
  labelSelector?: LabelSelector;
  name?: string;
  requeueAfterSeconds?: number;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetClusters {
  flatList?: boolean;
  selector?: LabelSelector;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetDirectory {
  exclude?: boolean;
  path: string;
}

export interface ApplicationSetFilter {
  branchMatch?: string;
  targetBranchMatch?: string;
  titleMatch?: string;
}

export interface ApplicationSetGenerator {
  clusterDecisionResource?: ApplicationSetClusterDecisionResource;
  clusters?: ApplicationSetClusters;
  git?: ApplicationSetGit;
  list?: ApplicationSetList;
  matrix?: ApplicationSetMatrix;
  merge?: ApplicationSetMerge;
  plugin?: ApplicationSetPlugin;
  pullRequest?: ApplicationSetPullRequest;
  scmProvider?: ApplicationSetScmProvider;
  selector?: LabelSelector;
}

export interface ApplicationSetGit {
  directories?: ApplicationSetDirectory[];
  files?: ApplicationSetDirectory[];
  pathParamPrefix?: string;
  repoURL: string;
  requeueAfterSeconds?: number;
  revision: string;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetGitea {
  api: string;
  insecure?: boolean;
  labels?: string[];
  owner: string;
  repo: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetGithub {
  api?: string;
  appSecretName?: string;
  labels?: string[];
  owner: string;
  repo: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetGitlab {
  api?: string;
  caRef?: ApplicationSetCaRef;
  insecure?: boolean;
  labels?: string[];
  project: string;
  pullRequestState?: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetIgnoreApplicationDifference {
  jqPathExpressions?: string[];
  jsonPointers?: string[];
  name?: string;
}

export interface ApplicationSetInput {
  parameters?: Record<string, unknown>;
}

export interface ApplicationSetList {
  elements?: unknown[];
  elementsYaml?: string;
  template?: ApplicationSetTemplate;
}

export interface ApplicationSetMatchExpression {
  key?: string;
  operator?: string;
  values?: string[];
}

export interface ApplicationSetMatrix {
  generators: ApplicationSetMatrixGenerator[];
  template?: ApplicationSetTemplate;
}

export interface ApplicationSetMatrixGenerator {
  clusterDecisionResource?: ApplicationSetClusterDecisionResource;
  clusters?: ApplicationSetClusters;
  git?: ApplicationSetGit;
  list?: ApplicationSetList;
  matrix?: unknown;
  merge?: unknown;
  plugin?: ApplicationSetPlugin;
  pullRequest?: ApplicationSetPullRequest;
  scmProvider?: ApplicationSetScmProvider;
  selector?: LabelSelector;
}

export interface ApplicationSetMerge {
  generators: ApplicationSetMatrixGenerator[];
  mergeKeys: string[];
  template?: ApplicationSetTemplate;
}

export interface ApplicationSetMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface ApplicationSetPlugin {
  configMapRef: ConfigMapEnvSource;
  input?: ApplicationSetInput;
  requeueAfterSeconds?: number;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetPreservedFields {
  annotations?: string[];
  labels?: string[];
}

export interface ApplicationSetPullRequest {
  azuredevops?: ApplicationSetAzuredevops;
  bitbucket?: ApplicationSetBitbucket;
  bitbucketServer?: ApplicationSetBitbucketServer;
  continueOnRepoNotFoundError?: boolean;
  filters?: ApplicationSetFilter[];
  gitea?: ApplicationSetGitea;
  github?: ApplicationSetGithub;
  gitlab?: ApplicationSetGitlab;
  requeueAfterSeconds?: number;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetRollingSync {
  steps?: ApplicationSetStep[];
}

export interface ApplicationSetScmProvider {
  awsCodeCommit?: ApplicationSetAwsCodeCommit;
  azureDevOps?: ApplicationSetAzureDevOps;
  bitbucket?: ApplicationSetScmProviderBitbucket;
  bitbucketServer?: ApplicationSetScmProviderBitbucketServer;
  cloneProtocol?: string;
  filters?: ApplicationSetScmProviderFilter[];
  gitea?: ApplicationSetScmProviderGitea;
  github?: ApplicationSetScmProviderGithub;
  gitlab?: ApplicationSetScmProviderGitlab;
  requeueAfterSeconds?: number;
  template?: ApplicationSetTemplate;
  values?: Record<string, string>;
}

export interface ApplicationSetScmProviderBitbucket {
  allBranches?: boolean;
  appPasswordRef: ApplicationSetTokenRef;
  owner: string;
  user: string;
}

export interface ApplicationSetScmProviderBitbucketServer {
  allBranches?: boolean;
  api: string;
  basicAuth?: ApplicationSetBasicAuth;
  bearerToken?: ApplicationSetBearerToken;
  caRef?: ApplicationSetCaRef;
  insecure?: boolean;
  project: string;
}

export interface ApplicationSetScmProviderFilter {
  branchMatch?: string;
  labelMatch?: string;
  pathsDoNotExist?: string[];
  pathsExist?: string[];
  repositoryMatch?: string;
}

export interface ApplicationSetScmProviderGitea {
  allBranches?: boolean;
  api: string;
  excludeArchivedRepos?: boolean;
  insecure?: boolean;
  owner: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetScmProviderGithub {
  allBranches?: boolean;
  api?: string;
  appSecretName?: string;
  excludeArchivedRepos?: boolean;
  organization: string;
  tokenRef?: ApplicationSetTokenRef;
}

export interface ApplicationSetScmProviderGitlab {
  allBranches?: boolean;
  api?: string;
  caRef?: ApplicationSetCaRef;
  group: string;
  includeArchivedRepos?: boolean;
  includeSharedProjects?: boolean;
  includeSubgroups?: boolean;
  insecure?: boolean;
  tokenRef?: ApplicationSetTokenRef;
  topic?: string;
}

export interface ApplicationSetSpec {
  applyNestedSelectors?: boolean;
  generators: ApplicationSetGenerator[];
  goTemplate?: boolean;
  goTemplateOptions?: string[];
  ignoreApplicationDifferences?: ApplicationSetIgnoreApplicationDifference[];
  preservedFields?: ApplicationSetPreservedFields;
  strategy?: ApplicationSetStrategy;
  syncPolicy?: ApplicationSetSyncPolicy;
  template: ApplicationSetTemplate;
  templatePatch?: string;
}

export interface ApplicationSetStep {
  matchExpressions?: ApplicationSetMatchExpression[];
  maxUpdate?: IntOrString;
}

export interface ApplicationSetStrategy {
  deletionOrder?: string;
  rollingSync?: ApplicationSetRollingSync;
  type?: string;
}

export interface ApplicationSetSyncPolicy {
  applicationsSync?: 'create-only' | 'create-update' | 'create-delete' | 'sync';
  preserveResourcesOnDeletion?: boolean;
}

export interface ApplicationSetTemplate {
  metadata: ApplicationSetMetadata;
  spec: ApplicationSpec;
}

export interface ApplicationSetTokenRef {
  key: string;
  secretName: string;
}

export interface ApplicationSourceHydrator {
  currentOperation?: ApplicationCurrentOperation;
  lastComparedDryRevision?: string;
  lastSuccessfulOperation?: ApplicationLastSuccessfulOperation;
}

export interface ApplicationSpec {
  destination: Destination;
  ignoreDifferences?: IgnoreDifference[];
  info?: EnvVar[];
  project: string;
  revisionHistoryLimit?: number;
  source?: Source;
  sourceHydrator?: SourceHydrator;
  sources?: Source[];
  syncPolicy?: SyncPolicy;
}

export interface ApplicationStatus {
  conditions?: ApplicationCondition[];
  controllerNamespace?: string;
  health?: ApplicationHealth;
  history?: ApplicationHistory[];
  observedAt?: string;
  operationState?: ApplicationOperationState;
  reconciledAt?: string;
  resourceHealthSource?: string;
  resources?: ApplicationResource[];
  sourceHydrator?: ApplicationSourceHydrator;
  sourceType?: string;
  sourceTypes?: string[];
  summary?: ApplicationSummary;
  sync?: ApplicationStatusSync;
}

export interface ApplicationStatusSync {
  comparedTo?: ApplicationComparedTo;
  revision?: string;
  revisions?: string[];
  status: string;
}

export interface ApplicationSummary {
  externalURLs?: string[];
  images?: string[];
  isAppOfApps?: boolean;
}

export interface ApplicationSync {
  autoHealAttemptsCount?: number;
  dryRun?: boolean;
  manifests?: string[];
  prune?: boolean;
  resources?: ApplicationSyncResource[];
  revision?: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
  syncOptions?: string[];
  syncStrategy?: ApplicationSyncStrategy;
}

export interface ApplicationSyncResource {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ApplicationSyncResult {
  managedNamespaceMetadata?: PodMetadata;
  resources?: ApplicationSyncResultResource[];
  revision: string;
  revisions?: string[];
  source?: Source;
  sources?: Source[];
}

export interface ApplicationSyncResultResource {
  group: string;
  hookPhase?: string;
  hookType?: string;
  images?: string[];
  kind: string;
  message?: string;
  name: string;
  namespace: string;
  status?: string;
  syncPhase?: string;
  version: string;
}

export interface ApplicationSyncStrategy {
  apply?: ApplicationApply;
  hook?: ApplicationApply;
}

export interface Archive {
  none?: Record<string, never>;
  tar?: Tar;
  zip?: Record<string, never>;
}

export interface ArchiveLocation {
  archiveLogs?: boolean;
  artifactory?: Artifactory;
  azure?: Azure;
  gcs?: Gcs;
  git?: Git;
  hdfs?: Hdfs;
  http?: ArtifactsHttp;
  oss?: Oss;
  raw?: Raw;
  s3?: S3;
}

export interface Arguments {
  artifacts?: Artifact[];
  parameters?: Parameter[];
}

export interface Artifact {
  archive?: Archive;
  archiveLogs?: boolean;
  artifactGC?: ArtifactsArtifactGC;
  artifactory?: Artifactory;
  azure?: Azure;
  deleted?: boolean;
  from?: string;
  fromExpression?: string;
  gcs?: Gcs;
  git?: Git;
  globalName?: string;
  hdfs?: Hdfs;
  http?: ArtifactsHttp;
  mode?: number;
  name: string;
  optional?: boolean;
  oss?: Oss;
  path?: string;
  raw?: Raw;
  recurseMode?: boolean;
  s3?: S3;
  subPath?: string;
}

export interface ArtifactGC {
  forceFinalizerRemoval?: boolean;
  podMetadata?: PodMetadata;
  podSpecPatch?: string;
  serviceAccountName?: string;
  strategy?: '' | 'OnWorkflowCompletion' | 'OnWorkflowDeletion' | 'Never';
}

export interface ArtifactRepositoryRef {
  configMap?: string;
  key?: string;
}

export interface Artifactory {
  passwordSecret?: SessionTokenSecret;
  url: string;
  usernameSecret?: SessionTokenSecret;
}

export interface ArtifactsArtifactGC {
  podMetadata?: PodMetadata;
  serviceAccountName?: string;
  strategy?: '' | 'OnWorkflowCompletion' | 'OnWorkflowDeletion' | 'Never';
}

export interface ArtifactsHttp {
  auth?: Auth;
  headers?: EnvVar[];
  url: string;
}

export interface Auth {
  basicAuth?: BasicAuth;
  clientCert?: ClientCert;
  oauth2?: Oauth2;
}

export interface Automated {
  allowEmpty?: boolean;
  enabled?: boolean;
  prune?: boolean;
  selfHeal?: boolean;
}

export interface Azure {
  accountKeySecret?: SessionTokenSecret;
  blob: string;
  container: string;
  endpoint: string;
  useSDKCreds?: boolean;
}

export interface Backoff {
  duration?: string;
  factor?: number;
  maxDuration?: string;
}

export interface BasicAuth {
  passwordSecret?: SessionTokenSecret;
  usernameSecret?: SessionTokenSecret;
}

export interface BodyFrom {
  bytes?: string;
}

export interface Cache {
  configMap: SessionTokenSecret;
}

export interface ClientCert {
  clientCertSecret?: SessionTokenSecret;
  clientKeySecret?: SessionTokenSecret;
}

export interface ClusterWorkflowTemplateSpec {
  activeDeadlineSeconds?: number;
  affinity?: Affinity;
  archiveLogs?: boolean;
  arguments?: Arguments;
  artifactGC?: ArtifactGC;
  artifactRepositoryRef?: ArtifactRepositoryRef;
  automountServiceAccountToken?: boolean;
  dnsConfig?: PodDNSConfig;
  dnsPolicy?: string;
  entrypoint?: string;
  executor?: Executor;
  hooks?: Record<string, Hook>;
  hostAliases?: HostAlias[];
  hostNetwork?: boolean;
  imagePullSecrets?: LocalObjectReference[];
  metrics?: Metrics;
  nodeSelector?: Record<string, string>;
  onExit?: string;
  parallelism?: number;
  podDisruptionBudget?: PodDisruptionBudget;
  podGC?: PodGC;
  podMetadata?: PodMetadata;
  podPriorityClassName?: string;
  podSpecPatch?: string;
  priority?: number;
  retryStrategy?: RetryStrategy;
  schedulerName?: string;
  securityContext?: PodSecurityContext;
  serviceAccountName?: string;
  shutdown?: string;
  suspend?: boolean;
  synchronization?: Synchronization;
  templateDefaults?: TemplateDefaults;
  templates?: TemplateDefaults[];
  tolerations?: Toleration[];
  ttlStrategy?: TtlStrategy;
  volumeClaimGC?: VolumeClaimGC;
  volumeClaimTemplates?: VolumeClaimTemplate[];
  volumes?: Volume[];
  workflowMetadata?: WorkflowMetadata;
  workflowTemplateRef?: WorkflowTemplateRef;
}

export interface Condition {
  message?: string;
  status?: string;
  type?: string;
}

export interface ContainerSet {
  containers: ContainerSetContainer[];
  retryStrategy?: ContainerSetRetryStrategy;
  volumeMounts?: VolumeMount[];
}

export interface ContainerSetContainer {
  args?: string[];
  command?: string[];
  dependencies?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: Probe;
  name: string;
  ports?: ContainerPort[];
  readinessProbe?: Probe;
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

export interface ContainerSetRetryStrategy {
  duration?: string;
  retries: IntOrString;
}

export interface ContinueOn {
  error?: boolean;
  failed?: boolean;
}

export interface Counter {
  value: string;
}

export interface CreateBucketIfNotPresent {
  objectLocking?: boolean;
}

export interface CronWorkflowSpec {
  concurrencyPolicy?: string;
  failedJobsHistoryLimit?: number;
  schedule?: string;
  schedules?: string[];
  startingDeadlineSeconds?: number;
  stopStrategy?: StopStrategy;
  successfulJobsHistoryLimit?: number;
  suspend?: boolean;
  timezone?: string;
  when?: string;
  workflowMetadata?: CronWorkflowWorkflowMetadata;
  workflowSpec: ClusterWorkflowTemplateSpec;
}

export interface CronWorkflowStatus {
  active?: ObjectReference[];
  conditions?: Condition[];
  failed?: number;
  lastScheduledTime?: string;
  phase?: string;
  succeeded?: number;
}

export interface CronWorkflowWorkflowMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  generateName?: string;
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface Dag {
  failFast?: boolean;
  target?: string;
  tasks: Task[];
}

export interface Data {
  source: DataSource;
  transformation: StopStrategy[];
}

export interface DataSource {
  artifactPaths?: Artifact;
}

export interface Database {
  key: string;
}

export interface Destination {
  name?: string;
  namespace?: string;
  server?: string;
}

export interface Directory {
  exclude?: string;
  include?: string;
  jsonnet?: Jsonnet;
  recurse?: boolean;
}

export interface DrySource {
  directory?: Directory;
  helm?: Helm;
  kustomize?: Kustomize;
  path: string;
  plugin?: Plugin;
  repoURL: string;
  targetRevision: string;
}

export interface EncryptionOptions {
  enableEncryption?: boolean;
  kmsEncryptionContext?: string;
  kmsKeyId?: string;
  serverSideCustomerKeySecret?: SessionTokenSecret;
}

export interface Executor {
  serviceAccountName?: string;
}

export interface ExtVar {
  code?: boolean;
  name: string;
  value: string;
}

export interface FileParameter {
  name?: string;
  path?: string;
}

export interface Gauge {
  operation?: string;
  realtime: boolean;
  value: string;
}

export interface Gcs {
  bucket?: string;
  key: string;
  serviceAccountKeySecret?: SessionTokenSecret;
}

export interface Git {
  branch?: string;
  depth?: number;
  disableSubmodules?: boolean;
  fetch?: string[];
  insecureIgnoreHostKey?: boolean;
  insecureSkipTLS?: boolean;
  passwordSecret?: SessionTokenSecret;
  repo: string;
  revision?: string;
  singleBranch?: boolean;
  sshPrivateKeySecret?: SessionTokenSecret;
  usernameSecret?: SessionTokenSecret;
}

export interface Hdfs {
  addresses?: string[];
  dataTransferProtection?: string;
  force?: boolean;
  hdfsUser?: string;
  krbCCacheSecret?: SessionTokenSecret;
  krbConfigConfigMap?: SessionTokenSecret;
  krbKeytabSecret?: SessionTokenSecret;
  krbRealm?: string;
  krbServicePrincipalName?: string;
  krbUsername?: string;
  path: string;
}

export interface Header {
  name: string;
  value?: string;
  valueFrom?: HeadersValueFrom;
}

export interface HeadersValueFrom {
  secretKeyRef?: SecretKeySelector;
}

export interface Helm {
  apiVersions?: string[];
  fileParameters?: FileParameter[];
  ignoreMissingValueFiles?: boolean;
  kubeVersion?: string;
  namespace?: string;
  parameters?: HelmParameter[];
  passCredentials?: boolean;
  releaseName?: string;
  skipCrds?: boolean;
  skipSchemaValidation?: boolean;
  skipTests?: boolean;
  valueFiles?: string[];
  values?: string;
  valuesObject?: Record<string, unknown>;
  version?: string;
}

export interface HelmParameter {
  forceString?: boolean;
  name?: string;
  value?: string;
}

export interface Histogram {
  buckets: number[];
  value: string;
}

export interface Hook {
  arguments?: Arguments;
  expression?: string;
  template?: string;
  templateRef?: TemplateRef;
}

export interface Http {
  body?: string;
  bodyFrom?: BodyFrom;
  headers?: Header[];
  insecureSkipVerify?: boolean;
  method?: string;
  successCondition?: string;
  timeoutSeconds?: number;
  url: string;
}

export interface HydrateTo {
  targetBranch: string;
}

export interface IgnoreDifference {
  group?: string;
  jqPathExpressions?: string[];
  jsonPointers?: string[];
  kind: string;
  managedFieldsManagers?: string[];
  name?: string;
  namespace?: string;
}

export interface InitContainer {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: Probe;
  mirrorVolumeMounts?: boolean;
  name: string;
  ports?: ContainerPort[];
  readinessProbe?: Probe;
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

export interface Jsonnet {
  extVars?: ExtVar[];
  libs?: string[];
  tlas?: ExtVar[];
}

export interface Kustomize {
  apiVersions?: string[];
  commonAnnotations?: Record<string, string>;
  commonAnnotationsEnvsubst?: boolean;
  commonLabels?: Record<string, string>;
  components?: string[];
  forceCommonAnnotations?: boolean;
  forceCommonLabels?: boolean;
  ignoreMissingComponents?: boolean;
  images?: string[];
  kubeVersion?: string;
  labelIncludeTemplates?: boolean;
  labelWithoutSelector?: boolean;
  namePrefix?: string;
  nameSuffix?: string;
  namespace?: string;
  patches?: Patch[];
  replicas?: Replica[];
  version?: string;
}

export interface Label {
  key: string;
  value: string;
}

export interface LifecycleRule {
  markDeletionAfterDays?: number;
  markInfrequentAccessAfterDays?: number;
}

export interface ManifestFrom {
  artifact: Artifact;
}

export interface Memoize {
  cache: Cache;
  key: string;
  maxAge: string;
}

export interface Metrics {
  prometheus: Prometheus[];
}

export interface ModifyVolumeStatus {
  status: string;
  targetVolumeAttributesClassName?: string;
}

export interface Mutex {
  database?: boolean;
  name?: string;
  namespace?: string;
}

export interface Oauth2 {
  clientIDSecret?: SessionTokenSecret;
  clientSecretSecret?: SessionTokenSecret;
  endpointParams?: TagFilter[];
  scopes?: string[];
  tokenURLSecret?: SessionTokenSecret;
}

export interface Oss {
  accessKeySecret?: SessionTokenSecret;
  bucket?: string;
  createBucketIfNotPresent?: boolean;
  endpoint?: string;
  key: string;
  lifecycleRule?: LifecycleRule;
  secretKeySecret?: SessionTokenSecret;
  securityToken?: string;
  useSDKCreds?: boolean;
}

export interface Outputs {
  artifacts?: Artifact[];
  exitCode?: string;
  parameters?: Parameter[];
  result?: string;
}

export interface Parameter {
  default?: string;
  description?: string;
  enum?: string[];
  globalName?: string;
  name: string;
  value?: string;
  valueFrom?: ValueFrom;
}

export interface Patch {
  options?: Record<string, boolean>;
  patch?: string;
  path?: string;
  target?: Target;
}

export interface Plugin {
  env?: EnvVar[];
  name?: string;
  parameters?: PluginParameter[];
}

export interface PluginParameter {
  array?: string[];
  map?: Record<string, string>;
  name?: string;
  string?: string;
}

export interface PodDisruptionBudget {
  maxUnavailable?: IntOrString;
  minAvailable?: IntOrString;
  selector?: LabelSelector;
  unhealthyPodEvictionPolicy?: string;
}

export interface PodGC {
  deleteDelayDuration?: string;
  labelSelector?: LabelSelector;
  strategy?: string;
}

export interface PodMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface Prometheus {
  counter?: Counter;
  gauge?: Gauge;
  help: string;
  histogram?: Histogram;
  labels?: Label[];
  name: string;
  when?: string;
}

export interface Raw {
  data: string;
}

export interface Replica {
  count: IntOrString;
  name: string;
}

export interface Resource {
  action: string;
  failureCondition?: string;
  flags?: string[];
  manifest?: string;
  manifestFrom?: ManifestFrom;
  mergeStrategy?: string;
  setOwnerReference?: boolean;
  successCondition?: string;
}

export interface Retry {
  backoff?: Backoff;
  limit?: number;
  refresh?: boolean;
}

export interface RetryStrategy {
  affinity?: RetryStrategyAffinity;
  backoff?: RetryStrategyBackoff;
  expression?: string;
  limit?: IntOrString;
  retryPolicy?: string;
}

export interface RetryStrategyAffinity {
  nodeAntiAffinity?: Record<string, never>;
}

export interface RetryStrategyBackoff {
  cap?: string;
  duration?: string;
  factor?: IntOrString;
  maxDuration?: string;
}

export interface S3 {
  accessKeySecret?: SessionTokenSecret;
  bucket?: string;
  caSecret?: SessionTokenSecret;
  createBucketIfNotPresent?: CreateBucketIfNotPresent;
  encryptionOptions?: EncryptionOptions;
  endpoint?: string;
  insecure?: boolean;
  key?: string;
  region?: string;
  roleARN?: string;
  secretKeySecret?: SessionTokenSecret;
  sessionTokenSecret?: SessionTokenSecret;
  useSDKCreds?: boolean;
}

export interface Script {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: Probe;
  name?: string;
  ports?: ContainerPort[];
  readinessProbe?: Probe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  securityContext?: SecurityContext;
  source?: string;
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

export interface Semaphore {
  configMapKeyRef?: ConfigMapKeySelector;
  database?: Database;
  namespace?: string;
}

export interface SessionTokenSecret {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface Source {
  chart?: string;
  directory?: Directory;
  helm?: Helm;
  kustomize?: Kustomize;
  name?: string;
  path?: string;
  plugin?: Plugin;
  ref?: string;
  repoURL: string;
  tagPrefix?: string;
  targetRevision?: string;
}

export interface SourceHydrator {
  drySource: DrySource;
  hydrateTo?: HydrateTo;
  syncSource: SyncSource;
}

export interface Status {
  accessModes?: string[];
  allocatedResourceStatuses?: Record<string, string>;
  allocatedResources?: Record<string, Quantity>;
  capacity?: Record<string, Quantity>;
  conditions?: StatusCondition[];
  currentVolumeAttributesClassName?: string;
  modifyVolumeStatus?: ModifyVolumeStatus;
  phase?: string;
}

export interface StatusCondition {
  lastProbeTime?: string;
  lastTransitionTime?: string;
  message?: string;
  reason?: string;
  status: string;
  type: string;
}

export interface Step {
  arguments?: Arguments;
  continueOn?: ContinueOn;
  hooks?: Record<string, Hook>;
  inline?: unknown;
  name?: string;
  onExit?: string;
  template?: string;
  templateRef?: TemplateRef;
  when?: string;
  withItems?: unknown;
  withParam?: string;
  withSequence?: WithSequence;
}

export interface StopStrategy {
  expression: string;
}

export interface Suspend {
  duration?: string;
}

export interface SyncPolicy {
  automated?: Automated;
  managedNamespaceMetadata?: PodMetadata;
  retry?: Retry;
  syncOptions?: string[];
}

export interface SyncSource {
  path: string;
  repoURL?: string;
  targetBranch: string;
}

export interface Synchronization {
  mutex?: Mutex;
  mutexes?: Mutex[];
  semaphore?: Semaphore;
  semaphores?: Semaphore[];
}

export interface TagFilter {
  key: string;
  value?: string;
}

export interface Tar {
  compressionLevel?: number;
}

export interface Target {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface Task {
  arguments?: Arguments;
  continueOn?: ContinueOn;
  dependencies?: string[];
  depends?: string;
  hooks?: Record<string, Hook>;
  inline?: unknown;
  name: string;
  onExit?: string;
  template?: string;
  templateRef?: TemplateRef;
  when?: string;
  withItems?: unknown;
  withParam?: string;
  withSequence?: WithSequence;
}

export interface TemplateDefaults {
  activeDeadlineSeconds?: IntOrString;
  affinity?: Affinity;
  annotations?: Record<string, string>;
  archiveLocation?: ArchiveLocation;
  automountServiceAccountToken?: boolean;
  container?: TemplateDefaultsContainer;
  containerSet?: ContainerSet;
  daemon?: boolean;
  dag?: Dag;
  data?: Data;
  executor?: Executor;
  failFast?: boolean;
  hostAliases?: HostAlias[];
  http?: Http;
  initContainers?: InitContainer[];
  inputs?: Arguments;
  memoize?: Memoize;
  metadata?: PodMetadata;
  metrics?: Metrics;
  name?: string;
  nodeSelector?: Record<string, string>;
  outputs?: Outputs;
  parallelism?: number;
  plugin?: Record<string, unknown>;
  podSpecPatch?: string;
  priorityClassName?: string;
  resource?: Resource;
  retryStrategy?: RetryStrategy;
  schedulerName?: string;
  script?: Script;
  securityContext?: PodSecurityContext;
  serviceAccountName?: string;
  sidecars?: InitContainer[];
  steps?: Step[][];
  suspend?: Suspend;
  synchronization?: Synchronization;
  timeout?: string;
  tolerations?: Toleration[];
  volumes?: Volume[];
}

export interface TemplateDefaultsContainer {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: Probe;
  name?: string;
  ports?: ContainerPort[];
  readinessProbe?: Probe;
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

export interface TemplateRef {
  clusterScope?: boolean;
  name?: string;
  template?: string;
}

export interface TtlStrategy {
  secondsAfterCompletion?: number;
  secondsAfterFailure?: number;
  secondsAfterSuccess?: number;
}

export interface ValueFrom {
  configMapKeyRef?: ConfigMapKeySelector;
  default?: string;
  event?: string;
  expression?: string;
  jqFilter?: string;
  jsonPath?: string;
  parameter?: string;
  path?: string;
  supplied?: Record<string, never>;
}

export interface VolumeClaimGC {
  strategy?: string;
}

export interface VolumeClaimTemplate {
  apiVersion?: string;
  kind?: string;
  metadata?: CronWorkflowWorkflowMetadata;
  spec?: PersistentVolumeClaimSpec;
  status?: Status;
}

export interface WithSequence {
  count?: IntOrString;
  end?: IntOrString;
  format?: string;
  start?: IntOrString;
}

export interface WorkflowArtifactGCStatus {
  notSpecified?: boolean;
  podsRecouped?: Record<string, boolean>;
  strategiesProcessed?: Record<string, boolean>;
}

export interface WorkflowArtifactGCTaskArtifactsByNode {
  archiveLocation?: ArchiveLocation;
  artifacts?: Record<string, Artifact>;
}

export interface WorkflowArtifactGCTaskSpec {
  artifactsByNode?: Record<string, WorkflowArtifactGCTaskArtifactsByNode>;
}

export interface WorkflowArtifactRepository {
  archiveLogs?: boolean;
  artifactory?: WorkflowArtifactory;
  azure?: WorkflowAzure;
  gcs?: WorkflowGcs;
  hdfs?: WorkflowHdfs;
  oss?: WorkflowOss;
  s3?: WorkflowS3;
}

export interface WorkflowArtifactRepositoryRef {
  artifactRepository?: WorkflowArtifactRepository;
  configMap?: string;
  default?: boolean;
  key?: string;
  namespace?: string;
}

export interface WorkflowArtifactory {
  keyFormat?: string;
  passwordSecret?: SessionTokenSecret;
  repoURL?: string;
  usernameSecret?: SessionTokenSecret;
}

export interface WorkflowAzure {
  accountKeySecret?: SessionTokenSecret;
  blobNameFormat?: string;
  container: string;
  endpoint: string;
  useSDKCreds?: boolean;
}

export interface WorkflowEventBindingEvent {
  selector: string;
}

export interface WorkflowEventBindingSpec {
  event: WorkflowEventBindingEvent;
  submit?: WorkflowEventBindingSubmit;
}

export interface WorkflowEventBindingSubmit {
  arguments?: Arguments;
  metadata?: CronWorkflowWorkflowMetadata;
  workflowTemplateRef: WorkflowTemplateRef;
}

export interface WorkflowGcs {
  bucket?: string;
  keyFormat?: string;
  serviceAccountKeySecret?: SessionTokenSecret;
}

export interface WorkflowHdfs {
  addresses?: string[];
  dataTransferProtection?: string;
  force?: boolean;
  hdfsUser?: string;
  krbCCacheSecret?: SessionTokenSecret;
  krbConfigConfigMap?: SessionTokenSecret;
  krbKeytabSecret?: SessionTokenSecret;
  krbRealm?: string;
  krbServicePrincipalName?: string;
  krbUsername?: string;
  pathFormat?: string;
}

export interface WorkflowHolding {
  holder?: string;
  mutex?: string;
}

export interface WorkflowMemoizationStatus {
  cacheName: string;
  hit: boolean;
  key: string;
}

export interface WorkflowMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  labelsFrom?: Record<string, StopStrategy>;
}

export interface WorkflowMutex {
  holding?: WorkflowHolding[];
  waiting?: WorkflowHolding[];
}

export interface WorkflowNode {
  boundaryID?: string;
  children?: string[];
  daemoned?: boolean;
  displayName?: string;
  estimatedDuration?: number;
  finishedAt?: string;
  hostNodeName?: string;
  id: string;
  inputs?: Arguments;
  memoizationStatus?: WorkflowMemoizationStatus;
  message?: string;
  name: string;
  nodeFlag?: WorkflowNodeFlag;
  outboundNodes?: string[];
  outputs?: Outputs;
  phase?: string;
  podIP?: string;
  progress?: string;
  resourcesDuration?: Record<string, number>;
  startedAt?: string;
  synchronizationStatus?: WorkflowSynchronizationStatus;
  taskResultSynced?: boolean;
  templateName?: string;
  templateRef?: TemplateRef;
  templateScope?: string;
  type: string;
}

export interface WorkflowNodeFlag {
  hooked?: boolean;
  retried?: boolean;
}

export interface WorkflowOss {
  accessKeySecret?: SessionTokenSecret;
  bucket?: string;
  createBucketIfNotPresent?: boolean;
  endpoint?: string;
  keyFormat?: string;
  lifecycleRule?: LifecycleRule;
  secretKeySecret?: SessionTokenSecret;
  securityToken?: string;
  useSDKCreds?: boolean;
}

export interface WorkflowS3 {
  accessKeySecret?: SessionTokenSecret;
  bucket?: string;
  caSecret?: SessionTokenSecret;
  createBucketIfNotPresent?: CreateBucketIfNotPresent;
  encryptionOptions?: EncryptionOptions;
  endpoint?: string;
  insecure?: boolean;
  keyFormat?: string;
  keyPrefix?: string;
  region?: string;
  roleARN?: string;
  secretKeySecret?: SessionTokenSecret;
  sessionTokenSecret?: SessionTokenSecret;
  useSDKCreds?: boolean;
}

export interface WorkflowSemaphore {
  holding?: WorkflowSemaphoreHolding[];
  waiting?: WorkflowSemaphoreHolding[];
}

export interface WorkflowSemaphoreHolding {
  holders?: string[];
  semaphore?: string;
}

export interface WorkflowStatus {
  artifactGCStatus?: WorkflowArtifactGCStatus;
  artifactRepositoryRef?: WorkflowArtifactRepositoryRef;
  compressedNodes?: string;
  conditions?: Condition[];
  estimatedDuration?: number;
  finishedAt?: string;
  message?: string;
  nodes?: Record<string, WorkflowNode>;
  offloadNodeStatusVersion?: string;
  outputs?: Outputs;
  persistentVolumeClaims?: Volume[];
  phase?: string;
  progress?: string;
  resourcesDuration?: Record<string, number>;
  startedAt?: string;
  storedTemplates?: Record<string, TemplateDefaults>;
  storedWorkflowTemplateSpec?: ClusterWorkflowTemplateSpec;
  synchronization?: WorkflowSynchronization;
  taskResultsCompletionStatus?: Record<string, boolean>;
}

export interface WorkflowSynchronization {
  mutex?: WorkflowMutex;
  semaphore?: WorkflowSemaphore;
}

export interface WorkflowSynchronizationStatus {
  waiting?: string;
}

export interface WorkflowTaskResultArtifact {
  archive?: Archive;
  archiveLogs?: boolean;
  artifactGC?: ArtifactsArtifactGC;
  artifactory?: WorkflowTaskResultArtifactory;
  azure?: WorkflowTaskResultAzure;
  deleted?: boolean;
  from?: string;
  fromExpression?: string;
  gcs?: WorkflowTaskResultGcs;
  git?: WorkflowTaskResultGit;
  globalName?: string;
  hdfs?: WorkflowTaskResultHdfs;
  http?: WorkflowTaskResultHttp;
  mode?: number;
  name: string;
  optional?: boolean;
  oss?: WorkflowTaskResultOss;
  path?: string;
  raw?: Raw;
  recurseMode?: boolean;
  s3?: WorkflowTaskResultS3;
  subPath?: string;
}

export interface WorkflowTaskResultArtifactory {
  passwordSecret?: WorkflowTaskResultPasswordSecret;
  url: string;
  usernameSecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultAuth {
  basicAuth?: WorkflowTaskResultBasicAuth;
  clientCert?: WorkflowTaskResultClientCert;
  oauth2?: WorkflowTaskResultOauth2;
}

export interface WorkflowTaskResultAzure {
  accountKeySecret?: WorkflowTaskResultPasswordSecret;
  blob: string;
  container: string;
  endpoint: string;
  useSDKCreds?: boolean;
}

export interface WorkflowTaskResultBasicAuth {
  passwordSecret?: WorkflowTaskResultPasswordSecret;
  usernameSecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultClientCert {
  clientCertSecret?: WorkflowTaskResultPasswordSecret;
  clientKeySecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultEncryptionOptions {
  enableEncryption?: boolean;
  kmsEncryptionContext?: string;
  kmsKeyId?: string;
  serverSideCustomerKeySecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultGcs {
  bucket?: string;
  key: string;
  serviceAccountKeySecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultGit {
  branch?: string;
  depth?: number;
  disableSubmodules?: boolean;
  fetch?: string[];
  insecureIgnoreHostKey?: boolean;
  /** Releases 1.11, 26.03. */
  insecureSkipTLS?: boolean;
  passwordSecret?: WorkflowTaskResultPasswordSecret;
  repo: string;
  revision?: string;
  singleBranch?: boolean;
  sshPrivateKeySecret?: WorkflowTaskResultPasswordSecret;
  usernameSecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultHdfs {
  addresses?: string[];
  /** Releases 1.11, 26.03. */
  dataTransferProtection?: string;
  force?: boolean;
  hdfsUser?: string;
  krbCCacheSecret?: WorkflowTaskResultPasswordSecret;
  krbConfigConfigMap?: WorkflowTaskResultPasswordSecret;
  krbKeytabSecret?: WorkflowTaskResultPasswordSecret;
  krbRealm?: string;
  krbServicePrincipalName?: string;
  krbUsername?: string;
  path: string;
}

export interface WorkflowTaskResultHttp {
  auth?: WorkflowTaskResultAuth;
  headers?: EnvVar[];
  url: string;
}

export interface WorkflowTaskResultOauth2 {
  clientIDSecret?: WorkflowTaskResultPasswordSecret;
  clientSecretSecret?: WorkflowTaskResultPasswordSecret;
  endpointParams?: TagFilter[];
  scopes?: string[];
  tokenURLSecret?: WorkflowTaskResultPasswordSecret;
}

export interface WorkflowTaskResultOss {
  accessKeySecret?: WorkflowTaskResultPasswordSecret;
  bucket?: string;
  createBucketIfNotPresent?: boolean;
  endpoint?: string;
  key: string;
  lifecycleRule?: LifecycleRule;
  secretKeySecret?: WorkflowTaskResultPasswordSecret;
  securityToken?: string;
  useSDKCreds?: boolean;
}

export interface WorkflowTaskResultOutputs {
  artifacts?: WorkflowTaskResultArtifact[];
  exitCode?: string;
  parameters?: WorkflowTaskResultParameter[];
  result?: string;
}

export interface WorkflowTaskResultParameter {
  default?: string;
  description?: string;
  enum?: string[];
  globalName?: string;
  name: string;
  value?: string;
  valueFrom?: WorkflowTaskResultValueFrom;
}

export interface WorkflowTaskResultPasswordSecret {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface WorkflowTaskResultS3 {
  accessKeySecret?: WorkflowTaskResultPasswordSecret;
  bucket?: string;
  caSecret?: WorkflowTaskResultPasswordSecret;
  createBucketIfNotPresent?: CreateBucketIfNotPresent;
  encryptionOptions?: WorkflowTaskResultEncryptionOptions;
  endpoint?: string;
  insecure?: boolean;
  key?: string;
  region?: string;
  roleARN?: string;
  secretKeySecret?: WorkflowTaskResultPasswordSecret;
  /** Releases 1.11, 26.03. */
  sessionTokenSecret?: SessionTokenSecret;
  useSDKCreds?: boolean;
}

export interface WorkflowTaskResultValueFrom {
  configMapKeyRef?: ConfigMapKeySelector;
  default?: string;
  event?: string;
  expression?: string;
  jqFilter?: string;
  jsonPath?: string;
  parameter?: string;
  path?: string;
  supplied?: Record<string, never>;
}

export interface WorkflowTaskSetScript {
  args?: string[];
  command?: string[];
  env?: EnvVar[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: Lifecycle;
  livenessProbe?: Probe;
  name: string;
  ports?: ContainerPort[];
  readinessProbe?: Probe;
  resizePolicy?: ContainerResizePolicy[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
  securityContext?: SecurityContext;
  source?: string;
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

export interface WorkflowTaskSetSpec {
  tasks?: Record<string, WorkflowTaskSetTask>;
}

export interface WorkflowTaskSetStep {
  steps: Step[];
}

export interface WorkflowTaskSetTask {
  activeDeadlineSeconds?: IntOrString;
  affinity?: Affinity;
  annotations?: Record<string, string>;
  archiveLocation?: ArchiveLocation;
  automountServiceAccountToken?: boolean;
  container?: Container;
  containerSet?: ContainerSet;
  daemon?: boolean;
  dag?: Dag;
  data?: Data;
  executor?: Executor;
  failFast?: boolean;
  hostAliases?: HostAlias[];
  http?: Http;
  initContainers?: InitContainer[];
  inputs?: Arguments;
  memoize?: Memoize;
  metadata?: PodMetadata;
  metrics?: Metrics;
  name?: string;
  nodeSelector?: Record<string, string>;
  outputs?: Outputs;
  parallelism?: number;
  plugin?: Record<string, unknown>;
  podSpecPatch?: string;
  priorityClassName?: string;
  resource?: Resource;
  retryStrategy?: RetryStrategy;
  schedulerName?: string;
  script?: WorkflowTaskSetScript;
  securityContext?: PodSecurityContext;
  serviceAccountName?: string;
  sidecars?: InitContainer[];
  steps?: WorkflowTaskSetStep[];
  suspend?: Suspend;
  synchronization?: Synchronization;
  timeout?: string;
  tolerations?: Toleration[];
  volumes?: Volume[];
}

export interface WorkflowTemplateRef {
  clusterScope?: boolean;
  name?: string;
}
