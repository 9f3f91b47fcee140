import type { Construct, IConstruct } from 'constructs';
import { fail } from './errors';
import { metadataOf } from './synth';

/** Something that the cluster has although the program does not make it. */
export interface Existing {
  readonly kind: string;
  readonly name: string;
  /** @default every namespace, or none for kinds without */
  readonly namespace?: string;
}
/** A finding that is known and accepted below a scope. */
export interface Acknowledgement {
  readonly path: string;
  readonly rule: string;
  readonly reason: string;
}

const EXISTING = 'kubeflow-cdk/existing';
const ACKNOWLEDGED = 'kubeflow-cdk/acknowledged';

/** Says that the cluster has these already, so that references to them are fine. */
export function declareExisting(scope: Construct, ...objects: readonly Existing[]): void {
  for (const object of objects) scope.node.addMetadata(EXISTING, object);
}

/**
 * Accepts a finding below `scope`, by its rule's id or `family/*`. One that matches nothing is reported, so that none
 * outlives its reason.
 */
export function acknowledge(scope: Construct, rule: string, reason: string): void {
  if (!reason?.trim()) fail(scope, `acknowledging '${rule}' needs a reason: say why it is fine here`);
  scope.node.addMetadata(ACKNOWLEDGED, { path: scope.node.path, rule, reason } satisfies Acknowledgement);
}

export function existingIn(root: IConstruct): Existing[] {
  return metadataOf(root, EXISTING);
}

export function acknowledgedIn(root: IConstruct): Acknowledgement[] {
  return metadataOf(root, ACKNOWLEDGED);
}
