// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/config.volcano.sh_colocationconfigurations.yaml
export interface ColocationConfiguration {
  apiVersion: 'config.volcano.sh/v1alpha1';
  kind: 'ColocationConfiguration';
  metadata?: ObjectMeta;
  spec: ColocationConfigurationSpec;
}

export interface ColocationConfigurationMemoryQos {
  highRatio?: number;
  lowRatio?: number;
  minRatio?: number;
}

export interface ColocationConfigurationSpec {
  memoryQos?: ColocationConfigurationMemoryQos;
  selector?: LabelSelector;
}
