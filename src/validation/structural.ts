import { keptBy } from './cel/kept';
import { combinations } from './combinations';
import { copied, Defaulter } from './defaults';
import { DEEPEST } from './depth';
import { isRecord, type Json, suggestion } from './finding';
import { duplicates } from './items';
import { enumCheck, scalarChecks } from './scalars';
import { intOrString, type SchemaNode } from './schema';
import { described, expected, typeCheck, typeHint } from './types';
import { type Check, TooDeep, Walk } from './walk';

/** How one set of nodes is read: custom resources by their schema, core kinds by Go's decoder, to which null is the zero value. */
export interface Reading {
  readonly nodes: readonly SchemaNode[];
  readonly nullIsUnset?: boolean;
}

/** One object as the server sees it, with the defaults of its schema. */
export interface Read {
  readonly object: Json;
  readonly walk: Walk;
}

const META_FIELDS: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/**
 * Checks values against folded structural schemas as the API server does in strict mode, and gives them their defaults.
 * Every node is compiled once, when a value first meets it.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/schema/{pruning,listtype}, k8s.io/kube-openapi pkg/validation/validate.
 */
export class StructuralValidator {
  readonly #roots = new Map<number, Check>();
  /** Checks of the schema itself, and of what its `allOf`, `anyOf`, `oneOf` and `not` say, where no field is unknown. */
  readonly #spine = new Map<number, Check>();
  readonly #inner = new Map<number, Check>();
  readonly #nodes: readonly SchemaNode[];
  readonly #asGo: boolean;
  readonly #defaulter: Defaulter;

  constructor({ nodes, nullIsUnset = false }: Reading) {
    this.#nodes = nodes;
    this.#asGo = nullIsUnset;
    this.#defaulter = new Defaulter(nodes);
  }

  /**
   * Goes through all of `object`, whose `metadata` is checked elsewhere; `ignoreStatus` where the server drops it.
   * Throws TooDeep.
   */
  read(node: number, object: Json, ignoreStatus: boolean): Read {
    const read = this.#read(node, object, ignoreStatus);
    // Nulls that may not stand are dropped before the server looks at anything else.
    return read.walk.nulls && !this.#asGo ? this.#read(node, this.#defaulter.fill(node, object), ignoreStatus) : read;
  }

