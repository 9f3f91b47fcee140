import type { Budget } from './budget';
import { mostOn, type PodClass } from './classes';
import type { Fleet } from './fleet';
import { withIdle } from './idle';
import { Ledger } from './ledger';
import { type FilledNode, orderable } from './order';

/** How an attempt goes about it. */
interface Manner {
  /** Order of the classes. */
  readonly order: readonly number[];
  /** Pods that spread go to the emptiest domain there may be, rather than the emptiest there is. */
  readonly wide: boolean;
  /** Pool that stays unborn. */
  readonly without?: number;
}

/** Shuffled attempts after the reasoned ones. */
const SHUFFLES = 6;

/**
 * Looks for a placement the quick way: pod after pod to the node that suits it best, in several orders. What it finds is
 * judged like any other placement; that it finds none means nothing.
 */
export function quickly(fleet: Fleet, classes: readonly PodClass[], budget: Budget): boolean {
  for (const manner of mannersOf(fleet, classes)) {
    if (budget.spent) return false;
    const nodes = new Attempt(fleet, classes, manner, budget).run();
    const all =
      nodes &&
      withIdle(
        fleet,
        classes,
        fleet.kinds.map(() => true),
        nodes,
      );
    if (all && orderable(classes, fleet.kinds, all, budget) === 'yes') return true;
  }
  return false;
}

function* mannersOf(fleet: Fleet, classes: readonly PodClass[]): Generator<Manner> {
  const share = classes.map((one) => {
    const each = Math.max(1, ...fleet.kinds.map((kind, k) => (one.eligible[k] ? mostOn(kind, one.need) : 0)));
    return 1 / each;
  });
  const places = classes.map((one) => new Set(fleet.kinds.filter((_, k) => one.eligible[k]).map((k) => k.pool)).size);
  const seeks = classes.map((one, c) =>
    one.affinity.length > 0 && !one.affinity.every(({ to }) => to.has(classes[c]!.workload)) ? 1 : 0,
  );
  const all = [...classes.keys()];
  const hardest = all.toSorted(
    (a, b) => seeks[a]! - seeks[b]! || places[a]! - places[b]! || share[b]! - share[a]! || a - b,
  );
  const largest = all.toSorted((a, b) => seeks[a]! - seeks[b]! || share[b]! - share[a]! || places[a]! - places[b]!);
  const related = (c: number) =>
    classes[c]!.anti.length + classes[c]!.affinity.length + classes[c]!.spread.length > 0 ? 0 : 1;
  const relatedFirst = hardest.toSorted((a, b) => related(a) - related(b));
  yield { order: hardest, wide: true };
  yield { order: hardest, wide: false };
  yield { order: relatedFirst, wide: true };
  yield { order: relatedFirst, wide: false };
  yield { order: largest, wide: true };
  // A node of a pool that pods spread over and cannot use holds them all down.
  if (classes.some(({ spread }) => spread.length > 0)) {
    for (const [p, { minNodes = 0 }] of fleet.pools.entries()) {
      if (minNodes === 0 && fleet.pools.length > 1) yield { order: hardest, wide: true, without: p };
    }
  }
  let state = 1;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  for (let i = 0; i < SHUFFLES; i++) {
    const rank = new Map(all.map((c) => [c, random() - 2 * share[c]!]));
    yield { order: all.toSorted((a, b) => rank.get(a)! - rank.get(b)!), wide: i % 2 === 0 };
  }
}

interface OpenNode {
  readonly kind: number;
  readonly counts: number[];
  readonly used: number[];
  pods: number;
}

class Attempt {
  readonly #resources: readonly string[];
  readonly #need: readonly (readonly number[])[];
  readonly #free: readonly (readonly number[])[];
  readonly #nodes: OpenNode[] = [];
  readonly #left: number[];
  readonly #ledger: Ledger;
  /** By class: nothing but room decides where its pods go, and where they are matters to no one. */
  readonly #plain: readonly boolean[];

