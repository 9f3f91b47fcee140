// Written by `npm run generate`; do not edit.
import type { ObjectMeta, Quantity, Toleration } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.node.v1.RuntimeClass
export interface RuntimeClass {
  apiVersion: 'node.k8s.io/v1';
  kind: 'RuntimeClass';
  metadata?: ObjectMeta;
  handler: string;
  overhead?: Overhead;
  scheduling?: Scheduling;
}

export interface Overhead {
  podFixed?: Record<string, Quantity>;
}

export interface Scheduling {
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
}
