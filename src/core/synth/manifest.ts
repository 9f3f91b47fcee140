import {
  ApiObject,
  type App,
  ImplicitTokenResolver,
  JsonPatch,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A Kubernetes object as it is written. */
export type Json = Record<string, unknown>;

/** A manifest on its way to a writer. */
export interface Rendering {
  /** To be read only: parts of it may be the very objects that the program gave. */
  readonly manifest: Json;
  /** Whether its keys are in the order that they are to be written in; where not, the writer sorts them. */
  readonly isOrdered: boolean;
}

/** Key of a member that says whether `toJson()` of an object of ours gives what cdk8s's own would. */
export const rendersAsStock = Symbol('renders as stock');

/** What cdk8s keeps of an object, as far as its manifest depends on it. */
interface Stored {
  readonly props: Json;
  readonly patches: readonly JsonPatch[];
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels: Json;
    readonly annotations: Json;
    readonly finalizers: readonly string[];
    readonly ownerReferences: readonly unknown[];
    readonly _additionalAttributes: Json;
    readonly toJson: () => unknown;
  };
}

const stockToJson = ApiObject.prototype.toJson;
let stockMetadataToJson: unknown;
let sortedInThisRun: boolean | undefined;

/** Runs `run` with `CDK8S_DISABLE_SORT` read once, as reading the environment takes longer than a small manifest. */
export function withEnvironmentRead<T>(run: () => T): T {
  const before = sortedInThisRun;
  sortedInThisRun = isSorted();
  try {
    return run();
  } finally {
    sortedInThisRun = before;
  }
}

function isSorted(): boolean {
  return sortedInThisRun ?? !process.env.CDK8S_DISABLE_SORT;
}

/** The manifest of any object: its own `toJson()`, or the same without a copy where that is cdk8s's. */
export function renderingOf(object: ApiObject): Rendering {
  if (object.toJson !== stockToJson && (object as { [rendersAsStock]?: boolean })[rendersAsStock] !== true)
    return { manifest: object.toJson(), isOrdered: true };
  if (!isSorted() || (object as unknown as Stored).patches?.length !== 0)
    return { manifest: resourceJson(object), isOrdered: true };
  const manifest = plainManifest(object);
  return manifest === undefined
    ? { manifest: stockToJson.call(object), isOrdered: true }
    : { manifest, isOrdered: false };
}

/** What `ApiObject.toJson()` returns, faster. */
export function resourceJson(object: ApiObject): Json {
  const manifest = plainManifest(object);
  if (manifest === undefined) return stockToJson.call(object);
  const sorted = isSorted();
  const json = new Members();
  const keys = Object.keys(manifest);
  for (const key of sorted ? keys.sort() : keys) json[key] = copy(manifest[key], sorted || key === 'metadata');
  const { patches } = object as unknown as Stored;
  if (patches.length === 0) return inOrder(json);
  try {
    return inOrder(JsonPatch.apply(json, ...patches) as Json);
  } catch (error) {
    throw failed(object, error);
  }
}

function failed(object: ApiObject, error: unknown): Error {
  return new Error(`Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`);
}

/**
 * The manifest before patches, resolved and sanitized in one walk, its keys not sorted but for `apiVersion`, `kind` and
 * `metadata`, which come first.
 *
 * Apps with resolvers of their own, and values that only cdk8s knows how to treat or to refuse, are left to it: undefined.
 */
function plainManifest(object: ApiObject): Json | undefined {
  const { props, patches, metadata } = object as unknown as Stored;
  if (!hasOnlyStockResolvers(object) || !Array.isArray(patches)) return undefined;
  if (!isPlain(props) || !isPlain(metadata?._additionalAttributes)) return undefined;
  stockMetadataToJson ??= Object.getPrototypeOf(object.metadata).toJson;
  if (metadata.toJson !== stockMetadataToJson) return undefined;
  try {
    const manifest = new Members();
    const own = metadataOf(metadata);
    put(manifest, 'apiVersion', walk(props.apiVersion, false));
    put(manifest, 'kind', walk(props.kind, false));
    put(manifest, 'metadata', own);
    for (const key in props) {
      if (key === 'apiVersion' || key === 'kind' || key === 'metadata') continue;
      if (isSpecial(key)) throw leftToCdk8s;
      put(manifest, key, walk(props[key], false));
    }
    return manifest;
  } catch (error) {
    if (error === leftToCdk8s) return undefined;
    throw failed(object, error);
  }
}

