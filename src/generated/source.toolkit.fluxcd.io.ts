// Written by `npm run generate`; do not edit.
import type { LabelSelector, LocalObjectReference, ObjectMeta } from './core';

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_buckets.yaml
export interface Bucket {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'Bucket';
  metadata?: ObjectMeta;
  spec?: BucketSpec;
}

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_externalartifacts.yaml
export interface ExternalArtifact {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'ExternalArtifact';
  metadata?: ObjectMeta;
  spec?: ExternalArtifactSpec;
}

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml
export interface GitRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'GitRepository';
  metadata?: ObjectMeta;
  spec?: GitRepositorySpec;
}

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_helmcharts.yaml
export interface HelmChart {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'HelmChart';
  metadata?: ObjectMeta;
  spec?: HelmChartSpec;
}

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_helmrepositories.yaml
export interface HelmRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'HelmRepository';
  metadata?: ObjectMeta;
  spec?: HelmRepositorySpec;
}

// source: fluxcd/source-controller@v1.9.1 config/crd/bases/source.toolkit.fluxcd.io_ocirepositories.yaml
export interface OCIRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'OCIRepository';
  metadata?: ObjectMeta;
  spec?: OCIRepositorySpec;
}

export interface BucketSpec {
  bucketName: string;
  certSecretRef?: CertSecretRef;
  endpoint: string;
  ignore?: string;
  insecure?: boolean;
  interval: string;
  prefix?: string;
  provider?: 'generic' | 'aws' | 'gcp' | 'azure';
  proxySecretRef?: CertSecretRef;
  region?: string;
  secretRef?: LocalObjectReference;
  serviceAccountName?: string;
  sts?: BucketSts;
  suspend?: boolean;
  timeout?: string;
}

export interface BucketSts {
  certSecretRef?: CertSecretRef;
  endpoint: string;
  provider: 'aws' | 'ldap';
  secretRef?: LocalObjectReference;
}

export interface CertSecretRef {
  name: string;
}

export interface ExternalArtifactSourceRef {
  apiVersion?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ExternalArtifactSpec {
  sourceRef?: ExternalArtifactSourceRef;
}

export interface GitRepositoryInclude {
  fromPath?: string;
  repository: CertSecretRef;
  toPath?: string;
}

export interface GitRepositoryRef {
  branch?: string;
  commit?: string;
  name?: string;
  semver?: string;
  tag?: string;
}

export interface GitRepositorySpec {
  ignore?: string;
  include?: GitRepositoryInclude[];
  interval: string;
  provider?: 'generic' | 'aws' | 'azure' | 'github';
  proxySecretRef?: CertSecretRef;
  recurseSubmodules?: boolean;
  ref?: GitRepositoryRef;
  secretRef?: LocalObjectReference;
  serviceAccountName?: string;
  sparseCheckout?: string[];
  suspend?: boolean;
  timeout?: string;
  url: string;
  verify?: GitRepositoryVerify;
}

export interface GitRepositoryVerify {
  mode?: 'head' | 'HEAD' | 'Tag' | 'TagAndHEAD';
  secretRef: LocalObjectReference;
}

export interface HelmChartSourceRef {
  apiVersion?: string;
  kind: 'HelmRepository' | 'GitRepository' | 'Bucket';
  name: string;
}

export interface HelmChartSpec {
  chart: string;
  ignoreMissingValuesFiles?: boolean;
  interval: string;
  reconcileStrategy?: 'ChartVersion' | 'Revision';
  sourceRef: HelmChartSourceRef;
  suspend?: boolean;
  valuesFiles?: string[];
  verify?: HelmChartVerify;
  version?: string;
}

export interface HelmChartVerify {
  matchOIDCIdentity?: MatchOIDCIdentity[];
  provider?: 'cosign' | 'notation';
  secretRef?: LocalObjectReference;
}

export interface HelmRepositoryAccessFrom {
  namespaceSelectors: LabelSelector[];
}

export interface HelmRepositorySpec {
  accessFrom?: HelmRepositoryAccessFrom;
  certSecretRef?: CertSecretRef;
  insecure?: boolean;
  interval?: string;
  passCredentials?: boolean;
  provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  secretRef?: LocalObjectReference;
  suspend?: boolean;
  timeout?: string;
  type?: 'default' | 'oci';
  url: string;
}

export interface MatchOIDCIdentity {
  issuer: string;
  subject: string;
}

export interface OCIRepositoryLayerSelector {
  mediaType?: string;
  operation?: 'extract' | 'copy';
}

export interface OCIRepositoryRef {
  digest?: string;
  semver?: string;
  semverFilter?: string;
  tag?: string;
}

export interface OCIRepositorySpec {
  certSecretRef?: CertSecretRef;
  ignore?: string;
  insecure?: boolean;
  interval: string;
  layerSelector?: OCIRepositoryLayerSelector;
  provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  proxySecretRef?: CertSecretRef;
  ref?: OCIRepositoryRef;
  secretRef?: LocalObjectReference;
  serviceAccountName?: string;
  suspend?: boolean;
  timeout?: string;
  url: string;
  verify?: OCIRepositoryVerify;
}

export interface OCIRepositoryVerify {
  matchOIDCIdentity?: MatchOIDCIdentity[];
  provider?: 'cosign' | 'notation';
  secretRef?: LocalObjectReference;
  trustedRootSecretRef?: CertSecretRef;
}
