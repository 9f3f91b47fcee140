import { type KubeflowRelease, latestRelease } from '../core/release';
import { celProblems } from './cel';
import { crossObjectProblems } from './cross-object';
import { mayBeLeftOut } from './excused';
import { type Finding, isRecord, type Json, type Problem, type Severity } from './finding';
import { groupOf, isCoreGroup } from './kinds';
import { checkSize } from './limits';
import { checkMetadata } from './metadata';
import type { ObjectSet, ValidateOptions } from './options';
import { ruleReporter, rulesFor } from './rules';
import { podSecurityProblems } from './rules/pod-security-levels';
import { type KindEntry, type SchemaStore, schemaStore } from './schema-store';
import { type Read, StructuralValidator } from './structural';
import { unknownKind } from './unknown-kind';
import { TooDeep, Walk } from './walk';

/** Everything that a cluster of the release would refuse, and what is likely not meant; in the order of the objects. */
export function validateManifests(objects: readonly unknown[], options: ValidateOptions = {}): Finding[] {
  const release = options.release ?? latestRelease;
  const judge = new Judge(
    storeFor(objects, release, options.crds),
    release,
    objects,
    options.closed ? 'error' : 'warning',
  );
  const findings: Finding[] = [];
  for (let i = 0; i < objects.length; i++) judge.object(objects[i], i, findings);
  if (!options.isolated) {
    const between = [...crossObjectProblems(objects, judge, options), ...podSecurityProblems(objects)];
    for (const { object, ...problem } of between) findings.push(found(objects[object], object, problem));
    if (between.length > 0) findings.sort((a, b) => a.object - b.object);
  }
  return findings;
}

const NONE: readonly Json[] = [];

/** Checks single objects; keeps what it compiled from schemas, so one serves many objects. */
export class Judge implements ObjectSet {
  readonly #strict: StructuralValidator;
  readonly #lenient: StructuralValidator;

  #byName: Map<string, Json> | undefined;
  #byKind: Map<string, Json[]> | undefined;
  readonly #kinds = new Map<string, Map<string, Kind>>();

  constructor(
    readonly store: SchemaStore,
    readonly release: KubeflowRelease,
    readonly objects: readonly unknown[] = [],
    readonly outside: Severity = 'warning',
  ) {
    const compiled = compiledFor(store);
    this.#strict = compiled.strict;
    this.#lenient = compiled.lenient;
  }

  entry(object: Json): KindEntry | undefined {
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
    return this.#kind(apiVersion, kind).entry;
  }

  #kind(apiVersion: string, kind: string): Kind {
    let ofVersion = this.#kinds.get(apiVersion);
    if (ofVersion === undefined) {
      ofVersion = new Map();
      this.#kinds.set(apiVersion, ofVersion);
    }
    let known = ofVersion.get(kind);
    if (known === undefined) {
      known = this.#newKind(apiVersion, kind);
      ofVersion.set(kind, known);
    }
    return known;
  }

  #newKind(apiVersion: string, kind: string): Kind {
    const entry = this.store.kind(this.release, apiVersion, kind);
    const group = groupOf(apiVersion);
    const key = `${apiVersion}/${kind}`;
    return { key, group, entry, core: isCoreGroup(group), rules: entry === undefined ? [] : rulesFor(key) };
  }

  object(object: unknown, index: number, findings: Finding[]): void {
    const report = (problem: Problem) => void findings.push(found(object, index, problem));
    if (!isRecord(object)) {
      report({ rule: 'object/kind', severity: 'error', path: '', message: 'is no Kubernetes object' });
      return;
    }
    try {
      this.#record(object, report);
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      const message = 'nests too deeply to be read, or holds itself';
      report({ rule: 'limits/depth', severity: 'error', path: '', message });
    }
  }

  #record(object: Json, report: (problem: Problem) => void): void {
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || apiVersion === '' || typeof kind !== 'string' || kind === '') {
      unread(object);
      missing('apiVersion', apiVersion, report);
      missing('kind', kind, report);
      return;
    }
    const known = this.#kind(apiVersion, kind);
    const { group, entry } = known;
    const { object: filled, walk } = entry === undefined ? unread(object) : this.#read(object, known, entry);
    // Kustomize's own files have no names, and never reach a server.
    if (group !== 'kustomize.config.k8s.io') checkMetadata(object, group, entry?.scope, report);
    checkSize(object, walk.values, report);
    if (entry === undefined) {
      report(unknownKind(this.store, this.release, apiVersion, kind));
      return;
    }
    let unsound = false;
    for (const problem of walk.problems) {
      if (excused(problem, known, entry)) continue;
      unsound ||= BLOCKING.has(problem.rule);
      report(problem);
    }
    // Of such values the server evaluates no rules.
    if (walk.unsure && !unsound)
      for (const problem of celProblems(this.store.nodes, entry.schema, filled)) report(problem);
    if (known.rules.length === 0) return;
    const subject = {
      object: filled,
      release: this.release,
      structure: this.structure,
      find: this.find,
      ofKind: this.ofKind,
      outside: this.outside,
      report: ruleReporter(report),
    };
    for (const check of known.rules) check(subject);
  }

  /** The object as the server reads it. Throws TooDeep. */
  #read(object: Json, { core }: Kind, entry: KindEntry, ignoreStatus = hasNoStatus(core, entry)): Read {
    const validator = core || entry.source !== undefined ? this.#lenient : this.#strict;
    return validator.read(entry.schema, object, ignoreStatus);
  }

  readonly ofKind = (kind: string): readonly Json[] => {
    if (this.#byKind === undefined) {
      this.#byKind = new Map();
      for (const object of this.objects) {
        if (!isRecord(object) || typeof object.kind !== 'string') continue;
        const others = this.#byKind.get(object.kind);
        if (others === undefined) this.#byKind.set(object.kind, [object]);
        else others.push(object);
      }
    }
    return this.#byKind.get(kind) ?? NONE;
  };

  /** Another object of the set, by kind, namespace and name. */
  readonly find = (kind: string, namespace: string, name: string): Json | undefined => {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const object of this.objects) {
        if (!isRecord(object) || !isRecord(object.metadata)) continue;
        const { name: called, namespace: where } = object.metadata;
        if (typeof called === 'string')
          this.#byName.set(`${object.kind}/${typeof where === 'string' ? where : ''}/${called}`, object);
      }
    }
    return this.#byName.get(`${kind}/${namespace}/${name}`);
  };

  /** What the schema says of an object inside another one; nothing where its kind is unknown. */
  readonly structure = (object: Json): readonly Problem[] => {
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
    const known = this.#kind(apiVersion, kind);
    return known.entry === undefined ? [] : this.#read(object, known, known.entry, true).walk.problems;
  };
}

