import type { KindEntry } from '../../../src/validation/crd';
import type { SchemaNode } from '../../../src/validation/schema';

export interface TypesInput {
  readonly nodes: readonly SchemaNode[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindEntry>>>>;
  /** The sets that are merged into one type per kind, oldest first. */
  readonly releases: readonly string[];
  /** Kubernetes' definitions by full name. */
  readonly definitions: Readonly<Record<string, number>>;
  /** `repository@tag path` by kind. */
  readonly sources: Readonly<Record<string, string>>;
  /** Leave out Kubernetes' types that nothing uses. @default false */
  readonly onlyUsed?: boolean;
}

export function kindParts(key: string): { group: string; version: string; kind: string } {
  const parts = key.split('/');
  return { group: parts.length > 2 ? parts[0]! : '', version: parts.at(-2)!, kind: parts.at(-1)! };
}
