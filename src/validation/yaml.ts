import { FAILSAFE_SCHEMA, loadAll, Type, YAMLException } from 'js-yaml';
import { DEEPEST } from './depth';

/** One document of a stream, in the order written. */
export interface YamlDocument {
  /** Counts from 0, empty documents included. */
  readonly document: number;
  /** `undefined` where the document is empty. */
  readonly value: unknown;
  /** Keys written twice in one mapping; the last one wins in `value`. */
  readonly duplicateKeys: readonly DuplicateKey[];
}

export interface DuplicateKey {
  readonly path: string;
  readonly line: number;
}

/** A text that is no YAML, or that no cluster's reader would read. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

const WORDS = new Map<string, unknown>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;

/** The value of a plain scalar, `undefined` where it is text. */
export function plainScalar(text: string): unknown {
  const first = text.charCodeAt(0);
  const digit = first >= 48 && first <= 57;
  if (!digit && !(text === '' || '+-.~yYnNtTfFoO'.includes(text[0]!))) return undefined;
  if (!digit) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (!digit && first !== 43 && first !== 45 && first !== 46) return undefined;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const whole = INTEGER.exec(plain);
  if (whole !== null) {
    const [, sign, hex, binary, octal, decimal] = whole;
    const amount =
      decimal !== undefined
        ? Number(decimal)
        : hex !== undefined
          ? Number.parseInt(hex, 16)
          : binary !== undefined
            ? Number.parseInt(binary, 2)
            : Number.parseInt(octal!, 8);
    return sign === '-' ? 0 - amount : amount;
  }
  return FLOAT.test(plain) ? Number(plain) : undefined;
}

let last: { text: string; value: unknown } | undefined;
const scalar = new Type('tag:yaml.org,2002:plain', {
  kind: 'scalar',
  resolve: (text: string | null) => {
    const value = text === null ? null : plainScalar(text);
    if (value === undefined) return false;
    last = { text: text ?? '', value };
    return true;
  },
  construct: (text: string | null) =>
    last !== undefined && last.text === (text ?? '') ? last.value : plainScalar(text ?? ''),
});
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text) => text === '<<' });
const tagged = (tag: string, accepts: (value: unknown) => boolean) =>
  new Type(`tag:yaml.org,2002:${tag}`, {
    kind: 'scalar',
    resolve: (text: string | null) => accepts(plainScalar(text ?? '')),
    construct: (text: string | null) => plainScalar(text ?? ''),
  });
const asText = (tag: string, read: (text: string) => string = (t) => t) =>
  new Type(`tag:yaml.org,2002:${tag}`, { kind: 'scalar', construct: (text: string | null) => read(text ?? '') });

const KUBERNETES = FAILSAFE_SCHEMA.extend({
  implicit: [scalar, merge],
  explicit: [
    tagged('null', (value) => value === null),
    tagged('bool', (value) => typeof value === 'boolean'),
    tagged('int', (value) => Number.isInteger(value)),
    tagged('float', (value) => typeof value === 'number'),
    asText('timestamp'),
    asText('binary', (text) => Buffer.from(text, 'base64').toString('latin1')),
  ],
});

/**
 * Reads YAML 1.1 as Kubernetes does: `yes` and `on` are booleans, `0644` is octal, keys are strings, dates stay text.
 * Throws YamlError with the line. Facts: sigs.k8s.io/yaml with go-yaml v2 (resolve.go, decode.go).
 */
export function readYaml(text: string): YamlDocument[] {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const documents = stream(source);
  if (source.includes('&')) for (const { value } of documents) bounded(value);
  if (MAY_HAVE_OBJECT_KEYS.test(source) && documents.some(({ value }) => hasObjectKey(value)))
    throw new YamlError("has an object as a key, as a template like '{{ name }}' is before it is filled in");
  return documents;
}

/** What starts a key that is no scalar: the reader makes text of it. */
const MAY_HAVE_OBJECT_KEYS = /(?:^|[\s{,])\?\s|\{\s*[[{]/m;

function hasObjectKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, below]) => (key === '[object Object]' && !Array.isArray(value)) || hasObjectKey(below),
  );
}

