/** JSON as Python's json.dumps writes it: a space after `,` and `:`, nothing but ASCII. */
export function pythonJson(value: unknown, sortKeys = false): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return asciiString(value);
  if (typeof value === 'number') return pythonNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => pythonJson(item, sortKeys)).join(', ')}]`;
  const entries = Object.entries(value as object).filter(([, v]) => v !== undefined);
  if (sortKeys) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${asciiString(key)}: ${pythonJson(item, sortKeys)}`).join(', ')}}`;
}

/** A number as Python's repr writes it: exponents from 1e16 and below 1e-4, two digits at least. */
export function pythonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is not a number that JSON knows`);
  if (Number.isSafeInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return String(value);
}

function asciiString(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
