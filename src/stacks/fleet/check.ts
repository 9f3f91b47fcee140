import { advertisedBy, poolsOf } from '../../constructs/gpu';
import type { CheckReport, ManifestApp } from '../../core/app';
import { at } from '../../core/errors';
import type { SynthesizedObject } from '../../core/synth';
import { Quantity } from '../../core/units';
import {
  admittedAtOnce,
  type FitDocument,
  type FitPool,
  type FitQueue,
  type FitQuota,
  type FitResult,
  type FitWorkload,
  fit as verdictOn,
} from '../../validation/fit';
import { acceleratorsOf } from './accelerators';
import type { Demand } from './demand';
import { demandsOf } from './demands';
import { type Limit, limitsOf, queuesOf } from './limits';
import { fitPods, type NamedDemand } from './pod';
import { type Fleet, fleetOf } from './pools';
import { overQuotas } from './team-quota';
import { openWarnings, type Warning } from './warnings';

/** Everything of a program that wants accelerators, and what there is for it. */
export interface FleetFacts {
  readonly fleet: Fleet;
  /** Everything that asks anything, GPUs or not. */
  readonly all: readonly Demand[];
  /** Every demand that is the pools' business, under the name the fit check knows it by. */
  readonly demands: readonly NamedDemand[];
  readonly limits: readonly Limit[];
  readonly queues: ReturnType<typeof queuesOf>;
}

export function fleetFacts(objects: readonly SynthesizedObject[], app: ManifestApp): FleetFacts {
  const all = demandsOf(objects);
  const fleet = fleetOf(poolsOf(app), all);
  const names = new Set<string>();
  const demands = all
    .filter(({ pods }) => pods.some((one) => fleet.concerns(one)))
    .map((demand) => ({ id: idOf(demand, names), demand }));
  return { fleet, all, demands, limits: limitsOf(objects), queues: queuesOf(objects) };
}

/** The document of a whole program, as `kubeflow-cdk fit` reads it. */
export function fitDocument(facts: FleetFacts): FitDocument {
  return {
    ...surroundings(
      facts.fleet,
      facts.fleet.pools.map(({ fit: pool }) => pool),
    ),
    workloads: facts.demands.map(({ id, demand }) => workload(id, demand, facts)),
    quota: facts.limits.map((limit) => quotaFor(limit, facts.demands)),
  };
}

/** Holds the program's work to its pools: what can never run is a problem, what cannot run together a warning. */
export function checkFit(objects: readonly SynthesizedObject[], app: ManifestApp): CheckReport {
  if (poolsOf(app).length === 0) return { problems: [], warnings: [] };
  const facts = fleetFacts(objects, app);
  const problems: string[] = [];
  const warnings: Warning[] = [];
  const runs: NamedDemand[] = [];
  const judge = alone(facts);
  for (const { object, refused, ...demand } of facts.all) {
    if (refused !== undefined) problems.push(at(object.path, `${subject(demand)}can never run: ${refused}`));
  }
  for (const named of facts.demands.filter(({ demand }) => demand.refused === undefined)) {
    const { demand } = named;
    const { nominal, careful } = judge(named);
    if (nominal.verdict === 'never') {
      problems.push(
        at(
          demand.object.path,
          `${subject(demand)}can never run: ${tooFewNodes(demand, facts.fleet) ?? nominal.reason}`,
        ),
      );
      continue;
    }
    runs.push(named);
    if (careful?.verdict === 'never') {
      const kept = 'once the machine keeps back as much memory as it may (7.5 %)';
      const sentence = `${subject(demand)}may not run: ${careful.reason}, ${kept}`;
      warnings.push({ object: demand.object, rule: 'fit/memory', sentence });
    }
  }
  const never = new Set(facts.demands.filter((named) => !runs.includes(named)).map(({ demand }) => demand));
  const running = admitted(facts, runs);
  const copies = new Map(facts.demands.map(({ demand, id }) => [demand, running.get(id) ?? 0]));
  const sideBySide = facts.all
    .filter((demand) => demand.refused === undefined && !never.has(demand))
    .map((demand) => ({ ...demand, parallel: copies.get(demand) ?? demand.parallel }))
    .filter(({ parallel }) => parallel > 0);
  warnings.push(...overQuotas(facts.limits, sideBySide));
  warnings.push(...together(facts, runs, running));
  return { problems, warnings: openWarnings(warnings, app) };
}

