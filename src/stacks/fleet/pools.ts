import { type AnyPool, acceleratorFacts, advertisedBy, type PoolTaint } from '../../constructs/gpu';
import type { FitPool } from '../../validation/fit';
import { acceleratorsOf } from './accelerators';
import { type Demand, type DemandedPods, type Json, json } from './demand';

const ZONE = 'topology.kubernetes.io/zone';
/** Zones of pools that do not say where they are: clouds have three. */
const SOME_ZONES = ['zone-1', 'zone-2', 'zone-3'];
/** Labels that nodes get from kubelet, clouds, discovery and autoscalers, beyond what a pool says of itself. */
const FOREIGN =
  /^(topology\.kubernetes\.io|node\.kubernetes\.io|beta\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io|feature\.node\.kubernetes\.io|nvidia\.com|amd\.com|([a-z-]+\.)?cloud\.google\.com|([a-z-]+\.)*amazonaws\.com|([a-z-]+\.)*k8s\.aws|karpenter\.sh|karpenter\.azure\.com|kubernetes\.azure\.com)\//;
/** Room that no known figure limits. */
const PLENTY = 1_000_000;

/**
 * What kubelet sees of a machine's nominal memory at least: github aws/karpenter-provider-aws, VMMemoryOverheadPercent (7.5 %).
 */
const CAREFUL = 0.925;

/** The pools of a program as the fit check reads them. */
export interface Fleet {
  readonly pools: readonly { readonly pool: AnyPool; readonly fit: FitPool }[];
  /** With less memory, as much as clouds may keep back. */
  readonly careful: readonly FitPool[];
  /** Whether a node label is one that the pools decide, and not somebody else. */
  decides(label: string): boolean;
  /** Whether pods are the pools' business: they ask accelerators, or select a pool. */
  concerns(pods: DemandedPods): boolean;
  /** The pools whose labels pods select, and which have what they ask. */
  homesOf(pods: DemandedPods): readonly AnyPool[];
}

export function fleetOf(pools: readonly AnyPool[], demands: readonly Demand[]): Fleet {
  const all = demands.flatMap((demand) => demand.pods);
  const cut = all.some(({ spec }) =>
    [...acceleratorsOf(spec).keys()].some((name) => name.startsWith('nvidia.com/mig-')),
  );
  const zones = [...new Set(pools.flatMap(({ shape }) => shape.zones ?? []))];
  const names = new Set<string>();
  const fits = pools.map((pool) => ({ pool, fit: fitPool(pool, free(pool.name, names), { cut, zones }) }));
  const said = new Set(fits.flatMap(({ fit }) => Object.keys(fit.labels ?? {})));
  if (zones.length > 0) said.add(ZONE);
  const resources = new Set(pools.flatMap((pool) => [...advertisedBy(pool.shape).keys()]));
  const decides = (label: string) => said.has(label) || !FOREIGN.test(label);
  return {
    pools: fits,
    careful: fits.map(({ fit }) =>
      fit.cloud === undefined || fit.memoryGi === PLENTY ? fit : { ...fit, memoryGi: fit.memoryGi * CAREFUL },
    ),
    decides,
    concerns: ({ spec }) => asksAccelerators(spec, resources) || pools.some((pool) => selectsPool(spec, pool)),
    homesOf: ({ spec }) => fits.filter(({ pool, fit }) => isHome(spec, pool, fit, decides)).map(({ pool }) => pool),
  };
}

function fitPool(pool: AnyPool, name: string, program: { cut: boolean; zones: readonly string[] }): FitPool {
  const { shape, nodes } = pool;
  const { mig } = shape;
  const auto = mig === undefined && program.cut && isCuttable(pool);
  const labels: Record<string, string> = {
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': shape.arch ?? 'amd64',
    ...(shape.machineType !== undefined && { 'node.kubernetes.io/instance-type': shape.machineType }),
    ...shape.labels,
    ...shape.placement.nodeSelector,
  };
  const zones = shape.zones ?? (program.zones.length > 0 ? program.zones : SOME_ZONES);
  return {
    name,
    gpus: shape.gpus,
    accelerator: String(shape.accelerator).toUpperCase(),
    cpu: shape.cpu ?? PLENTY,
    memoryGi: shape.memoryGi ?? PLENTY,
    minNodes: nodes.min,
    maxNodes: nodes.max,
    labels,
    taints: taintsOf(pool),
    resource: pool.resource,
    zones,
    ...(shape.cloud !== undefined && shape.cpu !== undefined && shape.memoryGi !== undefined && { cloud: shape.cloud }),
    ...(shape.maxPods !== undefined && { maxPods: shape.maxPods }),
    ...(shape.fabric?.resources !== undefined && { extra: shape.fabric.resources }),
    ...(mig?.perGpu !== undefined && {
      mig: {
        strategy: mig.strategy ?? 'mixed',
        perGpu: Object.fromEntries(Object.entries(mig.perGpu).map(([profile, n]) => [profile, n ?? 0])),
      },
    }),
    ...((auto || (mig?.perGpu === undefined && mig?.auto)) && { mig: { auto: true } }),
    ...(shape.timeSlicing !== undefined && {
      timeSlicing: { replicas: shape.timeSlicing, failRequestsGreaterThanOne: shape.oneTurnEach ?? false },
    }),
  };
}

/** Pools that were given tolerations only have the taints that these are for. */
function taintsOf({ shape }: AnyPool): PoolTaint[] {
  if (shape.taints !== undefined) return [...shape.taints];
  return (shape.placement.tolerations ?? []).flatMap(({ key, value, effect }): PoolTaint[] =>
    key === undefined ? [] : [{ key, value: value ?? '', effect: (effect as PoolTaint['effect']) ?? 'NoSchedule' }],
  );
}

function isCuttable({ accelerator, resource }: AnyPool): boolean {
  return (acceleratorFacts(String(accelerator))?.mig ?? true) && resource === 'nvidia.com/gpu';
}

function asksAccelerators(spec: Json, resources: ReadonlySet<string>): boolean {
  return [...acceleratorsOf(spec).keys()].some(
    (name) =>
      resources.has(name) ||
      /^(nvidia\.com\/(gpu|mig-)|amd\.com\/gpu|google\.com\/tpu|aws\.amazon\.com\/neuron)/.test(name),
  );
}

function selectsPool(spec: Json, pool: AnyPool): boolean {
  const own = Object.entries(pool.placement.nodeSelector ?? {});
  const selected = json(spec.nodeSelector);
  return own.length > 0 && own.every(([key, value]) => selected[key] === value);
}

function isHome(spec: Json, pool: AnyPool, fit: FitPool, decides: Fleet['decides']): boolean {
  const advertised = advertisedBy(pool.shape);
  const has = (name: string) => advertised.has(name) || (name.startsWith('nvidia.com/mig-') && fit.mig?.auto === true);
  return (
    [...acceleratorsOf(spec).keys()].every(has) &&
    Object.entries(json(spec.nodeSelector)).every(([key, value]) =>
      fit.labels?.[key] === undefined ? !decides(key) : fit.labels[key] === value,
    )
  );
}

function free(name: string, taken: Set<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
  taken.add(unique);
  return unique;
}
