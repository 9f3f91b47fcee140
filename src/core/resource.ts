import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { CustomResources } from '../generated';
import { idInChart } from './chart';
import { isClusterScoped } from './cluster-kinds';
import { fail, Problems } from './errors';
import { subdomain } from './names';
import { rendersAsStock, resourceJson } from './synth';
import { isRecord, shown, within } from './values';

/** Any part of an object: what is not named stays as it is, lists are replaced whole, `null` removes. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> | null }
    : T;

/** `group/version/Kind` of every kind there are types for. */
export type Kind = keyof CustomResources;
/** The specification of a kind, as its API spells it. */
export type SpecOf<K extends Kind> = CustomResources[K] extends { spec?: infer S } ? NonNullable<S> : never;

/** What every resource of ours accepts beside its own properties. */
export interface Metadata {
  /** @default the construct's id */
  readonly name?: string;
  /** @default the namespace of the team or chart it is created in */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
export interface ResourceProps {
  readonly metadata?: Metadata;
}

/** Everything of an object but what the server writes. */
export type Manifest<K extends Kind> = CustomResources[K] extends infer T
  ? Omit<T, 'apiVersion' | 'kind' | 'metadata' | 'status'>
  : never;

/** One Kubernetes object, called as its id says, with true API field names in its manifest. */
export class Resource<K extends Kind> extends ApiObject {
  /** cdk8s takes every object for an instance of every class of objects; ours are told apart by class. */
  static override [Symbol.hasInstance](value: unknown): value is ApiObject {
    // biome-ignore lint/complexity/noThisInStatic: it is the subclass that was asked
    const { prototype } = this;
    return typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);
  }

  readonly #patches: ((manifest: Record<string, unknown>) => Record<string, unknown>)[] = [];

  /** @param kind `group/version/Kind`, or `version/Kind` of the core group */
  constructor(scope: Construct, id: string, kind: K, manifest: Manifest<K>, metadata: Metadata = {}) {
    if (!isRecord(metadata as unknown)) fail(scope, `metadata ${shown(metadata)} is no object`, id);
    const name = metadata.name ?? id;
    const parts = partsOf(kind);
    if (parts === undefined || !isName(name)) refuse(scope, id, name, kind);
    super(scope, idInChart(scope, id), propsOf(parts, manifest, named(metadata, name) as ApiObjectMetadata));
    // cdk8s gives every object its chart's namespace, which the server refuses on kinds that have none.
    if (parts.isClusterScoped) Object.assign(this.metadata, { namespace: undefined });
  }

  /** The last word on the manifest: merged after everything else. A field the API does not know fails at synth. */
  patch(fields: Patch<CustomResources[K]>): this;
  /** The same as RFC 6902, for fields that our types do not know; fails at synth when the parent path is missing. */
  patch(op: 'add' | 'replace' | 'remove', path: `/${string}`, value?: unknown): this;
  patch(...args: [object] | ['add' | 'replace' | 'remove', `/${string}`, unknown?]): this {
    if (isRecord(args[0])) {
      const [fields] = args;
      this.#patches.push((manifest) => merge(manifest, fields) as Record<string, unknown>);
    } else {
      const [op, path, value] = args as ['add' | 'replace' | 'remove', string, unknown?];
      if (!['add', 'replace', 'remove'].includes(op))
        fail(this, `patch ${shown(op)} is neither fields nor 'add', 'replace' or 'remove' with a path`);
      this.#patches.push((manifest) => applyOperation(manifest, op, path, value));
    }
    return this;
  }

  get [rendersAsStock](): boolean {
    return this.#patches.length === 0 && this.toJson === Resource.prototype.toJson;
  }

  override toJson(): Record<string, unknown> {
    let manifest = resourceJson(this);
    for (const apply of this.#patches) manifest = apply(manifest);
    return manifest;
  }
}

interface KindParts {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isClusterScoped: boolean;
}
/** Few kinds make many objects. */
const knownKinds = new Map<string, KindParts>();

/** Undefined for what is no `group/version/Kind`. */
function partsOf(given: string): KindParts | undefined {
  const known = knownKinds.get(given);
  if (known !== undefined) return known;
  if (typeof given !== 'string' || !/^[^/]+\/([^/]+\/)?[^/]+$/.test(given)) return undefined;
  const slash = given.lastIndexOf('/');
  const [apiVersion, kind] = [given.slice(0, slash), given.slice(slash + 1)];
  const parts = { apiVersion, kind, isClusterScoped: isClusterScoped(apiVersion, kind) };
  knownKinds.set(given, parts);
  return parts;
}

// Objects are spread last in these two: what V8 adds after a spread takes it several times as long.

function named(metadata: Metadata, name: string): Metadata {
  if (metadata.name !== undefined) return metadata;
  return 'name' in metadata ? { ...metadata, name } : { name, ...metadata };
}

function propsOf({ apiVersion, kind }: KindParts, manifest: object, metadata: ApiObjectMetadata): ApiObjectProps {
  const saysMore = 'apiVersion' in manifest || 'kind' in manifest || 'metadata' in manifest;
  return saysMore ? { ...manifest, apiVersion, kind, metadata } : { apiVersion, kind, metadata, ...manifest };
}

function isName(name: string): boolean {
  try {
    subdomain(name);
    return true;
  } catch {
    return false;
  }
}

/** Says all that is wrong with how an object is called. */
function refuse(scope: Construct, id: string, name: string, kind: string): never {
  const problems = new Problems(scope, id);
  problems.try(() => within('name', () => subdomain(name)));
  if (partsOf(kind) === undefined)
    problems.add(`kind ${shown(kind)} is not group/version/Kind, write 'v1/ConfigMap' or 'apps/v1/Deployment'`);
  return problems.throw() as never;
}

function merge(target: unknown, fields: unknown): unknown {
  if (!isRecord(fields)) return fields;
  const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}

function applyOperation(
  manifest: Record<string, unknown>,
  op: 'add' | 'replace' | 'remove',
  path: string,
  value: unknown,
): Record<string, unknown> {
  const gap = missing(manifest, path, op);
  if (gap !== undefined) throw new Error(`patch ${op} ${path}: ${gap}`);
  const patch = op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value);
  return JsonPatch.apply(structuredClone(manifest), patch) as Record<string, unknown>;
}

/** Where an operation's path leaves the manifest; `add` needs only the parent. */
function missing(manifest: unknown, path: string, op: 'add' | 'replace' | 'remove'): string | undefined {
  const keys = path
    .slice(1)
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  let here: unknown = manifest;
  for (const [depth, key] of keys.entries()) {
    const last = depth === keys.length - 1;
    const container = typeof here === 'object' && here !== null;
    if (op === 'add' && last && container) return undefined;
    const there = container ? Object.keys(here as object) : [];
    if (!there.includes(key)) {
      const parent =
        path
          .split('/')
          .slice(0, depth + 1)
          .join('/') || '/';
      const way = op === 'add' ? ': add the parent first' : '';
      return `there is no ${key} below ${parent}, which has ${there.join(', ') || 'nothing'}${way}`;
    }
    here = (here as Record<string, unknown>)[key];
  }
  return undefined;
}
