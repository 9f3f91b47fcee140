import { shortName } from './core-types';
import { type GroupModel, type Kind, rootKey, type Use } from './model';

/** Names that would hide what every program has. */
const reserved = new Set([
  'Record',
  'Array',
  'Object',
  'String',
  'Number',
  'Boolean',
  'Function',
  'Symbol',
  'Map',
  'Set',
]);

/** Gives every interface of a group a name: kinds their own, shared subtrees one that their path suggests. */
export function nameInterfaces(model: GroupModel, taken: ReadonlySet<string>): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>(reserved);
  const versions = new Map<string, Set<string>>();
  for (const { kind, version } of model.kinds) versions.set(kind, (versions.get(kind) ?? new Set()).add(version));
  const alone = (kind: Kind) => versions.get(kind.kind)!.size === 1;
  for (const kind of [...model.kinds.filter(alone), ...model.kinds.filter((one) => !alone(one))]) {
    const withVersion = `${kind.kind}${pascal(kind.version)}`;
    const candidates = alone(kind) ? [kind.kind, withVersion] : [withVersion];
    const name = candidates.find((candidate) => !used.has(candidate)) ?? numbered(withVersion, used);
    names.set(rootKey(kind), name);
    used.add(name);
  }
  for (const name of taken) used.add(name);
  const kindNames = new Set([...model.kinds.map(({ kind }) => kind), ...used]);
  for (const key of model.interfaces.keys()) {
    if (names.has(key)) continue;
    const uses = model.uses.get(key)!;
    const definition = model.definitions.get(key);
    const candidates = definition
      ? [shortName(definition), ...suffixed(shortName(definition), uses)]
      : candidatesOf(uses);
    const name =
      candidates.find((candidate) => !used.has(candidate) && !kindNames.has(candidate)) ??
      numbered(candidates.at(-1)!, used);
    used.add(name);
    names.set(key, name);
  }
  return names;
}

/** From short to long: the end of the path, more of the path, the kind before it. */
function candidatesOf(uses: readonly Use[]): string[] {
  const { kind, path, many } = uses.reduce((best, use) => (use.path.length < best.path.length ? use : best));
  const words = path.map(pascal);
  if (many) words.push(singular(words.pop()!));
  const kinds = new Set(uses.map((use) => use.kind));
  const inSpec = words[0] === 'Spec' && words.length > 1 ? words.slice(1) : words;
  const tails = inSpec.map((_, position) => inSpec.slice(inSpec.length - 1 - position).join(''));
  const own = tails.map((tail) => (tail.startsWith(kind) ? tail : `${kind}${tail}`));
  const shared = tails.filter((tail) => tail !== 'Spec' && tail !== 'Metadata');
  const candidates = kinds.size > 1 ? [...shared, ...own] : own;
  return [...candidates, ...suffixed(candidates[0]!, uses), ...suffixed(candidates.at(-1)!, uses)];
}

/** `Policies` -> `Policy`, `Matches` -> `Match`, `ReplicaSpecs` -> `ReplicaSpec`. */
export function singular(word: string): string {
  if (/(ss|us|is|ings|etries|tls)$/i.test(word)) return word.replace(/ings$/, 'ing').replace(/etries$/, 'etry');
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ches|shes|xes|sses|liases)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** The name with the version of its first use. */
function suffixed(name: string, uses: readonly Use[]): string[] {
  return [`${name}${pascal(uses[0]!.version)}`];
}

function numbered(name: string, used: ReadonlySet<string>): string {
  let count = 2;
  while (used.has(`${name}${count}`)) count += 1;
  return `${name}${count}`;
}

export function pascal(segment: string): string {
  const joined = segment
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}
