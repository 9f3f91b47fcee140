// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: NVIDIA/gpu-operator@v26.7.0 deployments/gpu-operator/crds/resource.nvidia.com_computedomains.yaml
export interface ComputeDomain {
  apiVersion: 'resource.nvidia.com/v1beta1';
  kind: 'ComputeDomain';
  metadata?: ObjectMeta;
  spec?: ComputeDomainSpec;
}

// source: NVIDIA/gpu-operator@v26.7.0 deployments/gpu-operator/crds/resource.nvidia.com_computedomaincliques.yaml
export interface ComputeDomainClique {
  apiVersion: 'resource.nvidia.com/v1beta1';
  kind: 'ComputeDomainClique';
  metadata?: ObjectMeta;
  daemons?: ComputeDomainCliqueDaemon[];
}

export interface ComputeDomainChannel {
  allocationMode?: 'All' | 'Single';
  resourceClaimTemplate: ComputeDomainResourceClaimTemplate;
}

export interface ComputeDomainCliqueDaemon {
  cliqueID: string;
  index?: number;
  ipAddress: string;
  nodeName: string;
  status?: 'Ready' | 'NotReady';
}

export interface ComputeDomainResourceClaimTemplate {
  name: string;
}

export interface ComputeDomainSpec {
  channel: ComputeDomainChannel;
  numNodes: number;
}
