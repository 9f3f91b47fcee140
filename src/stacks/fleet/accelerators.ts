import { Quantity } from '../../core/units';
import { InvalidValue } from '../../core/values';
import { at, type Json, json, list } from './demand';

/** A quantity's number; none for what only the cluster fills in. */
export function amount(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return Quantity.parse(value).toNumber();
  } catch (error) {
    if (error instanceof InvalidValue) return undefined;
    throw error;
  }
}

/** Extended resources that one pod of these asks, by name. */
export function acceleratorsOf(spec: Json): Map<string, number> {
  const asked = new Map<string, number>();
  const add = (container: unknown, into: (name: string, n: number) => void) => {
    const amounts = { ...json(at(container, 'resources', 'limits')), ...json(at(container, 'resources', 'requests')) };
    for (const [name, value] of Object.entries(amounts)) {
      const n = amount(value);
      if (name.includes('/') && n !== undefined && n > 0) into(name, n);
    }
  };
  for (const container of list(spec.containers))
    add(container, (name, n) => asked.set(name, (asked.get(name) ?? 0) + n));
  for (const container of list(spec.initContainers)) {
    add(container, (name, n) => asked.set(name, Math.max(asked.get(name) ?? 0, n)));
  }
  return asked;
}