function hasOnlyStockResolvers(object: IConstruct): boolean {
  const { resolvers } = object.node.root as Partial<Pick<App, never>> & { resolvers?: readonly object[] };
  return (
    Array.isArray(resolvers) &&
    resolvers.length === 3 &&
    resolvers[0].constructor === LazyResolver &&
    resolvers[1].constructor === ImplicitTokenResolver &&
    resolvers[2].constructor === NumberStringUnionResolver
  );
}

/** Thrown, once and without a stack, where the walk meets what is left to cdk8s. */
const leftToCdk8s = { name: 'left to cdk8s' };

/** What cdk8s's metadata says as JSON: everything it was given, with what was added to it since. */
function metadataOf(metadata: Stored['metadata']): Json | undefined {
  const given = metadata._additionalAttributes;
  const result = new Members();
  let seen = 0;
  for (const key in given) {
    if (isSpecial(key)) throw leftToCdk8s;
    const place = standardMetadata.indexOf(key as Standard);
    if (place >= 0) seen |= 1 << place;
    put(result, key, walk(place < 0 ? given[key] : metadata[key as Standard], true));
  }
  for (let place = 0; place < standardMetadata.length; place++) {
    const key = standardMetadata[place]!;
    if ((seen & (1 << place)) === 0) put(result, key, walk(metadata[key], true));
  }
  return isEmpty(result) ? undefined : result;
}

const standardMetadata = ['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences'] as const;
type Standard = (typeof standardMetadata)[number];

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** Members that make an object another one than it looks like. */
function isSpecial(key: string): boolean {
  return key === '__proto__' || key === 'constructor';
}

/** The value resolved, without what is undefined, and the very same where nothing of it changes. */
function walk(value: unknown, dropEmpty: boolean): unknown {
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw leftToCdk8s;
    return value;
  }
  if (value === null) return undefined;
  if (Array.isArray(value)) return items(value, dropEmpty);
  if (Object.getPrototypeOf(value) === Object.prototype) return members(value as Json, dropEmpty);
  if (value.constructor === Object) throw leftToCdk8s;
  return walk(resolved(value), dropEmpty);
}

function items(list: readonly unknown[], dropEmpty: boolean): unknown {
  if (list.length === 0) return dropEmpty ? undefined : list;
  let changed: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = walk(list[i], dropEmpty);
    if (changed === undefined) {
      if (item === list[i]) continue;
      changed = list.slice();
    }
    changed[i] = item;
  }
  return changed ?? list;
}

function members(value: Json, dropEmpty: boolean): unknown {
  let changed: Json | undefined;
  for (const key in value) {
    if (isSpecial(key)) throw leftToCdk8s;
    const given = value[key];
    const member = walk(given, dropEmpty);
    if (changed === undefined) {
      if (member === given && member !== undefined) continue;
      changed = membersBefore(value, key);
    }
    if (member !== undefined) changed[key] = member;
  }
  const result = changed ?? value;
  return dropEmpty && isEmpty(result) ? undefined : result;
}

function membersBefore(value: Json, end: string): Json {
  const result = new Members();
  for (const key in value) {
    if (key === end) break;
    result[key] = value[key];
  }
  return result;
}

function put(object: Json, key: string, member: unknown): void {
  if (member !== undefined) object[key] = member;
}

function copy(value: unknown, sorted: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, sorted));
  const result = new Members();
  const keys = Object.keys(value);
  for (const key of sorted ? keys.sort() : keys) result[key] = copy((value as Json)[key], sorted);
  return result;
}

/** With the keys first that a reader looks for first. */
function inOrder(manifest: Json): Json {
  const result = new Members();
  for (const key of [...firstKeys, ...Object.keys(manifest)]) if (key in manifest) result[key] = manifest[key];
  return result;
}

const firstKeys = ['apiVersion', 'kind', 'metadata'];

/**
 * A plain object, with hidden classes of its own: those that start from `{}` are soon used up by the children of
 * thousands of constructs, each set of names being another one, and V8 then makes slow objects.
 */
const Members = function Members() {} as unknown as new () => Json;
Members.prototype = Object.prototype;

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

function resolved(value: object): unknown {
  if (value instanceof Lazy) return value.produce();
  const { resolve, value: union } = value as { resolve?: unknown; value?: unknown };
  if (typeof resolve === 'function') return (value as { resolve: () => unknown }).resolve();
  if (typeof union === 'number' || typeof union === 'string') return { value: union };
  throw leftToCdk8s;
}
