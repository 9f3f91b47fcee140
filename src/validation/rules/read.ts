import { isRecord, type Json } from '../finding';

const EMPTY: Json = {};
const NOTHING: readonly unknown[] = [];
const NO_RECORDS: readonly Json[] = [];

/** The value as an object; empty where it is none: what is wrong with its type is said elsewhere. */
export function record(value: unknown): Json {
  return isRecord(value) ? value : EMPTY;
}

/** The value as a list without holes; empty where it is none. */
export function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return NOTHING;
  for (let i = 0; i < value.length; i++) if (value[i] === undefined) return Array.from(value);
  return value;
}

export function records(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return NO_RECORDS;
  for (let i = 0; i < value.length; i++) if (!isRecord(value[i])) return Array.from(value, record);
  return value;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value as text for comparisons and messages, whatever it is. */
export function word(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value).slice(0, 80) : String(value);
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Neither left out nor null. */
export function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The member below, `at(object, 'spec', 'template')`; `undefined` where the way ends. */
export function at(value: unknown, ...steps: readonly string[]): unknown {
  let below = value;
  for (const step of steps) {
    if (!isRecord(below) || !Object.hasOwn(below, step)) return undefined;
    below = below[step];
  }
  return below;
}

export function annotation(object: Json, key: string): string | undefined {
  const value = at(object, 'metadata', 'annotations', key);
  return typeof value === 'string' ? value : undefined;
}

export function label(object: Json, key: string): string | undefined {
  const value = at(object, 'metadata', 'labels', key);
  return typeof value === 'string' ? value : undefined;
}

/** A whole number as Go's strconv.Atoi reads it. */
export function goInteger(value: string): number | undefined {
  return /^[-+]?\d{1,19}$/.test(value) ? Number(value) : undefined;
}

/** A number as Go's strconv.ParseFloat reads it. */
export function goFloat(value: string): number | undefined {
  if (/^[-+]?(inf|infinity)$/i.test(value))
    return value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(value)) return Number.NaN;
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined;
}
