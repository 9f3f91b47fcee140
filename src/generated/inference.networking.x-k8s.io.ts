// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 applications/kserve/kserve
/** Release 26.03. */
export interface InferenceModel {
  apiVersion: 'inference.networking.x-k8s.io/v1alpha2';
  kind: 'InferenceModel';
  metadata?: ObjectMeta;
  spec?: InferenceModelSpec;
}

// source: kubeflow/manifests@26.03 applications/kserve/kserve
/** Release 26.03. */
export interface InferencePool {
  apiVersion: 'inference.networking.x-k8s.io/v1alpha2';
  kind: 'InferencePool';
  metadata?: ObjectMeta;
  spec?: InferencePoolSpec;
}

export interface InferenceModelPoolRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface InferenceModelSpec {
  criticality?: 'Critical' | 'Standard' | 'Sheddable';
  modelName: string;
  poolRef: InferenceModelPoolRef;
  targetModels?: InferenceModelTargetModel[];
}

export interface InferenceModelTargetModel {
  name: string;
  weight?: number;
}

export interface InferencePoolExtensionRef {
  failureMode?: 'FailOpen' | 'FailClose';
  group?: string;
  kind?: string;
  name: string;
  portNumber?: number;
}

export interface InferencePoolSpec {
  extensionRef: InferencePoolExtensionRef;
  selector: Record<string, string>;
  targetPortNumber: number;
}
