import type { Cloud, LayoutOf, NodeRange, PoolTaint } from '../../constructs/gpu';
import { fields, type Known, listOf, mapOf, oneOf } from '../../core/properties';
import { nodesProperty } from './check-props';
import type { AcceleratorOf } from './machine';

/** What pools have in common, whose cloud ever they are in. */
export interface CloudPoolProps<C extends Cloud, M> {
  /** Type of the nodes by its name in the cloud, or `machine(name, shape)`. */
  readonly machine: M;
  /** A number for a pool that does not scale. @default { min: 0, max: 1 } */
  readonly nodes?: number | NodeRange;
  /** Spare capacity at a lower price, which the cloud may take back. @default false */
  readonly spot?: boolean;
  /** @default those of the cluster */
  readonly zones?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints beyond the accelerator's own; claims tolerate them. */
  readonly taints?: readonly PoolTaint[];
  /** Boot disk, GiB. @default 200 */
  readonly diskGi?: number;
  /** Pods per node, DaemonSet pods included. @default the cloud's */
  readonly maxPods?: number;
  /** Turns that each GPU is divided into. @default no sharing */
  readonly timeSlicing?: number;
  /** MIG slices that each GPU is cut into. @default whole GPUs */
  readonly mig?: LayoutOf<NoInfer<AcceleratorOf<C, M>>>;
}

const taint: Known<PoolTaint> = {
  key: 'text',
  value: 'text',
  effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
};

export const cloudPoolProperties = {
  machine: true,
  nodes: nodesProperty,
  spot: 'flag',
  zones: listOf('text'),
  labels: mapOf('text'),
  taints: listOf(fields(taint, ['key', 'effect'])),
  diskGi: 'number',
  maxPods: 'number',
  timeSlicing: 'number',
  mig: mapOf('number'),
} as const satisfies Known<CloudPoolProps<Cloud, never>>;
