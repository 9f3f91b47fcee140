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
    const { name, namespace, annotations, finalizers, ownerReferences, labels } = metadata;
    const ordered = walk(
      { ...metadata._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels },
      { sorted: true, dropEmpty: true, shared },
    );
    const json = members({ ...props, metadata: ordered }, { sorted: isSorted(), dropEmpty: false, shared });
    const patched = patches.length === 0 ? json : (JsonPatch.apply(json, ...patches) as Json);
    const result: Json = {};
    if ('apiVersion' in patched) result.apiVersion = patched.apiVersion;
    if ('kind' in patched) result.kind = patched.kind;
    if ('metadata' in patched) result.metadata = patched.metadata;
    for (const key of Object.keys(patched)) result[key] = patched[key];
    return result;
  } catch (error) {
    if (error === leftToCdk8s) return undefined;
    throw new Error(`Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${error}`);
  } finally {
    top = bottom;
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
    if (member !== given) isSame = false;
    if (member === undefined) {
      isSame = false;
      continue;
    }
    let place = top++;
    if (mode.sorted && place > bottom && key < keyStack[place - 1]!) {
      isSame = false;
      for (; place > bottom && key < keyStack[place - 1]!; place--) {
        keyStack[place] = keyStack[place - 1]!;
        valueStack[place] = valueStack[place - 1];
      }
    }
    keyStack[place] = key;
    valueStack[place] = member;
  }
  const end = top;
  top = bottom;
  if (isSame) return value;
  const result: Json = {};
  for (let i = bottom; i < end; i++) {
    result[keyStack[i]!] = valueStack[i];
  }
  return result;
}

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
