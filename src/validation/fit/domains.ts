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
 * Walks over how coupled classes spread over the cells, as far as domains larger than a node allow, until `visit`
 * returns true. A cell without pods stays unborn where it would be an empty domain that a spread does not bear.
 */
export function distributions(problem: DomainProblem, visit: Visit): Answer {
  if (new Walk(problem, visit).run()) return 'yes';
  return problem.budget.spent ? 'unknown' : 'no';
}

/** One class on its way over the cells. */
interface Course {
  readonly at: number;
  readonly index: number;
  /** Cells in the order they are filled, those of a domain together. */
  readonly cells: readonly number[];
  /** By place in `cells`: pods that it and those after it can take. */
  readonly capacity: readonly number[];
  /** By cell: its domain of the spread that guides the course. */
  readonly domainOf: readonly (string | undefined)[];
  /** Pods of the class in each of the domains. */
  readonly least: number;
  readonly most: number;
}

class Walk {
  readonly #counts: number[][];
  readonly #order: readonly number[];
  readonly #twins: readonly (readonly [number, number])[];
  /** By class and cell: pods it could take, others aside. */
  readonly #capacity: readonly (readonly number[])[];

  constructor(
    private readonly problem: DomainProblem,
    private readonly visit: Visit,
  ) {
    const { classes, cells, coupled } = problem;
    this.#counts = classes.map(() => cells.map(() => 0));
    this.#order = [...classes.keys()].filter((c) => coupled[c]);
    this.#twins = this.#twinCells();
    this.#capacity = classes.map((one) => cells.map((cell) => capacityOf(problem.fleet, one, cell)));
  }

  run(): boolean {
    return this.#class(0);
  }

