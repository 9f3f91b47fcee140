import {
  type FitDocument,
  type FitPods,
  type FitPool,
  type FitResult,
  type FitWorkload,
  fit as judge,
} from '../../../src/validation/fit';

/** Eight H100s a node, two nodes at most, unless told otherwise. */
export function pool(given: Partial<FitPool> = {}): FitPool {
  return {
    name: 'oak',
    gpus: 8,
    accelerator: 'H100-80GB',
    cpu: 180,
    memoryGi: 1800,
    maxNodes: 2,
    labels: {},
    taints: [],
    ...given,
  };
}

export function cpuPool(given: Partial<FitPool> = {}): FitPool {
  return { name: 'elm', cpu: 16, memoryGi: 64, maxNodes: 1, ...given };
}

/** A gang. */
export function training(
  name: string,
  pods: FitPods | readonly FitPods[],
  given: Partial<FitWorkload> = {},
): FitWorkload {
  return { name, kind: 'training', gang: true, pods: list(pods), ...given };
}

/** Pods each for themselves. */
export function service(
  name: string,
  pods: FitPods | readonly FitPods[],
  given: Partial<FitWorkload> = {},
): FitWorkload {
  return { name, kind: 'service', gang: false, pods: list(pods), ...given };
}

export function document(
  pools: FitPool | readonly FitPool[],
  workloads: FitWorkload | readonly FitWorkload[],
  rest: Partial<FitDocument> = {},
): FitDocument {
  return { pools: list(pools), workloads: list(workloads), ...rest };
}

/** `fits`, or `never x`, `not-all-at-once x`. */
export function verdict(
  pools: FitPool | readonly FitPool[],
  workloads: FitWorkload | readonly FitWorkload[],
  rest: Partial<FitDocument> = {},
): string {
  return shown(judge(document(pools, workloads, rest)));
}

export function reason(
  pools: FitPool | readonly FitPool[],
  workloads: FitWorkload | readonly FitWorkload[],
  rest: Partial<FitDocument> = {},
): string {
  return judge(document(pools, workloads, rest)).reason;
}

function shown({ verdict: said, culprit }: FitResult): string {
  return culprit === undefined ? said : `${said} ${culprit}`;
}

function list<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? one : [one as T];
}
