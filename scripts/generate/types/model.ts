import type { SchemaNode } from '../../../src/validation/schema';
import { type CoreTypes, isQuantity, isShared, shortName } from './core-types';
import { below, keyOf, nodesOf, propertyNames, propertyOf, type Slots } from './slots';

/** A TypeScript type to be. */
export type TypeRef =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'core'; readonly name: string }
  | { readonly is: 'interface'; readonly key: string }
  | { readonly is: 'array' | 'record'; readonly of: TypeRef }
  | { readonly is: 'union'; readonly of: readonly TypeRef[] }
  | { readonly is: 'inline'; readonly properties: readonly Property[] };

export interface Property {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeRef;
  /** The sets that have the property, where not all do. */
  readonly only?: readonly string[];
}

export interface Interface {
  readonly slots: Slots;
  readonly properties: readonly Property[];
  /** Whether fields beyond the properties are kept. */
  readonly open: boolean;
}

/** A place where an interface is used: a kind and the property names that lead there. */
export interface Use {
  readonly kind: string;
  readonly version: string;
  readonly path: readonly string[];
  /** Whether the last name is that of a list or map of these. */
  readonly many?: boolean;
}

export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly slots: Slots;
}

const text = (value: string): TypeRef => ({ is: 'text', text: value });

/** The interfaces of one API group's kinds, each shape once, with every place it is used at. */
export class GroupModel {
  readonly interfaces = new Map<string, Interface>();
  readonly uses = new Map<string, Use[]>();
  /** Definition names of Kubernetes' own interfaces. */
  readonly definitions = new Map<string, string>();
  private queue: { readonly slots: Slots; readonly use: Use }[] = [];

  constructor(
    private readonly nodes: readonly SchemaNode[],
    private readonly core: CoreTypes,
    readonly kinds: readonly Kind[],
  ) {
    const visited = new Set<string>();
    this.queue = kinds.map(({ kind, version, slots }) => ({ slots, use: { kind, version, path: [] } }));
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      const key = next.use.path.length === 0 ? rootKey(next.use) : keyOf(next.slots);
      const place = `${next.use.kind}/${next.use.version} ${key}`;
      if (visited.has(place)) continue;
      visited.add(place);
      this.uses.set(key, [...(this.uses.get(key) ?? []), next.use]);
      const made = this.interfaceOf(next.slots, next.use);
      if (!this.interfaces.has(key)) this.interfaces.set(key, made);
    }
  }

  /** A property that the model's kind itself does not have. */
  addition(name: string, index: number): Property {
    return { name, optional: true, type: this.inline(index) };
  }

  private inline(index: number): TypeRef {
    const { properties } = this.nodes[index]!;
    const use = { kind: '', version: '', path: [''] };
    if (!properties) return this.typeOf([['core', index]], use);
    const members = Object.entries(properties).map(([name, child]) => ({
      name,
      optional: true,
      type: this.inline(child),
    }));
    return { is: 'inline', properties: members };
  }

  private interfaceOf(slots: Slots, use: Use): Interface {
    const indexes = nodesOf(slots);
    const nodes = indexes.map((index) => this.nodes[index]!);
    const sets = slots.map(([set]) => set);
    const properties = propertyNames(this.nodes, slots).map((name): Property => {
      const inner = below(slots, (index) => propertyOf(this.nodes[index]!, name));
      const required = nodes.every((node) => node.required?.includes(name));
      const defaulted = nodesOf(inner).some((index) => this.nodes[index]!.default !== undefined);
      const isMetadata =
        name === 'metadata' && (use.path.length === 0 || nodes.every((node) => node['x-kubernetes-embedded-resource']));
      return {
        name,
        optional: !required || defaulted,
        type: isMetadata
          ? { is: 'core', name: 'ObjectMeta' }
          : this.typeOf(inner, { kind: use.kind, version: use.version, path: [...use.path, name] }),
        ...(inner.length < sets.length && { only: inner.map(([set]) => set) }),
      };
    });
    return { slots, properties, open: nodes.some((node) => node['x-kubernetes-preserve-unknown-fields'] === true) };
  }

  private typeOf(slots: Slots, use: Use): TypeRef {
    const nodes = nodesOf(slots).map((index) => this.nodes[index]!);
    const shapes = [...new Set(nodes.map(shapeOf))];
    const types = shapes.map((shape) =>
      this.shaped(
        shape,
        slots.filter(([, index]) => shapeOf(this.nodes[index]!) === shape),
        use,
      ),
    );
    if (nodes.some((node) => node.nullable)) types.push(text('null'));
    return types.length === 1 ? types[0]! : { is: 'union', of: types };
  }

  private shaped(shape: Shape, slots: Slots, use: Use): TypeRef {
    const indexes = nodesOf(slots);
    const nodes = indexes.map((index) => this.nodes[index]!);
    switch (shape) {
      case 'quantity':
        return { is: 'core', name: 'Quantity' };
      case 'intOrString':
        return { is: 'core', name: 'IntOrString' };
      case 'unknown':
        return text('unknown');
      case 'embedded':
        return { is: 'core', name: 'EmbeddedResource' };
      case 'open':
        return text('Record<string, unknown>');
      case 'empty':
        return text('Record<string, never>');
      case 'array':
        return {
          is: 'array',
          of: this.typeOf(
            below(slots, (index) => this.nodes[index]!.items),
            { ...use, many: true },
          ),
        };
      case 'record':
        return {
          is: 'record',
          of: this.typeOf(
            below(slots, (index) => this.nodes[index]!.additionalProperties as number),
            { ...use, many: true },
          ),
        };
      case 'object':
        return this.object(slots, indexes, use);
      default: {
        const base = shape === 'integer' ? 'number' : shape;
        if (!nodes.every((node) => node.enum)) return text(base);
        const values = [...new Set(nodes.flatMap((node) => node.enum!.map((value) => literal(value))))];
        return text(values.join(' | '));
      }
    }
  }

  private object(slots: Slots, indexes: readonly number[], use: Use): TypeRef {
    const hint = use.path.at(-1) ?? use.kind;
    const key = keyOf(slots);
    const definition = indexes.length === 1 ? this.core.definitionOf(indexes[0]!, hint) : undefined;
    if (definition && isShared(definition)) return { is: 'core', name: shortName(definition) };
    if (definition) this.definitions.set(key, definition);
    const core = definition ? undefined : this.core.match(indexes, hint);
    if (core) return { is: 'core', name: core };
    this.queue.push({ slots, use });
    return { is: 'interface', key };
  }
}

/** The key of a kind's own interface. */
export const rootKey = ({ version, kind }: { version: string; kind: string }): string => `${version}/${kind}`;

type Shape =
  | 'quantity'
  | 'intOrString'
  | 'unknown'
  | 'embedded'
  | 'open'
  | 'empty'
  | 'array'
  | 'record'
  | 'object'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean';

function shapeOf(node: SchemaNode): Shape {
  if (node['x-kubernetes-int-or-string']) return isQuantity(node) ? 'quantity' : 'intOrString';
  if (node.properties && Object.keys(node.properties).length > 0) return 'object';
  switch (node.type) {
    case 'array':
      return node.items === undefined ? 'unknown' : 'array';
    case 'object':
      if (typeof node.additionalProperties === 'number') return 'record';
      if (node['x-kubernetes-embedded-resource']) return 'embedded';
      return node['x-kubernetes-preserve-unknown-fields'] || node.additionalProperties === true ? 'open' : 'empty';
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return node.type;
    default:
      return 'unknown';
  }
}

export function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
