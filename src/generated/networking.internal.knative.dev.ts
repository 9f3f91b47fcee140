// Written by `npm run generate`; do not edit.
import type { IntOrString, ObjectMeta, ObjectReference } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Certificate {
  apiVersion: 'networking.internal.knative.dev/v1alpha1';
  kind: 'Certificate';
  metadata?: ObjectMeta;
  spec?: CertificateSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface ClusterDomainClaim {
  apiVersion: 'networking.internal.knative.dev/v1alpha1';
  kind: 'ClusterDomainClaim';
  metadata?: ObjectMeta;
  spec?: ClusterDomainClaimSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Ingress {
  apiVersion: 'networking.internal.knative.dev/v1alpha1';
  kind: 'Ingress';
  metadata?: ObjectMeta;
  spec?: IngressSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface ServerlessService {
  apiVersion: 'networking.internal.knative.dev/v1alpha1';
  kind: 'ServerlessService';
  metadata?: ObjectMeta;
  spec?: ServerlessServiceSpec;
}

export interface CertificateSpec {
  dnsNames: string[];
  domain?: string;
  secretName: string;
}

export interface ClusterDomainClaimSpec {
  namespace: string;
}

export interface IngressHeader {
  exact: string;
}

export interface IngressHttp {
  paths: IngressPath[];
}

export interface IngressPath {
  appendHeaders?: Record<string, string>;
  headers?: Record<string, IngressHeader>;
  path?: string;
  rewriteHost?: string;
  splits: IngressSplit[];
}

export interface IngressRule {
  hosts?: string[];
  http?: IngressHttp;
  visibility?: string;
}

export interface IngressSpec {
  httpOption?: string;
  rules?: IngressRule[];
  tls?: IngressTls[];
}

export interface IngressSplit {
  appendHeaders?: Record<string, string>;
  percent?: number;
  serviceName: string;
  serviceNamespace: string;
  servicePort: IntOrString;
}

export interface IngressTls {
  hosts?: string[];
  secretName?: string;
  secretNamespace?: string;
}

export interface ServerlessServiceSpec {
  mode?: string;
  numActivators?: number;
  objectRef: ObjectReference;
  protocolType: string;
}
