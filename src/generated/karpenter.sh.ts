// Written by `npm run generate`; do not edit.
import type { LabelSelectorRequirement, ObjectMeta, Quantity, Taint, VolumeResourceRequirements } from './core';

// source: kubernetes-sigs/karpenter@v1.14.1 pkg/apis/crds/karpenter.sh_nodeclaims.yaml
export interface NodeClaim {
  apiVersion: 'karpenter.sh/v1';
  kind: 'NodeClaim';
  metadata?: ObjectMeta;
  spec: NodeClaimSpec;
}

// source: kubernetes-sigs/karpenter@v1.14.1 pkg/apis/crds/karpenter.sh_nodepools.yaml
export interface NodePool {
  apiVersion: 'karpenter.sh/v1';
  kind: 'NodePool';
  metadata?: ObjectMeta;
  spec: NodePoolSpec;
}

// source: kubernetes-sigs/karpenter@v1.14.1 pkg/apis/crds/karpenter.sh_nodeoverlays.yaml
export interface NodeOverlay {
  apiVersion: 'karpenter.sh/v1alpha1';
  kind: 'NodeOverlay';
  metadata?: ObjectMeta;
  spec: NodeOverlaySpec;
}

export interface NodeClaimNodeClassRef {
  group: string;
  kind: string;
  name: string;
}

export interface NodeClaimRequirement {
  key: string;
  minValues?: number;
  operator: 'Gte' | 'Lte' | 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  values?: string[];
}

export interface NodeClaimSpec {
  expireAfter?: string;
  nodeClassRef: NodeClaimNodeClassRef;
  requirements: NodeClaimRequirement[];
  resources?: VolumeResourceRequirements;
  startupTaints?: Taint[];
  taints?: Taint[];
  terminationGracePeriod?: string;
}

export interface NodeOverlaySpec {
  capacity?: Record<string, Quantity>;
  price?: string;
  priceAdjustment?: string;
  requirements: LabelSelectorRequirement[];
  weight?: number;
}

export interface NodePoolBudget {
  duration?: string;
  nodes?: string;
  reasons?: ('Underutilized' | 'Empty' | 'Drifted')[];
  schedule?: string;
}

export interface NodePoolDisruption {
  budgets?: NodePoolBudget[];
  consolidateAfter: string;
  consolidationPolicy?: 'WhenEmpty' | 'WhenEmptyOrUnderutilized' | 'Balanced';
}

export interface NodePoolMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface NodePoolNodeClassRef {
  group: string;
  kind: string;
  name: string;
}

export interface NodePoolRequirement {
  key: string;
  minValues?: number;
  operator: 'Gte' | 'Lte' | 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  values?: string[];
}

export interface NodePoolSpec {
  disruption?: NodePoolDisruption;
  limits?: Record<string, Quantity>;
  replicas?: number;
  template: NodePoolTemplate;
  weight?: number;
}

export interface NodePoolTemplate {
  metadata?: NodePoolMetadata;
  spec: NodePoolTemplateSpec;
}

export interface NodePoolTemplateSpec {
  expireAfter?: string;
  nodeClassRef: NodePoolNodeClassRef;
  requirements: NodePoolRequirement[];
  startupTaints?: Taint[];
  taints?: Taint[];
  terminationGracePeriod?: string;
}
