// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/topology.volcano.sh_hypernodes.yaml
export interface HyperNode {
  apiVersion: 'topology.volcano.sh/v1alpha1';
  kind: 'HyperNode';
  metadata?: ObjectMeta;
  spec?: HyperNodeSpec;
}

export interface HyperNodeExactMatch {
  name: string;
}

export interface HyperNodeMember {
  selector?: HyperNodeSelector;
  type: 'Node' | 'HyperNode';
}

export interface HyperNodeRegexMatch {
  pattern: string;
}

export interface HyperNodeSelector {
  exactMatch?: HyperNodeExactMatch;
  labelMatch?: LabelSelector;
  regexMatch?: HyperNodeRegexMatch;
}

export interface HyperNodeSpec {
  members?: HyperNodeMember[];
  tier: number;
  tierName?: string;
}
