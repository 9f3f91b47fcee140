// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Metric {
  apiVersion: 'autoscaling.internal.knative.dev/v1alpha1';
  kind: 'Metric';
  metadata?: ObjectMeta;
  spec?: MetricSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface PodAutoscaler {
  apiVersion: 'autoscaling.internal.knative.dev/v1alpha1';
  kind: 'PodAutoscaler';
  metadata?: ObjectMeta;
  spec?: PodAutoscalerSpec;
}

export interface MetricSpec {
  panicWindow: number;
  scrapeTarget: string;
  stableWindow: number;
}

export interface PodAutoscalerScaleTargetRef {
  apiVersion?: string;
  kind?: string;
  name?: string;
}

export interface PodAutoscalerSpec {
  containerConcurrency?: number;
  protocolType: string;
  reachability?: string;
  scaleTargetRef: PodAutoscalerScaleTargetRef;
}
