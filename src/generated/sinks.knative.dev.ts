// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
/** Release 26.03. */
export interface IntegrationSink {
  apiVersion: 'sinks.knative.dev/v1alpha1';
  kind: 'IntegrationSink';
  metadata?: ObjectMeta;
  spec?: IntegrationSinkSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface JobSink {
  apiVersion: 'sinks.knative.dev/v1alpha1';
  kind: 'JobSink';
  metadata?: ObjectMeta;
  spec?: JobSinkSpec;
}

export interface IntegrationSinkAuth {
  secret?: IntegrationSinkSecret;
  serviceAccountName?: string;
}

export interface IntegrationSinkAws {
  auth?: IntegrationSinkAuth;
  s3?: IntegrationSinkS3;
  sns?: IntegrationSinkSns;
  sqs?: IntegrationSinkSqs;
}

export interface IntegrationSinkLog {
  level?: string;
  logMask?: boolean;
  loggerName?: string;
  marker?: string;
  multiline?: boolean;
  showAllProperties?: boolean;
  showBody?: boolean;
  showBodyType?: boolean;
  showCachedStreams?: boolean;
  showExchangePattern?: boolean;
  showHeaders?: boolean;
  showProperties?: boolean;
  showStreams?: boolean;
}

export interface IntegrationSinkRef {
  name: string;
}

export interface IntegrationSinkS3 {
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

export interface IntegrationSinkSecret {
  ref?: IntegrationSinkRef;
}

export interface IntegrationSinkSns {
  arn?: string;
  autoCreateTopic?: boolean;
  overrideEndpoint?: boolean;
  region?: string;
  uriEndpointOverride?: string;
}

export interface IntegrationSinkSpec {
  aws?: IntegrationSinkAws;
  log?: IntegrationSinkLog;
}

export interface IntegrationSinkSqs {
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

export interface JobSinkSpec {
  job?: Record<string, unknown>;
}
