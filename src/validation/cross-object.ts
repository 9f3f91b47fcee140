import type { Json, Problem } from './finding';
import { isRecord } from './finding';
import { groupOf } from './kinds';
import type { ObjectSet, ValidateOptions } from './options';
import { provided, type Reference, references } from './references';

type Placed = Problem & { readonly object: number };

const ALWAYS = new Set([
  'Namespace//default',
  'Namespace//kube-system',
  'Namespace//kube-public',
  'Namespace//kube-node-lease',
]);

/** Problems that no object has alone: an identity used twice, and references to what nobody makes or declares. */
export function crossObjectProblems(objects: readonly unknown[], judge: ObjectSet, options: ValidateOptions): Placed[] {
  const problems: Placed[] = [];
  const identities = new Map<string, number>();
  const known = new Set(ALWAYS);
  for (const { kind, namespace, name } of options.declared ?? [])
    known.add(`${kind}/${namespace ?? '*'}/${name}`).add(`${kind}//${name}`);
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
    for (const key of provided(object)) known.add(key);
  }
  for (const [i, object] of scoped.entries()) {
    if (object === undefined) continue;
    for (const reference of references(object, judge)) {
      if (exists(reference, known)) continue;
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
  const kinds = [reference.kind, ...(reference.orKinds ?? [])];
  return kinds.some(
    (kind) =>
      known.has(`${kind}/${reference.namespace ?? ''}/${reference.name}`) ||
      known.has(`${kind}/*/${reference.name}`) ||
      (reference.orKinds?.includes(kind) && known.has(`${kind}//${reference.name}`)),
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
