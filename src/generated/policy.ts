// Written by `npm run generate`; do not edit.
import type { IntOrString, LabelSelector, ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.policy.v1.PodDisruptionBudget
export interface PodDisruptionBudget {
  apiVersion: 'policy/v1';
  kind: 'PodDisruptionBudget';
  metadata?: ObjectMeta;
  spec?: PodDisruptionBudgetSpec;
}

export interface PodDisruptionBudgetSpec {
  maxUnavailable?: IntOrString;
  minAvailable?: IntOrString;
  selector?: LabelSelector;
  unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget';
}
