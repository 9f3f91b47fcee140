import type { Json, Problem } from './finding';
import { isRecord } from './finding';
import { installed, ofProfile } from './installed';
import { groupOf } from './kinds';
import type { ObjectSet, ValidateOptions } from './options';
import { provided, type Reference, references } from './references';

type Placed = Problem & { readonly object: number };

const ALWAYS = new Set([
  'Namespace//default',
  'Namespace//kube-system',
  'Namespace//kube-public',
  'Namespace//kube-node-lease',
  'ConfigMap/*/kube-root-ca.crt',
  'ConfigMap/*/istio-ca-root-cert',
]);

/** Problems that no object has alone: an identity used twice, and references to what nobody makes or declares. */
export function crossObjectProblems(objects: readonly unknown[], judge: ObjectSet, options: ValidateOptions): Placed[] {
  const problems: Placed[] = [];
  const identities = new Map<string, number>();
  const known = new Set(ALWAYS);
  /** `Kind/namespace` of what the set makes. */
  const places = new Set<string>();
  for (const { kind, namespace, name } of options.declared ?? []) {
    known.add(`${kind}/${namespace ?? '*'}/${name}`).add(`${kind}//${name}`);
    if (kind === 'Profile') for (const key of ofProfile(name)) known.add(key);
  }
  const scoped: (Json | undefined)[] = objects.map((object) => (isRecord(object) ? object : undefined));
  for (const [i, object] of scoped.entries()) {
    if (object === undefined) continue;
    const identity = identityOf(object, judge);
    if (identity !== undefined) {
      const before = identities.get(identity);
      if (before === undefined) identities.set(identity, i);
      else {
        problems.push({
          object: i,
          rule: 'set/duplicate',
          severity: 'error',
          path: 'metadata.name',
          message: `${identity.slice(identity.indexOf('|') + 1)} is here twice, also as object ${before}: the later one would overwrite the earlier`,
        });
      }
    }
    for (const key of provided(object)) {
      known.add(key);
      places.add(key.slice(0, key.lastIndexOf('/')));
    }
  }
  for (const [i, object] of scoped.entries()) {
    if (object === undefined) continue;
    for (const reference of references(object, judge)) {
      if (exists(reference, known) || exists(reference, installed(judge.release))) continue;
      if (reference.elsewhere && !options.closed && !places.has(`${reference.kind}/${reference.namespace}`)) continue;
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

function exists(reference: Reference, known: ReadonlySet<string>): boolean {
  const { kind, namespace, name, orKinds = [], orNamespaces = [] } = reference;
  return (
    known.has(`${kind}/*/${name}`) ||
    [namespace, ...orNamespaces].some((where) => known.has(`${kind}/${where}/${name}`)) ||
    orKinds.some((other) => known.has(`${other}//${name}`) || known.has(`${other}/*/${name}`))
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
