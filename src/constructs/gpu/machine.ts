import type { Open } from '../../core/values';

export type Accelerator = Open<
  | 'a10'
  | 'a10g'
  | 'a30'
  | 'a100-40gb'
  | 'a100-80gb'
  | 'b200'
  | 'b300'
  | 'gb200'
  | 'gh200-96gb'
  | 'h100-80gb'
  | 'h100-94gb'
  | 'h200'
  | 'inferentia2'
  | 'l4'
  | 'l40s'
  | 'mi300x'
  | 'rtx-pro-6000'
  | 't4'
  | 'tpu-v5e'
  | 'tpu-v5p'
  | 'tpu-v6e'
  | 'trainium1'
  | 'trainium2'
>;

/** A kind of node with accelerators. */
export interface Machine {
  readonly accelerator: Accelerator;
  /** Accelerators of one node. */
  readonly gpus: number;
  /** CPU cores of one node. */
  readonly cpu?: number;
  /** Nominal memory of one node, GiB. */
  readonly memoryGi?: number;
  /** Extended resource that counts the accelerators. @default 'nvidia.com/gpu' */
  readonly resource?: string;
  /** EFA network adapters of one node. */
  readonly efa?: number;
  /** @default 'amd64' */
  readonly arch?: 'amd64' | 'arm64';
  /** Pods of one node, DaemonSet pods included. */
  readonly maxPods?: number;
}

/** A machine that the tables do not know yet: `machine('p7.48xlarge', { accelerator: 'b300', gpus: 8 })`. */
export function machine<const M extends Machine>(name: string, shape: M): M & { readonly name: string } {
  return { ...shape, name };
}
