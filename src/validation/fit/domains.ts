import type { Budget } from './budget';
import { attracts, conflicts, hasKey, mostOn, type PodClass } from './classes';
import { type Fleet, HOSTNAME, ZONE } from './fleet';
import type { Answer } from './pack';

/** Node kinds that lie in the same domain of every key that matters, and count alike for every spread constraint. */
export interface Cell {
  readonly kinds: readonly boolean[];
  /** Domain by topology key, `undefined` where the nodes lack the label. */
  readonly domain: ReadonlyMap<string, string | undefined>;
  readonly first: number;
}

export interface DomainProblem {
  readonly fleet: Fleet;
  readonly classes: readonly PodClass[];
  /** By class: its pods are distributed over cells before they are packed on nodes. */
  readonly coupled: readonly boolean[];
  readonly cells: readonly Cell[];
  readonly budget: Budget;
}

/** Pods per class and cell, and the node kinds that may be born. */
type Visit = (allowed: readonly boolean[], counts: readonly (readonly number[])[]) => boolean;

/** Subsets of cells that may stay unborn are tried up to this many cells. */
const MOST_OPTIONAL = 10;

export function cellsOf(fleet: Fleet, classes: readonly PodClass[], coupled: readonly boolean[]): readonly Cell[] {
  const keys = keysOf(classes);
  const cells = new Map<string, { kinds: boolean[]; domain: Map<string, string | undefined>; first: number }>();
  for (const [k, kind] of fleet.kinds.entries()) {
    const domain = new Map(keys.map((key) => [key, hasKey(kind, key) ? kind.labels[key] : undefined]));
    const counted = classes.flatMap((one, c) => (coupled[c] ? one.spread.map(({ included }) => included[k]) : []));
    const key = JSON.stringify([[...domain], counted]);
    const cell = cells.get(key) ?? { kinds: fleet.kinds.map(() => false), domain, first: k };
    cell.kinds[k] = true;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function keysOf(classes: readonly PodClass[]): readonly string[] {
  const keys = classes.flatMap((one) => [...one.anti, ...one.affinity, ...one.spread].map(({ key }) => key));
  return [...new Set(keys)].filter((key) => key !== HOSTNAME);
}

/**
 * Walks over what may be born and how coupled classes spread over the cells, as far as domains larger than a node allow,
 * until `visit` returns true.
 */
export function distributions(problem: DomainProblem, visit: Visit): Answer {
  let complete = true;
  for (const born of bornCells(problem)) {
    if (born === 'cut') {
      complete = false;
      continue;
    }
    const walk = new Walk(problem, born, visit);
    if (walk.run()) return 'yes';
    if (problem.budget.spent) return 'unknown';
  }
  return complete ? 'no' : 'unknown';
}

/** Which cells may be born: all first. A cell without pods only matters where it is a domain of some spread. */
function* bornCells({ fleet, classes, cells }: DomainProblem): Generator<readonly boolean[] | 'cut'> {
  const optional = [...cells.keys()].filter((i) =>
    classes.some((one) => one.spread.some(({ key, included }) => key !== HOSTNAME && included[cells[i]!.first]!)),
  );
  const subsets = optional.length <= MOST_OPTIONAL ? 2 ** optional.length : 1;
  const masks = Array.from({ length: subsets }, (_, mask) => mask).sort((a, b) => bits(a) - bits(b));
  for (const mask of masks) {
    const born = cells.map((_, i) => !optional.includes(i) || (mask & (1 << optional.indexOf(i))) === 0);
    const possible = fleet.pools.every((pool, p) => {
      const own = cells.filter((cell) => cell.kinds.some((member, k) => member && fleet.kinds[k]!.pool === p));
      return (pool.minNodes ?? 0) === 0 || own.some((cell) => born[cells.indexOf(cell)]);
    });
    if (possible) yield born;
  }
  if (optional.length > MOST_OPTIONAL) yield 'cut';
}

class Walk {
  readonly #counts: number[][];
  readonly #order: readonly number[];
  readonly #allowed: readonly boolean[];
  readonly #twins: readonly (readonly [number, number])[];

  constructor(
    private readonly problem: DomainProblem,
    private readonly born: readonly boolean[],
    private readonly visit: Visit,
  ) {
    const { classes, cells, coupled, fleet } = problem;
    this.#counts = classes.map(() => cells.map(() => 0));
    this.#order = [...classes.keys()].filter((c) => coupled[c]);
    this.#allowed = fleet.kinds.map((_, k) => cells.some((cell, i) => cell.kinds[k] && born[i]));
    this.#twins = this.#twinCells();
  }

  run(): boolean {
    return this.#class(0);
  }

  #class(at: number): boolean {
    const index = this.#order[at];
    if (index === undefined) {
      if (!this.#plausible()) return false;
      return this.visit(
        this.#allowed,
        this.#counts.map((row) => [...row]),
      );
    }
    return this.#cell(at, index, 0, this.problem.classes[index]!.count);
  }

  #cell(at: number, index: number, cell: number, left: number): boolean {
    const { cells, budget } = this.problem;
    if (!budget.step()) return false;
    if (cell === cells.length) {
      if (left > 0 || (at === 0 && !this.#ordered(index))) return false;
      return this.#class(at + 1);
    }
    const most = Math.min(left, this.#room(index, cell));
    for (const n of this.#preferred(index, cell, left, most)) {
      this.#counts[index]![cell] = n;
      if (this.#cell(at, index, cell + 1, left - n)) return true;
    }
    this.#counts[index]![cell] = 0;
    return false;
  }

  /** Even shares first where pods spread, all in one place first elsewhere. */
  #preferred(index: number, cell: number, left: number, most: number): readonly number[] {
    const all = Array.from({ length: most + 1 }, (_, n) => most - n);
    if (!this.problem.classes[index]!.spread.some(({ key }) => key !== HOSTNAME)) return all;
    const cellsLeft = this.born.filter((born, i) => born && i >= cell && this.#room(index, i) > 0).length;
    const share = Math.ceil(left / Math.max(1, cellsLeft));
    return all.sort((a, b) => Math.abs(a - share) - Math.abs(b - share));
  }

  /** How many pods of the class the cell could take, other pods aside. */
  #room(index: number, cell: number): number {
    const { cells, classes, fleet } = this.problem;
    const one = classes[index]!;
    if (!this.born[cell]) return 0;
    let room = 0;
    const pools = new Map<number, number>();
    for (const [k, member] of cells[cell]!.kinds.entries()) {
      if (!member || !one.eligible[k]) continue;
      const kind = fleet.kinds[k]!;
      const each = mostOn(kind, one.need);
      pools.set(kind.pool, Math.max(pools.get(kind.pool) ?? 0, each));
    }
    for (const [pool, each] of pools) room += fleet.pools[pool]!.maxNodes * each;
    for (const [key, domain] of cells[cell]!.domain) {
      if (domain === undefined) continue;
      const here = [...cells.keys()].filter((i) => cells[i]!.domain.get(key) === domain);
      const held = (c: number) =>
        here.reduce((sum, i) => sum + (i === cell && c === index ? 0 : this.#counts[c]![i]!), 0);
      for (const [c, other] of classes.entries()) {
        if (!conflicts(one, other, key)) continue;
        if (c === index) room = Math.min(room, 1 - Math.min(1, this.#before(index, cell, here)));
        else if (held(c) > 0) room = 0;
      }
      for (const spread of one.spread) {
        if (spread.key !== key || !spread.included[cells[cell]!.first]) continue;
        const bound = this.#bound(index, spread);
        if (bound !== undefined) room = Math.min(room, bound - this.#before(index, cell, here));
      }
    }
    return Math.max(0, room);
  }

  /** Pods of the class already given to cells of the same domain. */
  #before(index: number, cell: number, here: readonly number[]): number {
    return here.reduce((sum, i) => sum + (i < cell ? this.#counts[index]![i]! : 0), 0);
  }

  /** No domain holds more of a class than the emptiest could plus the skew; the emptiest holds at most an even share. */
  #bound(index: number, spread: PodClass['spread'][number]): number | undefined {
    const domains = this.#domains(spread);
    if (domains.size < spread.minDomains) return spread.maxSkew;
    const { classes } = this.problem;
    const all = classes.reduce((sum, one) => sum + (one.workload === classes[index]!.workload ? one.count : 0), 0);
    return Math.floor(all / Math.max(1, domains.size)) + spread.maxSkew;
  }

  #domains({ key, included }: PodClass['spread'][number]): ReadonlyMap<string, readonly number[]> {
    const domains = new Map<string, number[]>();
    for (const [i, { domain, first }] of this.problem.cells.entries()) {
      const value = domain.get(key);
      if (value === undefined || !this.born[i] || !included[first]) continue;
      domains.set(value, [...(domains.get(value) ?? []), i]);
    }
    return domains;
  }

  /** What must hold in the end, whatever the order in which the pods came. */
  #plausible(): boolean {
    const { classes, cells } = this.problem;
    for (const index of this.#order) {
      const one = classes[index]!;
      for (const [i, n] of this.#counts[index]!.entries()) {
        if (n > 0 && !this.#hasCompany(index, i, cells)) return false;
      }
      for (const spread of one.spread) {
        if (spread.key !== HOSTNAME && !this.#evenEnough(index, spread)) return false;
      }
    }
    return true;
  }

  #hasCompany(index: number, cell: number, cells: readonly Cell[]): boolean {
    const { classes } = this.problem;
    const one = classes[index]!;
    const selfish = attracts(one, one);
    return one.affinity.every(({ key }) => {
      if (key === HOSTNAME) return true;
      const domain = cells[cell]!.domain.get(key);
      if (domain === undefined) return false;
      if (selfish) return !this.#closedElsewhere(index, key, domain);
      return classes.some(
        (other, c) =>
          attracts(one, other) && this.#counts[c]!.some((n, i) => n > 0 && cells[i]!.domain.get(key) === domain),
      );
    });
  }

  /** A workload that looks only for itself, or for others like it, stays in the domain of its first pod. */
  #closedElsewhere(index: number, key: string, domain: string): boolean {
    const { classes, cells } = this.problem;
    const one = classes[index]!;
    const sought = classes.map((other) => attracts(one, other));
    const alike = (other: PodClass) =>
      other.affinity.length === one.affinity.length &&
      other.affinity.every((term, i) => sameTerm(term, one.affinity[i]!));
    if (!classes.every((other, c) => !sought[c] || alike(other))) return false;
    return classes.some(
      (_, c) => sought[c] && this.#counts[c]!.some((n, i) => n > 0 && cells[i]!.domain.get(key) !== domain),
    );
  }

  /** The last constrained pod in a domain found it at most maxSkew above the emptiest. */
  #evenEnough(index: number, spread: PodClass['spread'][number]): boolean {
    const { classes } = this.problem;
    const domains = this.#domains(spread);
    const own = new Map<string, number>();
    let least = Number.POSITIVE_INFINITY;
    for (const [domain, cells] of domains) {
      const of = (c: number) => cells.reduce((sum, i) => sum + this.#counts[c]![i]!, 0);
      own.set(domain, of(index));
      let all = 0;
      for (const [c, other] of classes.entries()) if (other.workload === classes[index]!.workload) all += of(c);
      least = Math.min(least, all);
    }
    if (domains.size < spread.minDomains) least = 0;
    return [...own.values()].every((n) => n - least <= spread.maxSkew);
  }

  /** Zones that nothing tells apart: the first class gives no later one more than an earlier. */
  #ordered(index: number): boolean {
    return this.#twins.every(([a, b]) => this.#counts[index]![a]! >= this.#counts[index]![b]!);
  }

  #twinCells(): readonly (readonly [number, number])[] {
    const { classes, cells, fleet } = this.problem;
    if (keysOf(classes).some((key) => key !== ZONE)) return [];
    const sight = cells.map((cell, i) => {
      const members = fleet.kinds.flatMap((kind, k) =>
        cell.kinds[k]
          ? [
              [
                kind.pool,
                kind.pods,
                [...kind.free],
                classes.map((one) => [one.eligible[k], one.spread.map((s) => s.included[k])]),
              ],
            ]
          : [],
      );
      const zone = cell.domain.get(ZONE);
      const alone = cells.every((other, j) => i === j || other.domain.get(ZONE) !== zone);
      return zone !== undefined && alone && this.born[i] ? JSON.stringify(members) : undefined;
    });
    const pairs: [number, number][] = [];
    for (const [a, seen] of sight.entries()) {
      const b = sight.indexOf(seen, a + 1);
      if (seen !== undefined && b > 0) pairs.push([a, b]);
    }
    return pairs;
  }
}

function sameTerm(a: PodClass['affinity'][number], b: PodClass['affinity'][number]): boolean {
  return a.key === b.key && a.to.size === b.to.size && [...a.to].every((workload) => b.to.has(workload));
}

function bits(mask: number): number {
  let n = 0;
  for (let left = mask; left > 0; left &= left - 1) n++;
  return n;
}
