import { amountOf, cpuDown, cpuUp, memoryOf } from './amounts';
import { GPU } from './containers';
import type { FitDaemonSet, FitDocument, FitPool, FitTaint } from './document';
import { type Labels, selects } from './labels';
import { advertised, type MigCard, migCards, migResource, mostOf, packsInto } from './mig';
import { allocatable, maxPodsOf } from './reserve';
import { DAEMON_TOLERATIONS, taintsOf, untolerated } from './taints';

export const HOSTNAME = 'kubernetes.io/hostname';
export const ZONE = 'topology.kubernetes.io/zone';

/** Nodes that are alike: one pool, one zone. */
export interface NodeKind {
  readonly pool: number;
  readonly labels: Labels;
  readonly taints: readonly FitTaint[];
  /** What DaemonSets leave of the allocatable, by resource name. */
  readonly free: ReadonlyMap<string, number>;
  /** Allocatable before DaemonSets. */
  readonly allocatable: ReadonlyMap<string, number>;
  /** Pods beside the DaemonSets'. */
  readonly pods: number;
  /** Resource of which a container may ask one at most. */
  readonly atMostOne?: string;
  /** GPUs whose MIG geometry follows the pods. */
  readonly flexible?: FlexibleGpus;
}

/** GPUs that are cut as the pods need them: the resources they advertise exclude each other. */
export interface FlexibleGpus {
  readonly resources: readonly string[];
  holds(asked: ReadonlyMap<string, number>): boolean;
}

export interface Fleet {
  readonly pools: readonly FitPool[];
  readonly kinds: readonly NodeKind[];
}

export function fleetOf(document: FitDocument): Fleet {
  const kinds = document.pools.flatMap((pool, index) => {
    const zones = pool.zones?.length ? pool.zones : [undefined];
    return zones.map((zone) => kindOf(pool, index, zone, document.daemonsets ?? []));
  });
  return { pools: document.pools, kinds };
}

function kindOf(pool: FitPool, index: number, zone: string | undefined, daemonsets: readonly FitDaemonSet[]): NodeKind {
  const labels: Labels = { ...pool.labels, ...(zone === undefined ? {} : { [ZONE]: zone }) };
  const taints = taintsOf(pool.taints);
  const running = daemonsets.filter(
    (set) =>
      selects(set.nodeSelector, { ...labels, [HOSTNAME]: '' }) &&
      !untolerated(taints, [...(set.tolerations ?? []), ...DAEMON_TOLERATIONS]),
  );
  const own = resourcesOf(pool);
  const free = new Map(own);
  for (const set of running) {
    free.set('cpu', free.get('cpu')! - cpuUp(set.cpu ?? 0));
    free.set('memory', free.get('memory')! - memoryOf(set.memoryGi ?? 0));
  }
  return {
    pool: index,
    labels,
    taints,
    free,
    allocatable: own,
    pods: maxPodsOf(pool) - running.length,
    atMostOne:
      pool.timeSlicing?.failRequestsGreaterThanOne && pool.timeSlicing.replicas > 1
        ? (pool.resource ?? GPU)
        : undefined,
    flexible: flexibleGpus(pool),
  };
}

function resourcesOf(pool: FitPool): Map<string, number> {
  const { cpu, memory } = allocatable(pool, cpuDown(pool.cpu), memoryOf(pool.memoryGi));
  const resources = new Map<string, number>([
    ['cpu', cpu],
    ['memory', memory],
  ]);
  const count = (resource: string, n: number) => resources.set(resource, (resources.get(resource) ?? 0) + n);
  const replicas = pool.timeSlicing?.replicas ?? 1;
  for (const [resource, n] of gpuResources(pool))
    count(resource, resource === (pool.resource ?? GPU) ? n * replicas : n);
  for (const [resource, amount] of Object.entries(pool.extra ?? {}))
    count(resource, amountOf(resource, amount, Math.floor));
  return resources;
}

/** With a free geometry, the most of each resource on its own. */
function gpuResources(pool: FitPool): ReadonlyMap<string, number> {
  const gpus = pool.gpus ?? 0;
  if (gpus === 0) return new Map();
  const whole = pool.resource ?? GPU;
  if (pool.mig?.auto) {
    const cards = migCards(pool.accelerator);
    const most = new Map([[whole, gpus]]);
    for (const card of cards) {
      for (const profile of Object.keys(card.profiles)) {
        const resource = pool.mig.strategy === 'single' ? whole : migResource(profile);
        most.set(resource, Math.max(most.get(resource) ?? 0, gpus * mostOf(card, profile)));
      }
    }
    return most;
  }
  return pool.mig?.perGpu === undefined ? new Map([[whole, gpus]]) : advertised(pool, pool.mig.perGpu);
}

function flexibleGpus(pool: FitPool): FlexibleGpus | undefined {
  const gpus = pool.gpus ?? 0;
  if (!pool.mig?.auto || pool.mig.strategy === 'single' || gpus === 0) return undefined;
  const cards = migCards(pool.accelerator);
  const whole = pool.resource ?? GPU;
  const replicas = pool.timeSlicing?.replicas ?? 1;
  const profiles = [...new Set(cards.flatMap((card) => Object.keys(card.profiles)))];
  const known = new Map<string, boolean>();
  return {
    resources: [whole, ...profiles.map(migResource)],
    holds(asked) {
      const key = [...asked].join();
      let fits = known.get(key);
      if (fits === undefined) {
        const left = gpus - Math.ceil((asked.get(whole) ?? 0) / replicas);
        const instances = new Map(profiles.map((profile) => [profile, asked.get(migResource(profile)) ?? 0]));
        fits = left >= 0 && (sum(instances) === 0 || cards.some((card: MigCard) => packsInto(card, left, instances)));
        known.set(key, fits);
      }
      return fits;
    },
  };
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const n of counts.values()) total += n;
  return total;
}
