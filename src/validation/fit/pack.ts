import type { Budget } from './budget';
import type { NodeKind } from './fleet';

/** `unknown`: the budget ran out first. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Pods that are alike and may go to the same kinds of node. */
export interface Dim {
  readonly need: ReadonlyMap<string, number>;
  readonly count: number;
  readonly kinds: readonly boolean[];
  /** Its pods relate to those on other nodes: a node may have to hold fewer than it could. */
  readonly exact: boolean;
  /** By dim: may not share a node. */
  readonly apart: readonly boolean[];
}

/** Bounds on the pods of some dims per node, for spread over hostnames. */
export interface NodeRange {
  readonly counted: readonly boolean[];
  readonly bounded: readonly boolean[];
  readonly kinds: readonly boolean[];
  readonly least: number;
  readonly most: number;
}

/** Pods that need company on their node, for affinity over hostnames. */
export interface NodeCompany {
  readonly dim: number;
  readonly wanted: readonly boolean[];
  /** May be the first of its kind, where no one it wants is anywhere. */
  readonly selfish: boolean;
}

/** Dims that belong on one node, all pods of all of them. */
export type Together = readonly boolean[];

export interface PackedNode {
  readonly kind: number;
  readonly counts: readonly number[];
}

export interface PackProblem {
  readonly kinds: readonly NodeKind[];
  /** Node kinds that may be born. */
  readonly allowed: readonly boolean[];
  /** Most nodes, by pool. */
  readonly nodes: readonly number[];
  readonly dims: readonly Dim[];
  readonly ranges: readonly NodeRange[];
  readonly company: readonly NodeCompany[];
  readonly together: readonly Together[];
  /** Looks at a whole packing where the pods relate across nodes. */
  readonly accept?: (nodes: readonly PackedNode[]) => Answer;
}

/** Work of setting up, per kind and dim of each union of kinds. */
const PREPARING = 4;

/**
 * Packs every pod of every dim on nodes, exactly within the budget.
 *
 * Node by node: the dim with the fewest places left is chosen, and every way to fill one more node around it is tried;
 * dims without ties to other nodes are filled as far as they go, since moving pods to a fuller node breaks nothing.
 * Failed remainders are remembered.
 */
export function pack(problem: PackProblem, budget: Budget): Answer {
  return new Packer(problem, budget).run();
}

class Packer {
  readonly #resources: readonly string[];
  /** Needs by dim, free by kind, in the order of #resources. */
  readonly #need: readonly (readonly number[])[];
  readonly #free: readonly (readonly number[])[];
  readonly #failed = new Set<string>();
  readonly #families: readonly Family[];
  readonly #distinctKinds: readonly number[];
  readonly #opened: PackedNode[] = [];
  /** Work of one look at what a node still takes. */
  readonly #filling: number;
  #unknown = false;

