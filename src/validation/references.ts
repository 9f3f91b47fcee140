import type { Json } from './finding';
import type { Judge } from './validate';

/** One object that another one names. */
export interface Reference {
  /** Last part of the rule id, `reference/secret`. */
  readonly rule: string;
  readonly kind: string;
  /** Kinds that serve as well, such as the cluster-wide twin. */
  readonly orKinds?: readonly string[];
  readonly namespace?: string;
  readonly name: string;
  readonly path: string;
}

export function provided(_object: Json): string[] {
  return [];
}

export function references(_object: Json, _judge: Judge): Reference[] {
  return [];
}
