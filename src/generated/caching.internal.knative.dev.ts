// Written by `npm run generate`; do not edit.
import type { LocalObjectReference, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Image {
  apiVersion: 'caching.internal.knative.dev/v1alpha1';
  kind: 'Image';
  metadata?: ObjectMeta;
  spec?: ImageSpec;
}

export interface ImageSpec {
  image: string;
  imagePullSecrets?: LocalObjectReference[];
  serviceAccountName?: string;
}
