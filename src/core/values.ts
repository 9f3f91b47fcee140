/** Completes the names we know, accepts those we do not. */
export type Open<Known extends string> = Known | (string & {});

/** A value only the cluster knows: a Katib trial parameter, a pipeline output. Prints as what the cluster fills in. */
export interface Placeholder {
  toString(): string;
}
/** What an argument, an environment variable or a file may hold. */
export type Text = string | number | boolean | Placeholder;

/** A value that its grammar refuses. The message reads on from the field's name: `memory '64GB' is not ...`. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue';
}

/** Runs `read`; what it refuses is said of `field`. */
export function within<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValue) throw new InvalidValue(`${field} ${error.message}`);
    throw error;
  }
}

/** A value as messages name it: text in quotes, objects as JSON of 60 characters at most. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null || printsItself(value)) return String(value);
  const json = jsonOf(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function printsItself(value: object): boolean {
  const print: unknown = value.toString;
  return !Array.isArray(value) && typeof print === 'function' && print !== Object.prototype.toString;
}

function jsonOf(value: object): string {
  try {
    return JSON.stringify(value) ?? 'an object';
  } catch {
    return 'an object';
  }
}

/** Text as it reaches the manifest. */
export function text(value: Text): string {
  return String(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object without its undefined members. */
export function defined<T extends object>(value: T): T {
  const kept: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key];
  return kept as T;
}

/** The object, or `undefined` where it has no defined member: empty maps stay out of manifests. */
export function definedOrNone<T extends object>(value: T): T | undefined {
  const kept = defined(value);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
