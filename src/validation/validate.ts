import { type KubeflowRelease, latestRelease } from '../core/release';
import { celProblems } from './cel';
import { crossObjectProblems } from './cross-object';
import { Defaulter } from './defaults';
import { type Finding, isRecord, type Json, type Problem } from './finding';
import { groupOf, isCoreGroup } from './kinds';
import { checkSize, measure } from './limits';
import { checkMetadata } from './metadata';
import type { ObjectSet, ValidateOptions } from './options';
import { ruleReporter, rulesFor } from './rules';
import { type KindEntry, type SchemaStore, schemaStore } from './schema-store';
import { StructuralValidator } from './structural';
import { unknownKind } from './unknown-kind';

/** Everything that a cluster of the release would refuse, and what is likely not meant; in the order of the objects. */
export function validateManifests(objects: readonly unknown[], options: ValidateOptions = {}): Finding[] {
  const release = options.release ?? latestRelease;
  const judge = new Judge(storeFor(objects, release, options.crds), release, objects);
  const findings: Finding[] = [];
  for (let i = 0; i < objects.length; i++) judge.object(objects[i], i, findings);
  if (!options.isolated) {
    for (const { object, ...problem } of crossObjectProblems(objects, judge, options))
      findings.push(found(objects[object], object, problem));
    findings.sort((a, b) => a.object - b.object);
  }
  return findings;
}

/** Checks single objects; keeps what it compiled from schemas, so one serves many objects. */
export class Judge implements ObjectSet {
  readonly #strict: StructuralValidator;
  readonly #lenient: StructuralValidator;
  readonly #defaulter: Defaulter;

  #byName: Map<string, Json> | undefined;
  readonly #entries = new Map<string, KindEntry | undefined>();

  constructor(
    readonly store: SchemaStore,
    readonly release: KubeflowRelease,
    readonly objects: readonly unknown[] = [],
  ) {
    const compiled = compiledFor(store);
    this.#strict = compiled.strict;
    this.#lenient = compiled.lenient;
    this.#defaulter = compiled.defaulter;
  }

  entry(object: Json): KindEntry | undefined {
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
    return this.#entryOf(apiVersion, kind);
  }

  #entryOf(apiVersion: string, kind: string): KindEntry | undefined {
    const key = `${apiVersion}/${kind}`;
    const known = this.#entries.get(key);
    if (known !== undefined || this.#entries.has(key)) return known;
    const entry = this.store.kind(this.release, apiVersion, kind);
    this.#entries.set(key, entry);
    return entry;
  }

  object(object: unknown, index: number, findings: Finding[]): void {
    const report = (problem: Problem) => void findings.push(found(object, index, problem));
    if (!isRecord(object)) {
      report({ rule: 'object/kind', severity: 'error', path: '', message: 'is no Kubernetes object' });
      return;
    }
    const size = measure(object);
    if (size === 'too deep') {
      report({
        rule: 'limits/depth',
        severity: 'error',
        path: '',
        message: 'nests too deeply to be read, or holds itself',
      });
      return;
    }
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || apiVersion === '') missing('apiVersion', apiVersion, report);
    if (typeof kind !== 'string' || kind === '') missing('kind', kind, report);
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') return;
    const entry = this.#entryOf(apiVersion, kind);
    const group = groupOf(apiVersion);
    // Kustomize's own files have no names, and never reach a server.
    if (group !== 'kustomize.config.k8s.io') checkMetadata(object, group, entry?.scope, report);
    checkSize(object, size, report);
    if (entry === undefined) report(unknownKind(this.store, this.release, apiVersion, kind));
    else this.#byKind(object, group, entry, report);
  }

  #byKind(object: Json, group: string, entry: KindEntry, report: (problem: Problem) => void): void {
    const key = `${object.apiVersion}/${object.kind}`;
    const core = isCoreGroup(group);
    const ignoreStatus = core || entry.source !== undefined || entry.subresources?.includes('status') === true;
    const structural = core || entry.source !== undefined ? this.#lenient : this.#strict;
    const filled = core || entry.source !== undefined ? object : this.#defaulter.fill(entry.schema, object);
    let unsound = false;
    for (const problem of structural.validate(entry.schema, filled, ignoreStatus)) {
      if (excused(problem, key, core, entry)) continue;
      unsound ||= BLOCKING.has(problem.rule);
      report(problem);
    }
    // Of such values the server evaluates no rules.
    if (!unsound) for (const problem of celProblems(this.store.nodes, entry.schema, filled)) report(problem);
    const rules = rulesFor(key);
    if (rules.length === 0) return;
    const subject = {
      object: filled,
      release: this.release,
      structure: this.structure,
      find: this.find,
      report: ruleReporter(report),
    };
    for (const check of rules) check(subject);
  }

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
    const entry = this.entry(object);
    if (entry === undefined) return [];
    const strict = !isCoreGroup(groupOf(String(object.apiVersion))) && entry.source === undefined;
    const validator = strict ? this.#strict : this.#lenient;
    return validator.validate(entry.schema, strict ? this.#defaulter.fill(entry.schema, object) : object, true);
  };
}

