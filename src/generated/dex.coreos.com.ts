// Written by `npm run generate`; do not edit.
// source: kubeflow/manifests@26.03 common/dex/overlays/oauth2-proxy
export interface AuthCode {
  apiVersion: 'dex.coreos.com/v1';
  kind: 'AuthCode';
  [key: string]: unknown;
}
