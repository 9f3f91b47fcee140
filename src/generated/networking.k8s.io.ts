// Written by `npm run generate`; do not edit.
import type { IntOrString, LabelSelector, ObjectMeta, TypedLocalObjectReference } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1.IPAddress
export interface IPAddressV1 {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'IPAddress';
  metadata?: ObjectMeta;
  spec?: IPAddressSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1.Ingress
export interface Ingress {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'Ingress';
  metadata?: ObjectMeta;
  spec?: IngressSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1.IngressClass
export interface IngressClass {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'IngressClass';
  metadata?: ObjectMeta;
  spec?: IngressClassSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1.NetworkPolicy
export interface NetworkPolicy {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'NetworkPolicy';
  metadata?: ObjectMeta;
  spec?: NetworkPolicySpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1.ServiceCIDR
export interface ServiceCIDRV1 {
  apiVersion: 'networking.k8s.io/v1';
  kind: 'ServiceCIDR';
  metadata?: ObjectMeta;
  spec?: ServiceCIDRSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1beta1.IPAddress
export interface IPAddressV1beta1 {
  apiVersion: 'networking.k8s.io/v1beta1';
  kind: 'IPAddress';
  metadata?: ObjectMeta;
  spec?: IPAddressSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.networking.v1beta1.ServiceCIDR
export interface ServiceCIDRV1beta1 {
  apiVersion: 'networking.k8s.io/v1beta1';
  kind: 'ServiceCIDR';
  metadata?: ObjectMeta;
  spec?: ServiceCIDRSpec;
}

export interface HTTPIngressPath {
  backend: IngressBackend;
  path?: string;
  pathType: 'Exact' | 'ImplementationSpecific' | 'Prefix';
}

export interface HTTPIngressRuleValue {
  paths: HTTPIngressPath[];
}

export interface IPAddressSpec {
  parentRef: ParentReference;
}

export interface IPBlock {
  cidr: string;
  except?: string[];
}

export interface IngressBackend {
  resource?: TypedLocalObjectReference;
  service?: IngressServiceBackend;
}

export interface IngressClassParametersReference {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
  scope?: string;
}

export interface IngressClassSpec {
  controller?: string;
  parameters?: IngressClassParametersReference;
}

export interface IngressRule {
  host?: string;
  http?: HTTPIngressRuleValue;
}

export interface IngressServiceBackend {
  name: string;
  port?: ServiceBackendPort;
}

export interface IngressSpec {
  defaultBackend?: IngressBackend;
  ingressClassName?: string;
  rules?: IngressRule[];
  tls?: IngressTLS[];
}

export interface IngressTLS {
  hosts?: string[];
  secretName?: string;
}

export interface NetworkPolicyEgressRule {
  ports?: NetworkPolicyPort[];
  to?: NetworkPolicyPeer[];
}

export interface NetworkPolicyIngressRule {
  from?: NetworkPolicyPeer[];
  ports?: NetworkPolicyPort[];
}

export interface NetworkPolicyPeer {
  ipBlock?: IPBlock;
  namespaceSelector?: LabelSelector;
  podSelector?: LabelSelector;
}

export interface NetworkPolicyPort {
  endPort?: number;
  port?: IntOrString;
  protocol?: 'SCTP' | 'TCP' | 'UDP';
}

export interface NetworkPolicySpec {
  egress?: NetworkPolicyEgressRule[];
  ingress?: NetworkPolicyIngressRule[];
  podSelector?: LabelSelector;
  policyTypes?: ('Egress' | 'Ingress')[];
}

export interface ParentReference {
  group?: string;
  name: string;
  namespace?: string;
  resource: string;
}

export interface ServiceBackendPort {
  name?: string;
  number?: number;
}

export interface ServiceCIDRSpec {
  cidrs?: string[];
}
