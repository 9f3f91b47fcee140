import { isRecord, type Json, shownValue } from './finding';
import type { Walk } from './walk';

/** Items that a list of unique ones, or of unique keys, has twice. */
export function duplicates(list: unknown[], keys: readonly string[] | undefined, walk: Walk): void {
  const seen = new Map<string, number>();
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (keys !== undefined && !isRecord(item)) continue;
    const identity = keys === undefined ? quick(item) : keyOf(item as Json, keys);
    const before = seen.get(identity);
    if (before === undefined) seen.set(identity, i);
    else if (before >= 0) {
      const what =
        keys === undefined ? shownValue(item) : keys.map((k) => `${k} ${shownValue((item as Json)[k])}`).join(', ');
      walk.report('schema/duplicate', `repeats item ${before} (${what})`, i);
      seen.set(identity, -1);
    }
  }
}

/** Tells values apart as `canonical` does. */
function quick(value: unknown): string {
  return typeof value === 'string' ? `"${value}` : canonical(value);
}

function keyOf(item: Json, keys: readonly string[]): string {
  if (keys.length === 1) return quick(item[keys[0]!]);
  return canonical(keys.map((key) => item[key]));
}

/** JSON with sorted keys: equal values have equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
