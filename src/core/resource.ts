import { ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { CustomResources } from '../generated';
import { isClusterScoped } from './cluster-kinds';
import { Problems } from './errors';
import { subdomain } from './names';
import { resourceJson } from './synth';
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
    const name = metadata.name ?? id;
    const problems = new Problems(scope, id);
    problems.try(() => within('name', () => subdomain(name)));
    if (typeof kind !== 'string' || !/^[^/]+\/([^/]+\/)?[^/]+$/.test(kind))
      problems.add(`kind ${shown(kind)} is not group/version/Kind, write 'v1/ConfigMap' or 'apps/v1/Deployment'`);
    problems.throw();
    const slash = kind.lastIndexOf('/');
    super(scope, id, {
      ...manifest,
      apiVersion: kind.slice(0, slash),
      kind: kind.slice(slash + 1),
      metadata: { ...metadata, name } as ApiObjectMetadata,
    });
    // cdk8s gives every object its chart's namespace, which the server refuses on kinds that have none.
    if (isClusterScoped(this.apiVersion, this.kind)) Object.assign(this.metadata, { namespace: undefined });
  }

  /** The last word on the manifest: merged after everything else. A field the API does not know fails at synth. */
  patch(fields: Patch<CustomResources[K]>): this;
  /** The same as RFC 6902, for fields that our types do not know; fails at synth when the parent path is missing. */
  patch(op: 'add' | 'replace' | 'remove', path: `/${string}`, value?: unknown): this;
  patch(...args: [object] | ['add' | 'replace' | 'remove', `/${string}`, unknown?]): this {
    if (typeof args[0] === 'object') {
      const [fields] = args;
      this.#patches.push((manifest) => merge(manifest, fields) as Record<string, unknown>);
    } else {
      const [op, path, value] = args as ['add' | 'replace' | 'remove', string, unknown?];
      this.#patches.push((manifest) => applyOperation(manifest, op, path, value));
    }
    return this;
  }

  override toJson(): Record<string, unknown> {
    let manifest = resourceJson(this);
    for (const apply of this.#patches) manifest = apply(manifest);
    return manifest;
  }
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
