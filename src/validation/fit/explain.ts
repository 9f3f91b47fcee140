import { shownAmount, shownFigure } from './amounts';
import { Budget } from './budget';
import { mostOn, type Obstacle, obstacle } from './classes';
import type { FitQueue, FitQuota } from './document';
import type { Fleet, NodeKind } from './fleet';
import type { Answer } from './pack';
import type { PodTemplate, Workload } from './pods';
import { admits, assignFlavors, capacity, groupsOf, type PodSets, queueOf, uncovered } from './queue';
import { overQuota } from './quota';
import { shownTaint } from './taints';

/** Workloads that a reason lists by name. */
const NAMED = 5;

/** Work that finding a reason may take. */
const EFFORT = 1_000_000;

/** Pods asked for together. */
export type Demand = PodSets;

/** The document as the check has read it, and what can be asked of it. */
export interface Questions {
  readonly fleet: Fleet;
  readonly workloads: readonly Workload[];
  readonly quotas: readonly FitQuota[];
  readonly queues: readonly FitQueue[];
  possible(demand: readonly Demand[], templateOf?: (template: PodTemplate) => PodTemplate, budget?: Budget): Answer;
  withSought(demand: readonly Demand[]): readonly Demand[];
}

/** Why this cannot run even with the fleet to itself: what is missing, and in the nearest pool. */
export function explainAlone(check: Questions, w: number, demand: readonly Demand[]): string {
  const own = demand.filter(({ template, sets, size }) => template.workload === w && sets * size > 0);
  return (
    refused(own) ??
    quotaReason(check, own) ??
    queueReason(check, own) ??
    homeless(check, own) ??
    nodesReason(check, own) ??
    relationReason(check, demand) ??
    capacityReason(check, own) ??
    `its ${podsOf(own)} pods have no placement, whole`
  );
}

/** Why this cannot join those before it. */
export function explainTogether(check: Questions, w: number, demand: readonly Demand[]): string {
  const own = demand.filter(({ template, sets, size }) => template.workload === w && sets * size > 0);
  const alone = check.possible(check.withSought(own), undefined, new Budget(EFFORT)) !== 'no';
  const others = alone ? beside(check, w, demand) : '';
  const said =
    quotaReason(check, demand) ??
    queueReason(check, demand) ??
    (alone ? undefined : nodesReason(check, own)) ??
    capacityReason(check, demand) ??
    (alone ? undefined : relationReason(check, demand)) ??
    `no placement is left for its ${podsOf(own)} pods`;
  return `${said}${others}`;
}

