import { clip, isRecord } from './finding';
import { intOrString, type SchemaNode } from './schema';

/** Whether a value has the type of a node; `undefined` where any will do. */
export function typeCheck(node: SchemaNode, asGo: boolean): ((value: unknown) => boolean) | undefined {
  // Types written in Go read a quantity from any number; schemas of custom kinds let whole ones pass only.
  if (asGo && isQuantity(node)) return (value) => typeof value === 'string' || typeof value === 'number';
  if (intOrString(node)) return (value) => typeof value === 'string' || Number.isInteger(value);
  switch (node.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'integer':
      return Number.isInteger;
    case 'number':
      return (value) => typeof value === 'number';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'array':
      return Array.isArray;
    case 'object':
      return isRecord;
    default:
      return undefined;
  }
}

function isQuantity(node: SchemaNode): boolean {
  return intOrString(node) && node.pattern?.startsWith('^(\\+|-)?(([0-9]+') === true;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** What a value must be by its schema, as messages say it. */
export function expected(node: SchemaNode): string {
  return intOrString(node) ? 'a whole number or a string' : (NAMES[node.type ?? ''] ?? 'set');
}

/** What a value is, as messages say it. */
export function described(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `the string '${clip(value, 40)}'`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** What to write instead of a value of the wrong type. */
export function typeHint(value: unknown, node: SchemaNode): string {
  if (node.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return `: quote it`;
  const number = node.type === 'integer' || node.type === 'number';
  if (number && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
    return `: write ${Number(value)} without quotes`;
  if (node.type === 'boolean' && (value === 'true' || value === 'false')) return ': write it without quotes';
  if (node.type === 'array' && typeof value !== 'object') return ': write it as an item of a list';
  return '';
}
