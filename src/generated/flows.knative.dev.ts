// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Parallel {
  apiVersion: 'flows.knative.dev/v1';
  kind: 'Parallel';
  metadata?: ObjectMeta;
  spec?: ParallelSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-eventing/base
export interface Sequence {
  apiVersion: 'flows.knative.dev/v1';
  kind: 'Sequence';
  metadata?: ObjectMeta;
  spec?: SequenceSpec;
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

export interface ParallelBranch {
  delivery?: Delivery;
  filter?: Reply;
  reply?: Reply;
  subscriber?: Reply;
  [key: string]: unknown;
}

export interface ParallelSpec {
  branches?: ParallelBranch[];
  channelTemplate?: ChannelTemplate;
  reply?: Reply;
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

export interface SequenceSpec {
  channelTemplate?: ChannelTemplate;
  reply?: Reply;
  steps?: SequenceStep[];
}

export interface SequenceStep {
  CACerts?: string;
  audience?: string;
  delivery?: Delivery;
  ref?: Ref;
  uri?: string;
}
