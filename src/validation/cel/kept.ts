import type { SchemaNode } from '../schema';
import { carriersOf, rulesOf } from './carriers';
import { isPlain } from './values';

/**
 * Whether a value of a node surely keeps the node's rules, without the engine; `undefined` where it has none for new objects.
 * @param apart properties whose values are not looked at one by one
 */
export function keptBy(
  nodes: readonly SchemaNode[],
  index: number,
  apart: readonly string[],
): ((value: unknown) => boolean) | undefined {
  const node = nodes[index]!;
  const { allOf = [], properties = {} } = node;
  const others = apart.flatMap((name) => (Object.hasOwn(properties, name) ? properties[name]! : []));
  if ([...allOf, ...others].some((other) => carriersOf(nodes).get(other) !== undefined)) return () => false;
  const rules = rulesOf(node);
  if (rules.length === 0) return undefined;
  let plain: boolean | undefined;
  return (value) => {
    plain ??= isPlain(nodes, index);
    return plain && rules.every(({ sure }) => sure?.(value) === true);
  };
}
