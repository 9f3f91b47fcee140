import { join } from 'node:path';
import { type CrdDocument, entriesOf, isCrd, type KindEntry } from '../../src/validation/crd';
import { SchemaFolder, withoutStatus } from '../../src/validation/fold';
import type { SchemaNode } from '../../src/validation/schema';
import { documentsOf } from './files';
import { katibSchemas } from './katib';
import type { Structural } from './openapi';

export type Kinds = Record<string, KindEntry>;
export interface Folded {
  readonly nodes: SchemaNode[];
  readonly kinds: Record<string, Kinds>;
}

export const releaseSets = ['1.10', '1.11', '26.03'] as const;

/** Folds the CustomResourceDefinitions of several folders, one set each, into one list of nodes. */
export function foldFolders(folders: Readonly<Record<string, string>>, folder = new SchemaFolder()): Folded {
  const kinds: Record<string, Kinds> = {};
  for (const [set, path] of Object.entries(folders)) {
    kinds[set] = sorted(crdsOf(path).flatMap(({ crd }) => entriesOf(crd, folder)));
  }
  return { nodes: folder.nodes, kinds };
}

/** The CustomResourceDefinitions of a folder; other documents are passed over. */
export function crdsOf(path: string): { file: string; crd: CrdDocument }[] {
  return documentsOf(path).flatMap(({ file, document }) => (isCrd(document) ? [{ file, crd: document }] : []));
}

/** The facts about the releases' and their companions' CRDs, from a folder of upstream data. */
export function foldReleases(data: string, typesOnly: string): Folded {
  const folder = new SchemaFolder();
  const sets = [...releaseSets, 'companions'];
  const folded = foldFolders(Object.fromEntries(sets.map((set) => [set, join(data, 'crds', set)])), folder);
  const companions = folded.kinds.companions!;
  const { kinds: katib, structural } = katibSchemas(join(data, 'openapi', 'katib_v0.19.0.json'));
  const goTypes = Object.fromEntries(
    crdsOf(typesOnly).flatMap(({ crd }) => entriesOf(spelledOut(crd, structural) as CrdDocument, folder)),
  );
  for (const set of releaseSets) {
    const kinds = folded.kinds[set]!;
    for (const [key, entry] of Object.entries(kinds)) {
      if (!isLax(folded.nodes, entry)) continue;
      const cluster = entry.schema;
      const openapi = katib[key];
      if (openapi) {
        const schema = entry.subresources?.includes('status') ? withoutStatus(openapi) : openapi;
        kinds[key] = { ...entry, schema: folder.fold(schema), source: 'openapi', cluster };
      } else if (companions[key]) {
        kinds[key] = { ...entry, schema: companions[key].schema, source: 'companion', cluster };
      } else if (goTypes[key]) {
        kinds[key] = { ...entry, schema: goTypes[key].schema, source: 'go-types', cluster };
      }
    }
  }
  return folded;
}

/** Whether the cluster takes anything for the kind's specification. */
function isLax(nodes: readonly SchemaNode[], { schema }: KindEntry): boolean {
  const root = nodes[schema]!;
  const spec = root.properties?.spec;
  const inner = spec === undefined ? root : nodes[spec]!;
  return inner['x-kubernetes-preserve-unknown-fields'] === true && inner.properties === undefined;
}

/** Hand-written CRD files may name one of Kubernetes' types instead of spelling it out. */
const named = 'x-definition';

function spelledOut(value: unknown, structural: Structural): unknown {
  if (Array.isArray(value)) return value.map((entry) => spelledOut(entry, structural));
  if (typeof value !== 'object' || value === null) return value;
  const name = (value as Record<string, unknown>)[named];
  if (typeof name === 'string') return structural.get(name);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, spelledOut(child, structural)]));
}

export function sorted<V>(entries: readonly (readonly [string, V])[]): Record<string, V> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
