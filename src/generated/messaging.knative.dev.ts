// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Channel {
  apiVersion: 'messaging.knative.dev/v1';
  kind: 'Channel';
  metadata?: ObjectMeta;
  spec?: ChannelSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Subscription {
  apiVersion: 'messaging.knative.dev/v1';
  kind: 'Subscription';
  metadata?: ObjectMeta;
  spec?: SubscriptionSpec;
}

export interface ChannelAuth {
  serviceAccountName?: string;
  serviceAccountNames?: string[];
}

export interface ChannelDeadLetterSink {
  ref?: Ref;
  uri?: string;
}

export interface ChannelDelivery {
  backoffDelay?: string;
  backoffPolicy?: string;
  deadLetterSink?: ChannelDeadLetterSink;
  retry?: number;
  [key: string]: unknown;
}

export interface ChannelSpec {
  channelTemplate?: ChannelTemplate;
  delivery?: Delivery;
  subscribers?: ChannelSubscriber[];
}

export interface ChannelSubscriber {
  auth?: ChannelAuth;
  delivery?: ChannelDelivery;
  generation?: number;
  name?: string;
  replyAudience?: string;
  replyCACerts?: string;
  replyUri?: string;
  subscriberAudience?: string;
  subscriberCACerts?: string;
  subscriberUri?: string;
  uid?: string;
}

export interface ChannelTemplate {
  apiVersion?: string;
  kind?: string;
  spec?: Record<string, unknown>;
}

export interface Delivery {
  backoffDelay?: string;
  backoffPolicy?: string;
  deadLetterSink?: Reply;
  retry?: number;
  [key: string]: unknown;
}

export interface Ref {
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

export interface Reply {
  CACerts?: string;
  audience?: string;
  ref?: Ref;
  uri?: string;
}

export interface SubscriptionChannel {
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  [key: string]: unknown;
}

export interface SubscriptionSpec {
  channel?: SubscriptionChannel;
  delivery?: Delivery;
  reply?: Reply;
  subscriber?: SubscriptionSubscriber;
}

export interface SubscriptionSubscriber {
  CACerts?: string;
  audience?: string;
  ref?: SubscriptionChannel;
  uri?: string;
}
