import { isRecord, type Json } from './finding';
import type { SchemaNode } from './schema';

type Fill = (value: unknown) => unknown;

/**
 * Gives values the defaults of their schema, and drops nulls where none may stand, before anything else looks at them.
 * Values that need nothing are returned as they are; nothing given is changed.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting.
 */
export class Defaulter {
  readonly #fills: (Fill | null | undefined)[] = [];

  constructor(private readonly nodes: readonly SchemaNode[]) {}

  fill<T extends object>(node: number, value: T): T {
    return this.#fill(node)(value) as T;
  }

  #fill(index: number): Fill {
    const known = this.#fills[index];
    if (typeof known === 'function') return known;
    let compiled: Fill | undefined;
    const fill: Fill = (value) => {
      if (compiled === undefined) this.#fills[index] = compiled = this.#compile(index);
      return compiled(value);
    };
    this.#fills[index] = fill;
    return fill;
  }

  #compile(index: number): Fill {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`schema node ${index} does not exist`);
    const item = node.items === undefined ? undefined : this.#member(node.items);
    const properties = new Map(Object.entries(node.properties ?? {}).map(([name, i]) => [name, this.#member(i)]));
    const defaulted = [...properties].filter(([, member]) => member.byDefault !== undefined);
    const extra = node.additionalProperties;
    const additional = typeof extra === 'number' ? this.#member(extra) : undefined;
    if (item === undefined && properties.size === 0 && additional === undefined) return (value) => value;
    return (value) => {
      if (Array.isArray(value)) return item === undefined ? value : filledList(value, item);
      if (!isRecord(value)) return value;
      let copy: Json | undefined;
      for (const [name, member] of defaulted) {
        if (Object.hasOwn(value, name) && value[name] !== undefined) continue;
        copy ??= { ...value };
        copy[name] = member.fill(copied(member.byDefault));
      }
      for (const key in value) {
        if (!Object.hasOwn(value, key)) continue;
        const member = properties.get(key) ?? additional;
        const given = value[key];
        if (member === undefined || given === undefined) continue;
        const next = given === null && !member.nullable ? dropped(member) : member.fill(given);
        if (next === given) continue;
        copy ??= { ...value };
        if (next === undefined) delete copy[key];
        else copy[key] = next;
      }
      return copy ?? value;
    };
  }

  #member(index: number): Member {
    const node = this.nodes[index]!;
    return { fill: this.#fill(index), byDefault: node.default, nullable: node.nullable === true };
  }
}

interface Member {
  readonly fill: Fill;
  readonly byDefault: unknown;
  readonly nullable: boolean;
}

function dropped(member: Member): unknown {
  return member.byDefault === undefined ? undefined : member.fill(copied(member.byDefault));
}

function filledList(list: unknown[], item: Member): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const given = list[i];
    const next = given === null && !item.nullable && item.byDefault !== undefined ? dropped(item) : item.fill(given);
    if (next === given) continue;
    copy ??= [...list];
    copy[i] = next;
  }
  return copy ?? list;
}

/** A copy made of this realm's own objects, which `structuredClone` does not make inside of test runners. */
export function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}