/** Copies of each demand that run at once: what is queued waits where its ClusterQueue has no quota left. */
function admitted(facts: FleetFacts, runs: readonly NamedDemand[]): ReadonlyMap<string, number> {
  const behind = new Map<FitQueue, string[]>();
  for (const { id, demand } of runs) {
    const queue = demand.queue === undefined ? undefined : facts.queues.get(`${demand.namespace}/${demand.queue}`);
    if (queue !== undefined) behind.set(queue, [...(behind.get(queue) ?? []), id]);
  }
  const copies = new Map(runs.map(({ id, demand }) => [id, demand.parallel]));
  if (behind.size > 0) {
    const pools = facts.fleet.pools.map(({ fit: pool }) => pool);
    const queued = new Set([...behind.values()].flat());
    const atOnce = admittedAtOnce({
      ...surroundings(facts.fleet, pools),
      workloads: runs.filter(({ id }) => queued.has(id)).map(({ id, demand }) => workload(id, demand, facts)),
      queue: [...behind].map(([queue, workloads]) => ({ ...queue, workloads })),
    });
    for (const [id, n] of atOnce) copies.set(id, n);
  }
  return copies;
}

/** The verdict on each demand with the fleet to itself; alike demands are judged once. */
function alone(facts: FleetFacts) {
  const nominal = facts.fleet.pools.map(({ fit: pool }) => pool);
  const known = new Map<string, { nominal: FitResult; careful?: FitResult }>();
  return (named: NamedDemand) => {
    const { demand, id } = named;
    const asked = workload(id, demand, facts);
    const sought = soughtBy(asked, facts);
    const queue = demand.queue === undefined ? undefined : facts.queues.get(`${demand.namespace}/${demand.queue}`);
    const quota = facts.limits
      .filter(({ namespace }) => namespace === demand.namespace)
      .map((limit) => ({ ...quotaFor(limit, [named]), name: limit.namespace }));
    const key = JSON.stringify([{ ...asked, name: '' }, sought, queue?.name, quota.map(({ hard }) => hard)]);
    const held = known.get(key);
    if (held !== undefined) return held;
    const judge = (pools: readonly FitPool[]) =>
      verdictOn({
        ...surroundings(facts.fleet, pools),
        workloads: [asked, ...sought],
        ...(quota.length > 0 && { quota }),
        ...(queue !== undefined && { queue: { ...queue, workloads: [id] } }),
      });
    const first = blaming(id, judge(nominal));
    const result =
      first.verdict === 'never'
        ? { nominal: first }
        : { nominal: first, careful: blaming(id, judge(facts.fleet.careful)) };
    known.set(key, result);
    return result;
  };
}

/** The pool that all pods of a gang must be in, where it has too few nodes for them. */
function tooFewNodes(demand: Demand, fleet: Fleet): string | undefined {
  const asking = demand.pods.filter((pods) => pods.min > 0 && fleet.concerns(pods));
  const homes = new Set(asking.flatMap((pods) => fleet.homesOf(pods)));
  const [pool] = homes;
  if (!demand.gang || pool === undefined || homes.size > 1) return undefined;
  const advertised = advertisedBy(pool.shape);
  let nodes = 0;
  let total = 0;
  for (const { spec, min } of asking) {
    const amount = acceleratorsOf(spec).get(pool.resource) ?? 0;
    const each = Math.floor((advertised.get(pool.resource) ?? 0) / amount);
    // Where pods share nodes, the count is not as simple as that.
    if (each !== 1) return undefined;
    nodes += min;
    total += amount * min;
  }
  if (nodes <= pool.nodes.max) return undefined;
  return `${nodes} nodes of pool ${pool.name} are needed for ${total} GPUs, it has ${pool.nodes.max} at most: raise its nodes.max`;
}

/** A verdict on the company that a workload needs is none on itself. */
function blaming(id: string, result: FitResult): FitResult {
  return result.verdict === 'never' && result.culprit !== id ? { ...result, verdict: 'undecided' } : result;
}

/** The workloads that pod affinity and anti-affinity speak of. */
function soughtBy(asked: FitWorkload, { demands, ...facts }: FleetFacts): FitWorkload[] {
  const names = new Set(
    asked.pods
      .flatMap(({ affinity }) => (affinity?.pod ?? []).flatMap(({ to }) => to))
      .filter((name) => name !== asked.name),
  );
  return demands
    .filter(({ id }) => names.has(id))
    .map(({ id, demand }) => workload(id, demand, { demands, ...facts }))
    .map((one) => ({ ...one, pods: one.pods.map((pods) => ({ ...pods, affinity: undefined })) }));
}

/** Everything at once: services at their most, trials side by side, one step of each pipeline. */
function together(facts: FleetFacts, runs: readonly NamedDemand[], running: ReadonlyMap<string, number>): Warning[] {
  // How much of a queue that the program does not describe runs at once nobody can say.
  const said = ({ queue, namespace }: Demand) => queue === undefined || facts.queues.has(`${namespace}/${queue}`);
  const all = largestOfEach(runs.filter(({ id, demand }) => running.get(id) !== 0 && said(demand)));
  if (all.length < 1) return [];
  const names = new Set(all.map(({ id }) => id));
  const workloads = all.map(({ id, demand }) => ({
    ...onlyTo(workload(id, demand, facts), names),
    parallel: running.get(id) ?? demand.parallel,
  }));
  const pools = facts.fleet.pools.map(({ fit: pool }) => pool);
  const { verdict, culprit, reason } = verdictOn({ ...surroundings(facts.fleet, pools), workloads });
  if (verdict !== 'not-all-at-once' && verdict !== 'never') return [];
  const blamed = all.find(({ id }) => id === culprit)?.demand;
  if (blamed === undefined) return [];
  const sentence = `${subject(blamed)}cannot run beside all the rest: ${reason}`;
  return [{ object: blamed.object, rule: 'fit/together', sentence }];
}

