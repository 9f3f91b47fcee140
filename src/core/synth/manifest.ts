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
    valueStack.length = top;
    sortedInThisRun = before;
  }
}

function isSorted(): boolean {
  return sortedInThisRun ?? !process.env.CDK8S_DISABLE_SORT;
}

/**
 * The manifest of any object, to be read only: its own `toJson()`, or the same in one walk where that is cdk8s's.
 * Parts of it may be the very objects that the program gave.
 */
export function manifestOf(object: ApiObject): Json {
  return object.toJson === stockToJson ? toJson(object, true) : object.toJson();
}

/**
 * What `ApiObject.toJson()` returns, resolved, sanitized and sorted in one walk.
 *
 * Apps with resolvers of their own, and values that only cdk8s knows how to treat or to refuse, are left to it.
 */
export function resourceJson(object: ApiObject): Json {
  return toJson(object, false);
}

function toJson(object: ApiObject, mayShare: boolean): Json {
  const fast = hasOnlyStockResolvers(object) ? inOneWalk(object, mayShare) : undefined;
  return fast ?? stockToJson.call(object);
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

function inOneWalk(object: ApiObject, mayShare: boolean): Json | undefined {
  const { props, patches, metadata } = object as unknown as Stored;
  if (!isPlain(props) || !Array.isArray(patches) || !isPlain(metadata?._additionalAttributes)) return undefined;
  stockMetadataToJson ??= Object.getPrototypeOf(object.metadata).toJson;
  if (metadata.toJson !== stockMetadataToJson) return undefined;
  const shared = mayShare && patches.length === 0;
  const bottom = top;
  try {
    const ordered = metadataOf(metadata, { sorted: true, dropEmpty: true, shared });
    const mode: Mode = { sorted: isSorted(), dropEmpty: false, shared };
    for (const key in props) {
      if (key === '__proto__') throw leftToCdk8s;
      push(bottom, key, key === 'metadata' ? ordered : walk(props[key], mode), mode.sorted);
    }
    if (!('metadata' in props)) push(bottom, 'metadata', ordered, mode.sorted);
    return patches.length === 0 ? popInOrder(bottom) : inOrder(JsonPatch.apply(pop(bottom), ...patches) as Json);
  } catch (error) {
    if (error === leftToCdk8s) return undefined;
    throw new Error(`Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`);
  } finally {
    top = bottom;
  }
}

/** What cdk8s's metadata says as JSON: everything it was given, with what was added to it since. */
function metadataOf(metadata: Stored['metadata'], mode: Mode): Json | undefined {
  const given = metadata._additionalAttributes;
  const bottom = top;
  for (const key in given) {
    if (key === '__proto__') throw leftToCdk8s;
    push(bottom, key, walk(isStandard(key) ? metadata[key] : given[key], mode), mode.sorted);
  }
  for (const key of standardMetadata) if (!(key in given)) push(bottom, key, walk(metadata[key], mode), mode.sorted);
  return top === bottom ? undefined : pop(bottom);
}

const standardMetadata = ['name', 'namespace', 'annotations', 'finalizers', 'ownerReferences', 'labels'] as const;

function isStandard(key: string): key is (typeof standardMetadata)[number] {
  switch (key) {
    case 'name':
    case 'namespace':
    case 'annotations':
    case 'finalizers':
    case 'ownerReferences':
    case 'labels':
      return true;
    default:
      return false;
  }
}

/** How a manifest is made of what a program said. */
interface Mode {
  readonly sorted: boolean;
  /** Leaves out empty lists and objects. */
  readonly dropEmpty: boolean;
  /** Parts that need no change may be the program's own objects. */
  readonly shared: boolean;
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** The value resolved, without what is undefined; the very same where nothing of it changes and `shared` allows that. */
function walk(value: unknown, mode: Mode): unknown {
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw leftToCdk8s;
    return value;
  }
  if (value === null) return undefined;
  if (Array.isArray(value)) return items(value, mode);
  if (value.constructor !== Object) return walk(resolved(value), mode);
  const result = members(value as Json, mode);
  return mode.dropEmpty && isEmpty(result) ? undefined : result;
}

function items(list: readonly unknown[], mode: Mode): unknown {
  if (list.length === 0) return mode.dropEmpty ? undefined : [];
  let copy: unknown[] | undefined = mode.shared ? undefined : new Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const item = walk(list[i], mode);
    if (copy === undefined) {
      if (item === list[i]) continue;
      copy = list.slice();
    }
    copy[i] = item;
  }
  return copy ?? list;
}

/** Members of the objects that are being walked, innermost last: one array for all, as each would be garbage at once. */
const keyStack: string[] = [];
const valueStack: unknown[] = [];
let top = 0;

function members(value: Json, mode: Mode): Json {
  if (Object.getPrototypeOf(value) !== Object.prototype) throw leftToCdk8s;
  const bottom = top;
  let isSame = mode.shared;
  for (const key in value) {
    if (key === '__proto__') throw leftToCdk8s;
    const given = value[key];
    const member = walk(given, mode);
    if (!push(bottom, key, member, mode.sorted) || member !== given) isSame = false;
  }
  if (!isSame) return pop(bottom);
  top = bottom;
  return value;
}

/** Adds a member, unless it is undefined, where it belongs; whether it is there and last. */
function push(bottom: number, key: string, member: unknown, sorted: boolean): boolean {
  if (member === undefined) return false;
  let place = top++;
  if (sorted) {
    for (; place > bottom && key < keyStack[place - 1]!; place--) {
      keyStack[place] = keyStack[place - 1]!;
      valueStack[place] = valueStack[place - 1];
    }
  }
  keyStack[place] = key;
  valueStack[place] = member;
  return place === top - 1;
}

/** The members above `bottom` as an object. */
function pop(bottom: number): Json {
  const result = new Members();
  for (let i = bottom; i < top; i++) result[keyStack[i]!] = valueStack[i];
  top = bottom;
  return result;
}

/** The same with the keys first that a reader looks for first. */
function popInOrder(bottom: number): Json {
  const result = new Members();
  for (const first of firstKeys) {
    for (let i = bottom; i < top; i++) if (keyStack[i] === first) result[first] = valueStack[i];
  }
  for (let i = bottom; i < top; i++) result[keyStack[i]!] = valueStack[i];
  top = bottom;
  return result;
}

function inOrder(manifest: Json): Json {
  const result: Json = {};
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
