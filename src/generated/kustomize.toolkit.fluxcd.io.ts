// Written by `npm run generate`; do not edit.
import type { ConfigMapEnvSource, LocalObjectReference, ObjectMeta } from './core';

// source: fluxcd/kustomize-controller@v1.9.4 config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml
export interface Kustomization {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  kind: 'Kustomization';
  metadata?: ObjectMeta;
  spec?: KustomizationSpec;
}

export interface KustomizationCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface KustomizationDecryption {
  provider: 'sops';
  secretRef?: LocalObjectReference;
  serviceAccountName?: string;
}

export interface KustomizationDependsOn {
  name: string;
  namespace?: string;
  readyExpr?: string;
}

export interface KustomizationHealthCheck {
  apiVersion?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface KustomizationHealthCheckExpr {
  apiVersion: string;
  current: string;
  failed?: string;
  inProgress?: string;
  kind?: string;
}

export interface KustomizationIgnore {
  paths: string[];
  target?: KustomizationTarget;
}

export interface KustomizationImage {
  digest?: string;
  name: string;
  newName?: string;
  newTag?: string;
}

export interface KustomizationKubeConfig {
  configMapRef?: ConfigMapEnvSource;
  secretRef?: KustomizationSecretRef;
}

export interface KustomizationPatch {
  patch: string;
  target?: KustomizationTarget;
}

export interface KustomizationPostBuild {
  substitute?: Record<string, string>;
  substituteFrom?: KustomizationSubstituteFrom[];
  substituteStrategy?: 'WithVariables' | 'Always';
}

export interface KustomizationSecretRef {
  key?: string;
  name: string;
}

export interface KustomizationSourceRef {
  apiVersion?: string;
  kind: 'OCIRepository' | 'GitRepository' | 'Bucket' | 'ExternalArtifact';
  name: string;
  namespace?: string;
}

export interface KustomizationSpec {
  buildMetadata?: ('originAnnotations' | 'transformerAnnotations')[];
  commonMetadata?: KustomizationCommonMetadata;
  components?: string[];
  decryption?: KustomizationDecryption;
  deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  dependsOn?: KustomizationDependsOn[];
  force?: boolean;
  healthCheckExprs?: KustomizationHealthCheckExpr[];
  healthChecks?: KustomizationHealthCheck[];
  ignore?: KustomizationIgnore[];
  ignoreMissingComponents?: boolean;
  images?: KustomizationImage[];
  interval: string;
  kubeConfig?: KustomizationKubeConfig;
  namePrefix?: string;
  nameSuffix?: string;
  patches?: KustomizationPatch[];
  path?: string;
  postBuild?: KustomizationPostBuild;
  prune: boolean;
  retryInterval?: string;
  serviceAccountName?: string;
  sourceRef: KustomizationSourceRef;
  suspend?: boolean;
  targetNamespace?: string;
  timeout?: string;
  wait?: boolean;
}

export interface KustomizationSubstituteFrom {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  optional?: boolean;
}

export interface KustomizationTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}
