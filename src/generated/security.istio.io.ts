// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface AuthorizationPolicyV1 {
  apiVersion: 'security.istio.io/v1';
  kind: 'AuthorizationPolicy';
  metadata?: ObjectMeta;
  spec?: AuthorizationPolicySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface PeerAuthenticationV1 {
  apiVersion: 'security.istio.io/v1';
  kind: 'PeerAuthentication';
  metadata?: ObjectMeta;
  spec?: PeerAuthenticationSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface RequestAuthenticationV1 {
  apiVersion: 'security.istio.io/v1';
  kind: 'RequestAuthentication';
  metadata?: ObjectMeta;
  spec?: RequestAuthenticationSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface AuthorizationPolicyV1beta1 {
  apiVersion: 'security.istio.io/v1beta1';
  kind: 'AuthorizationPolicy';
  metadata?: ObjectMeta;
  spec?: AuthorizationPolicySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface PeerAuthenticationV1beta1 {
  apiVersion: 'security.istio.io/v1beta1';
  kind: 'PeerAuthentication';
  metadata?: ObjectMeta;
  spec?: PeerAuthenticationSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface RequestAuthenticationV1beta1 {
  apiVersion: 'security.istio.io/v1beta1';
  kind: 'RequestAuthentication';
  metadata?: ObjectMeta;
  spec?: RequestAuthenticationSpec;
}

export interface AuthorizationPolicyFrom {
  source?: AuthorizationPolicySource;
}

export interface AuthorizationPolicyOperation {
  hosts?: string[];
  methods?: string[];
  notHosts?: string[];
  notMethods?: string[];
  notPaths?: string[];
  notPorts?: string[];
  paths?: string[];
  ports?: string[];
}

export interface AuthorizationPolicyProvider {
  name?: string;
}

export interface AuthorizationPolicyRule {
  from?: AuthorizationPolicyFrom[];
  to?: AuthorizationPolicyTo[];
  when?: AuthorizationPolicyWhen[];
}

export interface AuthorizationPolicySource {
  ipBlocks?: string[];
  namespaces?: string[];
  notIpBlocks?: string[];
  notNamespaces?: string[];
  notPrincipals?: string[];
  notRemoteIpBlocks?: string[];
  notRequestPrincipals?: string[];
  notServiceAccounts?: string[];
  principals?: string[];
  remoteIpBlocks?: string[];
  requestPrincipals?: string[];
  serviceAccounts?: string[];
}

export interface AuthorizationPolicySpec {
  action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  provider?: AuthorizationPolicyProvider;
  rules?: AuthorizationPolicyRule[];
  selector?: LabelSelector;
  targetRef?: TargetRef;
  targetRefs?: TargetRef[];
}

export interface AuthorizationPolicyTo {
  operation?: AuthorizationPolicyOperation;
}

export interface AuthorizationPolicyWhen {
  key: string;
  notValues?: string[];
  values?: string[];
}

export interface PeerAuthenticationMtls {
  mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}

export interface PeerAuthenticationSpec {
  mtls?: PeerAuthenticationMtls;
  portLevelMtls?: Record<string, PeerAuthenticationMtls>;
  selector?: LabelSelector;
}

export interface RequestAuthenticationFromHeader {
  name: string;
  prefix?: string;
}

export interface RequestAuthenticationJwtRule {
  audiences?: string[];
  forwardOriginalToken?: boolean;
  fromCookies?: string[];
  fromHeaders?: RequestAuthenticationFromHeader[];
  fromParams?: string[];
  issuer?: string;
  jwks?: string;
  jwksUri?: string;
  jwks_uri?: string;
  outputClaimToHeaders?: RequestAuthenticationOutputClaimToHeader[];
  outputPayloadToHeader?: string;
  /** Releases 1.11, 26.03. */
  spaceDelimitedClaims?: string[];
  timeout?: string;
}

export interface RequestAuthenticationOutputClaimToHeader {
  claim: string;
  header: string;
}

export interface RequestAuthenticationSpec {
  jwtRules?: RequestAuthenticationJwtRule[];
  selector?: LabelSelector;
  targetRef?: TargetRef;
  targetRefs?: TargetRef[];
}

export interface TargetRef {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}
