import { attracts, hasKey, type PodClass } from './classes';
import { HOSTNAME, type NodeKind } from './fleet';
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
): Answer {
  if (classes.every((one) => one.affinity.length === 0 && one.spread.length === 0)) return 'yes';
  const state = new Placing(classes, kinds, merged(classes, kinds, nodes));
  if (state.greedy()) return 'yes';
  return state.search();
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

class Placing {
  readonly #placed: number[][];
  readonly #domains = new Map<string, readonly (string | undefined)[]>();
  readonly #seen = new Set<string>();
  /** By class: classes its affinity looks for. */
  readonly #wanted: readonly (readonly boolean[])[];
  #states = 0;

  constructor(
    private readonly classes: readonly PodClass[],
    kinds: readonly NodeKind[],
    private readonly nodes: readonly FilledNode[],
  ) {
    this.#placed = nodes.map(() => classes.map(() => 0));
    this.#wanted = classes.map((a) => classes.map((b) => attracts(a, b)));
    for (const one of classes) {
      for (const { key } of [...one.affinity, ...one.spread]) {
        if (this.#domains.has(key)) continue;
        this.#domains.set(
          key,
          nodes.map(({ kind }, n) => {
            if (key === HOSTNAME) return String(n);
            return hasKey(kinds[kind]!, key) ? kinds[kind]!.labels[key] : undefined;
          }),
        );
      }
    }
  }

  /** Takes, again and again, the pod whose placement hinders others least. */
  greedy(): boolean {
    for (;;) {
      const moves = this.#moves();
      if (moves.length === 0) break;
      const [node, index] = moves[0]!;
      this.#placed[node]![index]!++;
    }
    if (this.#done()) return true;
    for (const row of this.#placed) row.fill(0);
    return false;
  }

  search(): Answer {
    if (this.#done()) return 'yes';
    const key = this.#placed.map((row) => row.join()).join('|');
    if (this.#seen.has(key)) return 'no';
    this.#seen.add(key);
    if (++this.#states > MOST_STATES) return 'unknown';
    for (const [node, index] of this.#moves()) {
      this.#placed[node]![index]!++;
      const answer = this.search();
      this.#placed[node]![index]!--;
      if (answer !== 'no') return answer;
    }
    return 'no';
  }

  #done(): boolean {
    return this.nodes.every(({ counts }, n) => counts.every((count, c) => this.#placed[n]![c] === count));
  }

  /** Placements that the scheduler would take now, the least harmful first. */
  #moves(): readonly (readonly [number, number])[] {
    const moves: (readonly [number, number, number])[] = [];
    for (const [n, { counts }] of this.nodes.entries()) {
      for (const [c, count] of counts.entries()) {
        if (this.#placed[n]![c]! >= count) continue;
        const company = this.#company(n, c);
        if (company === 'missing') continue;
        const skew = this.#skew(n, c);
        if (skew === undefined) continue;
        moves.push([n, c, this.#harm(n, c, company, skew)]);
      }
    }
    return moves.sort((a, b) => a[2] - b[2]).map(([n, c]) => [n, c]);
  }

  #harm(node: number, index: number, company: 'none' | 'there' | 'first', skew: number): number {
    const { spread } = this.classes[index]!;
    if (company === 'first') return 2_000 + (this.#willHaveCompany(node, index) ? 500 : 0);
    if (spread.length > 0) return skew;
    if (company === 'there') return 1_000;
    return 3_000 + this.#crowd(node, index);
  }

  /** Others whom the affinity looks for are to come to the node's domains, and it could wait for them. */
  #willHaveCompany(node: number, index: number): boolean {
    return this.classes[index]!.affinity.every(({ key }) => {
      const domains = this.#domains.get(key)!;
      return this.nodes.some(
        ({ counts }, n) =>
          domains[n] === domains[node] &&
          counts.some((count, c) => count > 0 && this.#wanted[index]![c] && this.classes[c]!.affinity.length === 0),
      );
    });
  }

  /** Pods that others spread against are best put where there are fewest. */
  #crowd(node: number, index: number): number {
    const { workload } = this.classes[index]!;
    let crowd = 0;
    for (const one of this.classes) {
      if (one.workload !== workload) continue;
      for (const { key } of one.spread) crowd = Math.max(crowd, this.#countIn(key, node, workload));
    }
    return Math.min(crowd, 900);
  }

  #countIn(key: string, node: number, workload: number): number {
    const domains = this.#domains.get(key)!;
    let count = 0;
    for (const [n, row] of this.#placed.entries()) {
      if (domains[n] !== undefined && domains[n] === domains[node]) count += this.#ofWorkload(row, workload);
    }
    return count;
  }

  #company(node: number, index: number): 'none' | 'there' | 'first' | 'missing' {
    const one = this.classes[index]!;
    if (one.affinity.length === 0) return 'none';
    let anywhere = false;
    let everyTerm = true;
    for (const { key } of one.affinity) {
      const domains = this.#domains.get(key)!;
      if (domains[node] === undefined) return 'missing';
      let here = false;
      for (const [n, row] of this.#placed.entries()) {
        if (domains[n] === undefined || !row.some((count, c) => count > 0 && this.#wanted[index]![c])) continue;
        anywhere = true;
        if (domains[n] === domains[node]) here = true;
      }
      if (!here) everyTerm = false;
    }
    if (everyTerm) return 'there';
    return !anywhere && this.#wanted[index]![index] ? 'first' : 'missing';
  }

  /** The largest skew that placing here makes, `undefined` where a constraint forbids it. */
  #skew(node: number, index: number): number | undefined {
    const { spread, workload } = this.classes[index]!;
    let largest = 0;
    for (const { key, maxSkew, minDomains, included } of spread) {
      const domains = this.#domains.get(key)!;
      if (domains[node] === undefined) return undefined;
      const counts = new Map<string, number>();
      for (const [n, row] of this.#placed.entries()) {
        const domain = domains[n];
        if (domain === undefined || !included[this.nodes[n]!.kind]) continue;
        counts.set(domain, (counts.get(domain) ?? 0) + this.#ofWorkload(row, workload));
      }
      const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
      const skew = (counts.get(domains[node]!) ?? 0) + 1 - least;
      if (skew > maxSkew) return undefined;
      largest = Math.max(largest, skew);
    }
    return largest;
  }

  #ofWorkload(row: readonly number[], workload: number): number {
    let count = 0;
    for (const [c, n] of row.entries()) if (this.classes[c]!.workload === workload) count += n;
    return count;
  }
}
