import { amountOf, cpuUp, memoryOf } from './amounts';
import type { FitContainer, FitInitContainer, FitPods } from './document';

export const GPU = 'nvidia.com/gpu';

/** Amounts by resource name, in the check's units. */
export type Amounts = ReadonlyMap<string, number>;

/** A container after the API server's defaults: a limit without a request sets the request. */
export interface Container {
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly sidecar: boolean;
}

export interface Containers {
  readonly app: readonly Container[];
  readonly init: readonly Container[];
  readonly overhead: Amounts;
}

export function containersOf(pods: FitPods): Containers {
  // What the pod asks beside its containers is asked by the first of them.
  const app = pods.containers?.length
    ? pods.containers.map((one, i) =>
        container(
          i === 0 && pods.extra ? { ...one, extra: { ...pods.extra, ...one.extra } } : one,
          one.name ?? `containers[${i}]`,
        ),
      )
    : [container(pods, 'main')];
  const init = (pods.initContainers ?? []).map((one: FitInitContainer, i) =>
    container(one, one.name ?? `initContainers[${i}]`, one.restartPolicy === 'Always'),
  );
  const overhead = new Map<string, number>();
  if (pods.overhead?.cpu !== undefined) overhead.set('cpu', cpuUp(pods.overhead.cpu));
  if (pods.overhead?.memoryGi !== undefined) overhead.set('memory', memoryOf(pods.overhead.memoryGi));
  return { app, init, overhead };
}

function container(given: FitContainer, name: string, sidecar = false): Container {
  const requests = new Map<string, number>();
  const limits = new Map<string, number>();
  const set = (to: Map<string, number>, resource: string, amount: number | undefined) => {
    if (amount !== undefined) to.set(resource, amount);
  };
  set(limits, 'cpu', given.cpuLimit === undefined ? undefined : cpuUp(given.cpuLimit));
  set(limits, 'memory', given.memoryLimitGi === undefined ? undefined : memoryOf(given.memoryLimitGi));
  set(requests, 'cpu', given.cpu === undefined ? undefined : cpuUp(given.cpu));
  set(requests, 'memory', given.memoryGi === undefined ? undefined : memoryOf(given.memoryGi));
  for (const [resource, amount] of Object.entries(given.extra ?? {})) {
    const value = amountOf(resource, amount, Math.ceil);
    requests.set(resource, value);
    limits.set(resource, value);
  }
  // A plain `gpu: 0` asks for nothing.
  const limit = given.gpuLimit === undefined ? given.gpu : given.gpuLimit;
  if (given.gpu !== undefined && (given.gpu !== 0 || limit !== 0)) requests.set(GPU, given.gpu);
  if (limit !== undefined && limit !== null && (limit !== 0 || requests.has(GPU))) limits.set(GPU, limit);
  for (const [resource, amount] of limits) if (!requests.has(resource)) requests.set(resource, amount);
  return { name, requests, limits, sidecar };
}

/**
 * What the scheduler counts for a pod: the larger of all app containers with all sidecars, and of each init
 * container with the sidecars before it; the overhead comes on top.
 * Upstream: k8s.io/component-helpers/resource/helpers.go, PodRequests.
 */
export function podRequests({ app, init, overhead }: Containers): Amounts {
  const total = new Map<string, number>();
  const sidecars = new Map<string, number>();
  const peak = new Map<string, number>();
  for (const one of app) add(total, one.requests);
  for (const one of init) {
    if (one.sidecar) {
      add(total, one.requests);
      add(sidecars, one.requests);
      raise(peak, sidecars);
    } else {
      const during = new Map(sidecars);
      add(during, one.requests);
      raise(peak, during);
    }
  }
  raise(total, peak);
  add(total, overhead);
  return total;
}

/** Upstream: PodLimits in the same file; overhead is added to limits that are set. */
export function podLimits({ app, init, overhead }: Containers): Amounts {
  const asLimits = (containers: readonly Container[]) => containers.map((one) => ({ ...one, requests: one.limits }));
  const total = new Map(podRequests({ app: asLimits(app), init: asLimits(init), overhead: new Map() }));
  for (const [resource, amount] of overhead) {
    const limit = total.get(resource);
    if (limit) total.set(resource, limit + amount);
  }
  return total;
}

/** The largest single ask of a resource: device plugins see containers, not pods. */
export function largestAsk({ app, init }: Containers, resource: string): number {
  return Math.max(0, ...[...app, ...init].map((one) => one.requests.get(resource) ?? 0));
}

function add(to: Map<string, number>, from: Amounts): void {
  for (const [resource, amount] of from) to.set(resource, (to.get(resource) ?? 0) + amount);
}

function raise(to: Map<string, number>, from: Amounts): void {
  for (const [resource, amount] of from) to.set(resource, Math.max(to.get(resource) ?? 0, amount));
}