function stream(text: string): YamlDocument[] {
  const read = (json: boolean): YamlDocument[] => {
    const documents: YamlDocument[] = [];
    loadAll(
      text,
      (value) => documents.push({ document: documents.length, value: value ?? undefined, duplicateKeys: [] }),
      {
        schema: KUBERNETES,
        json,
        ...{ maxDepth: DEEPEST, maxTotalMergeKeys: 100_000 },
      },
    );
    return documents;
  };
  try {
    return read(false);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new YamlError('nests too deeply');
    if (error.reason === 'duplicated mapping key') return withDuplicates(text, read);
    const json = asJson(text);
    if (json !== undefined) return [json];
    throw new YamlError(sentence(error));
  }
}

function withDuplicates(text: string, read: (json: boolean) => YamlDocument[]): YamlDocument[] {
  try {
    const documents = read(true);
    const found = duplicatesByChunk(text, documents.length) ?? duplicateKeys(text);
    return documents.map((document) => ({ ...document, duplicateKeys: found.get(document.document) ?? [] }));
  } catch (error) {
    throw new YamlError(error instanceof YAMLException ? sentence(error) : 'nests too deeply');
  }
}

/** Looks with the slow reader only at documents in which the fast one finds a key twice; `undefined` where they cannot be told apart. */
function duplicatesByChunk(text: string, documents: number): Map<number, DuplicateKey[]> | undefined {
  const found = new Map<number, DuplicateKey[]>();
  let document = 0;
  let line = 0;
  for (const chunk of text.split(/^(?=---(?:[ \t\r\n]|$))/m)) {
    let read = 0;
    try {
      loadAll(chunk, () => read++, { schema: KUBERNETES, ...{ maxDepth: DEEPEST } });
    } catch (error) {
      if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') return undefined;
      const keys = duplicateKeys(chunk);
      read = keys.size;
      for (const [index, list] of keys)
        found.set(
          document + index,
          list.map((key) => ({ path: key.path, line: key.line + line })),
        );
    }
    document += read;
    line += chunk.split('\n').length - 1;
  }
  return document === documents ? found : undefined;
}

/** The slow reader keeps positions, and is asked only where a key is known to be written twice. */
function duplicateKeys(text: string): Map<number, DuplicateKey[]> {
  const { parseAllDocuments, LineCounter, isMap, isScalar, isSeq } = require('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const found = new Map<number, DuplicateKey[]>();
  const parsed = parseAllDocuments(text, { uniqueKeys: false, lineCounter: lines, version: '1.1', logLevel: 'silent' });
  for (const [index, document] of [...parsed].entries()) {
    const keys: DuplicateKey[] = [];
    const walk = (node: unknown, path: string): void => {
      if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, `${path}[${i}]`);
      if (!isMap(node)) return;
      const seen = new Set<string>();
      for (const pair of node.items) {
        const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
        if (name === undefined) continue;
        const below = path === '' ? name : `${path}.${name}`;
        const at = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
        if (name !== '<<' && seen.has(name)) keys.push({ path: below, line: lines.linePos(at).line });
        seen.add(name);
        walk(pair.value, below);
      }
    };
    walk(document.contents, '');
    found.set(index, keys);
  }
  return found;
}

function asJson(text: string): YamlDocument | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { document: 0, value: JSON.parse(text), duplicateKeys: [] };
  } catch {
    return undefined;
  }
}

function sentence(error: YAMLException): string {
  const line = error.mark?.line === undefined ? '' : `line ${error.mark.line + 1}: `;
  return `${line}${error.reason}`;
}

/** Refuses documents that hold themselves, and those whose aliases expand beyond what go-yaml reads. */
function bounded(value: unknown): void {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let written = 0;
  const size = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) {
      written++;
      return 1;
    }
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) throw new YamlError('an anchor contains itself');
    open.add(node);
    written++;
    let total = 1;
    for (const child of Object.values(node)) total += size(child);
    open.delete(node);
    sizes.set(node, total);
    return total;
  };
  const expanded = size(value);
  const aliased = expanded - written;
  if (aliased > 100 && expanded > 1000 && aliased / expanded > allowedShare(expanded)) {
    throw new YamlError(`its aliases expand ${written} values to ${expanded}, which Kubernetes refuses to read`);
  }
}

function allowedShare(expanded: number): number {
  if (expanded <= 400_000) return 0.99;
  if (expanded >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((expanded - 400_000) / 3_600_000);
}
