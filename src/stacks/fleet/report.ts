import { type AnyPool, advertisedBy } from '../../constructs/gpu';
import type { ManifestApp } from '../../core/app';
import { releaseOf } from '../../core/release';
import type { SynthesizedObject } from '../../core/synth';
import { Quantity } from '../../core/units';
import { acceleratorsOf } from './accelerators';
import { fleetFacts } from './check';
import { clusterName } from './cluster-name';
import type { Demand, DemandedPods } from './demand';
import { demandsOf } from './demands';
import type { Fleet } from './pools';

/** What a cluster has, and who asks what of it. */
export interface ClusterReport {
  readonly cluster: string;
  readonly release: string;
  readonly pools: readonly PoolReport[];
  readonly teams: readonly TeamReport[];
  readonly workloads: readonly WorkloadReport[];
}
export interface PoolReport {
  readonly name: string;
  readonly machine?: string;
  readonly accelerator: string;
  readonly resource: string;
  /** Of one node, by resource. */
  readonly perNode: Readonly<Record<string, number>>;
  readonly min: number;
  readonly max: number;
  readonly spot: boolean;
  readonly zones: readonly string[];
}
export interface TeamReport {
  readonly name: string;
  readonly quota: Readonly<Record<string, string>>;
}
export interface WorkloadReport {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly team: string;
  /** Pods at the fewest and at the most, copies side by side included. */
  readonly pods: { readonly min: number; readonly max: number };
  /** Accelerators by resource. */
  readonly accelerators: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  /** Pools that its accelerators may come from. */
  readonly pools: readonly string[];
  /** Shares of a node that its pods take, by pool, at the fewest and at the most. */
  readonly nodes: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  readonly queue?: string;
}

export function clusterReport(objects: readonly SynthesizedObject[], app: ManifestApp): ClusterReport {
  const { fleet, limits } = fleetFacts(objects, app);
  const demands = demandsOf(objects);
  const profiles = objects
    .map(({ manifest }) => manifest)
    .filter(({ kind, apiVersion }) => kind === 'Profile' && String(apiVersion).startsWith('kubeflow.org/'))
    .map(({ metadata }) => String((metadata as { name?: string }).name));
  const names = [...new Set([...profiles, ...limits.map(({ namespace }) => namespace)])];
  return {
    cluster: clusterName(app),
    release: objects.length > 0 ? releaseOf(objects[0]!.construct) : releaseOf(app),
    pools: fleet.pools.map(({ pool, fit }) => poolReport(fit.name, pool)),
    teams: names.map((name) => {
      const hard = limits.filter(({ namespace }) => namespace === name).flatMap((limit) => Object.entries(limit.hard));
      return { name, quota: Object.fromEntries(hard.map(([key, value]) => [key, String(value)])) };
    }),
    workloads: demands.map((demand) => workloadReport(demand, fleet)),
  };
}

function poolReport(name: string, pool: AnyPool): PoolReport {
  const { shape, nodes } = pool;
  return {
    name,
    ...(shape.machineType !== undefined && { machine: shape.machineType }),
    accelerator: String(shape.accelerator),
    resource: pool.resource,
    perNode: Object.fromEntries(advertisedBy(shape)),
    min: nodes.min,
    max: nodes.max,
    spot: shape.spot ?? false,
    zones: shape.zones ?? [],
  };
}

function workloadReport(demand: Demand, fleet: Fleet): WorkloadReport {
  const accelerators: Record<string, { min: number; max: number }> = {};
  const nodes: Record<string, { min: number; max: number }> = {};
  const named = new Map(fleet.pools.map(({ pool, fit }) => [pool, fit.name]));
  const homes = new Set<string>();
  let min = 0;
  let max = 0;
  const add = (to: Record<string, { min: number; max: number }>, key: string, one: DemandedPods, each: number) => {
    const held = to[key] ?? { min: 0, max: 0 };
    const count = each * demand.parallel;
    to[key] = { min: held.min + one.min * count, max: held.max + one.max * count };
  };
  for (const pods of demand.pods) {
    min += pods.min * demand.parallel;
    max += pods.max * demand.parallel;
    for (const [resource, n] of acceleratorsOf(pods.spec)) add(accelerators, resource, pods, n);
    if (!fleet.concerns(pods)) continue;
    const [home, ...others] = fleet.homesOf(pods);
    if (home === undefined) continue;
    for (const pool of [home, ...others]) homes.add(named.get(pool)!);
    add(nodes, named.get(home)!, pods, shareOf(pods, home));
  }
  return {
    path: demand.object.path,
    kind: demand.kind,
    name: demand.name,
    team: demand.namespace,
    pods: { min, max },
    accelerators,
    pools: [...homes],
    nodes,
    ...(demand.queue !== undefined && { queue: demand.queue }),
  };
}

/** The part of a node that a pod takes: the largest of its parts in accelerators, CPU and memory. */
function shareOf({ spec }: DemandedPods, { shape }: AnyPool): number {
  const advertised = advertisedBy(shape);
  const parts = [...acceleratorsOf(spec)].map(([resource, n]) => n / (advertised.get(resource) ?? shape.gpus));
  const containers = Array.isArray(spec.containers) ? spec.containers : [];
  const sum = (resource: 'cpu' | 'memory') =>
    containers.reduce((total, { resources }) => {
      const value = resources?.requests?.[resource] ?? resources?.limits?.[resource];
      try {
        return value === undefined ? total : total + Quantity.parse(value).toNumber();
      } catch {
        return total;
      }
    }, 0);
  if (shape.cpu !== undefined) parts.push(sum('cpu') / shape.cpu);
  if (shape.memoryGi !== undefined) parts.push(sum('memory') / 2 ** 30 / shape.memoryGi);
  return Math.min(1, Math.max(0, ...parts));
}