const BLOCKING = new Set(['schema/required', 'schema/type', 'schema/too-large', 'schema/enum']);

/** Fields that Kubernetes' OpenAPI calls required though its server takes their zero value. */
const ZERO_IS_FINE = new Set([
  'PriorityClass value',
  'EndpointSlice endpoints',
  'ControllerRevision revision',
  'StatefulSet spec.serviceName',
]);

/** Required by schemas, filled by the projects' mutating webhooks before schemas are looked at. */
const FILLED_BY_WEBHOOKS: readonly (readonly [kind: string, path: RegExp])[] = [
  ['jobset.x-k8s.io/v1alpha2/JobSet', /^spec\.failurePolicy\.rules\[\d+\]\.name$/],
];

function excused(problem: Problem, key: string, core: boolean, entry: KindEntry): boolean {
  if (problem.rule !== 'schema/required') return false;
  // The server that stores such a kind checks less than upstream's types, and its controller reads what is missing as zero.
  if (entry.source !== undefined) return true;
  if (core) return ZERO_IS_FINE.has(`${key.slice(key.lastIndexOf('/') + 1)} ${problem.path}`);
  return FILLED_BY_WEBHOOKS.some(([kind, path]) => kind === key && path.test(problem.path));
}

function missing(field: string, value: unknown, report: (problem: Problem) => void): void {
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
  readonly defaulter: Defaulter;
}

const compiledStores = new WeakMap<SchemaStore, Compiled>();

function compiledFor(store: SchemaStore): Compiled {
  let compiled = compiledStores.get(store);
  if (compiled === undefined) {
    compiled = {
      strict: new StructuralValidator({ nodes: store.nodes }),
      lenient: new StructuralValidator({ nodes: store.nodes, nullIsUnset: true }),
      defaulter: new Defaulter(store.nodes),
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
  const unknown = new Set<string>();
  const looked = new Set<string>();
  const own: Json[] = [];
  for (const object of objects) {
    if (!isRecord(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') continue;
    if (object.kind === 'CustomResourceDefinition') {
      own.push(object);
      continue;
    }
    const key = `${object.apiVersion}/${object.kind}`;
    if (looked.has(key)) continue;
    looked.add(key);
    if (store.kind(release, object.apiVersion, object.kind) === undefined)
      unknown.add(`${groupOf(object.apiVersion)}/${object.kind}`);
  }
  if (unknown.size === 0 || own.length === 0) return store;
  const needed = own.filter(({ spec }) => {
    const names = isRecord(spec) && isRecord(spec.names) ? spec.names : undefined;
    return names !== undefined && unknown.has(`${(spec as Json).group}/${names.kind}`);
  });
  return needed.length === 0 ? store : store.withCrds(needed);
}
