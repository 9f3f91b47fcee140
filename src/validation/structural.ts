import { choices, clip, isRecord, type Json, type Problem, pathOf, type Step, shownValue, suggestion } from './finding';
import { formatProblem } from './formats';
import { matches } from './pattern';
import type { SchemaNode } from './schema';

/** Where a walk is, and what it has found. */
export class Walk {
  readonly steps: Step[] = [];
  readonly problems: Problem[] = [];

  report(rule: string, message: string, below?: Step): void {
    const path = pathOf(below === undefined ? this.steps : [...this.steps, below]);
    this.problems.push({ rule, severity: 'error', path, message });
  }
}

type Check = (value: unknown, walk: Walk) => void;

/** How one set of nodes is read: custom resources by their schema, core kinds by Go's decoder, to which null is the zero value. */
export interface Reading {
  readonly nodes: readonly SchemaNode[];
  readonly nullIsUnset?: boolean;
}

const META_FIELDS = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Checks values against folded structural schemas as the API server does in strict mode. Every node is compiled once.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/schema/{pruning,listtype}, k8s.io/kube-openapi pkg/validation/validate.
 */
export class StructuralValidator {
  readonly #spine: (Check | undefined)[] = [];
  readonly #inner: (Check | undefined)[] = [];

  constructor(private readonly reading: Reading) {}

  /** Problems of `value`, a whole object whose `metadata` is checked elsewhere; `ignoreStatus` where the server drops it. */
  validate(node: number, value: Json, ignoreStatus: boolean): Problem[] {
    const walk = new Walk();
    this.#root(node)(ignoreStatus && value.status !== undefined ? { ...value, status: undefined } : value, walk);
    return walk.problems;
  }

  readonly #roots = new Map<number, Check>();

