// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 applications/tensorboard/tensorboard-controller/upstream/overlays/kubeflow
export interface Tensorboard {
  apiVersion: 'tensorboard.kubeflow.org/v1alpha1';
  kind: 'Tensorboard';
  metadata?: ObjectMeta;
  spec?: TensorboardSpec;
}

export interface TensorboardSpec {
  logspath: string;
}
