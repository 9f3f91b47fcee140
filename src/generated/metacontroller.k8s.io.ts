// Written by `npm run generate`; do not edit.
import type { LabelSelector, NodeSelectorRequirement, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 applications/pipeline/overlays
export interface CompositeController {
  apiVersion: 'metacontroller.k8s.io/v1alpha1';
  kind: 'CompositeController';
  metadata?: ObjectMeta;
  spec: CompositeControllerSpec;
}

// source: kubeflow/manifests@26.03 applications/pipeline/overlays
export interface ControllerRevision {
  apiVersion: 'metacontroller.k8s.io/v1alpha1';
  kind: 'ControllerRevision';
  metadata?: ObjectMeta;
  children?: ControllerRevisionChildren[];
  parentPatch: Record<string, unknown>;
}

// source: kubeflow/manifests@26.03 applications/pipeline/overlays
export interface DecoratorController {
  apiVersion: 'metacontroller.k8s.io/v1alpha1';
  kind: 'DecoratorController';
  metadata?: ObjectMeta;
  spec: DecoratorControllerSpec;
}

export interface CompositeControllerChildResource {
  apiVersion: string;
  resource: string;
  updateStrategy?: CompositeControllerUpdateStrategy;
}

export interface CompositeControllerCondition {
  reason?: string;
  status?: string;
  type: string;
}

export interface CompositeControllerHooks {
  customize?: Customize;
  finalize?: Customize;
  postUpdateChild?: Customize;
  preUpdateChild?: Customize;
  sync?: Customize;
}

export interface CompositeControllerParentResource {
  apiVersion: string;
  labelSelector?: LabelSelector;
  resource: string;
  revisionHistory?: CompositeControllerRevisionHistory;
}

export interface CompositeControllerRevisionHistory {
  fieldPaths?: string[];
}

export interface CompositeControllerSpec {
  childResources?: CompositeControllerChildResource[];
  generateSelector?: boolean;
  hooks?: CompositeControllerHooks;
  parentResource: CompositeControllerParentResource;
  resyncPeriodSeconds?: number;
}

export interface CompositeControllerStatusChecks {
  conditions?: CompositeControllerCondition[];
}

export interface CompositeControllerUpdateStrategy {
  method?: 'OnDelete' | 'Recreate' | 'InPlace' | 'RollingRecreate' | 'RollingInPlace';
  statusChecks?: CompositeControllerStatusChecks;
}

export interface ControllerRevisionChildren {
  apiGroup: string;
  kind: string;
  names: string[];
}

export interface Customize {
  version?: 'v1' | 'v2';
  webhook?: Webhook;
}

export interface DecoratorControllerAnnotationSelector {
  matchAnnotations?: Record<string, string>;
  matchExpressions?: NodeSelectorRequirement[];
}

export interface DecoratorControllerAttachment {
  apiVersion: string;
  resource: string;
  updateStrategy?: DecoratorControllerUpdateStrategy;
}

export interface DecoratorControllerHooks {
  customize?: Customize;
  finalize?: Customize;
  sync?: Customize;
}

export interface DecoratorControllerResource {
  annotationSelector?: DecoratorControllerAnnotationSelector;
  apiVersion: string;
  labelSelector?: LabelSelector;
  resource: string;
}

export interface DecoratorControllerSpec {
  attachments?: DecoratorControllerAttachment[];
  hooks?: DecoratorControllerHooks;
  resources: DecoratorControllerResource[];
  resyncPeriodSeconds?: number;
}

export interface DecoratorControllerUpdateStrategy {
  method?: 'OnDelete' | 'Recreate' | 'InPlace' | 'RollingRecreate' | 'RollingInPlace';
}

export interface Etag {
  cacheCleanupSeconds?: number;
  cacheTimeoutSeconds?: number;
  enabled?: boolean;
}

export interface Webhook {
  etag?: Etag;
  path?: string;
  responseUnMarshallMode?: 'loose' | 'strict';
  service?: WebhookService;
  timeout?: string;
  url?: string;
}

export interface WebhookService {
  name: string;
  namespace: string;
  port?: number;
  protocol?: string;
}