  #root(index: number): Check {
    let check = this.#roots.get(index);
    if (check === undefined) {
      check = this.#compile(index, { ...this.#node(index), 'x-kubernetes-embedded-resource': true }, true);
      this.#roots.set(index, check);
    }
    return check;
  }

  #node(index: number): SchemaNode {
    const node = this.reading.nodes[index];
    if (node === undefined) throw new Error(`schema node ${index} does not exist`);
    return node;
  }

  #check(index: number, spine: boolean): Check {
    const table = spine ? this.#spine : this.#inner;
    const known = table[index];
    if (known !== undefined) return known;
    // A schema may contain itself: the first use of a node compiles it.
    let compiled: Check | undefined;
    const check: Check = (value, walk) => {
      if (compiled === undefined) table[index] = compiled = this.#compile(index, this.#node(index), spine);
      compiled(value, walk);
    };
    table[index] = check;
    return check;
  }

  #compile(_index: number, node: SchemaNode, spine: boolean): Check {
    const type = this.reading.nullIsUnset && isQuantity(node) ? isNumberOrString : typeCheck(node);
    const scalar = scalarChecks(node, this.reading.nullIsUnset === true);
    const combined = this.#combinations(node);
    const object = this.#objectChecks(node, spine);
    const array = this.#arrayChecks(node, spine);
    const enumeration = enumCheck(node, this.reading.nullIsUnset === true);
    const nullable =
      node.nullable === true || this.reading.nullIsUnset === true || (node.type === undefined && !intOrString(node));
    const typeName = expected(node);
    return (value, walk) => {
      if (value === null) {
        if (!nullable) walk.report('schema/type', `is null, it must be ${typeName}`);
        else if (!this.reading.nullIsUnset) enumeration?.(value, walk);
        return;
      }
      if (type !== undefined && !type(value)) {
        walk.report('schema/type', `is ${described(value)}, it must be ${typeName}${typeHint(value, node)}`);
        return;
      }
      for (const check of combined) check(value, walk);
      enumeration?.(value, walk);
      if (Array.isArray(value)) array?.(value, walk);
      else if (typeof value === 'object') object?.(value as Json, walk);
      else for (const check of scalar) check(value, walk);
    };
  }

  #combinations(node: SchemaNode): Check[] {
    const checks: Check[] = [];
    const members = (indexes: readonly number[] = []) => indexes.map((i) => this.#check(i, false));
    for (const member of members(node.allOf)) checks.push(member);
    const anyOf = members(node.anyOf);
    // `anyOf: [integer, string]` says of an int-or-string what its type already says.
    if (anyOf.length > 0 && !(intOrString(node) && node.anyOf!.every((i) => isBareIntOrString(this.#node(i))))) {
      checks.push((value, walk) => {
        const tried = anyOf.map((member) => attempt(member, value, walk));
        if (!tried.some((problems) => problems.length === 0)) {
          walk.report('schema/any-of', `matches none of its ${anyOf.length} allowed forms: ${summary(tried, walk)}`);
        }
      });
    }
    const oneOf = members(node.oneOf);
    if (oneOf.length > 0) {
      checks.push((value, walk) => {
        const tried = oneOf.map((member) => attempt(member, value, walk));
        const fitting = tried.filter((problems) => problems.length === 0).length;
        if (fitting === 0)
          walk.report('schema/one-of', `matches none of its ${oneOf.length} allowed forms: ${summary(tried, walk)}`);
        else if (fitting > 1) {
          const names = node.oneOf!.flatMap((i, at) => (tried[at]!.length === 0 ? (this.#node(i).required ?? []) : []));
          walk.report(
            'schema/one-of',
            `matches ${fitting} of its forms, only one is allowed${names.length > 1 ? `: keep one of ${names.map((n) => `'${n}'`).join(', ')}` : ''}`,
          );
        }
      });
    }
    if (node.not !== undefined) {
      const not = this.#check(node.not, false);
      checks.push((value, walk) => {
        if (attempt(not, value, walk).length === 0) walk.report('schema/not', 'has a form that is not allowed');
      });
    }
    return checks;
  }

  #objectChecks(node: SchemaNode, spine: boolean): ((value: Json, walk: Walk) => void) | undefined {
    const properties = new Map<string, Check>();
    for (const [name, index] of Object.entries(node.properties ?? {})) properties.set(name, this.#check(index, spine));
    const extra = node.additionalProperties;
    const additional = typeof extra === 'number' ? this.#check(extra, spine) : undefined;
    const required = node.required ?? [];
    const { minProperties, maxProperties } = node;
    const embedded = node['x-kubernetes-embedded-resource'] === true;
    const open =
      !spine || node['x-kubernetes-preserve-unknown-fields'] === true || (extra !== undefined && extra !== false);
    const strict =
      spine && !open && (node.properties !== undefined || node.type === 'object' || node.type === undefined);
    return (value, walk) => {
      const { steps } = walk;
      let count = 0;
      for (const key in value) {
        if (!Object.hasOwn(value, key)) continue;
        count++;
        const field = value[key];
        if (field === undefined) continue;
        if (embedded && META_FIELDS.has(key) && (steps.length === 0 || !properties.has(key))) continue;
        const check = properties.get(key);
        if (check !== undefined) {
          steps.push(key);
          check(field, walk);
          steps.pop();
        } else if (additional !== undefined) {
          steps.push(key);
          additional(field, walk);
          steps.pop();
        } else if (strict && !(field === null && this.reading.nullIsUnset === true)) {
          walk.report('schema/unknown-field', `is no field here${suggestion(key, properties.keys())}`, key);
        }
      }
      for (const name of required) {
        if (embedded && steps.length === 0 && META_FIELDS.has(name)) continue;
        if (!Object.hasOwn(value, name) || value[name] === undefined)
          walk.report('schema/required', 'is required', name);
      }
      if (minProperties !== undefined && count < minProperties) {
        walk.report('schema/bounds', `has ${count} entries, at least ${minProperties} are needed`);
      }
      if (maxProperties !== undefined && count > maxProperties) {
        walk.report('schema/too-large', `has ${count} entries, at most ${maxProperties} are allowed`);
      }
      if (embedded && spine && steps.length > 0) embeddedResource(value, walk);
    };
  }

  #arrayChecks(node: SchemaNode, spine: boolean): ((value: unknown[], walk: Walk) => void) | undefined {
    const item = node.items === undefined ? undefined : this.#check(node.items, spine);
    const { minItems, maxItems, uniqueItems } = node;
    // Of built-in kinds and of upstream's types, list types only say how to merge.
    const listType = spine && !this.reading.nullIsUnset ? node['x-kubernetes-list-type'] : undefined;
    const keys = node['x-kubernetes-list-map-keys'] ?? [];
    return (value, walk) => {
      if (item !== undefined) {
        const { steps } = walk;
        for (let i = 0; i < value.length; i++) {
          steps.push(i);
          item(value[i], walk);
          steps.pop();
        }
      }
      if (minItems !== undefined && value.length < minItems) {
        walk.report('schema/bounds', `has ${value.length} items, at least ${minItems} are needed`);
      }
      if (maxItems !== undefined && value.length > maxItems) {
        walk.report('schema/too-large', `has ${value.length} items, at most ${maxItems} are allowed`);
      }
      if (value.length < 2) return;
      if (listType === 'map') duplicates(value, keys, walk);
      else if (listType === 'set' || uniqueItems) duplicates(value, undefined, walk);
    };
  }
}

function intOrString(node: SchemaNode): boolean {
  return node['x-kubernetes-int-or-string'] === true;
}

/** Types written in Go read a quantity from any number; schemas of custom kinds let whole ones pass only. */
function isQuantity(node: SchemaNode): boolean {
  return intOrString(node) && node.pattern?.startsWith('^(\\+|-)?(([0-9]+') === true;
}

function isNumberOrString(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isBareIntOrString(node: SchemaNode): boolean {
  return Object.keys(node).length === 1 && (node.type === 'integer' || node.type === 'string');
}

function typeCheck(node: SchemaNode): ((value: unknown) => boolean) | undefined {
  if (intOrString(node)) return (value) => typeof value === 'string' || Number.isInteger(value);
  switch (node.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'integer':
      return (value) => Number.isInteger(value);
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

function scalarChecks(node: SchemaNode, asGo: boolean): Check[] {
  const checks: Check[] = [];
  const { minLength, maxLength, pattern, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } =
    node;
  if (minLength !== undefined || maxLength !== undefined) {
    checks.push((value, walk) => {
      if (typeof value !== 'string') return;
      const length = runes(value, Math.max(minLength ?? 0, maxLength ?? 0));
      if (maxLength !== undefined && length > maxLength) {
        walk.report('schema/too-large', `has ${value.length} characters, at most ${maxLength} are allowed`);
      } else if (minLength !== undefined && length < minLength) {
        walk.report(
          'schema/bounds',
          value === '' ? 'may not be empty' : `'${clip(value)}' is shorter than ${minLength} characters`,
        );
      }
    });
  }
  if (pattern !== undefined && pattern !== '') {
    checks.push((value, walk) => {
      if (typeof value === 'string' && matches(pattern, value) === false) {
        walk.report('schema/pattern', `${shownValue(value)} does not match ${pattern}`);
      }
    });
  }
  if (format !== undefined) {
    checks.push((value, walk) => {
      if (typeof value !== 'string') return;
      // Go's own decoder takes empty bytes, and line breaks in base64.
      const bytes = asGo && format === 'byte';
      if (bytes && value === '') return;
      const problem = formatProblem(format, bytes ? value.replace(/[\r\n]/g, '') : value);
      if (problem !== undefined) walk.report('schema/format', `${shownValue(value)} ${problem}`);
    });
  }
  if (minimum !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
        walk.report(
          'schema/bounds',
          `${value} is too small, it must be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`,
        );
      }
    });
  }
  if (maximum !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
        walk.report(
          'schema/bounds',
          `${value} is too large, it must be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`,
        );
      }
    });
  }
  if (multipleOf !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && !Number.isInteger(value / multipleOf)) {
        walk.report('schema/bounds', `${value} is no multiple of ${multipleOf}`);
      }
    });
  }
  return checks;
}

