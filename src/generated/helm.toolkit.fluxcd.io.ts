// Written by `npm run generate`; do not edit.
import type { ConfigMapEnvSource, LocalObjectReference, ObjectMeta } from './core';

// source: fluxcd/helm-controller@v1.6.3 config/crd/bases/helm.toolkit.fluxcd.io_helmreleases.yaml
export interface HelmRelease {
  apiVersion: 'helm.toolkit.fluxcd.io/v2';
  kind: 'HelmRelease';
  metadata?: ObjectMeta;
  spec?: HelmReleaseSpec;
}

export interface HelmReleaseChart {
  metadata?: HelmReleaseCommonMetadata;
  spec: HelmReleaseChartSpec;
}

export interface HelmReleaseChartRef {
  apiVersion?: string;
  kind: 'OCIRepository' | 'HelmChart' | 'ExternalArtifact';
  name: string;
  namespace?: string;
}

export interface HelmReleaseChartSpec {
  chart: string;
  ignoreMissingValuesFiles?: boolean;
  interval?: string;
  reconcileStrategy?: 'ChartVersion' | 'Revision';
  sourceRef: HelmReleaseSourceRef;
  valuesFiles?: string[];
  verify?: HelmReleaseVerify;
  version?: string;
}

export interface HelmReleaseCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface HelmReleaseDependsOn {
  name: string;
  namespace?: string;
  readyExpr?: string;
}

export interface HelmReleaseDriftDetection {
  ignore?: HelmReleaseIgnore[];
  mode?: 'enabled' | 'warn' | 'disabled';
}

export interface HelmReleaseFilter {
  exclude?: boolean;
  name: string;
}

export interface HelmReleaseHealthCheckExpr {
  apiVersion: string;
  current: string;
  failed?: string;
  inProgress?: string;
  kind?: string;
}

export interface HelmReleaseIgnore {
  paths: string[];
  target?: HelmReleaseTarget;
}

export interface HelmReleaseImage {
  digest?: string;
  name: string;
  newName?: string;
  newTag?: string;
}

export interface HelmReleaseInstall {
  crds?: 'Skip' | 'Create' | 'CreateReplace';
  createNamespace?: boolean;
  disableHooks?: boolean;
  disableOpenAPIValidation?: boolean;
  disableSchemaValidation?: boolean;
  disableTakeOwnership?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  remediation?: HelmReleaseRemediation;
  replace?: boolean;
  serverSideApply?: boolean;
  skipCRDs?: boolean;
  strategy?: HelmReleaseStrategy;
  timeout?: string;
}

export interface HelmReleaseKubeConfig {
  configMapRef?: ConfigMapEnvSource;
  secretRef?: HelmReleaseSecretRef;
}

export interface HelmReleaseKustomize {
  images?: HelmReleaseImage[];
  patches?: HelmReleasePatch[];
}

export interface HelmReleasePatch {
  patch: string;
  target?: HelmReleaseTarget;
}

export interface HelmReleasePostRenderer {
  kustomize?: HelmReleaseKustomize;
}

export interface HelmReleaseRemediation {
  ignoreTestFailures?: boolean;
  remediateLastFailure?: boolean;
  retries?: number;
}

export interface HelmReleaseRollback {
  cleanupOnFail?: boolean;
  disableHooks?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  force?: boolean;
  recreate?: boolean;
  serverSideApply?: 'enabled' | 'disabled' | 'auto';
  timeout?: string;
}

export interface HelmReleaseSecretRef {
  key?: string;
  name: string;
}

export interface HelmReleaseSourceRef {
  apiVersion?: string;
  kind: 'HelmRepository' | 'GitRepository' | 'Bucket';
  name: string;
  namespace?: string;
}

export interface HelmReleaseSpec {
  chart?: HelmReleaseChart;
  chartRef?: HelmReleaseChartRef;
  commonMetadata?: HelmReleaseCommonMetadata;
  dependsOn?: HelmReleaseDependsOn[];
  driftDetection?: HelmReleaseDriftDetection;
  healthCheckExprs?: HelmReleaseHealthCheckExpr[];
  install?: HelmReleaseInstall;
  interval: string;
  kubeConfig?: HelmReleaseKubeConfig;
  maxHistory?: number;
  persistentClient?: boolean;
  postRenderStrategy?: 'nohooks' | 'combined' | 'separate';
  postRenderers?: HelmReleasePostRenderer[];
  releaseName?: string;
  rollback?: HelmReleaseRollback;
  serviceAccountName?: string;
  storageNamespace?: string;
  suspend?: boolean;
  targetNamespace?: string;
  test?: HelmReleaseTest;
  timeout?: string;
  uninstall?: HelmReleaseUninstall;
  upgrade?: HelmReleaseUpgrade;
  values?: unknown;
  valuesFrom?: HelmReleaseValuesFrom[];
  waitStrategy?: HelmReleaseWaitStrategy;
}

export interface HelmReleaseStrategy {
  name: 'RemediateOnFailure' | 'RetryOnFailure';
  retryInterval?: string;
}

export interface HelmReleaseTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface HelmReleaseTest {
  enable?: boolean;
  filters?: HelmReleaseFilter[];
  ignoreFailures?: boolean;
  timeout?: string;
}

export interface HelmReleaseUninstall {
  deletionPropagation?: 'background' | 'foreground' | 'orphan';
  disableHooks?: boolean;
  disableWait?: boolean;
  keepHistory?: boolean;
  timeout?: string;
}

export interface HelmReleaseUpgrade {
  chartNameChangeStrategy?: 'InPlaceUpdate' | 'Reinstall';
  cleanupOnFail?: boolean;
  crds?: 'Skip' | 'Create' | 'CreateReplace';
  disableHooks?: boolean;
  disableOpenAPIValidation?: boolean;
  disableSchemaValidation?: boolean;
  disableTakeOwnership?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  force?: boolean;
  preserveValues?: boolean;
  remediation?: HelmReleaseUpgradeRemediation;
  serverSideApply?: 'enabled' | 'disabled' | 'auto';
  strategy?: HelmReleaseUpgradeStrategy;
  timeout?: string;
}

export interface HelmReleaseUpgradeRemediation {
  ignoreTestFailures?: boolean;
  remediateLastFailure?: boolean;
  retries?: number;
  strategy?: 'rollback' | 'uninstall';
}

export interface HelmReleaseUpgradeStrategy {
  name: 'RemediateOnFailure' | 'RetryOnFailure';
  retryInterval?: string;
}

export interface HelmReleaseValuesFrom {
  kind: 'Secret' | 'ConfigMap';
  literal?: boolean;
  name: string;
  optional?: boolean;
  targetPath?: string;
  valuesKey?: string;
}

export interface HelmReleaseVerify {
  provider?: 'cosign' | 'notation';
  secretRef?: LocalObjectReference;
}

export interface HelmReleaseWaitStrategy {
  name: 'poller' | 'legacy';
}
