import type { PodClass } from './classes';
import type { Fleet } from './fleet';
import type { FilledNode } from './order';

/** The nodes with those beside them that pools keep without pods; `undefined` where none of a pool's kinds is allowed. */
export function withIdle(
  fleet: Fleet,
  classes: readonly PodClass[],
  allowed: readonly boolean[],
  nodes: readonly FilledNode[],
): readonly FilledNode[] | undefined {
  const idle: FilledNode[] = [];
  for (const [p, pool] of fleet.pools.entries()) {
    const born = nodes.filter(({ kind }) => fleet.kinds[kind]!.pool === p);
    const missing = (pool.minNodes ?? 0) - born.length;
    if (missing <= 0) continue;
    const kinds = [...fleet.kinds.keys()].filter((k) => fleet.kinds[k]!.pool === p && allowed[k]);
    if (kinds.length === 0) return undefined;
    const kind = leastHarm(classes, kinds, new Set(born.map((node) => node.kind)));
    for (let i = 0; i < missing; i++) idle.push({ kind, counts: classes.map(() => 0) });
  }
  return [...nodes, ...idle];
}

/** Where a node that must be born without pods weighs least on spread: outside its domains, or in one that counts anyway. */
function leastHarm(classes: readonly PodClass[], kinds: readonly number[], used: ReadonlySet<number>): number {
  const harm = (k: number) => {
    let sum = used.has(k) ? 0 : 1;
    for (const one of classes) for (const { included } of one.spread) if (included[k]) sum += 2;
    return sum;
  };
  return [...kinds].sort((a, b) => harm(a) - harm(b))[0]!;
}
