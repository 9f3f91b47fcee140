import { type SchemaStore, schemaStore } from '../../../src/validation';
import type { SchemaNode } from '../../../src/validation/schema';

type Json = Record<string, unknown>;
export type MutantClass =
  | 'required'
  | 'misspelled'
  | 'type'
  | 'null'
  | 'bound'
  | 'enum'
  | 'pattern'
  | 'format'
  | 'duplicate'
  | 'empty';
export interface Mutant {
  readonly kind: MutantClass;
  readonly path: string;
  readonly object: Json;
}

/**
 * Every way of the known classes in which one field of an object can be made wrong, or at least unusual, by its schema.
 * @param seen fields that were changed before, by kind, class and path: they are passed over, and new ones added
 */
export function mutants(
  object: Json,
  release: string,
  seen = new Set<string>(),
  store: SchemaStore = schemaStore(),
): Mutant[] {
  const entry = store.kind(release, String(object.apiVersion), String(object.kind));
  if (entry === undefined) return [];
  const made: Mutant[] = [];
  const counts = new Map<string, number>();
  const add = (kind: MutantClass, path: readonly (string | number)[], change: (holder: Json, key: string) => void) => {
    const which = `${object.kind} ${kind} ${path.map((step) => (typeof step === 'number' ? '*' : step)).join('.')}`;
    const count = (counts.get(which) ?? 0) + 1;
    counts.set(which, count);
    if (seen.has(`${which} ${count}`)) return;
    seen.add(`${which} ${count}`);
    const copy = JSON.parse(JSON.stringify(object)) as Json;
    let holder = copy as Json;
    for (const step of path.slice(0, -1)) holder = holder[step] as Json;
    change(holder, String(path.at(-1)));
    made.push({ kind, path: path.join('.'), object: copy });
  };
  const walk = (index: number, value: unknown, path: readonly (string | number)[]): void => {
    const node = store.nodes[index]!;
    if (path.length > 0 && path[0] !== 'metadata') {
      add('type', path, set(otherType(node, value)));
      add('null', path, set(null));
      for (const wrong of outOfBounds(node, value)) add('bound', path, set(wrong));
      if (node.enum !== undefined) add('enum', path, set(typeof value === 'string' ? `${value}X` : 9999));
      if (node.pattern !== undefined && typeof value === 'string') {
        for (const odd of ['', ' ', 'Ünï cödé', `${value}!`]) add('pattern', path, set(odd));
      }
      if (node.format !== undefined && typeof value === 'string') add('format', path, set('ü'));
      if (Array.isArray(value)) {
        if (value.length > 0) add('duplicate', path, set([...value, value[0]]));
        add('empty', path, set([]));
      } else if (typeof value === 'object' && value !== null) add('empty', path, set({}));
      else if (typeof value === 'string') add('empty', path, set(''));
    }
    if (Array.isArray(value)) {
      if (node.items !== undefined)
        for (const [i, item] of value.slice(0, 3).entries()) walk(node.items, item, [...path, i]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, below] of Object.entries(value)) {
        const child =
          node.properties?.[key] ??
          (typeof node.additionalProperties === 'number' ? node.additionalProperties : undefined);
        if (node.required?.includes(key)) add('required', [...path, key], drop);
        if (node.properties?.[key] !== undefined && path.length > 0) {
          add('misspelled', [...path, key], (holder, k) => {
            holder[`${k}x`] = holder[k];
            delete holder[k];
          });
        }
        if (child !== undefined) walk(child, below, [...path, key]);
      }
    }
  };
  walk(entry.schema, object, []);
  return made;
}

type Change = (holder: Json, key: string) => void;

function set(value: unknown): Change {
  return (holder, key) => {
    holder[key] = value;
  };
}

const drop: Change = (holder, key) => {
  delete holder[key];
};

function otherType(node: SchemaNode, value: unknown): unknown {
  if (node['x-kubernetes-int-or-string']) return { odd: true };
  if (typeof value === 'string') return 7;
  if (typeof value === 'number') return 'seven';
  if (typeof value === 'boolean') return 'true';
  return Array.isArray(value) ? { a: 1 } : ['a'];
}

function outOfBounds(node: SchemaNode, value: unknown): unknown[] {
  const wrong: unknown[] = [];
  if (typeof value === 'number') {
    wrong.push(-1, 0);
    if (node.minimum !== undefined) wrong.push(node.minimum - 1, node.minimum);
    if (node.maximum !== undefined) wrong.push(node.maximum + 1, node.maximum);
    wrong.push(1.5);
  }
  if (typeof value === 'string' && node.maxLength !== undefined)
    wrong.push('x'.repeat(node.maxLength + 1), 'x'.repeat(node.maxLength));
  if (Array.isArray(value) && value.length > 0 && node.maxItems !== undefined && node.maxItems < 300) {
    wrong.push(Array.from({ length: node.maxItems + 1 }, (_, i) => renamed(value[0], i)));
  }
  return wrong;
}

function renamed(item: unknown, i: number): unknown {
  if (typeof item === 'string') return `${item}${i}`;
  if (typeof item === 'object' && item !== null && 'name' in item) return { ...item, name: `n${i}` };
  return item;
}
