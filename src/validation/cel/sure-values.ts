import { isRecord } from '../finding';

/** Each question about one value looks at so many members at most. */
const MOST_KEYS = 100;

/** A text, a truth value or a whole number. */
export type Scalar = string | number | boolean;

/** Whether the engine tells it from others as JavaScript does. */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
}

export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}

export function hasMember(value: unknown, name: string): boolean | undefined {
  if (!isRecord(value)) return undefined;
  if (!Object.hasOwn(value, name)) return false;
  return value[name] === null || value[name] === undefined ? undefined : true;
}

export function itemOf(value: unknown, at: unknown): unknown {
  if (typeof at === 'number' && Array.isArray(value)) return value[at] ?? undefined;
  return typeof at === 'string' ? memberOf(value, at) : undefined;
}

/** The items of a list, the keys of a map; `undefined` where some may be no values to the engine. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS) return undefined;
  return keys.every((key) => key !== '__proto__' && memberOf(value, key) !== undefined) ? keys : undefined;
}

export function isIn(value: unknown, group: unknown): boolean | undefined {
  const items = itemsOf(group);
  if (typeof value !== 'string' || items === undefined || items.length > MOST_KEYS) return undefined;
  return items.every((item) => typeof item === 'string') ? items.includes(value) : undefined;
}

/** Characters of a text, items of a list, members of a map. */
export function lengthOf(value: unknown): number | undefined {
  // Characters beyond 16 bits count once.
  if (typeof value === 'string') return /[\ud800-\udfff]/.test(value) ? undefined : value.length;
  return itemsOf(value)?.length;
}
