import type { Placement } from './placement';
import { count } from './units';
import { InvalidValue } from './values';

/** Accelerators for one pod, and where such a pod must run. Pools make them: `pool.gpus(8)`, `pool.mig('3g.40gb')`. */
export interface GpuClaim {
  readonly count: number;
  /** The extended resource that is counted, `nvidia.com/gpu` or `nvidia.com/mig-3g.40gb`. */
  readonly resource: string;
  readonly placement: Placement;
  /** Name of the pool, for errors and reports. */
  readonly pool?: string;
  /** Further resources that such a pod takes with it: network adapters, for example. */
  readonly extended?: Readonly<Record<string, number>>;
  /** Environment that the pool's fabric needs, such as NCCL's. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A number stands for that many `nvidia.com/gpu` on any node that has them. */
export type GpuLike = GpuClaim | number;

export function gpuClaim(gpu: GpuLike): GpuClaim {
  if (typeof gpu === 'number') return { count: count(gpu, 1), resource: 'nvidia.com/gpu', placement: {} };
  if (typeof gpu !== 'object' || gpu === null || typeof gpu.resource !== 'string') {
    throw new InvalidValue(`${JSON.stringify(gpu)} is no claim, write a number or pool.gpus(1)`);
  }
  return { ...gpu, count: count(gpu.count, 1) };
}
