import { isRecord } from '../core/values';

const CAPTURE = Symbol('capture');

/** Keeps what it is matched against, in order. */
export class Capture<T = unknown> {
  readonly [CAPTURE] = true;
  readonly values: T[] = [];

  /** The last value that was matched. Throws when nothing was. */
  get value(): T {
    if (this.values.length === 0) throw new Error('nothing was captured: no object matched');
    return this.values[this.values.length - 1]!;
  }
}

/** A value that must not be there. */
export const absent = Symbol('absent');

/** Where `actual` differs from `expected`: objects may have more, lists and scalars must be equal. Empty when it matches. */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  const captures: [Capture, unknown][] = [];
  const found = compare(actual, expected, path, captures);
  if (found.length === 0) for (const [capture, value] of captures) capture.values.push(value);
  return found;
}

function compare(actual: unknown, expected: unknown, path: string, captures: [Capture, unknown][]): string[] {
  const here = path === '' ? '.' : path;
  if (expected === absent) return actual === undefined ? [] : [`${here} is ${show(actual)}, expected nothing`];
  if (expected instanceof RegExp)
    return typeof actual === 'string' && expected.test(actual)
      ? []
      : [`${here} is ${show(actual)}, expected ${expected}`];
  if (isRecord(expected) && CAPTURE in expected) {
    if (actual === undefined) return [`${here} is missing, expected something to capture`];
    captures.push([expected as unknown as Capture, actual]);
    return [];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${here} is ${show(actual)}, expected a list`];
    if (actual.length !== expected.length)
      return [`${here} has ${actual.length} items, expected ${expected.length}: ${show(actual)}`];
    return expected.flatMap((item, i) => compare(actual[i], item, `${path}[${i}]`, captures));
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [`${here} is ${show(actual)}, expected an object`];
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(actual[key], value, path === '' ? key : `${path}.${key}`, captures),
    );
  }
  return Object.is(actual, expected) ? [] : [`${here} is ${show(actual)}, expected ${show(expected)}`];
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