  #class(at: number): boolean {
    const { classes, budget } = this.problem;
    const index = this.#order[at];
    if (index === undefined) {
      budget.step(this.#order.length * this.problem.cells.length);
      if (!this.#plausible()) return false;
      return this.visit(
        this.#allowed(),
        this.#counts.map((row) => [...row]),
      );
    }
    for (const course of this.#courses(at, index)) {
      if (this.#cell(course, 0, classes[index]!.count)) return true;
      if (budget.spent) return false;
    }
    return false;
  }

  /** Ways to choose the domains that get pods of the class: as many as can be first. */
  *#courses(at: number, index: number): Generator<Course> {
    const { classes, cells, budget } = this.problem;
    const one = classes[index]!;
    const capacity = this.#capacity[index]!;
    const guide = one.spread.find(({ key }) => key !== HOSTNAME);
    const usable = [...cells.keys()].filter((i) => capacity[i]! > 0);
    const course = (chosen: readonly number[], least: number, most: number): Course => {
      const after = chosen.map(() => 0);
      for (let place = chosen.length - 1; place >= 0; place--) {
        after[place] = capacity[chosen[place]!]! + (after[place + 1] ?? 0);
      }
      const domainOf = cells.map((cell) => (guide ? cell.domain.get(guide.key) : undefined));
      return { at, index, cells: chosen, capacity: after, domainOf, least, most };
    };
    if (guide === undefined) {
      yield course(usable, 0, Number.POSITIVE_INFINITY);
      return;
    }
    const domains = new Map<string, number[]>();
    for (const i of usable) {
      const value = cells[i]!.domain.get(guide.key);
      if (value !== undefined) domains.set(value, [...(domains.get(value) ?? []), i]);
    }
    const own = classes.filter(({ workload }) => workload === one.workload);
    const all = own.reduce((sum, { count }) => sum + count, 0);
    for (let size = Math.min(one.count, domains.size); size >= 1; size--) {
      // No domain holds more than the emptiest could plus the skew; the emptiest holds at most an even share.
      const enough = size >= guide.minDomains;
      const most = enough
        ? Math.floor(all / size) + guide.maxSkew
        : Math.max(guide.maxSkew, all - one.count + guide.maxSkew);
      const least = enough && own.length === 1 ? Math.max(1, Math.ceil(all / size) - guide.maxSkew) : 1;
      for (const chosen of subsets([...domains.values()], size)) {
        if (!budget.step(cells.length)) return;
        const flat = chosen.flat();
        if (at === 0 && this.#twins.some(([a, b]) => flat.includes(b) && !flat.includes(a))) continue;
        const room = chosen.reduce(
          (sum, members) =>
            sum +
            Math.min(
              most,
              members.reduce((total, i) => total + capacity[i]!, 0),
            ),
          0,
        );
        if (room >= one.count && least * size <= one.count) yield course(flat, least, most);
      }
    }
  }

  #cell(course: Course, place: number, left: number): boolean {
    const { index, cells, domainOf, least, most } = course;
    const { budget } = this.problem;
    const cell = cells[place];
    if (cell === undefined) return left === 0 && this.#class(course.at + 1);
    if (!budget.step(this.problem.classes.length + cells.length)) return false;
    if (left > course.capacity[place]!) return false;
    const before = this.#inDomain(course, place);
    const last = domainOf[cell] === undefined || domainOf[cell] !== domainOf[cells[place + 1] ?? -1];
    const low = Math.max(left - (course.capacity[place + 1] ?? 0), last && least > 0 ? least - before : 0, 0);
    const high = Math.min(left, this.#room(index, cell), most - before);
    for (const n of this.#preferred(course, place, left, low, high)) {
      this.#counts[index]![cell] = n;
      if (this.#cell(course, place + 1, left - n)) return true;
      if (budget.spent) break;
    }
    this.#counts[index]![cell] = 0;
    return false;
  }

  /** Pods of the class already given to cells of the same domain. */
  #inDomain({ index, cells, domainOf }: Course, place: number): number {
    let sum = 0;
    for (let before = place - 1; before >= 0; before--) {
      const domain = domainOf[cells[before]!];
      if (domain === undefined || domain !== domainOf[cells[place]!]) break;
      sum += this.#counts[index]![cells[before]!]!;
    }
    return sum;
  }

  /** Even shares first where pods spread, all in one place first elsewhere. */
  #preferred(
    { at, index, cells, least }: Course,
    place: number,
    left: number,
    low: number,
    high: number,
  ): readonly number[] {
    const cell = cells[place]!;
    let bound = high;
    if (at === 0) {
      // Zones that nothing tells apart: the first class gives no later one more than an earlier.
      for (const [a, b] of this.#twins) if (b === cell) bound = Math.min(bound, this.#counts[index]![a]!);
    }
    const all = Array.from({ length: Math.max(0, bound - low + 1) }, (_, n) => bound - n);
    if (least === 0) return all;
    const share = Math.ceil(left / (cells.length - place));
    return all.sort((a, b) => Math.abs(a - share) - Math.abs(b - share));
  }

  /** How many pods of the class the cell could take beside those given to cells before. */
  #room(index: number, cell: number): number {
    const { cells, classes } = this.problem;
    const one = classes[index]!;
    let room = this.#capacity[index]![cell]!;
    for (const [key, domain] of cells[cell]!.domain) {
      if (domain === undefined) continue;
      const here = [...cells.keys()].filter((i) => i !== cell && cells[i]!.domain.get(key) === domain);
      for (const [c, other] of classes.entries()) {
        if (!conflicts(one, other, key)) continue;
        const row = this.#counts[c]!;
        const held = here.some((i) => row[i]! > 0) || (c !== index && row[cell]! > 0);
        room = Math.min(room, held ? 0 : c === index ? 1 : room);
      }
    }
    return room;
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

  /** Kinds that may be born beside these pods: an empty domain more is for spreads that bear one. */
  #allowed(): readonly boolean[] {
    const { classes, cells, fleet } = this.problem;
    const bears = classes.map((one, c) =>
      one.spread.map((spread) => {
        if (spread.key === HOSTNAME) return undefined;
        const own = this.#inDomains(c, spread);
        return { existing: own, any: [...own.values()].every(({ pods }) => pods <= spread.maxSkew) };
      }),
    );
    const born = cells.map((cell, i) => {
      if (this.#counts.some((row) => row[i]! > 0)) return true;
      return classes.every((one, c) =>
        one.spread.every(({ key, included }, s) => {
          const held = bears[c]![s];
          const domain = cell.domain.get(key);
          if (held === undefined || domain === undefined || !included[cell.first]) return true;
          return held.any || held.existing.has(domain);
        }),
      );
    });
    return fleet.kinds.map((_, k) => cells.some((cell, i) => cell.kinds[k] && born[i]));
  }

  /** Domains of the spread in which there are pods of coupled classes: the class's own, and its workload's. */
  #inDomains(
    index: number,
    { key, included }: PodClass['spread'][number],
  ): ReadonlyMap<string, { pods: number; workload: number }> {
    const { classes, cells } = this.problem;
    const found = new Map<string, { pods: number; workload: number }>();
    for (const [i, { domain, first }] of cells.entries()) {
      const value = domain.get(key);
      if (value === undefined || !included[first] || this.#counts.every((row) => row[i] === 0)) continue;
      const held = found.get(value) ?? { pods: 0, workload: 0 };
      held.pods += this.#counts[index]![i]!;
      for (const [c, { workload }] of classes.entries()) {
        if (workload === classes[index]!.workload) held.workload += this.#counts[c]![i]!;
      }
      found.set(value, held);
    }
    return found;
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
    const domains = [...this.#inDomains(index, spread).values()];
    const least = domains.length < spread.minDomains ? 0 : Math.min(...domains.map(({ workload }) => workload));
    return domains.every(({ pods }) => pods === 0 || pods - least <= spread.maxSkew);
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
      return zone !== undefined && alone ? JSON.stringify(members) : undefined;
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

/** How many pods of the class the cell holds, other pods aside. */
function capacityOf(fleet: Fleet, one: PodClass, cell: Cell): number {
  const pools = new Map<number, number>();
  for (const [k, member] of cell.kinds.entries()) {
    if (!member || !one.eligible[k]) continue;
    const kind = fleet.kinds[k]!;
    pools.set(kind.pool, Math.max(pools.get(kind.pool) ?? 0, mostOn(kind, one.need)));
  }
  let room = 0;
  for (const [pool, each] of pools) room += fleet.pools[pool]!.maxNodes * each;
  return Math.min(room, one.count);
}

/** Every choice of so many. */
function* subsets<T>(items: readonly T[], size: number, from = 0, chosen: readonly T[] = []): Generator<readonly T[]> {
  if (chosen.length === size) {
    yield chosen;
    return;
  }
  for (let i = from; i <= items.length - (size - chosen.length); i++) {
    yield* subsets(items, size, i + 1, [...chosen, items[i]!]);
  }
}
