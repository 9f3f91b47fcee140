import { isSchema } from './crd-schema';
import { isRecord } from './finding';
import { type Schema, type SchemaFolder, withoutStatus } from './fold';

/** One served version of a kind, as the cluster sees it. */
export interface KindEntry {
  /** Index of the folded schema. */
  readonly schema: number;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly plural: string;
  /** `status`, `scale`; absent when there is none. */
  readonly subresources?: readonly string[];
  /** Whether the API server warns that this version is deprecated. */
  readonly deprecated?: true;
  /**
   * Where the schema is not the cluster's own: `openapi` (upstream's typed definitions), `companion` (upstream's full
   * CRD), `go-types` (upstream's Go types). The cluster itself then checks `cluster` only.
   */
  readonly source?: 'openapi' | 'companion' | 'go-types';
  /** Index of the schema that the cluster enforces, where `source` is given. */
  readonly cluster?: number;
}

/** What this package reads of a CustomResourceDefinition. */
export interface CrdDocument {
  readonly apiVersion?: string;
  readonly kind: 'CustomResourceDefinition';
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly CrdVersion[];
  };
}

interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly deprecated?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
  readonly subresources?: { readonly status?: object; readonly scale?: object };
}

/** Whether a parsed document is a CustomResourceDefinition of apiextensions.k8s.io/v1. */
export function isCrd(document: unknown): document is CrdDocument {
  if (!isRecord(document) || document.kind !== 'CustomResourceDefinition' || !isRecord(document.spec)) return false;
  const { group, names, versions } = document.spec;
  return (
    typeof group === 'string' &&
    isRecord(names) &&
    typeof names.kind === 'string' &&
    Array.isArray(versions) &&
    versions.every((version) => isRecord(version) && typeof version.name === 'string')
  );
}

/** The key of a kind: `group/version/Kind`, or `version/Kind` in the core group. */
export function kindKey(group: string, version: string, kind: string): string {
  return group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`;
}

/** The entries of every served version of a CustomResourceDefinition; one whose schema is none has no entry. */
export function entriesOf(crd: CrdDocument, folder: SchemaFolder): [key: string, entry: KindEntry][] {
  const { group, names, scope, versions } = crd.spec;
  return versions
    .filter((version) => version.served)
    .flatMap((version): [string, KindEntry][] => {
      const written = version.schema?.openAPIV3Schema ?? {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      };
      if (!isSchema(written)) return [];
      const subresources = (['status', 'scale'] as const).filter((name) => version.subresources?.[name]);
      const entry: KindEntry = {
        schema: folder.fold(subresources.includes('status') ? withoutStatus(written) : written),
        scope,
        plural: names.plural,
        ...(subresources.length > 0 && { subresources }),
        ...(version.deprecated && { deprecated: true }),
      };
      return [[kindKey(group, version.name, names.kind), entry]];
    });
}
