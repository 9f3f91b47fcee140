// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.rbac.v1.ClusterRole
export interface ClusterRole {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'ClusterRole';
  metadata?: ObjectMeta;
  aggregationRule?: AggregationRule;
  rules?: PolicyRule[];
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.rbac.v1.ClusterRoleBinding
export interface ClusterRoleBinding {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'ClusterRoleBinding';
  metadata?: ObjectMeta;
  roleRef: RoleRef;
  subjects?: Subject[];
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.rbac.v1.Role
export interface Role {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'Role';
  metadata?: ObjectMeta;
  rules?: PolicyRule[];
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.rbac.v1.RoleBinding
export interface RoleBinding {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'RoleBinding';
  metadata?: ObjectMeta;
  roleRef: RoleRef;
  subjects?: Subject[];
}

export interface AggregationRule {
  clusterRoleSelectors?: LabelSelector[];
}

export interface PolicyRule {
  apiGroups?: string[];
  nonResourceURLs?: string[];
  resourceNames?: string[];
  resources?: string[];
  verbs: string[];
}

export interface RoleRef {
  apiGroup: string;
  kind: string;
  name: string;
}

export interface Subject {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}
