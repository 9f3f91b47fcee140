import { KubeflowError } from '../../core/errors';
import { isRecord } from '../../core/values';
import type { ClusterReport } from './report';

/** What a node costs an hour, by machine type or by pool; a pool's own price wins. Currency is whatever you mean. */
export type PriceTable = Readonly<Record<string, number | { readonly onDemand: number; readonly spot?: number }>>;

export interface Cost {
  readonly min: number;
  readonly max: number;
}
/** What a cluster costs an hour: its nodes, and the part of them that each team and workload asks. */
export interface ClusterCost {
  readonly cluster: string;
  readonly total: Cost;
  readonly pools: Readonly<Record<string, Cost>>;
  readonly teams: Readonly<Record<string, Cost>>;
  readonly workloads: readonly {
    readonly path: string;
    readonly name: string;
    readonly team: string;
    readonly cost: Cost;
  }[];
  /** Pools that the table has no price for. */
  readonly unpriced: readonly string[];
}

/** The hourly cost of a cluster; at the least everything is at its fewest, at the most at its most. */
export function clusterCost(report: ClusterReport, prices: PriceTable): ClusterCost {
  const price = new Map<string, number>();
  const unpriced: string[] = [];
  for (const { name, machine, spot } of report.pools) {
    const found = prices[name] ?? (machine === undefined ? undefined : prices[machine]);
    if (found === undefined) unpriced.push(name);
    else price.set(name, typeof found === 'number' ? found : spot ? (found.spot ?? found.onDemand) : found.onDemand);
  }
  const pools = Object.fromEntries(
    report.pools.flatMap(({ name, min, max }) => {
      const each = price.get(name);
      return each === undefined ? [] : [[name, { min: min * each, max: max * each }]];
    }),
  );
  const workloads = report.workloads.flatMap(({ path, name, team, nodes }) => {
    const cost = sum(
      Object.entries(nodes).map(([pool, { min, max }]) => {
        const each = price.get(pool) ?? 0;
        return { min: min * each, max: max * each };
      }),
    );
    return cost.max > 0 ? [{ path, name, team, cost }] : [];
  });
  const teams: Record<string, Cost> = {};
  for (const { team, cost } of workloads) teams[team] = sum([teams[team] ?? { min: 0, max: 0 }, cost]);
  return { cluster: report.cluster, total: sum(Object.values(pools)), pools, teams, workloads, unpriced };
}

/** A price table from plain data. Throws KubeflowError naming what is no price. */
export function priceTable(data: unknown, source = 'prices'): PriceTable {
  if (!isRecord(data)) throw new KubeflowError([`${source}: must be an object of prices by machine type or pool`]);
  const isPrice = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
  const wrong = Object.entries(data).filter(
    ([, value]) =>
      !isPrice(value) &&
      !(isRecord(value) && isPrice(value.onDemand) && (value.spot === undefined || isPrice(value.spot))),
  );
  if (wrong.length > 0) {
    throw new KubeflowError(
      wrong.map(
        ([key, value]) => `${source}: ${key} is ${JSON.stringify(value)}, write a number or { onDemand, spot }`,
      ),
    );
  }
  return data as PriceTable;
}

function sum(costs: readonly Cost[]): Cost {
  return costs.reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }), { min: 0, max: 0 });
}
