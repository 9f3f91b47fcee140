import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMORY_PER_GI, memoryOfMi } from './amounts';
import type { FitPool } from './document';

type Brackets = readonly (readonly [number | null, number])[];

interface Reserves {
  readonly evictionHardMi: number;
  readonly eks: { cpuBrackets: Brackets; memoryPerPodMi: number; memoryBaseMi: number; maxPods: number };
  readonly gke: { cpuBrackets: Brackets; memoryBelow1GiBMi: number; memoryBracketsGi: Brackets; maxPods: number };
  readonly aks: {
    cpuBrackets: Brackets;
    memoryPerPodMi: number;
    memoryBaseMi: number;
    memoryMaxShare: number;
    maxPods: number;
  };
}

/** Kubelet's own default. */
const MAX_PODS = 110;

let held: Reserves | undefined;

function reserves(): Reserves {
  held ??= JSON.parse(readFileSync(join(__dirname, '../../../schemas/machines/reserved.json'), 'utf8')) as Reserves;
  return held;
}

export function maxPodsOf(pool: FitPool): number {
  return pool.maxPods ?? (pool.cloud === undefined ? MAX_PODS : reserves()[pool.cloud].maxPods);
}

/** Capacity less what the cloud keeps for kubelet and the system, and less hard eviction; never below 0. */
export function allocatable(pool: FitPool, cpu: number, memory: number): { cpu: number; memory: number } {
  if (pool.cloud === undefined) return { cpu, memory };
  const pods = maxPodsOf(pool);
  const { evictionHardMi, ...clouds } = reserves();
  const kept = { cpu: bracketed(cpu, clouds[pool.cloud].cpuBrackets, 1), memory: memoryOfMi(evictionHardMi) };
  switch (pool.cloud) {
    case 'eks':
      kept.memory += memoryOfMi(clouds.eks.memoryPerPodMi * pods + clouds.eks.memoryBaseMi);
      break;
    case 'gke':
      kept.memory +=
        memory < MEMORY_PER_GI
          ? memoryOfMi(clouds.gke.memoryBelow1GiBMi)
          : bracketed(memory, clouds.gke.memoryBracketsGi, MEMORY_PER_GI);
      break;
    case 'aks':
      kept.memory += Math.min(
        memoryOfMi(clouds.aks.memoryPerPodMi * pods + clouds.aks.memoryBaseMi),
        Math.floor(memory * clouds.aks.memoryMaxShare),
      );
      break;
  }
  return { cpu: Math.max(0, cpu - kept.cpu), memory: Math.max(0, memory - kept.memory) };
}

/** Each bracket's share, truncated to a whole unit. */
function bracketed(total: number, brackets: Brackets, unit: number): number {
  let from = 0;
  let sum = 0;
  for (const [upto, rate] of brackets) {
    const end = Math.min(total, upto === null ? total : upto * unit);
    if (end <= from) break;
    sum += Math.floor(((end - from) * Math.round(rate * 10_000)) / 10_000);
    from = end;
  }
  return sum;
}
