// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/dex/overlays/oauth2-proxy
export interface AuthCode {
  apiVersion: 'dex.coreos.com/v1';
  kind: 'AuthCode';
  metadata?: ObjectMeta;
  [key: string]: unknown;
}