  constructor(
    private readonly fleet: Fleet,
    private readonly classes: readonly PodClass[],
    private readonly manner: Manner,
    private readonly budget: Budget,
  ) {
    this.#resources = [...new Set(classes.flatMap((one) => [...one.need.keys()]))];
    this.#need = classes.map((one) => this.#resources.map((resource) => one.need.get(resource) ?? 0));
    this.#free = fleet.kinds.map((kind) => this.#resources.map((resource) => kind.free.get(resource) ?? 0));
    this.#left = fleet.pools.map((pool, p) => (p === manner.without ? 0 : pool.maxNodes));
    this.#ledger = new Ledger(classes, fleet.kinds);
    this.#plain = classes.map(
      (one) =>
        one.anti.length + one.affinity.length === 0 &&
        classes.every(
          (other) =>
            ![...other.anti, ...other.affinity].some(({ to }) => to.has(one.workload)) &&
            (other.workload !== one.workload || other.spread.length === 0),
        ),
    );
  }

  run(): readonly FilledNode[] | undefined {
    for (const index of this.manner.order) {
      let left = this.classes[index]!.count;
      while (left > 0) {
        if (!this.budget.step((this.#nodes.length + this.fleet.kinds.length) * 4)) return undefined;
        const node = this.#bestNode(index);
        if (node === undefined) return undefined;
        const n = this.#plain[index] ? this.#room(node, index, left) : 1;
        this.#put(node, index, n);
        left -= n;
      }
    }
    return this.#nodes;
  }

  #put(node: number, index: number, n: number): void {
    const open = this.#nodes[node]!;
    open.counts[index]! += n;
    open.pods += n;
    for (const [r, need] of this.#need[index]!.entries()) open.used[r]! += n * need;
    this.#ledger.put(node, index, n);
  }

  /** The open node that suits the pod best, or a new one. */
  #bestNode(index: number): number | undefined {
    let best: number | undefined;
    let bestScore = Number.POSITIVE_INFINITY;
    const seen = new Set<string>();
    for (const [n, node] of this.#nodes.entries()) {
      const alike = `${node.kind}|${node.counts.join()}`;
      if (seen.has(alike)) continue;
      seen.add(alike);
      if (this.#room(n, index, 1) === 0 || this.#ledger.crowded(n, index)) continue;
      if (this.#ledger.company(n, index) === 'missing') continue;
      const skew = this.#ledger.skew(n, index);
      if (skew === undefined) continue;
      const score = skew * 1_000 + this.#waste(node.kind, index) * 10 + this.#slack(node, index);
      if (score < bestScore) {
        best = n;
        bestScore = score;
      }
    }
    let bestKind: number | undefined;
    for (const [k, kind] of this.fleet.kinds.entries()) {
      if (this.#left[kind.pool]! === 0 || !this.classes[index]!.eligible[k] || this.#ledger.crowdedOnNew(k, index))
        continue;
      if (this.#ledger.companyOnNew(k, index) === 'missing') continue;
      const skew = this.#ledger.skewOnNew(k, index);
      if (skew === undefined) continue;
      // Another node only where none that is open will do, or where pods are to be spread.
      const later = this.manner.wide && this.classes[index]!.spread.length > 0 ? 50 : 100_000;
      const score = skew * 1_000 + later + this.#waste(k, index) * 10 + this.#slackOfNew(k, index);
      if (score < bestScore) {
        bestKind = k;
        bestScore = score;
      }
    }
    if (bestKind === undefined) return best;
    this.#left[this.fleet.kinds[bestKind]!.pool]!--;
    this.#nodes.push({
      kind: bestKind,
      counts: this.classes.map(() => 0),
      used: this.#resources.map(() => 0),
      pods: 0,
    });
    return this.#ledger.addNode(bestKind);
  }

  #room(n: number, index: number, wanted: number): number {
    const node = this.#nodes[n]!;
    const kind = this.fleet.kinds[node.kind]!;
    if (!this.classes[index]!.eligible[node.kind]) return 0;
    let room = Math.min(wanted, kind.pods - node.pods);
    for (const [r, need] of this.#need[index]!.entries()) {
      if (need > 0) room = Math.min(room, Math.floor((this.#free[node.kind]![r]! - node.used[r]!) / need));
    }
    while (room > 0 && !this.#cut(node, index, room)) room--;
    return Math.max(0, room);
  }

  #cut(node: OpenNode, index: number, n: number): boolean {
    const { flexible } = this.fleet.kinds[node.kind]!;
    if (flexible === undefined) return true;
    const asked = new Map<string, number>();
    for (const [r, resource] of this.#resources.entries()) {
      if (!flexible.resources.includes(resource)) continue;
      const amount = node.used[r]! + n * this.#need[index]![r]!;
      if (amount > 0) asked.set(resource, amount);
    }
    return asked.size === 0 || flexible.holds(new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** Devices on the node that the pod does not ask for. */
  #waste(kind: number, index: number): number {
    let unused = 0;
    for (const [resource, amount] of this.fleet.kinds[kind]!.free) {
      if (amount > 0 && resource.includes('/') && !this.classes[index]!.need.has(resource)) unused++;
    }
    return unused;
  }

  /** The part of the node that stays free with the pod on it, by the resource that is fullest. */
  #slack(node: OpenNode, index: number): number {
    const free = this.#free[node.kind]!;
    let least = 1;
    for (const [r, need] of this.#need[index]!.entries()) {
      if (need > 0) least = Math.min(least, (free[r]! - node.used[r]! - need) / Math.max(free[r]!, 1e-9));
    }
    return least;
  }

  #slackOfNew(kind: number, index: number): number {
    let least = 1;
    for (const [r, need] of this.#need[index]!.entries()) {
      if (need > 0) least = Math.min(least, 1 - need / Math.max(this.#free[kind]![r]!, 1e-9));
    }
    return least;
  }
}
