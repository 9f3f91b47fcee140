// Written by `npm run generate`; do not edit.
import type { ObjectMeta, OwnerReference } from './core';

// source: volcano-sh/volcano@v1.15.1 config/crd/volcano/bases/bus.volcano.sh_commands.yaml
export interface Command {
  apiVersion: 'bus.volcano.sh/v1alpha1';
  kind: 'Command';
  metadata?: ObjectMeta;
  action?: string;
  message?: string;
  reason?: string;
  target?: OwnerReference;
}
