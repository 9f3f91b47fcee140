import type { Toleration } from '../../generated/core';
import type { Machine } from './machine';
import { GpuPool, type NodeRange } from './pool';

/** Machines that exist already. */
export interface OnPremPoolProps extends Machine {
  /** Node labels that tell this pool's machines from all others. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many there are. @default 1 */
  readonly nodes?: number | NodeRange;
  /** Taints of these nodes that their pods must tolerate. @default none */
  readonly tolerations?: readonly Toleration[];
  /** How many turns each GPU is divided into, where the device plugin shares GPUs in time. @default no sharing */
  readonly timeSlicing?: number;
}

/** A pool over machines that exist already, found by their labels. */
export function onPremPool<const M extends OnPremPoolProps>(
  name: string,
  props: M,
): GpuPool<M['gpus'], M['accelerator']> {
  const { labels, tolerations, nodes = 1, ...shape } = props as OnPremPoolProps;
  const placement = { nodeSelector: labels, tolerations };
  return new GpuPool({ ...shape, name, nodes, placement }) as unknown as GpuPool<M['gpus'], M['accelerator']>;
}
