import type { Json, Problem } from './finding';
import { isRecord } from './finding';
import { installed, ofProfile } from './installed';
import { groupOf } from './kinds';
import type { ObjectSet, ValidateOptions } from './options';
import { provided, type Reference, references } from './references';

type Placed = Problem & { readonly object: number };

const ALWAYS: readonly string[] = [
  'Namespace//default',
  'Namespace//kube-system',
  'Namespace//kube-public',
  'Namespace//kube-node-lease',
  'ConfigMap/*/kube-root-ca.crt',
  'ConfigMap/*/istio-ca-root-cert',
];
const NOBODY = -1;

/** Problems that no object has alone: an identity used twice, and references to what nobody makes or declares. */
export function crossObjectProblems(objects: readonly unknown[], judge: ObjectSet, options: ValidateOptions): Placed[] {
  const problems: Placed[] = [];
  /** What there is, with the object that makes it; none makes what is declared. */
  const known = new Map<string, number>(ALWAYS.map((key) => [key, NOBODY]));
  for (const { kind, namespace, name } of options.declared ?? []) {
    known.set(`${kind}/${namespace ?? '*'}/${name}`, NOBODY).set(`${kind}//${name}`, NOBODY);
    if (kind === 'Profile') for (const key of ofProfile(name)) known.set(key, NOBODY);
  }
  const namesakes = new Namesakes(objects, judge);
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i];
    if (!isRecord(object)) continue;
    const made = provided(object);
    const own = ownKey(object, made[0]!, judge);
    const before = known.get(own) ?? NOBODY;
    if (before === NOBODY) known.set(own, i);
    else problems.push(...namesakes.duplicates(i, before));
    for (const key of made) if (key !== own && (known.get(key) ?? NOBODY) === NOBODY) known.set(key, i);
  }
  const places = new Places(known);
  const namespaces = new Set<string>();
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i];
    if (!isRecord(object)) continue;
    for (const reference of references(object, judge, namespaces)) {
      if (exists(reference, known) || exists(reference, installed(judge.release))) {
        if (reference.rule === 'namespace') namespaces.add(reference.name);
        continue;
      }
      if (reference.elsewhere && !options.closed && !places.has(reference.kind, reference.namespace)) continue;
      problems.push({
        object: i,
        rule: `reference/${reference.rule}`,
        severity: options.closed ? 'error' : 'warning',
        path: reference.path,
        message: `${reference.kind} '${reference.name}'${reference.namespace ? ` in namespace '${reference.namespace}'` : ''} is neither made here nor declared`,
      });
    }
  }
  return problems;
}

/** Namespaces in which the set makes objects of a kind, looked up once a kind. */
class Places {
  readonly #of = new Map<string, Set<string>>();

  constructor(private readonly known: ReadonlyMap<string, number>) {}

  has(kind: string, namespace: string): boolean {
    let places = this.#of.get(kind);
    if (places === undefined) {
      places = new Set();
      const start = `${kind}/`;
      for (const [key, by] of this.known)
        if (by !== NOBODY && key.startsWith(start)) places.add(key.slice(start.length, key.lastIndexOf('/')));
      this.#of.set(kind, places);
    }
    return places.has(namespace);
  }
}

/** What `provided` calls an object, but for the namespace of what belongs to none. */
function ownKey(object: Json, made: string, judge: ObjectSet): string {
  const { kind, metadata } = object;
  if (!isRecord(metadata) || !metadata.namespace || judge.entry(object)?.scope !== 'Cluster') return made;
  return `${kind}//${metadata.name}`;
}

/** Tells objects of one kind, namespace and name apart, which may be of several groups. */
class Namesakes {
  readonly #identities = new Map<string, number>();

  constructor(
    private readonly objects: readonly unknown[],
    private readonly judge: ObjectSet,
  ) {}

  duplicates(object: number, before: number): Placed[] {
    this.#first(before);
    const [first, identity] = this.#first(object) ?? [];
    if (first === undefined || identity === undefined || first === object) return [];
    const message = `${identity.slice(identity.indexOf('|') + 1)} is here twice, also as object ${first}: the later one would overwrite the earlier`;
    return [{ object, rule: 'set/duplicate', severity: 'error', path: 'metadata.name', message }];
  }

  /** The first object of the same identity. */
  #first(object: number): readonly [index: number, identity: string] | undefined {
    const identity = identityOf(this.objects[object] as Json, this.judge);
    if (identity === undefined) return undefined;
    const first = this.#identities.get(identity) ?? object;
    this.#identities.set(identity, first);
    return [first, identity];
  }
}

function exists(
  { kind, namespace, name, orKinds, orNamespaces }: Reference,
  known: Pick<ReadonlySet<string>, 'has'>,
): boolean {
  return (
    known.has(`${kind}/${namespace}/${name}`) ||
    known.has(`${kind}/*/${name}`) ||
    orNamespaces?.some((where) => known.has(`${kind}/${where}/${name}`)) ||
    orKinds?.some((other) => known.has(`${other}//${name}`) || known.has(`${other}/*/${name}`)) ||
    false
  );
}

function identityOf(object: Json, judge: ObjectSet): string | undefined {
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isRecord(metadata)) return undefined;
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || name === '') return undefined;
  const where =
    judge.entry(object)?.scope === 'Cluster' || typeof namespace !== 'string' || namespace === ''
      ? ''
      : ` in namespace '${namespace}'`;
  return `${groupOf(apiVersion)}|${kind} '${name}'${where}`;
}