/** What is to be known of a kind to check an object of it. */
interface Kind {
  /** `group/version/Kind`. */
  readonly key: string;
  readonly group: string;
  readonly core: boolean;
  readonly entry: KindEntry | undefined;
  readonly rules: ReturnType<typeof rulesFor>;
}

/** Whether the server drops a written status. */
function hasNoStatus(core: boolean, { source, subresources }: KindEntry): boolean {
  return core || source !== undefined || subresources?.includes('status') === true;
}

/** An object of which nothing is known. */
function unread(object: Json): Read {
  const walk = new Walk();
  walk.pass(object);
  return { object, walk };
}

const BLOCKING = new Set(['schema/required', 'schema/type', 'schema/too-large', 'schema/enum']);

function excused(problem: Problem, { key, core }: Kind, { source }: KindEntry): boolean {
  // The server that stores such a kind checks less than upstream's types, and its controller reads what is missing as zero.
  if (source !== undefined) return problem.rule === 'schema/required';
  return mayBeLeftOut(problem, key, core);
}

function missing(field: string, value: unknown, report: (problem: Problem) => void): void {
  if (typeof value === 'string' && value !== '') return;
  const message = value === undefined || value === null || value === '' ? 'is required' : 'must be a string';
  report({ rule: 'object/kind', severity: 'error', path: field, message });
}

/** The finding of a problem in one object. */
export function found(object: unknown, index: number, problem: Problem): Finding {
  const { apiVersion, kind, metadata } = isRecord(object) ? object : ({} as Json);
  const { name, generateName, namespace } = isRecord(metadata) ? metadata : ({} as Json);
  const called = typeof name === 'string' ? name : typeof generateName === 'string' ? `${generateName}*` : '';
  return {
    rule: problem.rule,
    severity: problem.severity,
    object: index,
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
    kind: typeof kind === 'string' ? kind : '',
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
    name: called,
    path: problem.path,
    message: problem.message,
  };
}

interface Compiled {
  readonly strict: StructuralValidator;
  readonly lenient: StructuralValidator;
}

const compiledStores = new WeakMap<SchemaStore, Compiled>();

function compiledFor(store: SchemaStore): Compiled {
  let compiled = compiledStores.get(store);
  if (compiled === undefined) {
    compiled = {
      strict: new StructuralValidator({ nodes: store.nodes }),
      lenient: new StructuralValidator({ nodes: store.nodes, nullIsUnset: true }),
    };
    compiledStores.set(store, compiled);
  }
  return compiled;
}

/** The shipped schemas, the added ones, and those of CRDs among the objects themselves whose kinds are used and unknown. */
function storeFor(
  objects: readonly unknown[],
  release: KubeflowRelease,
  crds: Iterable<unknown> | undefined,
): SchemaStore {
  const store = crds === undefined ? schemaStore() : schemaStore().withCrds(crds);
  const own = objects.filter((object) => isRecord(object) && object.kind === 'CustomResourceDefinition') as Json[];
  if (own.length === 0) return store;
  const unknown = new Set<string>();
  for (const object of objects) {
    if (!isRecord(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') continue;
    if (store.kind(release, object.apiVersion, object.kind) === undefined)
      unknown.add(`${groupOf(object.apiVersion)}/${object.kind}`);
  }
  const needed = own.filter(({ spec }) => {
    const names = isRecord(spec) && isRecord(spec.names) ? spec.names : undefined;
    return names !== undefined && unknown.has(`${(spec as Json).group}/${names.kind}`);
  });
  return needed.length === 0 ? store : store.withCrds(needed);
}
