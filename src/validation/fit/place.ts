import { binding } from './binding';
import type { Budget } from './budget';
import { attracts, conflicts, mostOn, type PodClass, type Spread } from './classes';
import { type Cell, cellsOf, distributions } from './domains';
import { type Fleet, HOSTNAME } from './fleet';
import { quickly } from './greedy';
import { withIdle } from './idle';
import { orderable } from './order';
import { type Answer, type Dim, type NodeRange, type PackedNode, type PackProblem, pack } from './pack';

/** Work that the quick way is worth. */
const QUICK = 1_500_000;

/** Work that looking at some relations alone is worth. */
const PARTIAL = 3_000_000;

/** Whether some allowed state of the fleet runs all these pods at once. */
export function place(fleet: Fleet, given: readonly PodClass[], budget: Budget): Answer {
  const classes = merged(binding(given.filter((one) => one.count > 0)));
  if (classes.some((one) => !one.eligible.includes(true))) return 'no';
  if (quickly(fleet, classes, budget.part(QUICK))) return 'yes';
  const relaxed = pack(relaxation(fleet, classes), budget);
  if (relaxed === 'no') return 'no';
  const ties = tiesOf(classes);
  if (!ties.acrossNodes) return relaxed;
  // What some related classes cannot do without the relations of the rest, nobody can.
  for (const related of components(classes)) {
    if (related.length === classes.length) break;
    const among = classes.filter((_, c) => related.includes(c));
    if (new Placer(fleet, among, tiesOf(among).coupled, budget.part(PARTIAL)).run() === 'no') return 'no';
    const freed = merged(classes.map((one, c) => (related.includes(c) ? one : { ...one, ...FREE })));
    if (new Placer(fleet, freed, tiesOf(freed).coupled, budget.part(PARTIAL)).run() === 'no') return 'no';
  }
  return new Placer(fleet, classes, ties.coupled, budget).run();
}

const FREE = { anti: [], affinity: [], spread: [] } as const;

/** Classes that reach each other by relations, in groups of two relations' ends or more. */
function components(classes: readonly PodClass[]): readonly (readonly number[])[] {
  const group = classes.map((_, c) => c);
  const find = (c: number): number => (group[c] === c ? c : find(group[c]!));
  const tied = classes.map((one) => one.spread.length + one.anti.length + one.affinity.length > 0);
  for (const [a, one] of classes.entries()) {
    for (const [b, other] of classes.entries()) {
      const near =
        (one.workload === other.workload && (one.spread.length > 0 || other.spread.length > 0)) ||
        [...one.anti, ...one.affinity].some(({ to }) => to.has(other.workload));
      if (near) group[find(a)] = find(b);
    }
  }
  const found = new Map<number, number[]>();
  for (const c of classes.keys()) found.set(find(c), [...(found.get(find(c)) ?? []), c]);
  return [...found.values()].filter((members) => members.some((c) => tied[c]));
}

/** Pods of several workloads that nothing tells apart are one class. */
function merged(classes: readonly PodClass[]): readonly PodClass[] {
  const plain = (one: PodClass) =>
    one.anti.length + one.affinity.length === 0 &&
    classes.every((other) => {
      const seen = [...other.anti, ...other.affinity].some(({ to }) => to.has(one.workload));
      return !seen && (other.workload !== one.workload || other.spread.length === 0);
    });
  const alike = new Map<string, PodClass>();
  for (const [c, one] of classes.entries()) {
    const key = plain(one) ? `${[...one.need].sort().join()}|${one.eligible.map(Number).join('')}` : String(c);
    alike.set(key, { ...one, count: one.count + (alike.get(key)?.count ?? 0) });
  }
  return [...alike.values()];
}

/** Only what each node decides alone: what does not fit so does not fit at all. */
function relaxation(fleet: Fleet, classes: readonly PodClass[]): PackProblem {
  return {
    kinds: fleet.kinds,
    allowed: fleet.kinds.map(() => true),
    nodes: fleet.pools.map((pool) => pool.maxNodes),
    dims: classes.map((one) => ({
      need: one.need,
      count: one.count,
      kinds: one.eligible,
      exact: false,
      apart: classes.map((other) => conflicts(one, other, HOSTNAME)),
    })),
    ranges: [],
    company: [],
    together: [],
  };
}

/** Classes that relate to pods on other nodes, and those whose domains are larger than a node. */
interface Ties {
  readonly acrossNodes: boolean;
  /** By class: counts per domain matter. */
  readonly coupled: readonly boolean[];
}

