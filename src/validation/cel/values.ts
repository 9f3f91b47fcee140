import { isRecord, type Json } from '../finding';
import type { SchemaNode } from '../schema';

const plainByNodes = new WeakMap<readonly SchemaNode[], Map<number, boolean>>();
const SPECIAL_FORMATS = new Set(['date-time', 'datetime', 'date', 'duration', 'byte']);

/** Whether the JSON values of a node are CEL values as they are: nothing in it is a time, a duration or bytes. */
export function isPlain(nodes: readonly SchemaNode[], index: number): boolean {
  let known = plainByNodes.get(nodes);
  if (known === undefined) {
    known = new Map();
    plainByNodes.set(nodes, known);
  }
  return plain(nodes, index, known);
}

function plain(nodes: readonly SchemaNode[], index: number, known: Map<number, boolean>): boolean {
  const before = known.get(index);
  if (before !== undefined) return before;
  known.set(index, true);
  const node = nodes[index]!;
  const below = Object.values(node.properties ?? {});
  if (node.items !== undefined) below.push(node.items);
  if (typeof node.additionalProperties === 'number') below.push(node.additionalProperties);
  const result =
    !(node.type === 'string' && SPECIAL_FORMATS.has(node.format ?? '')) && below.every((i) => plain(nodes, i, known));
  known.set(index, result);
  return result;
}

/** Whether objects and lists of another realm are in a value: the engine tells types by this one's constructors. */
export function isForeign(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return prototype !== Array.prototype || value.some(isForeign);
  if (prototype !== Object.prototype && prototype !== null) return Object.getPrototypeOf(prototype) === null;
  for (const key in value) if (isForeign((value as Json)[key])) return true;
  return false;
}

/** A JSON value as CEL sees it by its schema: integers are told from floating point numbers, times and bytes from text. */
export function celValue(nodes: readonly SchemaNode[], index: number | undefined, value: unknown): unknown {
  const node: SchemaNode = index === undefined ? {} : nodes[index]!;
  if (typeof value === 'number') return node.type !== 'number' && Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string') return node.type === 'string' ? formatted(node.format, value) : value;
  if (Array.isArray(value)) return Array.from(value, (item) => celValue(nodes, node.items, item));
  if (!isRecord(value)) return value;
  const copy: Json = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') continue;
    const declared = node.properties !== undefined && Object.hasOwn(node.properties, key);
    const below = declared
      ? node.properties![key]
      : typeof node.additionalProperties === 'number'
        ? node.additionalProperties
        : undefined;
    copy[declared ? escapedName(key) : key] = celValue(nodes, below, value[key]);
  }
  return copy;
}

function formatted(format: string | undefined, value: string): unknown {
  switch (format) {
    case 'date-time':
    case 'datetime':
    case 'date': {
      const time = new Date(value);
      return Number.isNaN(time.getTime()) ? value : time;
    }
    case 'byte':
      return new Uint8Array(Buffer.from(value, 'base64'));
    default:
      return value;
  }
}

const RESERVED = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);

/** Whether a word is no name in CEL. */
export function reserved(word: string): boolean {
  return RESERVED.has(word);
}

/** Property names that are no CEL identifiers are spelled otherwise in rules. Fact: k8s.io/apiserver pkg/cel/escaping.go. */
function escapedName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !name.includes('__')) return name;
  return name.replace(
    /__|[.\-/]/g,
    (c) => ({ __: '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' })[c]!,
  );
}
