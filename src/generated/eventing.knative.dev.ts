// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Broker {
  apiVersion: 'eventing.knative.dev/v1';
  kind: 'Broker';
  metadata?: ObjectMeta;
  spec?: BrokerSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Trigger {
  apiVersion: 'eventing.knative.dev/v1';
  kind: 'Trigger';
  metadata?: ObjectMeta;
  spec?: TriggerSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface EventPolicy {
  apiVersion: 'eventing.knative.dev/v1alpha1';
  kind: 'EventPolicy';
  metadata?: ObjectMeta;
  spec?: EventPolicySpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
/** Release 26.03. */
export interface EventTransform {
  apiVersion: 'eventing.knative.dev/v1alpha1';
  kind: 'EventTransform';
  metadata?: ObjectMeta;
  spec?: EventTransformSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
/** Release 26.03. */
export interface RequestReply {
  apiVersion: 'eventing.knative.dev/v1alpha1';
  kind: 'RequestReply';
  metadata?: ObjectMeta;
  spec?: RequestReplySpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface EventTypeV1beta1 {
  apiVersion: 'eventing.knative.dev/v1beta1';
  kind: 'EventType';
  metadata?: ObjectMeta;
  spec?: EventTypeSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface EventTypeV1beta2 {
  apiVersion: 'eventing.knative.dev/v1beta2';
  kind: 'EventType';
  metadata?: ObjectMeta;
  spec?: EventTypeSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface EventTypeV1beta3 {
  apiVersion: 'eventing.knative.dev/v1beta3';
  kind: 'EventType';
  metadata?: ObjectMeta;
  spec?: EventTypeSpecV1beta3;
}

export interface BrokerRef {
  apiVersion?: string;
  kind?: string;
  name?: string;
}

export interface BrokerSpec {
  config?: Config;
  delivery?: Delivery;
}

export interface Config {
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface Delivery {
  backoffDelay?: string;
  backoffPolicy?: string;
  deadLetterSink?: Subscriber;
  retry?: number;
  [key: string]: unknown;
}

export interface EventPolicyFrom {
  ref?: Config;
  sub?: string;
}

export interface EventPolicyMatchExpression {
  key?: string;
  operator?: string;
  values?: string[];
}

export interface EventPolicySelector {
  apiVersion?: string;
  kind?: string;
  matchExpressions?: EventPolicyMatchExpression[];
  matchLabels?: Record<string, unknown>;
}

export interface EventPolicySpec {
  filters?: Filter[];
  from?: EventPolicyFrom[];
  to?: EventPolicyTo[];
}

export interface EventPolicyTo {
  ref?: BrokerRef;
  selector?: EventPolicySelector;
}

export interface EventTransformJsonata {
  expression?: string;
}

export interface EventTransformRef {
  address?: string;
  apiVersion?: string;
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface EventTransformReply {
  discard?: boolean;
  jsonata?: EventTransformJsonata;
}

export interface EventTransformSink {
  CACerts?: string;
  audience?: string;
  ref?: EventTransformRef;
  uri?: string;
}

export interface EventTransformSpec {
  jsonata?: EventTransformJsonata;
  reply?: EventTransformReply;
  sink?: EventTransformSink;
}

export interface EventTypeAttribute {
  name: string;
  required?: boolean;
  value?: string;
}

export interface EventTypeReference {
  address?: string;
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface EventTypeSpec {
  broker?: string;
  description?: string;
  reference?: EventTypeReference;
  schema?: string;
  schemaData?: string;
  source?: string;
  type?: string;
}

export interface EventTypeSpecV1beta3 {
  attributes?: EventTypeAttribute[];
  description?: string;
  reference?: EventTypeReference;
}

export interface Filter {
  all?: Record<string, unknown>[];
  any?: Record<string, unknown>[];
  cesql?: string;
  exact?: Record<string, unknown>;
  not?: Record<string, unknown>;
  prefix?: Record<string, unknown>;
  suffix?: Record<string, unknown>;
}

export interface RequestReplySpec {
  brokerRef?: BrokerRef;
  correlationAttribute?: string;
  delivery?: Delivery;
  replyAttribute?: string;
  timeout?: string;
}

export interface Subscriber {
  CACerts?: string;
  audience?: string;
  ref?: Config;
  uri?: string;
}

export interface TriggerDelivery {
  backoffDelay?: string;
  backoffPolicy?: string;
  deadLetterSink?: Subscriber;
  format?: string;
  retry?: number;
  [key: string]: unknown;
}

export interface TriggerFilter {
  attributes?: Record<string, unknown>;
}

export interface TriggerSpec {
  broker?: string;
  brokerRef?: Config;
  delivery?: TriggerDelivery;
  filter?: TriggerFilter;
  filters?: Filter[];
  subscriber?: Subscriber;
  [key: string]: unknown;
}
