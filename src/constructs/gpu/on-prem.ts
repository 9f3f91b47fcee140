import { KubeflowError } from '../../core/errors';
import { type Known, unknownProperties } from '../../core/properties';
import { isRecord, shown } from '../../core/values';
import type { Toleration } from '../../generated/core';
import type { Accelerator, Machine } from './machine';
import type { LayoutOf, MigLayout } from './mig';
import { GpuPool, type NodeRange, type PoolFabric, type PoolTaint } from './pool';
import { sharingLabels } from './sharing';

/** Machines that exist already. */
export interface OnPremPoolProps<A extends Accelerator = Accelerator, N extends number = number> extends Machine {
  readonly accelerator: A;
  /** Accelerators of one node. */
  readonly gpus: N;
  /** MIG slices that each GPU is cut into. @default whole GPUs */
  readonly mig?: LayoutOf<NoInfer<A>>;
  /** Node labels that tell this pool's machines from all others. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many there are. @default 1 */
  readonly nodes?: number | NodeRange;
  /** Taints of these nodes; claims tolerate them. @default none */
  readonly taints?: readonly PoolTaint[];
  /** The same, where the tolerations are known rather than the taints. */
  readonly tolerations?: readonly Toleration[];
  /** Values of `topology.kubernetes.io/zone`: rooms, rows. @default none */
  readonly zones?: readonly string[];
  /** How many turns each GPU is divided into, where the device plugin shares GPUs. @default no sharing */
  readonly timeSlicing?: number;
  /** Who divides them. @default 'time-slicing' */
  readonly sharing?: 'time-slicing' | 'mps';
  /** Network adapters of the fabric: `{ resources: { 'rdma/ib': 8 } }`. */
  readonly fabric?: PoolFabric;
}

const poolProperties: Known<OnPremPoolProps> = {
  accelerator: true,
  gpus: true,
  cpu: true,
  memoryGi: true,
  resource: true,
  efa: true,
  arch: true,
  maxPods: true,
  mig: true,
  labels: true,
  nodes: true,
  taints: true,
  tolerations: true,
  zones: true,
  timeSlicing: true,
  sharing: true,
  fabric: true,
};
/** What `...machine(name, shape)` brings along. */
const aside = { name: true } as const;

/** A pool over machines that exist already, found by their labels. */
export function onPremPool<const A extends Accelerator, const N extends number>(
  name: string,
  props: OnPremPoolProps<A, N>,
): GpuPool<N, A> {
  if (!isRecord(props as unknown))
    throw new KubeflowError([`pool '${name}': needs properties, it is given ${shown(props)}`]);
  const required = (['accelerator', 'gpus', 'labels'] as const).filter((field) => props[field] === undefined);
  const problems = [
    ...unknownProperties(props, { ...poolProperties, ...aside }),
    ...required.map((field) => `${field} is missing`),
  ];
  if (problems.length > 0) throw new KubeflowError(problems.map((problem) => `pool '${name}': ${problem}`));
  const { labels, tolerations, taints, nodes = 1, ...rest } = props;
  const { mig, ...shape } = rest as Omit<typeof rest, 'mig'> & { readonly mig?: MigLayout };
  const tolerated: Toleration[] = [
    ...(taints ?? []).map(({ key, effect }) => ({ key, operator: 'Exists' as const, effect })),
    ...(tolerations ?? []),
  ];
  const pool = {
    ...shape,
    name,
    nodes,
    ...(taints !== undefined && tolerations === undefined && { taints }),
    ...(mig !== undefined && { mig: { strategy: 'mixed' as const, perGpu: mig } }),
    placement: { nodeSelector: labels, ...(tolerated.length > 0 && { tolerations: tolerated }) },
  };
  return new GpuPool({ ...pool, labels: sharingLabels(pool) }) as unknown as GpuPool<N, A>;
}
