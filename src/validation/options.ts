import type { KubeflowRelease } from '../core/release';
import type { Json } from './finding';
import type { KindEntry } from './schema-store';

/** Something that exists in the cluster although no manifest of the set makes it. */
export interface Declared {
  readonly kind: string;
  readonly name: string;
  /** Left out: in every namespace, or of none. */
  readonly namespace?: string;
}

export interface ValidateOptions {
  /** @default '26.03' */
  readonly release?: KubeflowRelease;
  /** Whether the objects are all that there is: references to anything else are then errors. @default false */
  readonly closed?: boolean;
  /** Whether references and identities are left unchecked, each object being looked at alone. @default false */
  readonly isolated?: boolean;
  /** CustomResourceDefinitions of kinds beyond the release's, its companions' and Kubernetes' own. */
  readonly crds?: Iterable<unknown>;
  /** What exists already. */
  readonly declared?: readonly Declared[];
}

/** What checks between objects ask of the set they look at. */
export interface ObjectSet {
  readonly release: KubeflowRelease;
  readonly objects: readonly unknown[];
  entry(object: Json): KindEntry | undefined;
  find(kind: string, namespace: string, name: string): Json | undefined;
}
