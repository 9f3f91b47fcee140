/** One object that another one names. */
export interface Reference {
  /** Last part of the rule id, `reference/secret`. */
  readonly rule: string;
  readonly kind: string;
  /** Kinds that serve as well and belong to no namespace. */
  readonly orKinds?: readonly string[];
  /** Empty for kinds of no namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** Namespaces in which it serves as well. */
  readonly orNamespaces?: readonly string[];
  /** Whether others than the set often make it: told where the set is closed, or makes others of the kind in the namespace. */
  readonly elsewhere?: boolean;
}

type More = Partial<Pick<Reference, 'orKinds' | 'orNamespaces' | 'elsewhere'>> & {
  /** Namespace, where it is not that of what names it; empty for kinds of no namespace. */
  readonly in?: string;
};

export type Fields = Record<string, unknown>;

/** Takes a reference down; names that are empty, no text or yet to be filled in are none. */
export type Add = (rule: string, kind: string, name: unknown, path: string, more?: More) => void;
