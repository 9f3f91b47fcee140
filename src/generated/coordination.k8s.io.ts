// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.coordination.v1.Lease
export interface Lease {
  apiVersion: 'coordination.k8s.io/v1';
  kind: 'Lease';
  metadata?: ObjectMeta;
  spec?: LeaseSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.coordination.v1beta1.LeaseCandidate
export interface LeaseCandidate {
  apiVersion: 'coordination.k8s.io/v1beta1';
  kind: 'LeaseCandidate';
  metadata?: ObjectMeta;
  spec?: LeaseCandidateSpec;
}

export interface LeaseCandidateSpec {
  binaryVersion: string;
  emulationVersion?: string;
  leaseName: string;
  pingTime?: string;
  renewTime?: string;
  strategy: string;
}

export interface LeaseSpec {
  acquireTime?: string;
  holderIdentity?: string;
  leaseDurationSeconds?: number;
  leaseTransitions?: number;
  preferredHolder?: string;
  renewTime?: string;
  strategy?: string;
}