function onlyTo(asked: FitWorkload, names: ReadonlySet<string>): FitWorkload {
  const there = (terms: NonNullable<NonNullable<FitWorkload['pods'][number]['affinity']>['pod']> | undefined) =>
    terms
      ?.map((term) => ({ ...term, to: term.to.filter((name) => names.has(name)) }))
      .filter(({ to }) => to.length > 0);
  return {
    ...asked,
    pods: asked.pods.map((pods) =>
      pods.affinity === undefined
        ? pods
        : {
            ...pods,
            affinity: {
              ...pods.affinity,
              pod: there(pods.affinity.pod) ?? [],
              podAnti: there(pods.affinity.podAnti) ?? [],
            },
          },
    ),
  };
}

/** Of the steps of a pipeline the one that asks the most accelerators. */
function largestOfEach(runs: readonly NamedDemand[]): NamedDemand[] {
  const largest = new Map<string, NamedDemand>();
  const size = ({ demand }: NamedDemand) =>
    demand.pods.reduce((sum, { spec }) => sum + [...acceleratorsOf(spec).values()].reduce((a, b) => a + b, 0), 0);
  for (const run of runs) {
    const { oneOf, namespace } = run.demand;
    if (oneOf === undefined) continue;
    const key = `${namespace}/${oneOf}`;
    const held = largest.get(key);
    if (held === undefined || size(run) > size(held)) largest.set(key, run);
  }
  const kept = new Set(largest.values());
  return runs.filter((run) => run.demand.oneOf === undefined || kept.has(run));
}

function workload(id: string, demand: Demand, { fleet, demands }: FleetFacts): FitWorkload {
  return {
    name: id,
    kind: demand.kind,
    gang: demand.gang,
    parallel: demand.parallel,
    // Pods that need no accelerator run on nodes that the program does not describe.
    pods: demand.pods.filter((pods) => fleet.concerns(pods)).map((pods) => fitPods(demand, pods, fleet, demands)),
  };
}

/** GKE tolerates the taint of an accelerator for the pods that ask it. */
function surroundings(fleet: Fleet, pools: readonly FitPool[]): Pick<FitDocument, 'pools' | 'admission'> {
  const tolerated = fleet.pools.some(({ fit: pool }) => pool.cloud === 'gke');
  return { pools, ...(tolerated && { admission: ['ExtendedResourceToleration'] }) };
}

/** The part of a quota that binds these: figures that their containers do not state are somebody else's finding. */
function quotaFor(limit: Limit, demands: readonly NamedDemand[]): FitQuota {
  const own = demands.filter(({ demand }) => demand.namespace === limit.namespace);
  const hard = Object.entries(limit.hard).filter(([key, value]) => {
    if (!isQuantity(value)) return false;
    const resource = key.replace(/^(requests|limits)\./, '');
    return (resource !== 'cpu' && resource !== 'memory') || own.every(({ demand }) => states(demand, key, resource));
  });
  return { name: limit.namespace, hard: Object.fromEntries(hard), workloads: own.map(({ id }) => id) };
}

function isQuantity(value: unknown): boolean {
  try {
    Quantity.parse(value as string);
    return true;
  } catch {
    return false;
  }
}

function states(demand: Demand, key: string, resource: string): boolean {
  const isLimit = key.startsWith('limits.');
  return demand.pods.every(({ spec }) =>
    [...asList(spec.containers), ...asList(spec.initContainers)].every((container) => {
      const { requests, limits } = (container.resources ?? {}) as Record<
        'requests' | 'limits',
        Record<string, unknown>
      >;
      return limits?.[resource] !== undefined || (!isLimit && requests?.[resource] !== undefined);
    }),
  );
}

function asList(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

function subject({ kind, name }: Pick<Demand, 'kind' | 'name'>): string {
  return kind === 'pipeline step' ? `step '${name.slice(name.indexOf('/') + 1)}' ` : '';
}

function idOf({ kind, name, namespace }: Demand, taken: Set<string>): string {
  const short = `${namespace}/${name}`;
  let id = short;
  for (let n = 1; taken.has(id); n++) id = n === 1 ? `${short} (${kind})` : `${short} (${kind} ${n})`;
  taken.add(id);
  return id;
}
