import type { SchemaNode } from './schema';

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** An OpenAPI v3 schema as a CustomResourceDefinition holds it. */
export interface Schema
  extends Omit<SchemaNode, 'properties' | 'items' | 'additionalProperties' | 'allOf' | 'anyOf' | 'oneOf' | 'not'> {
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
}

const prose = new Set(['description', 'title', 'example', 'externalDocs']);
const lists = new Set(['allOf', 'anyOf', 'oneOf']);

/** Stores schemas so that identical subtrees exist once; prose is dropped, every other keyword kept. */
export class SchemaFolder {
  private readonly known = new Map<string, number>();

  /** @param nodes the list that grows; entries already there are neither reused nor changed */
  constructor(readonly nodes: SchemaNode[] = []) {}

  /** @returns the index of the schema in `nodes` */
  fold(schema: Schema): number {
    const node: Record<string, unknown> = {};
    for (const keyword of Object.keys(schema).sort()) {
      const value = schema[keyword as keyof Schema];
      if (prose.has(keyword) || value === undefined || (value === null && keyword !== 'default')) continue;
      if (keyword === 'properties') {
        const properties: Record<string, number> = {};
        for (const name of Object.keys(schema.properties!).sort()) {
          define(properties, name, this.fold(schema.properties![name]!));
        }
        node[keyword] = properties;
      } else if (lists.has(keyword)) {
        node[keyword] = (value as readonly Schema[]).map((member) => this.fold(member));
      } else if (keyword === 'items' || keyword === 'not' || keyword === 'additionalProperties') {
        node[keyword] = typeof value === 'object' ? this.fold(value as Schema) : value;
      } else {
        node[keyword] = value;
      }
    }
    const text = JSON.stringify(node);
    const found = this.known.get(text);
    if (found !== undefined) return found;
    this.known.set(text, this.nodes.length);
    return this.nodes.push(node as SchemaNode) - 1;
  }
}

/** The schema that was folded, without its prose. */
export function unfold(nodes: readonly SchemaNode[], index: number): Schema {
  const node = nodes[index]!;
  const schema: Record<string, unknown> = { ...node };
  const open = (child: number) => unfold(nodes, child);
  if (node.properties) {
    const properties: Record<string, Schema> = {};
    for (const [name, child] of Object.entries(node.properties)) define(properties, name, open(child));
    schema.properties = properties;
  }
  for (const keyword of ['items', 'not', 'additionalProperties'] as const) {
    const child = node[keyword];
    if (typeof child === 'number') schema[keyword] = open(child);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (node[keyword]) schema[keyword] = node[keyword].map(open);
  }
  return schema as Schema;
}

/** What the server reads of a written object: without `status` where the version has the status subresource. */
export function withoutStatus(schema: Schema): Schema {
  if (!schema.properties?.status) return schema;
  const { status: _, ...properties } = schema.properties;
  const required = schema.required?.filter((name) => name !== 'status');
  const { required: __, ...rest } = schema;
  return required?.length ? { ...rest, properties, required } : { ...rest, properties };
}

function define<V>(target: Record<string, V>, name: string, value: V): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true });
  else target[name] = value;
}
