import { type Finding, readYaml, type ValidateOptions, validateManifests } from '../../../src/validation';

type Json = Record<string, unknown>;

/** One way in which the base is refused: what is changed, by path, and where the finding must be. */
export interface Case {
  readonly rule: string;
  /** `undefined` removes. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly path: string;
  /** @default 'error' */
  readonly severity?: 'warning';
  readonly options?: ValidateOptions;
}

export interface Table {
  readonly kind: string;
  /** Accepted as it stands. */
  readonly base: string;
  /** Further changes under which the base is still accepted. */
  readonly accepted?: readonly Readonly<Record<string, unknown>>[];
  readonly refused: readonly Case[];
  readonly options?: ValidateOptions;
}

export function read(text: string): Json {
  const [document] = readYaml(text);
  return document!.value as Json;
}

export function changed(base: Json, change: Readonly<Record<string, unknown>>): Json {
  const copy = structuredClone(base);
  for (const [path, value] of Object.entries(change)) set(copy, steps(path), value);
  return copy;
}

/** `a.b[0].'c.d'` */
function steps(path: string): (string | number)[] {
  return [...path.matchAll(/'([^']+)'|\[(\d+)\]|([^.[\]']+)/g)].map(
    ([, quoted, index, name]) => quoted ?? (index !== undefined ? Number(index) : name!),
  );
}

function set(target: Json, path: readonly (string | number)[], value: unknown): void {
  let at: Json = target;
  for (const [i, step] of path.slice(0, -1).entries()) {
    if (typeof at[step] !== 'object' || at[step] === null) at[step] = typeof path[i + 1] === 'number' ? [] : {};
    at = at[step] as Json;
  }
  const last = path.at(-1)!;
  if (value === undefined && Array.isArray(at)) at.splice(Number(last), 1);
  else if (value === undefined) delete at[last];
  else at[last] = value;
}

export function errorsOf(object: unknown, options: ValidateOptions = {}): Finding[] {
  return validateManifests([object], { isolated: true, ...options }).filter(({ severity }) => severity === 'error');
}

export function show(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
}

/** Rules that some table refuses something by. */
export const covered = new Set<string>();

export function check(tables: readonly Table[]): void {
  for (const { kind, base, accepted = [], refused, options } of tables) {
    describe(kind, () => {
      const object = read(base);
      test('as it stands, is accepted', () => expect(show(errorsOf(object, options))).toEqual([]));
      for (const change of accepted) {
        test(`with ${JSON.stringify(change)}, is accepted`, () =>
          expect(show(errorsOf(changed(object, change), options))).toEqual([]));
      }
      for (const { rule, change, path, severity = 'error', options: own } of refused) {
        covered.add(rule);
        test(`with ${JSON.stringify(change) ?? 'undefined'}, is refused by ${rule}`, () => {
          const findings = validateManifests([changed(object, change)], { isolated: true, ...options, ...own });
          expect(findings.filter((f) => f.rule === rule && f.severity === severity).map((f) => f.path)).toContain(path);
        });
      }
    });
  }
}