  #read(node: number, object: Json, ignoreStatus: boolean): Read {
    const walk = new Walk();
    let check = this.#roots.get(node);
    if (check === undefined) {
      check = this.#compile(node, true, true);
      this.#roots.set(node, check);
    }
    const { status } = object;
    if (!ignoreStatus || status === undefined) return { object: check(object, walk) as Json, walk };
    walk.pass(status, 1);
    walk.unsure = true;
    const filled = check({ ...object, status: undefined }, walk) as Json;
    return { object: { ...filled, status }, walk };
  }

  #node(index: number): SchemaNode {
    const node = this.#nodes[index];
    if (node === undefined) throw new Error(`schema node ${index} does not exist`);
    return node;
  }

  #check(index: number, spine: boolean): Check {
    const table = spine ? this.#spine : this.#inner;
    let check = table.get(index);
    if (check === undefined) {
      check = this.#compile(index, spine);
      table.set(index, check);
    }
    return check;
  }

  /** A schema may contain itself: the first use of a node compiles it. */
  #later(index: number, spine: boolean): Check {
    let check: Check | undefined;
    return (value, walk) => {
      check ??= this.#check(index, spine);
      return check(value, walk);
    };
  }

  #compile(index: number, spine: boolean, root = false): Check {
    const node = this.#node(index);
    const check = this.#unruled(index, node, spine, root);
    const kept = spine ? keptBy(this.#nodes, index, root ? META_FIELDS : []) : undefined;
    if (kept === undefined) return check;
    return (value, walk) => {
      const filled = check(value, walk);
      if (!walk.unsure && filled !== null && !kept(filled)) walk.unsure = true;
      return filled;
    };
  }

  /** All of a node but its CEL rules. */
  #unruled(index: number, node: SchemaNode, spine: boolean, root: boolean): Check {
    const type = typeCheck(node, this.#asGo);
    const enumeration = enumCheck(node, this.#asGo);
    const combined = combinations(
      node,
      (other) => this.#node(other),
      (other) => this.#later(other, false),
    );
    const scalar = scalarChecks(node, this.#asGo);
    const object = this.#object(node, spine, root);
    const array = this.#array(node, spine);
    const refuse = this.#refusal(node, spine, enumeration);
    if (combined.length === 0 && !intOrString(node)) {
      if (node.type === 'object' && enumeration === undefined)
        return (value, walk) => (isRecord(value) ? object(value, walk) : refuse(value, walk));
      if (node.type === 'array' && enumeration === undefined)
        return (value, walk) => (Array.isArray(value) ? array(value, walk) : refuse(value, walk));
      if (node.type === 'string') {
        const checks = enumeration === undefined ? scalar : [enumeration, ...scalar];
        return (value, walk) => {
          if (typeof value !== 'string') return refuse(value, walk);
          for (let i = 0; i < checks.length; i++) checks[i]!(value, walk);
          return walk.text(value);
        };
      }
    }
    const fills = spine && !this.#asGo && combined.length > 0;
    return (given, walk) => {
      if (given === null || (type !== undefined && !type(given))) return refuse(given, walk);
      const value = fills && typeof given === 'object' ? this.#defaulter.fill(index, given) : given;
      for (const check of combined) check(value, walk);
      enumeration?.(value, walk);
      if (Array.isArray(value)) return array(value, walk);
      if (typeof value === 'object') return object(value as Json, walk);
      if (typeof value === 'string') walk.text(value);
      for (const check of scalar) check(value, walk);
      return value;
    };
  }

  /** What is said of null, and of values of another type. */
  #refusal(node: SchemaNode, spine: boolean, enumeration: Check | undefined): Check {
    const nullable = node.nullable === true || this.#asGo || (node.type === undefined && !intOrString(node));
    return (value, walk) => {
      if (value !== null) {
        walk.report('schema/type', `is ${described(value)}, it must be ${expected(node)}${typeHint(value, node)}`);
        return spine ? walk.pass(value) : value;
      }
      walk.nulls = true;
      if (!nullable) walk.report('schema/type', `is null, it must be ${expected(node)}`);
      else if (!this.#asGo) enumeration?.(value, walk);
      return value;
    };
  }

  #object(node: SchemaNode, spine: boolean, root: boolean): (value: Json, walk: Walk) => Json {
    const { properties = {}, minProperties, maxProperties } = node;
    const embedded = root || node['x-kubernetes-embedded-resource'] === true;
    const required = (node.required ?? []).filter((name) => !root || !META_FIELDS.includes(name));
    const defaults = spine && !this.#asGo ? this.#defaults(properties) : [];
    const members = new Map<string, Check>();
    if (embedded) {
      for (const name of META_FIELDS) if (root || !Object.hasOwn(properties, name)) members.set(name, pass);
    }
    const other = this.#other(node, spine);
    const member = (name: string): Check => {
      if (!Object.hasOwn(properties, name)) return other;
      const check = this.#check(properties[name]!, spine);
      members.set(name, check);
      return check;
    };
    return (given, walk) => {
      const { steps, depth } = walk;
      const own = hasOwnOnly(given);
      let value = given;
      let count = 0;
      walk.depth++;
      for (const name in given) {
        if (!own && !Object.hasOwn(given, name)) continue;
        if (depth >= DEEPEST) throw new TooDeep();
        count++;
        const field = given[name];
        if (field === undefined) continue;
        steps[depth] = name;
        const filled = (members.get(name) ?? member(name))(field, walk);
        if (filled === field) continue;
        if (value === given) value = { ...given };
        value[name] = filled;
      }
      for (const [name, byDefault] of defaults) {
        if (given[name] !== undefined && Object.hasOwn(given, name)) continue;
        if (!Object.hasOwn(given, name)) count++;
        if (value === given) value = { ...given };
        steps[depth] = name;
        value[name] = (members.get(name) ?? member(name))(copied(byDefault), walk);
      }
      walk.depth = depth;
      walk.values += count;
      for (const name of required) {
        if (value[name] === undefined || !Object.hasOwn(value, name))
          walk.report('schema/required', 'is required', name);
      }
      if (minProperties !== undefined && count < minProperties) {
        walk.report('schema/bounds', `has ${count} entries, at least ${minProperties} are needed`);
      }
      if (maxProperties !== undefined && count > maxProperties) {
        walk.report('schema/too-large', `has ${count} entries, at most ${maxProperties} are allowed`);
      }
      if (embedded && spine && !root) embeddedResource(value, walk);
      return value;
    };
  }

  #defaults(properties: Readonly<Record<string, number>>): (readonly [name: string, byDefault: unknown])[] {
    return Object.entries(properties).flatMap(([name, index]) => {
      const { default: byDefault } = this.#node(index);
      return byDefault === undefined ? [] : [[name, byDefault] as const];
    });
  }

  /** What is said of members that are none of the node's properties. */
  #other(node: SchemaNode, spine: boolean): Check {
    const { properties, additionalProperties: extra } = node;
    if (typeof extra === 'number') return this.#later(extra, spine);
    if (!spine) return ignore;
    const open = node['x-kubernetes-preserve-unknown-fields'] === true || (extra !== undefined && extra !== false);
    if (open || (properties === undefined && node.type !== 'object' && node.type !== undefined)) return pass;
    return (value, walk) => {
      if (value !== null || !this.#asGo) {
        const name = String(walk.steps[walk.depth - 1]);
        walk.report('schema/unknown-field', `is no field here${suggestion(name, Object.keys(properties ?? {}))}`);
      }
      return walk.pass(value);
    };
  }

  #array(node: SchemaNode, spine: boolean): (value: unknown[], walk: Walk) => unknown[] {
    const { items, minItems, maxItems, uniqueItems } = node;
    let item = spine ? pass : ignore;
    let compiled = items === undefined;
    // Of built-in kinds and of upstream's types, list types only say how to merge.
    const listType = spine && !this.#asGo ? node['x-kubernetes-list-type'] : undefined;
    const keys = node['x-kubernetes-list-map-keys'] ?? [];
    return (given, walk) => {
      const { length } = given;
      let value = given;
      walk.values += length;
      if (length > 0) {
        const { steps, depth } = walk;
        if (depth >= DEEPEST) throw new TooDeep();
        walk.depth++;
        if (!compiled) {
          compiled = true;
          item = this.#check(items!, spine);
        }
        for (let i = 0; i < length; i++) {
          steps[depth] = i;
          const filled = item(given[i], walk);
          if (filled === given[i]) continue;
          if (value === given) value = [...given];
          value[i] = filled;
        }
        walk.depth = depth;
      }
      if (minItems !== undefined && length < minItems) {
        walk.report('schema/bounds', `has ${length} items, at least ${minItems} are needed`);
      }
      if (maxItems !== undefined && length > maxItems) {
        walk.report('schema/too-large', `has ${length} items, at most ${maxItems} are allowed`);
      }
      if (length < 2) return value;
      if (listType === 'map') duplicates(value, keys, walk);
      else if (listType === 'set' || uniqueItems) duplicates(value, undefined, walk);
      return value;
    };
  }
}

const pass: Check = (value, walk) => walk.pass(value);
const ignore: Check = (value) => value;

/** Whether every member that a loop meets is the object's own. */
function hasOwnOnly(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
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
