import { didYouMean, type Problems } from './errors';
import { isRecord, shown } from './values';

type KeyOf<T> = T extends unknown ? keyof T : never;
/** What a property must be: a list, an object, or what its reader says. */
type Shape = true | 'list' | 'object';
/** Every property of an interface, or of a union's members together: the compiler misses none. */
export type Known<T> = Readonly<Record<KeyOf<T>, Shape>>;

/** A sentence for each property that is not known; those that are undefined do not count. */
export function unknownProperties(given: object, known: Readonly<Record<string, Shape>>, where = ''): string[] {
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(known, name))
    .map(([name]) => `${where}${name} is no property here${didYouMean(name, Object.keys(known))}`);
}

/** Throws KubeflowError where there are no properties at all. */
export function needProperties(problems: Problems, given: unknown): asserts given is Record<string, unknown> {
  if (isRecord(given)) return;
  problems.add(`needs properties, it is given ${shown(given)}`);
  problems.throw();
}

/**
 * Says what is not known and what is missing, also to a program that no compiler has read. Throws KubeflowError at once
 * where there are no properties at all, and where a list or an object is something else.
 */
export function checkProperties(
  problems: Problems,
  given: unknown,
  known: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): void {
  needProperties(problems, given);
  for (const sentence of unknownProperties(given, known)) problems.add(sentence);
  for (const name of required)
    if (given[name] === undefined || given[name] === null) problems.add(`${name} is missing`);
  const misshapen = Object.entries(given).filter(([name, value]) => value !== undefined && !fits(value, known[name]));
  for (const [name, value] of misshapen) problems.add(`${name} ${shown(value)} is no ${known[name]}`);
  if (misshapen.length > 0) problems.throw();
}

function fits(value: unknown, shape: Shape = true): boolean {
  if (shape === 'list') return Array.isArray(value);
  return shape === true || isRecord(value);
}