  constructor(
    private readonly problem: PackProblem,
    private readonly budget: Budget,
  ) {
    const { dims, kinds } = problem;
    this.#resources = [...new Set(dims.flatMap((dim) => [...dim.need.keys()]))];
    this.#filling = 6 + this.#resources.length + Math.ceil((dims.length * (1 + problem.ranges.length)) / 8);
    this.#need = dims.map((dim) => this.#resources.map((resource) => dim.need.get(resource) ?? 0));
    this.#free = kinds.map((kind) => this.#resources.map((resource) => Math.max(0, kind.free.get(resource) ?? 0)));
    this.#distinctKinds = distinct(problem);
    this.#families = familiesOf(problem, this.#distinctKinds);
    budget.step(this.#families.length * dims.length * kinds.length * PREPARING);
  }

  run(): Answer {
    const remaining = this.problem.dims.map((dim) => dim.count);
    if (this.#dive(remaining, [...this.problem.nodes])) return 'yes';
    return this.#unknown ? 'unknown' : 'no';
  }

  #dive(remaining: readonly number[], nodes: readonly number[]): boolean {
    if (this.#unknown && this.budget.spent) return false;
    if (remaining.every((n) => n === 0)) return this.#accepted();
    const { kinds, accept } = this.problem;
    const state = accept === undefined ? 0 : this.#opened.length * remaining.length;
    if (!this.budget.step(remaining.length * kinds.length * 2 + state)) {
      this.#unknown = true;
      return false;
    }
    const key = this.#key(remaining, nodes);
    if (this.#failed.has(key)) return false;
    if (!this.#bounded(remaining, nodes)) {
      this.#failed.add(key);
      return false;
    }
    const before = this.#unknown;
    const dim = this.#hardest(remaining, nodes);
    for (const kind of this.#kindsFor(dim, nodes)) {
      for (const counts of this.#patterns(kind, dim, remaining)) {
        const pool = this.problem.kinds[kind]!.pool;
        let times = nodes[pool]!;
        for (const [d, n] of counts.entries()) if (n > 0) times = Math.min(times, Math.floor(remaining[d]! / n));
        for (let t = times; t >= 1; t--) {
          for (let i = 0; i < t; i++) this.#opened.push({ kind, counts });
          if (this.#startedOnce()) {
            const left = remaining.map((n, d) => n - t * counts[d]!);
            if (this.#dive(left, nodes.with(pool, nodes[pool]! - t))) return true;
          }
          this.#opened.length -= t;
          if (this.#unknown && this.budget.spent) return false;
        }
      }
    }
    if (this.#unknown === before) this.#failed.add(key);
    return false;
  }

  /** Pods that may start their own group do so on one node; on all others somebody else has to be there. */
  #startedOnce(): boolean {
    const { company } = this.problem;
    const starters = company.filter(({ selfish }) => selfish).map(({ dim }) => dim);
    return company.every(({ dim, wanted, selfish }) => {
      if (!selfish) return true;
      let started = 0;
      for (const { counts } of this.#opened) {
        if (counts[dim]! > 0 && !counts.some((n, d) => n > 0 && wanted[d] && !starters.includes(d))) started++;
      }
      return started <= 1;
    });
  }

  #accepted(): boolean {
    if (this.problem.accept === undefined) return true;
    const answer = this.problem.accept(this.#opened);
    if (answer === 'unknown') this.#unknown = true;
    return answer === 'yes';
  }

  /** Where pods relate across nodes, what is already placed is part of the state. */
  #key(remaining: readonly number[], nodes: readonly number[]): string {
    const base = `${remaining.join()}|${nodes.join()}`;
    if (this.problem.accept === undefined) return base;
    const placed = this.#opened.map(
      ({ kind, counts }) => `${kind}:${counts.filter((_, d) => this.problem.dims[d]!.exact)}`,
    );
    return `${base}|${placed.sort().join(' ')}`;
  }

  #hardest(remaining: readonly number[], nodes: readonly number[]): number {
    let best = -1;
    let bestScore = [0, 0];
    for (const [d, n] of remaining.entries()) {
      if (n === 0) continue;
      const kinds = this.#kindsFor(d, nodes);
      const places = new Set(kinds.map((kind) => this.problem.kinds[kind]!.pool)).size;
      const share = Math.max(0, ...kinds.map((kind) => this.#share(d, kind)));
      // Pods that need company choose before the company does.
      const lonely = this.problem.company.some(({ dim, selfish }) => dim === d && !selfish) ? -1 : 0;
      const score = [places + lonely, -share];
      if (best < 0 || score[0]! < bestScore[0]! || (score[0] === bestScore[0] && score[1]! < bestScore[1]!)) {
        best = d;
        bestScore = score;
      }
    }
    return best;
  }

  /** The largest part of a node that one pod takes. */
  #share(dim: number, kind: number): number {
    let share = 1 / Math.max(1, this.problem.kinds[kind]!.pods);
    for (const [r, need] of this.#need[dim]!.entries()) {
      if (need > 0) share = Math.max(share, need / Math.max(this.#free[kind]![r]!, 1e-9));
    }
    return share;
  }

  /** Kinds for a dim, least waste first. */
  #kindsFor(dim: number, nodes: readonly number[]): readonly number[] {
    const { dims, kinds, allowed } = this.problem;
    return this.#distinctKinds
      .filter((k) => allowed[k]! && dims[dim]!.kinds[k]! && nodes[kinds[k]!.pool]! > 0)
      .sort((a, b) => this.#waste(dim, a) - this.#waste(dim, b));
  }

  #waste(dim: number, kind: number): number {
    let unused = 0;
    for (const [resource, amount] of this.problem.kinds[kind]!.free) {
      if (amount > 0 && resource.includes('/') && !this.problem.dims[dim]!.need.has(resource)) unused += 1;
    }
    return unused - this.#share(dim, kind);
  }

  /** Ways to fill one node of the kind with at least one pod of `must`. */
  *#patterns(kind: number, must: number, remaining: readonly number[]): Generator<readonly number[]> {
    const { dims } = this.problem;
    const order = [...dims.keys()]
      .filter((d) => remaining[d]! > 0 && dims[d]!.kinds[kind]!)
      .sort((a, b) => rank(dims, a, must) - rank(dims, b, must) || this.#share(b, kind) - this.#share(a, kind));
    const node = new Filling(this.problem, kind, this.#need, this.#free[kind]!);
    yield* this.#extend(node, order, 0, must, remaining);
  }

  *#extend(
    node: Filling,
    order: readonly number[],
    at: number,
    must: number,
    remaining: readonly number[],
  ): Generator<readonly number[]> {
    const dim = order[at];
    if (dim === undefined) {
      this.budget.step(this.#filling * 2);
      const full = order.every(
        (d) => this.problem.dims[d]!.exact || node.counts[d]! === remaining[d]! || node.room(d, 1) === 0,
      );
      if (full && node.complete()) yield [...node.counts];
      return;
    }
    if (!this.budget.step(this.#filling)) {
      this.#unknown = true;
      return;
    }
    const most = node.room(dim, remaining[dim]!);
    const least = dim === must ? 1 : 0;
    for (let n = most; n >= least; n--) {
      node.add(dim, n);
      yield* this.#extend(node, order, at + 1, must, remaining);
      node.add(dim, -n);
      if (this.#unknown && this.budget.spent) return;
    }
  }

  /** Whether what is left may fit at all: sums over every union of kinds that some dims are bound to. */
  #bounded(remaining: readonly number[], nodes: readonly number[]): boolean {
    return this.#families.every((family) => {
      const pools = family.pools.filter(({ pool }) => nodes[pool]! > 0);
      let pods = 0;
      for (const d of family.dims) pods += remaining[d]!;
      if (pods === 0) return true;
      if (pods > total(pools, nodes, ({ kinds }) => Math.max(...kinds.map((k) => this.problem.kinds[k]!.pods))))
        return false;
      for (const clique of family.cliques) {
        let apart = 0;
        for (const d of clique) apart += remaining[d]!;
        if (apart > total(pools, nodes, () => 1)) return false;
      }
      return this.#resources.every((_, r) => this.#resourceBounded(r, family, pools, remaining, nodes));
    });
  }

  #resourceBounded(
    r: number,
    family: Family,
    pools: Family['pools'],
    remaining: readonly number[],
    nodes: readonly number[],
  ): boolean {
    let asked = 0;
    this.budget.step(family.dims.length + pools.length);
    const sizes: [number, number][] = [];
    for (const d of family.dims) {
      const need = this.#need[d]![r]!;
      if (need === 0 || remaining[d] === 0) continue;
      asked += need * remaining[d]!;
      sizes.push([need, remaining[d]!]);
    }
    if (asked === 0) return true;
    const free = (kinds: readonly number[]) => Math.max(...kinds.map((k) => this.#free[k]![r]!));
    if (asked > total(pools, nodes, ({ kinds }) => free(kinds)) * (1 + 1e-12)) return false;
    // No node holds more than free/size pods of at least that size.
    sizes.sort((a, b) => b[0] - a[0]);
    let count = 0;
    for (const [i, [size, n]] of sizes.entries()) {
      count += n;
      if (sizes[i + 1]?.[0] === size) continue;
      if (count > total(pools, nodes, ({ kinds }) => Math.floor(free(kinds) / size))) return false;
    }
    return true;
  }
}

/** One node being filled. */
class Filling {
  readonly counts: number[];
  readonly #used: number[];
  #pods = 0;

  constructor(
    private readonly problem: PackProblem,
    private readonly kind: number,
    private readonly need: readonly (readonly number[])[],
    private readonly free: readonly number[],
  ) {
    this.counts = problem.dims.map(() => 0);
    this.#used = free.map(() => 0);
  }

  add(dim: number, n: number): void {
    this.counts[dim]! += n;
    this.#pods += n;
    for (const [r, need] of this.need[dim]!.entries()) this.#used[r]! += n * need;
  }

  /** How many more pods of the dim the node takes, up to `wanted`. */
  room(dim: number, wanted: number): number {
    const { dims, kinds, ranges } = this.problem;
    const { apart } = dims[dim]!;
    let n = Math.min(wanted, kinds[this.kind]!.pods - this.#pods);
    for (const [d, held] of this.counts.entries()) {
      if (held > 0 && apart[d]!) return 0;
    }
    if (apart[dim]) n = Math.min(n, 1);
    for (const [r, need] of this.need[dim]!.entries()) {
      if (need > 0) n = Math.min(n, Math.floor((this.free[r]! - this.#used[r]!) / need));
    }
    for (const range of ranges) {
      if (!range.bounded[dim] || !range.kinds[this.kind]) continue;
      let held = 0;
      for (const [d, count] of this.counts.entries()) if (range.bounded[d]) held += count;
      n = Math.min(n, range.most - held);
    }
    n = Math.max(0, n);
    while (n > 0 && !this.#cut(dim, n)) n--;
    return n;
  }

  /** The node meets what relates its pods to each other. */
  complete(): boolean {
    const { ranges, company, together, dims } = this.problem;
    for (const group of together) {
      const some = this.counts.some((count, d) => group[d] && count > 0);
      if (some && !dims.every(({ count }, d) => !group[d] || this.counts[d] === count)) return false;
    }
    for (const range of ranges) {
      if (!range.kinds[this.kind]) continue;
      let held = 0;
      for (const [d, count] of this.counts.entries()) if (range.counted[d]) held += count;
      if (held < range.least) return false;
    }
    return company.every(({ dim, wanted, selfish }) => {
      if (this.counts[dim] === 0 || selfish) return true;
      return this.counts.some((count, d) => count > 0 && wanted[d]);
    });
  }

  /** GPUs of free geometry can be cut for what is on the node and `n` more. */
  #cut(dim: number, n: number): boolean {
    const { flexible } = this.problem.kinds[this.kind]!;
    if (flexible === undefined) return true;
    const asked = new Map<string, number>();
    for (const [d, held] of this.counts.entries()) {
      const count = held + (d === dim ? n : 0);
      if (count === 0) continue;
      for (const [resource, need] of this.problem.dims[d]!.need) {
        if (flexible.resources.includes(resource)) asked.set(resource, (asked.get(resource) ?? 0) + count * need);
      }
    }
    return asked.size === 0 || flexible.holds(new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
}

/** Dims whose kinds lie within a set of kinds, and the pools behind that set. */
interface Family {
  readonly dims: readonly number[];
  readonly pools: readonly { readonly pool: number; readonly kinds: readonly number[] }[];
  /** Dims that may have one pod per node between them. */
  readonly cliques: readonly (readonly number[])[];
}

const MOST_FAMILIES = 64;

function familiesOf({ dims, kinds, allowed }: PackProblem, distinctKinds: readonly number[]): readonly Family[] {
  const own = new Map<string, readonly boolean[]>();
  for (const dim of dims) {
    const set = dim.kinds.map((may, k) => may && allowed[k]!);
    own.set(set.join(), set);
  }
  const sets = new Map(own);
  for (const a of own.values()) {
    for (const b of [...sets.values()]) {
      if (sets.size >= MOST_FAMILIES) break;
      const union = a.map((may, k) => may || b[k]!);
      sets.set(union.join(), union);
    }
  }
  return [...sets.values()].map((set) => {
    const inside = [...dims.keys()].filter((d) => dims[d]!.kinds.every((may, k) => !may || !allowed[k] || set[k]!));
    const byPool = new Map<number, number[]>();
    for (const k of distinctKinds.filter((kind) => set[kind]!)) {
      byPool.set(kinds[k]!.pool, [...(byPool.get(kinds[k]!.pool) ?? []), k]);
    }
    return {
      dims: inside,
      pools: [...byPool].map(([pool, members]) => ({ pool, kinds: members })),
      cliques: cliquesOf(dims, inside),
    };
  });
}

function cliquesOf(dims: readonly Dim[], inside: readonly number[]): readonly (readonly number[])[] {
  const cliques: number[][] = [];
  for (const d of inside.filter((dim) => dims[dim]!.apart[dim])) {
    const home = cliques.find((clique) => clique.every((other) => dims[d]!.apart[other]));
    if (home) home.push(d);
    else cliques.push([d]);
  }
  return cliques;
}

/** Of kinds in one pool that every dim sees alike, the first. */
function distinct({ kinds, allowed, dims, ranges }: PackProblem): readonly number[] {
  const seen = new Set<string>();
  return [...kinds.keys()].filter((k) => {
    if (!allowed[k]) return false;
    const { pool, pods, free } = kinds[k]!;
    const seenBy = [...dims.map((dim) => dim.kinds[k]), ...ranges.map((range) => range.kinds[k])];
    const key = [pool, pods, [...free].join(), seenBy.join()].join('|');
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function total(
  pools: Family['pools'],
  nodes: readonly number[],
  each: (pool: Family['pools'][number]) => number,
): number {
  let sum = 0;
  for (const pool of pools) sum += nodes[pool.pool]! * each(pool);
  return sum;
}

function rank(dims: readonly Dim[], dim: number, must: number): number {
  return dim === must ? 0 : dims[dim]!.exact ? 1 : 2;
}
