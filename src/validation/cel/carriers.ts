import type { CelRule, SchemaNode } from '../schema';
import { type Sure, sureOf } from './sure';

/** A node that has rules for new objects, or nodes below it that have. */
export interface Carrier {
  readonly node: number;
  readonly rules: readonly Rule[];
  readonly allOf: readonly Carrier[];
  readonly properties: readonly (readonly [name: string, below: Carrier])[];
  readonly items?: Carrier;
  /** Of the members that are none of the node's properties. */
  readonly additional?: Carrier;
}

export interface Rule {
  readonly rule: CelRule;
  /** Whether it asks for the object before, which a new one has not. */
  readonly compares: boolean;
  readonly sure?: Sure;
}

/** The carriers among a set of nodes, found out once. */
export class Carriers {
  readonly #known = new Map<number, Carrier | undefined>();

  constructor(private readonly nodes: readonly SchemaNode[]) {}

  get(index: number): Carrier | undefined {
    if (this.#known.has(index)) return this.#known.get(index);
    // A schema may contain itself.
    this.#known.set(index, undefined);
    const carrier = this.#carrier(index);
    this.#known.set(index, carrier);
    return carrier;
  }

  #carrier(node: number): Carrier | undefined {
    const schema = this.nodes[node]!;
    const { allOf = [], properties = {}, items, additionalProperties: extra } = schema;
    const carrier: Carrier = {
      node,
      rules: rulesOf(schema),
      allOf: allOf.flatMap((index) => this.get(index) ?? []),
      properties: Object.entries(properties).flatMap(([name, index]) => {
        const below = this.get(index);
        return below === undefined ? [] : [[name, below] as const];
      }),
      items: items === undefined ? undefined : this.get(items),
      additional: typeof extra === 'number' ? this.get(extra) : undefined,
    };
    const has = carrier.items !== undefined || carrier.additional !== undefined;
    return has || [carrier.rules, carrier.allOf, carrier.properties].some((list) => list.length > 0)
      ? carrier
      : undefined;
  }
}

/** The rules of a node that do not need the object before. */
export function rulesOf(node: SchemaNode): readonly Rule[] {
  return (node['x-kubernetes-validations'] ?? []).flatMap((rule) => {
    const compares = /\boldSelf\b/.test(rule.rule);
    return compares && !rule.optionalOldSelf ? [] : [{ rule, compares, sure: sureOf(rule.rule) }];
  });
}

const byNodes = new WeakMap<readonly SchemaNode[], Carriers>();

export function carriersOf(nodes: readonly SchemaNode[]): Carriers {
  let carriers = byNodes.get(nodes);
  if (carriers === undefined) {
    carriers = new Carriers(nodes);
    byNodes.set(nodes, carriers);
  }
  return carriers;
}
