// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

export interface PriorityClass {
  apiVersion: 'scheduling.k8s.io/v1';
  kind: 'PriorityClass';
  description?: string;
  globalDefault?: boolean;
  metadata?: ObjectMeta;
  preemptionPolicy?: 'Never' | 'PreemptLowerPriority';
  value: number;
}
