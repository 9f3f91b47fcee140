// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/shard.volcano.sh_nodeshards.yaml
export interface NodeShard {
  apiVersion: 'shard.volcano.sh/v1alpha1';
  kind: 'NodeShard';
  metadata?: ObjectMeta;
  spec: NodeShardSpec;
}

export interface NodeShardSpec {
  nodesDesired: string[];
}
