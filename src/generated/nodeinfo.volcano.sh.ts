// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/nodeinfo.volcano.sh_numatopologies.yaml
export interface Numatopology {
  apiVersion: 'nodeinfo.volcano.sh/v1alpha1';
  kind: 'Numatopology';
  metadata?: ObjectMeta;
  spec?: NumatopologySpec;
}

export interface NumatopologyCpuDetail {
  core?: number;
  numa?: number;
  socket?: number;
}

export interface NumatopologyNumare {
  allocatable?: string;
  capacity?: number;
}

export interface NumatopologySpec {
  cpuDetail?: Record<string, NumatopologyCpuDetail>;
  numares?: Record<string, NumatopologyNumare>;
  policies?: Record<string, string>;
  resReserved?: Record<string, string>;
}
