import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CrdDocument, entriesOf, isCrd, type KindEntry } from './crd';
import { SchemaFolder } from './fold';
import { madeLater } from './made-later';
import type { SchemaNode } from './schema';

export type { CrdDocument, KindEntry } from './crd';

/** `schemas/` lies beside `src` and, in the package, beside `lib`. */
const folder = join(__dirname, '..', '..', 'schemas');

/** A file of folded schemas: `crds.json`, `core.json`, or what `npm run generate -- --crds` wrote. */
export interface SchemaFile {
  readonly nodes: readonly SchemaNode[];
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindEntry>>>>;
}
type Kinds = Readonly<Record<string, KindEntry>>;

/** The schemas of a release's kinds, of its companions, of Kubernetes itself and of CRDs that a user adds. */
export interface SchemaStore {
  /** Every folded schema; entries and nodes refer to it by index. */
  readonly nodes: readonly SchemaNode[];
  /** Looks among the added CRDs, the release's kinds, the companions' and Kubernetes' own, in this order. */
  kind(release: string, apiVersion: string, kind: string): KindEntry | undefined;
  /** Where `kind` finds it: `undefined` when nowhere. */
  origin(release: string, apiVersion: string, kind: string): 'added' | 'release' | 'companions' | 'core' | undefined;
  /** `group/version/Kind` (core group: `version/Kind`) of every kind of the release, its companions and Kubernetes. */
  kinds(release: string): ReadonlyMap<string, KindEntry>;
  /** The same store with the kinds of CustomResourceDefinitions; other documents are passed over. */
  withCrds(documents: Iterable<unknown>): SchemaStore;
  /** The same store with the kinds of a file that was folded before. */
  withFile(file: SchemaFile): SchemaStore;
}

let loaded: SchemaStore | undefined;

/** The schemas that this package ships; read when first asked for. */
export function schemaStore(): SchemaStore {
  if (!loaded) {
    const { nodes, kinds } = openSchemas(read(join(folder, 'crds.json')), read(join(folder, 'core.json')));
    loaded = store(nodes, kinds, {});
  }
  return loaded;
}

/** Joins files into one list of nodes; later files' indexes are moved up. */
export function openSchemas(...files: readonly SchemaFile[]): SchemaFile {
  const kinds: Record<string, Kinds> = {};
  const firsts: number[] = [];
  let length = 0;
  for (const file of files) {
    const first = length;
    for (const [set, entries] of Object.entries(file.kinds))
      kinds[set] = first === 0 ? entries : mapValues(entries, (entry) => shiftedEntry(entry, first));
    firsts.push(first);
    length += file.nodes.length;
  }
  const nodes = madeLater(length, (index) => {
    const file = firsts.findLastIndex((first) => first <= index);
    const first = firsts[file]!;
    const node = files[file]!.nodes[index - first]!;
    return first === 0 ? node : shifted(node, first);
  });
  return { nodes, kinds };
}

/** Reads a file of one node a line. Most kinds are in no program: their nodes are parsed when first looked at. */
export function readSchemas(text: string): SchemaFile {
  const start = '{\n"nodes":[\n';
  const end = text.indexOf('\n],\n"kinds":');
  if (!text.startsWith(start) || end < 0) return JSON.parse(text) as SchemaFile;
  const lines = text.slice(start.length, end).split(',\n');
  const { kinds } = JSON.parse(`{${text.slice(end + '\n],\n'.length)}`) as SchemaFile;
  return { nodes: madeLater(lines.length, (index) => JSON.parse(lines[index]!) as SchemaNode), kinds };
}

function read(path: string): SchemaFile {
  return readSchemas(readFileSync(path, 'utf8'));
}

function store(nodes: readonly SchemaNode[], sets: SchemaFile['kinds'], added: Kinds): SchemaStore {
  const order = (release: string): Kinds[] => [added, sets[release] ?? {}, sets.companions ?? {}, sets.core ?? {}];
  return {
    nodes,
    kind(release, apiVersion, kind) {
      const key = `${apiVersion}/${kind}`;
      return order(release).find((kinds) => Object.hasOwn(kinds, key))?.[key];
    },
    origin(release, apiVersion, kind) {
      const key = `${apiVersion}/${kind}`;
      const found = order(release).findIndex((kinds) => Object.hasOwn(kinds, key));
      return (['added', 'release', 'companions', 'core'] as const)[found];
    },
    kinds(release) {
      return new Map(
        order(release)
          .reverse()
          .flatMap((kinds) => Object.entries(kinds)),
      );
    },
    withCrds(documents) {
      const folder = new SchemaFolder();
      const entries = [...documents].filter(isCrd).flatMap((crd: CrdDocument) => entriesOf(crd, folder));
      return this.withFile({ nodes: folder.nodes, kinds: { added: Object.fromEntries(entries) } });
    },
    withFile(file) {
      const joined = openSchemas({ nodes, kinds: {} }, file);
      return store(joined.nodes, sets, Object.assign({}, added, ...Object.values(joined.kinds)));
    },
  };
}

function shifted(node: SchemaNode, by: number): SchemaNode {
  const { properties, items, additionalProperties, allOf, anyOf, oneOf, not } = node;
  const move = (index: number) => index + by;
  return {
    ...node,
    ...(properties && { properties: mapValues(properties, move) }),
    ...(items !== undefined && { items: items + by }),
    ...(typeof additionalProperties === 'number' && { additionalProperties: additionalProperties + by }),
    ...(allOf && { allOf: allOf.map(move) }),
    ...(anyOf && { anyOf: anyOf.map(move) }),
    ...(oneOf && { oneOf: oneOf.map(move) }),
    ...(not !== undefined && { not: not + by }),
  };
}

function shiftedEntry(entry: KindEntry, by: number): KindEntry {
  return { ...entry, schema: entry.schema + by, ...(entry.cluster !== undefined && { cluster: entry.cluster + by }) };
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