function beside(check: Questions, w: number, demand: readonly Demand[]): string {
  const names = [...new Set(demand.map(({ template }) => template.workload))].filter((one) => one !== w);
  if (names.length === 0) return '';
  const named = names.slice(0, NAMED).map((one) => check.workloads[one]!.name);
  const rest = names.length - named.length;
  return `, beside ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function refused(demand: readonly Demand[]): string | undefined {
  const reason = demand.find(({ template }) => template.refused)?.template.refused;
  return reason && `the API server refuses it: ${reason}`;
}

function quotaReason(check: Questions, demand: readonly Demand[]): string | undefined {
  return overQuota(
    check.quotas,
    check.workloads,
    demand.map(({ template, sets, size }) => ({ template, count: sets * size })),
  );
}

function queueReason(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const { template } of demand) {
    const queue = queueOf(check.queues, check.workloads[template.workload]!);
    const missing = queue && uncovered(queue, template);
    if (missing) return missing;
    if (queue && !groupsOf(queue).some((group) => group.some((flavor) => admits(flavor, template)))) {
      return 'no flavor of the queue has the labels its pods select';
    }
  }
  const budget = new Budget(EFFORT);
  if (
    assignFlavors(
      check.queues,
      check.workloads,
      demand,
      () => true,
      budget,
      () => true,
    ) ||
    budget.spent
  )
    return undefined;
  return (
    setTooLarge(check, demand) ?? queueTooSmall(check, demand) ?? 'not every pod set gets one flavor within its quota'
  );
}

/** A pod set that asks more than any flavor has. */
function setTooLarge(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const { template, size } of demand) {
    const queue = queueOf(check.queues, check.workloads[template.workload]!);
    const flavors = (queue ? groupsOf(queue).flat() : []).filter((flavor) => admits(flavor, template));
    for (const [resource, amount] of devicesFirst(template.requests)) {
      const most = Math.max(0, ...flavors.map((flavor) => capacity(flavor, resource)));
      if (queue && amount * size > most) {
        return `${shownAmount(resource, amount * size)} in one pod set, the largest flavor has ${shownFigure(resource, most)}`;
      }
    }
  }
  return undefined;
}

function queueTooSmall(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const queue of check.queues) {
    const queued = demand.filter(
      ({ template }) => queueOf(check.queues, check.workloads[template.workload]!) === queue,
    );
    for (const [resource, amount] of devicesFirst(asks(queued))) {
      const held = groupsOf(queue)
        .flat()
        .reduce((sum, flavor) => sum + capacity(flavor, resource), 0);
      if (amount > held) return `${shownAmount(resource, amount)}, the queue has ${shownFigure(resource, held)}`;
    }
  }
  return undefined;
}

function asks(demand: readonly Demand[]): ReadonlyMap<string, number> {
  const asked = new Map<string, number>();
  for (const { template, sets, size } of demand) {
    for (const [resource, amount] of template.requests) {
      asked.set(resource, (asked.get(resource) ?? 0) + amount * sets * size);
    }
  }
  return asked;
}

function devicesFirst(amounts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...amounts].sort(([a], [b]) => Number(b.includes('/')) - Number(a.includes('/')));
}

/** A pod that no node takes. */
function homeless(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const { template } of demand) {
    const met = check.fleet.kinds.map((kind) => ({ kind, hindrance: obstacle(kind, template, {}) }));
    if (met.some(({ hindrance }) => hindrance === undefined)) continue;
    if (met.length === 0) return 'there is no pool';
    const nearest = met.sort((a, b) => distance(a.hindrance!) - distance(b.hindrance!))[0]!;
    return hindered(check, nearest.kind, nearest.hindrance!, template);
  }
  return undefined;
}

/** Pools that only lack an amount are nearer than those that are closed to the pod; more free is nearer. */
function distance(hindrance: Obstacle): number {
  switch (hindrance.what) {
    case 'resource':
      return 1 - hindrance.free / hindrance.asked;
    case 'geometry':
    case 'at-most-one':
      return 1;
    case 'pods':
      return 2;
    case 'zone':
      return 3;
    case 'label':
      return 4;
    case 'taint':
      return 5;
    case 'selector':
      return 6;
  }
}

function hindered(check: Questions, kind: NodeKind, hindrance: Obstacle, template: PodTemplate): string {
  const pool = `pool ${check.fleet.pools[kind.pool]!.name}`;
  switch (hindrance.what) {
    case 'resource':
      return `${shownAmount(hindrance.resource, hindrance.asked)}, the largest node has ${shownFigure(hindrance.resource, hindrance.free)} (${pool})`;
    case 'geometry':
      return `no MIG geometry of a node of ${pool} holds what one pod asks`;
    case 'at-most-one':
      return `${hindrance.asked} of the time-sliced ${hindrance.resource} in one container, ${pool} allows 1`;
    case 'pods':
      return `${pool} has no room for a pod beside its DaemonSets`;
    case 'zone':
      return `its volumes are in ${template.pods.volumeZones!.join(', ')}, where ${pool} has no node`;
    case 'label':
      return `nodes of ${pool} lack the label ${hindrance.key} that its topology needs`;
    case 'taint':
      return `taint ${shownTaint(hindrance.taint)} of ${pool} is not tolerated`;
    case 'selector':
      return `no pool has the labels its pods select, nearest is ${pool}`;
  }
}

/** Pods of one kind that need more nodes than their pools may have. */
function nodesReason(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const { template, sets, size } of demand) {
    const perPool = new Map<number, number>();
    for (const kind of check.fleet.kinds) {
      if (obstacle(kind, template, {})) continue;
      const each = mostOn(kind, template.requests);
      perPool.set(kind.pool, Math.max(perPool.get(kind.pool) ?? 0, each));
    }
    const each = Math.max(0, ...perPool.values());
    if (each === 0) continue;
    const needed = Math.ceil((sets * size) / each);
    const nodes = [...perPool.keys()].reduce((sum, pool) => sum + check.fleet.pools[pool]!.maxNodes, 0);
    if (needed > nodes) return `${needed} nodes, ${nodes} allowed`;
  }
  return undefined;
}

/** The required relation without which the pods would run. */
function relationReason(check: Questions, demand: readonly Demand[]): string | undefined {
  const without = (drop: (pods: PodTemplate['pods']) => PodTemplate['pods']) =>
    check.possible(demand, (template) => ({ ...template, pods: drop(template.pods) }), new Budget(EFFORT)) === 'yes';
  if (without((pods) => ({ ...pods, spread: [] }))) return 'its topology spread cannot be met';
  if (without((pods) => ({ ...pods, affinity: { ...pods.affinity, podAnti: [] } }))) {
    return 'pod anti-affinity leaves no domain for some of its pods';
  }
  if (without((pods) => ({ ...pods, affinity: { ...pods.affinity, pod: [] } }))) {
    return 'its pod affinity finds no domain that holds all of it';
  }
  return undefined;
}

/** A resource of which the fleet has less than is asked. */
function capacityReason(check: Questions, demand: readonly Demand[]): string | undefined {
  for (const [resource, amount] of devicesFirst(asks(demand))) {
    const free = check.fleet.pools.reduce((sum, pool, p) => {
      const own = check.fleet.kinds.filter((kind) => kind.pool === p);
      return sum + pool.maxNodes * Math.max(0, ...own.map((kind) => kind.free.get(resource) ?? 0));
    }, 0);
    if (amount > free) return `${shownAmount(resource, amount)}, the fleet has ${shownFigure(resource, free)}`;
  }
  return undefined;
}

function podsOf(demand: readonly Demand[]): number {
  return demand.reduce((sum, { sets, size }) => sum + sets * size, 0);
}
