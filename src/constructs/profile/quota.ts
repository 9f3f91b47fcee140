import type { Problems } from '../../core/errors';
import { type Known, unknownProperties } from '../../core/properties';
import { type BytesLike, bytes, type CpuLike, count, cpu } from '../../core/units';
import { within } from '../../core/values';

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

const quotaProperties: Known<Quota> = { cpu: true, memory: true, storage: true, gpu: true, pods: true, hard: true };

/** The quota as a ResourceQuota's `hard` spells it. */
export function hardLimits(quota: Quota, problems: Problems): Record<string, string | number> {
  const hard: Record<string, string | number> = {};
  for (const sentence of unknownProperties(quota, quotaProperties, 'quota.')) problems.add(sentence);
  const set = <T>(field: string, name: string, value: T | undefined, spell: (value: T) => string | number) => {
    const spelled = value === undefined ? undefined : problems.try(() => within(`quota.${field}`, () => spell(value)));
    if (spelled !== undefined) hard[name] = spelled;
  };
  set('cpu', 'requests.cpu', quota.cpu, cpu);
  set('memory', 'requests.memory', quota.memory, bytes);
  set('storage', 'requests.storage', quota.storage, bytes);
  set('gpu', 'requests.nvidia.com/gpu', quota.gpu, count);
  set('pods', 'pods', quota.pods, count);
  return { ...hard, ...quota.hard };
}
