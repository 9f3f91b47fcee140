import { didYouMean, type Problems } from './errors';
import { count } from './units';
import { InvalidValue, isRecord, shown } from './values';

type KeyOf<T> = T extends unknown ? keyof T : never;
/** Reads a value by itself; throws InvalidValue. */
type Reader = (value: never) => unknown;
type Kind = keyof typeof KINDS;
/**
 * What a property must be: anything that its reader takes (`true`), a kind of value, what a function reads, or a shape with
 * members.
 */
export type Shape = true | Kind | Reader | Nested;
export interface Nested {
  readonly fields?: Properties;
  readonly required?: readonly string[];
  /** Of every element of a list. */
  readonly each?: Shape;
  /** Of every value of an object with any keys. */
  readonly values?: Shape;
  /** Plain values that may stand in place of the object or the list. */
  readonly or?: readonly (Kind | Reader)[];
}
type Properties = Readonly<Record<string, Shape>>;
/** Every property of an interface, or of a union's members together: the compiler misses none. */
export type Known<T> = Readonly<Record<KeyOf<T>, Shape>>;

const KINDS = {
  text: { is: (value: unknown) => typeof value === 'string', name: 'text' },
  number: { is: (value: unknown) => typeof value === 'number', name: 'number' },
  flag: { is: (value: unknown) => typeof value === 'boolean', name: 'true or false' },
  true: { is: (value: unknown) => value === true, name: 'true' },
  false: { is: (value: unknown) => value === false, name: 'false' },
  list: { is: (value: unknown) => Array.isArray(value), name: 'list' },
  object: { is: isRecord, name: 'object' },
} as const satisfies Record<string, { is: (value: unknown) => boolean; name: string }>;

/** An object with these properties. */
export function fields(known: Properties, required: readonly string[] = []): Nested {
  return { fields: known, required };
}
export function listOf(each: Shape): Nested {
  return { each };
}
/** An object with any keys. */
export function mapOf(values: Shape): Nested {
  return { values };
}
/** One of these kinds instead of the shape. */
export function or(shape: Nested, ...kinds: readonly (Kind | Reader)[]): Nested {
  return { ...shape, or: kinds };
}
/** One of these words. */
export function oneOf<T extends string>(...words: readonly T[]): Reader {
  return (value: unknown) => {
    if (!(words as readonly unknown[]).includes(value))
      throw new InvalidValue(
        `${shown(value)} is none of ${words.join(', ')}${typeof value === 'string' ? didYouMean(value, words) : ''}`,
      );
  };
}

/** A whole number from 1. */
export function positive(value: number): number {
  return count(value, 1);
}

/** A sentence for each property that is not known; those that are undefined do not count. */
export function unknownProperties(given: object, known: Properties, where = ''): string[] {
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
 * Says what is not known, missing or of the wrong kind, down to the last member, also to a program that no compiler has
 * read; gives the names of the properties that are refused. Throws KubeflowError at once where something is missing or of
 * the wrong kind: nothing can be made of it.
 */
export function checkProperties(
  problems: Problems,
  given: unknown,
  known: Properties,
  required: readonly string[] = [],
): ReadonlySet<string> {
  needProperties(problems, given);
  const { sentences, unreadable, refused } = propertyProblems(given, known, required);
  for (const sentence of sentences) problems.add(sentence);
  if (unreadable) problems.throw();
  return refused;
}

export interface PropertyProblems {
  readonly sentences: readonly string[];
  /** Whether something of it is missing or of the wrong kind, and so cannot be read any further. */
  readonly unreadable: boolean;
  /** Names of the properties that are refused, in part or whole. */
  readonly refused: ReadonlySet<string>;
}

/** The same as sentences. */
export function propertyProblems(
  given: Readonly<Record<string, unknown>>,
  known: Properties,
  required: readonly string[] = [],
): PropertyProblems {
  const found = new Found();
  found.members(given, { fields: known, required }, '');
  return found;
}

function below(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `['${key}']`;
}

class Found implements PropertyProblems {
  readonly sentences: string[] = [];
  unreadable = false;
  readonly refused = new Set<string>();

  members(given: Readonly<Record<string, unknown>>, { fields = {}, required = [] }: Nested, where: string): void {
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined) continue;
      const before = this.sentences.length;
      if (Object.hasOwn(fields, name)) this.#value(value, fields[name]!, `${where}${name}`);
      else this.sentences.push(`${where}${name} is no property here${didYouMean(name, Object.keys(fields))}`);
      if (where === '' && this.sentences.length > before) this.refused.add(name);
    }
    for (const name of required) if (given[name] === undefined) this.#refuse(`${where}${name} is missing`);
  }

  #value(value: unknown, shape: Shape, path: string): void {
    if (typeof shape === 'function') this.#read(value, shape, path);
    else if (typeof shape === 'string') {
      if (!KINDS[shape].is(value)) this.#refuse(`${path} ${shown(value)} is no ${KINDS[shape].name}`);
    } else if (value === null) this.#refuse(`${path} null is no value, leave it out`);
    else if (shape !== true) this.#nested(value, shape, path);
  }

  #nested(value: unknown, shape: Nested, path: string): void {
    const { each, values, or: others = [] } = shape;
    if (each !== undefined && Array.isArray(value)) {
      for (const [i, element] of value.entries()) this.#value(element, each, `${path}[${i}]`);
    } else if (each === undefined && isRecord(value)) {
      if (values === undefined) this.members(value, shape, `${path}.`);
      else {
        for (const [key, member] of Object.entries(value)) {
          if (member !== undefined) this.#value(member, values, `${path}${below(key)}`);
          // Labels and the like are left out where they are not set.
          else if (values !== 'text') this.#refuse(`${path}${below(key)} has no value`);
        }
      }
    } else this.#instead(value, others, each === undefined ? 'object' : 'list', path);
  }

  #instead(value: unknown, others: readonly (Kind | Reader)[], main: string, path: string): void {
    const kinds = others.filter((other) => typeof other === 'string');
    const reader = others.find((other) => typeof other === 'function');
    if (kinds.some((kind) => KINDS[kind].is(value))) return;
    if (reader !== undefined) this.#read(value, reader, path);
    else {
      const names = [main, ...kinds.map((kind) => KINDS[kind].name)];
      this.#refuse(`${path} ${shown(value)} is ${names.length === 1 ? 'no' : 'neither'} ${names.join(' nor ')}`);
    }
  }

  #read(value: unknown, read: Reader, path: string): void {
    try {
      read(value as never);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      this.sentences.push(`${path} ${error.message}`);
    }
  }

  #refuse(sentence: string): void {
    this.sentences.push(sentence);
    this.unreadable = true;
  }
}
