// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.scheduling.v1.PriorityClass
export interface PriorityClass {
  apiVersion: 'scheduling.k8s.io/v1';
  kind: 'PriorityClass';
  metadata?: ObjectMeta;
  description?: string;
  globalDefault?: boolean;
  preemptionPolicy?: 'Never' | 'PreemptLowerPriority';
  value: number;
}
