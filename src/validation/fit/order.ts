import type { Budget } from './budget';
import { attracts, hasKey, type PodClass } from './classes';
import { HOSTNAME, type NodeKind } from './fleet';
import { type Company, Ledger } from './ledger';
import type { Answer } from './pack';

/** A born node and the pods of each class that are to run on it. */
export interface FilledNode {
  readonly kind: number;
  readonly counts: readonly number[];
}

/** States looked at before giving up. */
const MOST_STATES = 4_000;

/**
 * Whether the scheduler, taking pods in some order, can come to this assignment: affinity and spread are judged when
 * a pod is placed, against those that are there already. Anti-affinity needs no order and is judged elsewhere.
 * Upstream: kubernetes pkg/scheduler/framework/plugins/{interpodaffinity,podtopologyspread}/filtering.go.
 */
export function orderable(
  classes: readonly PodClass[],
  kinds: readonly NodeKind[],
  nodes: readonly FilledNode[],
  budget: Budget,
): Answer {
  if (classes.every((one) => one.affinity.length === 0 && one.spread.length === 0)) return 'yes';
  const groups = merged(classes, kinds, nodes);
  budget.step(groups.length * classes.length);
  if (!evenEnough(classes, kinds, groups)) return 'no';
  const state = new Placing(classes, kinds, groups, budget);
  if (state.greedy()) return 'yes';
  return state.search();
}

/** The last constrained pod in a domain found it at most maxSkew above the emptiest, which has grown since if anything. */
function evenEnough(classes: readonly PodClass[], kinds: readonly NodeKind[], nodes: readonly FilledNode[]): boolean {
  return classes.every((one, index) =>
    one.spread.every(({ key, maxSkew, minDomains, included }) => {
      const held = new Map<string, { own: number; all: number }>();
      for (const [n, { kind, counts }] of nodes.entries()) {
        const domain = key === HOSTNAME ? String(n) : kinds[kind]!.labels[key];
        if (domain === undefined || !included[kind]) continue;
        const sums = held.get(domain) ?? { own: 0, all: 0 };
        sums.own += counts[index]!;
        for (const [c, count] of counts.entries()) if (classes[c]!.workload === one.workload) sums.all += count;
        held.set(domain, sums);
      }
      let least = held.size < minDomains ? 0 : Number.POSITIVE_INFINITY;
      for (const { all } of held.values()) least = Math.min(least, all);
      for (const { own } of held.values()) if (own > 0 && own - least > maxSkew) return false;
      return true;
    }),
  );
}

/** Nodes in the same domain of every key are one to affinity and spread. */
function merged(
  classes: readonly PodClass[],
  kinds: readonly NodeKind[],
  nodes: readonly FilledNode[],
): readonly FilledNode[] {
  const keys = new Set(classes.flatMap((one) => [...one.affinity, ...one.spread].map(({ key }) => key)));
  if (keys.has(HOSTNAME)) return nodes;
  const groups = new Map<string, { kind: number; counts: number[] }>();
  for (const { kind, counts } of nodes) {
    const domains = [...keys].map((key) => (hasKey(kinds[kind]!, key) ? kinds[kind]!.labels[key] : null));
    const group = JSON.stringify([domains, classes.map((one) => one.spread.map(({ included }) => included[kind]))]);
    const held = groups.get(group);
    if (held) for (const [c, n] of counts.entries()) held.counts[c]! += n;
    else groups.set(group, { kind, counts: [...counts] });
  }
  return [...groups.values()];
}

/** Classes that no affinity and no spread speaks of: they come whenever they like. */
function inertOf(classes: readonly PodClass[]): readonly boolean[] {
  return classes.map(
    (one) =>
      one.affinity.length === 0 &&
      classes.every((other) => !attracts(other, one) && (other.workload !== one.workload || other.spread.length === 0)),
  );
}

class Placing {
  readonly #placed: number[][];
  readonly #ledger: Ledger;
  readonly #seen = new Set<string>();
  readonly #inert: readonly boolean[];
  #states = 0;

  constructor(
    private readonly classes: readonly PodClass[],
    kinds: readonly NodeKind[],
    private readonly nodes: readonly FilledNode[],
    private readonly budget: Budget,
  ) {
    this.#inert = inertOf(classes);
    this.#placed = nodes.map(({ counts }) => counts.map((count, c) => (this.#inert[c] ? count : 0)));
    this.#ledger = new Ledger(classes, kinds);
    for (const { kind } of nodes) this.#ledger.addNode(kind);
  }

  /** Takes, again and again, the pod whose placement hinders others least. */
  greedy(): boolean {
    const taken: (readonly [number, number])[] = [];
    for (;;) {
      const [move] = this.#moves();
      if (move === undefined || this.budget.spent) break;
      this.#put(move[0], move[1], 1);
      taken.push(move);
    }
    if (this.#done()) return true;
    for (const [node, index] of taken) this.#put(node, index, -1);
    return false;
  }

  search(): Answer {
    if (this.#done()) return 'yes';
    const key = this.#placed.map((row) => row.join()).join('|');
    if (this.#seen.has(key)) return 'no';
    this.#seen.add(key);
    if (++this.#states > MOST_STATES || this.budget.spent) return 'unknown';
    for (const [node, index] of this.#moves()) {
      this.#put(node, index, 1);
      const answer = this.search();
      this.#put(node, index, -1);
      if (answer !== 'no') return answer;
    }
    return 'no';
  }

  #put(node: number, index: number, n: number): void {
    this.#placed[node]![index]! += n;
    this.#ledger.put(node, index, n);
  }

  #done(): boolean {
    return this.nodes.every(({ counts }, n) => counts.every((count, c) => this.#placed[n]![c] === count));
  }

  /** Placements that the scheduler would take now, the least harmful first. */
  #moves(): readonly (readonly [number, number])[] {
    const moves: (readonly [number, number, number])[] = [];
    this.budget.step(this.nodes.length * this.classes.length * 4);
    for (const [n, { counts }] of this.nodes.entries()) {
      for (const [c, count] of counts.entries()) {
        if (this.#placed[n]![c]! >= count) continue;
        const company = this.#ledger.company(n, c);
        if (company === 'missing') continue;
        const skew = this.#ledger.skew(n, c);
        if (skew === undefined) continue;
        moves.push([n, c, this.#harm(n, c, company, skew)]);
      }
    }
    return moves.sort((a, b) => a[2] - b[2]).map(([n, c]) => [n, c]);
  }

  #harm(node: number, index: number, company: Company, skew: number): number {
    const { spread, workload } = this.classes[index]!;
    if (company === 'first') return this.#willHaveCompany(node, index) ? 4_500 : 2_000;
    if (spread.length > 0) return skew;
    if (company === 'there') return 1_000;
    // Pods that others spread against are best put where there are fewest.
    return 3_000 + Math.min(this.#ledger.crowd(node, workload), 900);
  }

  /** Others whom the affinity looks for are to come to the node's domains, and it could wait for them. */
  #willHaveCompany(node: number, index: number): boolean {
    return this.classes[index]!.affinity.every(({ key }) =>
      this.nodes.some(
        ({ counts }, n) =>
          this.#ledger.domain(key, n) === this.#ledger.domain(key, node) &&
          counts.some(
            (count, c) => count > 0 && this.#ledger.wants(index, c) && this.classes[c]!.affinity.length === 0,
          ),
      ),
    );
  }
}
