import { fields, type Known, mapOf } from '../../core/properties';
import { type BytesLike, bytes, type CpuLike, count, cpu, Quantity } from '../../core/units';

/** What all pods of a namespace may ask together. */
export interface Quota {
  /** CPU cores, sum of requests. Every container then needs a CPU request. */
  readonly cpu?: CpuLike;
  /** Memory, sum of requests. Every container then needs a memory request. */
  readonly memory?: BytesLike;
  /** Storage of all claims. */
  readonly storage?: BytesLike;
  /** Whole `nvidia.com/gpu`; other accelerators go into `hard`. */
  readonly gpu?: number;
  readonly pods?: number;
  /** Further limits in Kubernetes' own names, `{ 'requests.nvidia.com/mig-1g.10gb': 4 }`. */
  readonly hard?: Readonly<Record<string, string | number>>;
}

const quotaProperties: Known<Quota> = {
  cpu,
  memory: bytes,
  storage: bytes,
  gpu: count,
  pods: count,
  hard: mapOf((amount: string | number) => Quantity.parse(amount)),
};
export const quotaShape = fields(quotaProperties);

/** The quota as a ResourceQuota's `hard` spells it. */
export function hardLimits(quota: Quota): Record<string, string | number> {
  const hard: Record<string, string | number> = {};
  const set = <T>(name: string, value: T | undefined, spell: (value: T) => string | number) => {
    if (value !== undefined) hard[name] = spell(value);
  };
  set('requests.cpu', quota.cpu, cpu);
  set('requests.memory', quota.memory, bytes);
  set('requests.storage', quota.storage, bytes);
  set('requests.nvidia.com/gpu', quota.gpu, count);
  set('pods', quota.pods, count);
  return { ...hard, ...quota.hard };
}