function tiesOf(classes: readonly PodClass[]): Ties {
  const coupled = classes.map(() => false);
  let acrossNodes = false;
  for (const [a, one] of classes.entries()) {
    for (const term of one.anti) {
      if (term.key === HOSTNAME) continue;
      acrossNodes = true;
      coupled[a] = true;
      for (const [b, other] of classes.entries()) if (term.to.has(other.workload)) coupled[b] = true;
    }
    for (const term of one.affinity) {
      acrossNodes = true;
      if (term.key === HOSTNAME) continue;
      coupled[a] = true;
      for (const [b, other] of classes.entries()) if (attracts(one, other)) coupled[b] = true;
    }
    for (const { key } of one.spread) {
      acrossNodes = true;
      if (key === HOSTNAME) continue;
      for (const [b, other] of classes.entries()) if (other.workload === one.workload) coupled[b] = true;
    }
  }
  return { acrossNodes, coupled };
}

/** A class, or the part of it that goes to one cell. */
interface Part {
  readonly of: number;
  readonly count: number;
  readonly kinds: readonly boolean[];
}

class Placer {
  readonly #known = new Map<string, Answer>();
  /** By class: related to others through hostname affinity or spread. */
  readonly #exact: readonly boolean[];

  constructor(
    private readonly fleet: Fleet,
    private readonly classes: readonly PodClass[],
    private readonly coupled: readonly boolean[],
    private readonly budget: Budget,
  ) {
    this.#exact = classes.map((one, c) => {
      if (onHost(one.affinity) || this.#soughtOnHost(c)) return true;
      return classes.some((other) => other.workload === one.workload && onHost(other.spread));
    });
  }

  #soughtOnHost(c: number): boolean {
    return this.classes.some((one) => onHost(one.affinity) && attracts(one, this.classes[c]!));
  }

  run(): Answer {
    let answer: Answer = 'no';
    const cells = cellsOf(this.fleet, this.classes, this.coupled);
    const walked = distributions(
      { fleet: this.fleet, classes: this.classes, coupled: this.coupled, cells, budget: this.budget },
      (allowed, counts) => {
        const one = this.#packed(cells, allowed, counts);
        if (one === 'unknown') answer = 'unknown';
        return one === 'yes';
      },
    );
    if (walked === 'yes') return 'yes';
    return walked === 'unknown' ? 'unknown' : answer;
  }

  /** Packs a distribution of the coupled classes over the cells, with all others. */
  #packed(cells: readonly Cell[], allowed: readonly boolean[], counts: readonly (readonly number[])[]): Answer {
    const key = `${allowed.map(Number).join('')}|${counts.map((row) => row.join()).join('|')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const parts: Part[] = this.classes.flatMap((one, c) => {
      if (!this.coupled[c]) return [{ of: c, count: one.count, kinds: one.eligible }];
      return cells.flatMap((cell, i) =>
        counts[c]![i]! === 0
          ? []
          : [{ of: c, count: counts[c]![i]!, kinds: one.eligible.map((may, k) => may && cell.kinds[k]!) }],
      );
    });
    let answer: Answer = 'no';
    if (pack(this.#loose(parts, allowed, []), this.budget) !== 'no') {
      for (const ranges of this.#ranges(parts)) {
        if (ranges.length > 0 && pack(this.#loose(parts, allowed, ranges), this.budget) === 'no') continue;
        const one = pack(this.#problem(parts, allowed, ranges), this.budget);
        if (one !== 'no') answer = one;
        if (one === 'yes') break;
      }
    }
    this.#known.set(key, answer);
    return answer;
  }

  /** What remains without relations to other nodes: no placement where there is none so. */
  #loose(parts: readonly Part[], allowed: readonly boolean[], ranges: readonly NodeRange[]): PackProblem {
    const problem = this.#problem(parts, allowed, ranges);
    return {
      ...problem,
      dims: problem.dims.map((dim) => ({ ...dim, exact: false })),
      ranges: ranges.map((range) => ({ ...range, least: 0 })),
      company: [],
      together: [],
      accept: undefined,
    };
  }

  #problem(parts: readonly Part[], allowed: readonly boolean[], ranges: readonly NodeRange[]): PackProblem {
    const { classes, fleet } = this;
    const dims: Dim[] = parts.map((part) => ({
      need: classes[part.of]!.need,
      count: part.count,
      kinds: part.kinds,
      exact: this.#exact[part.of]!,
      apart: parts.map((other) => conflicts(classes[part.of]!, classes[other.of]!, HOSTNAME)),
    }));
    const seeking = parts.map(({ of }) => onHost(classes[of]!.affinity));
    return {
      kinds: fleet.kinds,
      allowed,
      nodes: fleet.pools.map((pool) => pool.maxNodes),
      dims,
      ranges,
      company: parts.flatMap((part, dim) =>
        seeking[dim]
          ? [
              {
                dim,
                wanted: parts.map((other) => attracts(classes[part.of]!, classes[other.of]!)),
                selfish: attracts(classes[part.of]!, classes[part.of]!),
              },
            ]
          : [],
      ),
      together: this.#together(parts, seeking),
      accept: (nodes) => this.#accept(parts, allowed, nodes),
    };
  }

  /** Classes that look only for each other start from one first pod: on hostnames, one node holds them all. */
  #together(parts: readonly Part[], seeking: readonly boolean[]): readonly (readonly boolean[])[] {
    const groups = new Map<string, boolean[]>();
    for (const [dim, part] of parts.entries()) {
      const one = this.classes[part.of]!;
      if (!seeking[dim] || !closed(this.classes, part.of)) continue;
      const key = [...one.affinity[0]!.to].sort((a, b) => a - b).join();
      const group = groups.get(key) ?? parts.map(() => false);
      group[dim] = true;
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  /**
   * Spread over hostnames bounds the pods per node by the least loaded node: one set of bounds per guess of its load.
   * Several constraints are guessed independently.
   */
  *#ranges(parts: readonly Part[], from = 0, chosen: readonly NodeRange[] = []): Generator<readonly NodeRange[]> {
    const { classes, fleet } = this;
    const index = classes.findIndex((one, c) => c >= from && onHost(one.spread));
    if (index < 0) {
      yield chosen;
      return;
    }
    const one = classes[index]!;
    const spread = one.spread.find(({ key }) => key === HOSTNAME)!;
    const together = classes.map((other) => other.workload === one.workload && bindsAsMuch(other, spread));
    const counted = parts.map(({ of }) => classes[of]!.workload === one.workload);
    const bounded = parts.map(({ of }) => together[of]!);
    const inAll = sum(parts, counted);
    const inBounds = sum(parts, bounded);
    /** Pods of the class on all nodes together, at most so many on each. */
    const capacity = (most: number) => {
      let pods = 0;
      for (const [p, pool] of fleet.pools.entries()) {
        let each = 0;
        for (const [k, kind] of fleet.kinds.entries()) {
          if (kind.pool !== p || !one.eligible[k]) continue;
          each = Math.max(each, Math.min(most, mostOn(kind, one.need)));
        }
        pods += pool.maxNodes * each;
      }
      return pods;
    };
    /** Pools keep nodes of which each has to hold as many: where it cannot, or not all of them can, no higher floor helps. */
    const kept = (least: number) => {
      let pods = 0;
      for (const [p, pool] of fleet.pools.entries()) {
        const kinds = [...fleet.kinds.keys()].filter((k) => fleet.kinds[k]!.pool === p);
        if ((pool.minNodes ?? 0) === 0 || !kinds.every((k) => spread.included[k])) continue;
        const each = kinds.map((k) =>
          parts.reduce(
            (all, { of, count, kinds: own }, i) =>
              all + (counted[i] && own[k] ? Math.min(count, mostOn(fleet.kinds[k]!, classes[of]!.need)) : 0),
            0,
          ),
        );
        if (Math.max(...each) < least) return false;
        pods += least * (pool.minNodes ?? 0);
      }
      return pods <= inAll;
    };
    for (let least = 0; least <= inAll && kept(least); least++) {
      const most = least + spread.maxSkew;
      const range: NodeRange = { counted, bounded, kinds: spread.included, least, most };
      if (one.count <= capacity(most)) yield* this.#ranges(parts, index + 1, [...chosen, range]);
      // A higher floor allows nothing more once the ceiling is out of reach.
      if (most >= inBounds) return;
    }
  }

  #accept(parts: readonly Part[], allowed: readonly boolean[], packed: readonly PackedNode[]): Answer {
    const { fleet, classes } = this;
    const nodes = packed.map(({ kind, counts }) => {
      const byClass = classes.map(() => 0);
      for (const [dim, n] of counts.entries()) byClass[parts[dim]!.of]! += n;
      return { kind, counts: byClass };
    });
    const all = withIdle(fleet, classes, allowed, nodes);
    return all === undefined ? 'no' : orderable(classes, fleet.kinds, all, this.budget);
  }
}

/** Every class that its affinity looks for has the very same affinity. */
export function closed(classes: readonly PodClass[], index: number): boolean {
  const one = classes[index]!;
  if (!attracts(one, one)) return false;
  const same = (other: PodClass) =>
    other.affinity.length === one.affinity.length &&
    other.affinity.every((term, i) => {
      const own = one.affinity[i]!;
      return term.key === own.key && term.to.size === own.to.size && [...term.to].every((w) => own.to.has(w));
    });
  return classes.every((other) => !attracts(one, other) || same(other));
}

/** The other class is held to a spread over hostnames at least as strict, over the same nodes. */
function bindsAsMuch(other: PodClass, spread: Spread): boolean {
  return other.spread.some(
    ({ key, maxSkew, included }) =>
      key === HOSTNAME && maxSkew <= spread.maxSkew && included.every((one, k) => one === spread.included[k]),
  );
}

function onHost(terms: readonly { readonly key: string }[]): boolean {
  return terms.some(({ key }) => key === HOSTNAME);
}

function sum(parts: readonly Part[], among: readonly boolean[]): number {
  return parts.reduce((all, part, i) => all + (among[i] ? part.count : 0), 0);
}
