// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface ApiServerSource {
  apiVersion: 'sources.knative.dev/v1';
  kind: 'ApiServerSource';
  metadata?: ObjectMeta;
  spec?: ApiServerSourceSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface ContainerSource {
  apiVersion: 'sources.knative.dev/v1';
  kind: 'ContainerSource';
  metadata?: ObjectMeta;
  spec?: ContainerSourceSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface PingSourceV1 {
  apiVersion: 'sources.knative.dev/v1';
  kind: 'PingSource';
  metadata?: ObjectMeta;
  spec?: PingSourceSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface SinkBinding {
  apiVersion: 'sources.knative.dev/v1';
  kind: 'SinkBinding';
  metadata?: ObjectMeta;
  spec?: SinkBindingSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
/** Release 26.03. */
export interface IntegrationSource {
  apiVersion: 'sources.knative.dev/v1alpha1';
  kind: 'IntegrationSource';
  metadata?: ObjectMeta;
  spec?: IntegrationSourceSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface PingSourceV1beta2 {
  apiVersion: 'sources.knative.dev/v1beta2';
  kind: 'PingSource';
  metadata?: ObjectMeta;
  spec?: PingSourceSpec;
}

export interface ApiServerSourceOwner {
  apiVersion?: string;
  kind?: string;
}

export interface ApiServerSourceResource {
  apiVersion?: string;
  kind?: string;
  selector?: NamespaceSelector;
}

export interface ApiServerSourceSpec {
  ceOverrides?: CeOverrides;
  mode?: string;
  namespaceSelector?: NamespaceSelector;
  owner?: ApiServerSourceOwner;
  resources: ApiServerSourceResource[];
  serviceAccountName?: string;
  sink?: Sink;
  [key: string]: unknown;
}

export interface CeOverrides {
  extensions?: Record<string, unknown>;
}

export interface ContainerSourceSpec {
  ceOverrides?: CeOverrides;
  sink?: Sink;
  template?: Record<string, unknown>;
}

export interface IntegrationSourceAuth {
  secret?: IntegrationSourceSecret;
  serviceAccountName?: string;
}

export interface IntegrationSourceAws {
  auth?: IntegrationSourceAuth;
  ddbStreams?: IntegrationSourceDdbStreams;
  s3?: IntegrationSourceS3;
  sqs?: IntegrationSourceSqs;
}

export interface IntegrationSourceDdbStreams {
  delay?: number;
  overrideEndpoint?: boolean;
  region?: string;
  streamIteratorType?: string;
  table?: string;
  uriEndpointOverride?: string;
}

export interface IntegrationSourceRef {
  name: string;
}

export interface IntegrationSourceS3 {
  arn?: string;
  autoCreateBucket?: boolean;
  delay?: number;
  deleteAfterRead?: boolean;
  destinationBucket?: string;
  destinationBucketPrefix?: string;
  destinationBucketSuffix?: string;
  forcePathStyle?: boolean;
  ignoreBody?: boolean;
  maxMessagesPerPoll?: number;
  moveAfterRead?: boolean;
  overrideEndpoint?: boolean;
  prefix?: string;
  region?: string;
  uriEndpointOverride?: string;
}

export interface IntegrationSourceSecret {
  ref?: IntegrationSourceRef;
}

export interface IntegrationSourceSpec {
  aws?: IntegrationSourceAws;
  ceOverrides?: CeOverrides;
  sink?: Sink;
  template?: Record<string, unknown>;
  timer?: IntegrationSourceTimer;
}

export interface IntegrationSourceSqs {
  arn?: string;
  autoCreateQueue?: boolean;
  delay?: number;
  deleteAfterRead?: boolean;
  greedy?: boolean;
  host?: string;
  maxMessagesPerPoll?: number;
  overrideEndpoint?: boolean;
  protocol?: string;
  queueURL?: string;
  region?: string;
  uriEndpointOverride?: string;
  visibilityTimeout?: number;
  waitTimeSeconds?: number;
}

export interface IntegrationSourceTimer {
  contentType?: string;
  message?: string;
  period?: number;
  repeatCount?: number;
}

export interface MatchExpression {
  key?: string;
  operator?: string;
  values?: string[];
}

export interface NamespaceSelector {
  matchExpressions?: MatchExpression[];
  matchLabels?: Record<string, unknown>;
}

export interface PingSourceCeOverrides {
  extensions?: Record<string, string>;
}

export interface PingSourceSpec {
  ceOverrides?: PingSourceCeOverrides;
  contentType?: string;
  data?: string;
  dataBase64?: string;
  schedule?: string;
  sink?: Sink;
  timezone?: string;
}

export interface Ref {
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface Sink {
  CACerts?: string;
  audience?: string;
  ref?: Ref;
  uri?: string;
}

export interface SinkBindingSpec {
  ceOverrides?: CeOverrides;
  sink?: Sink;
  subject?: SinkBindingSubject;
}

export interface SinkBindingSubject {
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  selector?: NamespaceSelector;
}
