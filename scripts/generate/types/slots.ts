import type { SchemaNode } from '../../../src/validation/schema';

/** One place in a kind as each set (release) has it: the set's name and the index of its node. */
export type Slots = readonly (readonly [set: string, index: number])[];

export const uniform = (slots: Slots): boolean => slots.every(([, index]) => index === slots[0]![1]);

/** The same for places that are the same in every set that has them. */
export const keyOf = (slots: Slots): string =>
  uniform(slots) ? `${slots[0]![1]}` : slots.map(([set, index]) => `${set}=${index}`).join(' ');

/** The distinct nodes, oldest first. */
export const nodesOf = (slots: Slots): number[] => [...new Set(slots.map(([, index]) => index))];

/** The sets' places below this one; sets that do not have it are left out. */
export function below(slots: Slots, child: (index: number) => number | undefined): Slots {
  return slots.flatMap(([set, index]) => {
    const found = child(index);
    return found === undefined ? [] : [[set, found] as const];
  });
}

/** A property's node; names that every JavaScript object has are no properties. */
export function propertyOf({ properties }: SchemaNode, name: string): number | undefined {
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Names of the properties of any of the sets, sorted. */
export function propertyNames(nodes: readonly SchemaNode[], slots: Slots): string[] {
  return [...new Set(nodesOf(slots).flatMap((index) => Object.keys(nodes[index]!.properties ?? {})))].sort();
}