function enumCheck(node: SchemaNode, emptyIsUnset: boolean): Check | undefined {
  const values = node.enum;
  if (values === undefined || values.length === 0) return undefined;
  const scalars = new Set(values);
  return (value, walk) => {
    if (scalars.has(value) || (emptyIsUnset && value === '')) return;
    if (typeof value === 'object' && value !== null && values.some((v) => canonical(v) === canonical(value))) return;
    const hint =
      typeof value === 'string'
        ? suggestion(
            value,
            values.filter((v): v is string => typeof v === 'string'),
          )
        : '';
    walk.report('schema/enum', `${shownValue(value)} is not one of ${choices(values)}${hint}`);
  };
}

/** Counts code points, as Go counts runes; stops counting well above `enough`. */
function runes(text: string, enough: number): number {
  if (text.length > enough * 2 + 2) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function attempt(check: Check, value: unknown, walk: Walk): Problem[] {
  const inner = new Walk();
  inner.steps.push(...walk.steps);
  check(value, inner);
  return inner.problems;
}

function summary(tried: Problem[][], walk: Walk): string {
  const prefix = pathOf(walk.steps);
  const forms = tried.slice(0, 6).map((problems) => {
    const first = problems[0]!;
    const path = first.path.startsWith(prefix) ? first.path.slice(prefix.length).replace(/^\./, '') : first.path;
    return `${path === '' ? 'it' : `'${path}'`} ${first.message}`;
  });
  return clip([...new Set(forms)].join('; or '), 240);
}

function duplicates(list: unknown[], keys: readonly string[] | undefined, walk: Walk): void {
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

function embeddedResource(value: Json, walk: Walk): void {
  for (const field of ['apiVersion', 'kind']) {
    const given = value[field];
    if (given === undefined) walk.report('schema/required', 'is required: this is a whole Kubernetes object', field);
    else if (typeof given !== 'string' || given === '')
      walk.report('schema/type', 'must be a string that is not empty', field);
  }
  if (value.metadata !== undefined && value.metadata !== null && !isRecord(value.metadata)) {
    walk.report('schema/type', `is ${described(value.metadata)}, it must be an object`, 'metadata');
  }
}

function expected(node: SchemaNode): string {
  if (intOrString(node)) return 'a whole number or a string';
  const names: Record<string, string> = {
    string: 'a string',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  };
  return names[node.type ?? ''] ?? 'set';
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `the string '${clip(value, 40)}'`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  return Array.isArray(value) ? 'a list' : 'an object';
}

function typeHint(value: unknown, node: SchemaNode): string {
  if (node.type === 'string' && (typeof value === 'number' || typeof value === 'boolean'))
    return `: quote it, '${value}'`;
  const number = node.type === 'integer' || node.type === 'number';
  if (number && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
    return `: write ${Number(value)} without quotes`;
  if (node.type === 'boolean' && (value === 'true' || value === 'false')) return ': write it without quotes';
  if (node.type === 'array' && typeof value !== 'object') return ': write it as an item of a list';
  return '';
}
