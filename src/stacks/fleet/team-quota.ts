import { at } from '../../core/errors';
import { Quantity } from '../../core/units';
import { acceleratorsOf } from './accelerators';
import type { Limit } from './limits';
import type { NamedDemand } from './pod';

/** Teams whose work, all at its most, asks more accelerators than their quota has. */
export function overQuotas(limits: readonly Limit[], runs: readonly NamedDemand[]): string[] {
  return limits.flatMap((limit) => {
    const own = runs.filter(({ demand }) => demand.namespace === limit.namespace);
    return Object.entries(limit.hard).flatMap(([key, hard]) => {
      const [, resource] = /^requests\.([^/]+\/.+)$/.exec(key) ?? [];
      if (resource === undefined) return [];
      const parts = own
        .map(({ demand }) => ({ demand, asks: askedOf(resource, demand) }))
        .filter(({ asks }) => asks > 0)
        .sort((a, b) => b.asks - a.asks);
      const total = parts.reduce((sum, { asks }) => sum + asks, 0);
      const most = Quantity.parse(hard).toNumber();
      if (total <= most) return [];
      const named = parts.slice(0, 5).map(({ demand, asks }) => `${demand.name} ${asks}`);
      if (parts.length > named.length) named.push(`${parts.length - named.length} more`);
      const quota = resource === 'nvidia.com/gpu' ? 'quota.gpu' : `quota.hard['${key}']`;
      const sentence = `team '${limit.namespace}' asks ${total} ${shown(resource)}, its quota is ${most} (${named.join(', ')}): raise ${quota}${wayOut(parts)}`;
      return [at(limit.object.path, sentence)];
    });
  });
}

/** Accelerators of all pods at their most, all copies side by side. */
export function askedOf(
  resource: string,
  { pods, parallel }: NamedDemand['demand'],
  at: 'min' | 'max' = 'max',
): number {
  const each = pods.reduce((sum, one) => sum + (acceleratorsOf(one.spec).get(resource) ?? 0) * one[at], 0);
  return each * parallel;
}

function wayOut(parts: readonly { readonly demand: NamedDemand['demand'] }[]): string {
  const ways = parts.flatMap(({ demand }) => {
    if (demand.kind === 'Experiment' && demand.parallel > 1) return [`lower ${demand.name}'s parallel trials`];
    if (demand.pods.some(({ min, max }) => max > min)) return [`lower ${demand.name}'s most replicas`];
    return [];
  });
  return ways.length > 0 ? ` or ${ways[0]}` : ', or run less of it at a time';
}

function shown(resource: string): string {
  return resource === 'nvidia.com/gpu' || resource === 'amd.com/gpu' ? 'GPUs' : resource;
}
