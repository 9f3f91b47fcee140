import { App, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { KubeflowApp, ManifestApp } from '../core/app';
import type { Kind } from '../core/resource';
import type { CustomResources } from '../generated';
import { type AccessDecision, type AccessDocument, access } from '../validation/access';
import { type absent, type Capture, differences } from './match';

export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: unknown;
}

/** Part of an object: what it names must be there, `absent` must not, text may be a RegExp, anything a Capture. */
export type Pattern<T> =
  | Capture
  | typeof absent
  | RegExp
  | (T extends readonly (infer U)[]
      ? readonly Pattern<U>[]
      : T extends object
        ? { readonly [K in keyof T]?: Pattern<T[K]> }
        : T);

type KindName<K> = K extends `${string}/${string}/${infer Name}`
  ? Name
  : K extends `${string}/${infer Name}`
    ? Name
    : never;
/** `Profile`, or `kubeflow.org/v1/Profile` where the version matters. */
export type KindOrName = Kind | KindName<Kind> | (string & {});
type ObjectOf<K> = K extends Kind ? CustomResources[K] : Record<string, unknown>;

/** What a program synthesizes, for assertions. */
export class Manifests {
  /** Everything of an app, or of the chart or construct given. Throws what synthesizing it would. */
  static of(scope: KubeflowApp | IConstruct): Manifests {
    const root = scope instanceof KubeflowApp ? scope.manifests : scope.node.root;
    const below = scope instanceof KubeflowApp || scope === root ? '' : scope.node.path;
    if (!(root instanceof ManifestApp)) {
      const charts = (root instanceof App ? root.charts : [root as Chart]).filter((chart) =>
        within(chart.node.path, below),
      );
      return new Manifests(charts.flatMap((chart) => chart.toJson() as ManifestObject[]));
    }
    const { objects } = root.render();
    return new Manifests(
      objects.filter(({ path }) => within(path, below)).map(({ manifest }) => manifest as ManifestObject),
    );
  }

  private constructor(readonly objects: readonly ManifestObject[]) {}

  /** The objects of a kind that match. */
  find<K extends KindOrName>(kind: K, pattern?: Pattern<ObjectOf<K>>): ManifestObject[] {
    return this.#ofKind(kind).filter((object) => pattern === undefined || differences(object, pattern).length === 0);
  }

  /** Throws unless an object of the kind matches; says what the nearest one has instead. */
  hasResource<K extends KindOrName>(kind: K, pattern?: Pattern<ObjectOf<K>>): this {
    if (this.find(kind, pattern).length > 0) return this;
    const candidates = this.#ofKind(kind).map((object) => ({ object, found: differences(object, pattern) }));
    candidates.sort((a, b) => a.found.length - b.found.length);
    const nearest = candidates[0];
    if (nearest === undefined) throw new Error(`no ${kind} among ${this.#inventory()}`);
    const { kind: k, metadata } = nearest.object;
    throw new Error(`no ${kind} matches; nearest is ${k} ${metadata.name}:\n  ${nearest.found.join('\n  ')}`);
  }

  /** Throws unless exactly so many objects of the kind match. */
  resourceCount<K extends KindOrName>(kind: K, count: number, pattern?: Pattern<ObjectOf<K>>): this {
    const found = this.find(kind, pattern);
    if (found.length !== count) {
      throw new Error(
        `${found.length} ${kind}, expected ${count}: ${found.map((o) => o.metadata.name).join(', ') || this.#inventory()}`,
      );
    }
    return this;
  }

  /** Whether the mesh lets a request through, by all AuthorizationPolicies of the program. */
  request(question: Omit<AccessDocument, 'policies'>): AccessDecision {
    return access({ ...question, policies: this.find('AuthorizationPolicy') as AccessDocument['policies'] });
  }

  #ofKind(kind: KindOrName): ManifestObject[] {
    return this.objects.filter((object) => kind === object.kind || kind === `${object.apiVersion}/${object.kind}`);
  }

  #inventory(): string {
    return this.objects.map((object) => `${object.kind} ${object.metadata?.name}`).join(', ') || 'nothing at all';
  }
}

function within(path: string, below: string): boolean {
  return below === '' || path === below || path.startsWith(`${below}/`);
}
