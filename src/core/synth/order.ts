import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { at, pathOf } from '../errors';
import { isArrayIndex } from './key';
import type { Tree } from './tree';

/** Charts and the objects of each, what is depended on first, otherwise as created. */
export interface SynthOrder {
  readonly charts: readonly { readonly chart: Chart; readonly objects: readonly number[] }[];
  /** Whether a chart depends on another one, so that their files are numbered. */
  readonly numbered: boolean;
  readonly problems: readonly string[];
}

/**
 * The order of cdk8s: a depth-first walk over dependencies from everything that nothing depends on.
 *
 * What depends on a construct depends on every object of its chart in it, and what is in a construct depends on all it
 * depends on. cdk8s writes these products out as edges; here a construct that is depended on has one vertex that stands
 * for its objects, and a construct that depends has one that stands for what its objects wait for.
 */
export function orderOf(tree: Tree): SynthOrder {
  const { charts, constructs } = tree;
  const nested = charts.some(
    (chart) => tree.chart[tree.parent[chart]!] === tree.parent[chart] && tree.parent[chart]! >= 0,
  );
  if (!tree.hasDependencies && !nested) {
    return {
      charts: numericFirst(tree, charts).map((chart) => ({
        chart: constructs[chart] as Chart,
        objects: ownObjects(tree, chart),
      })),
      numbered: false,
      problems: [],
    };
  }
  const graph = new Graph(tree);
  if (graph.problems.length > 0) return { charts: [], numbered: false, problems: graph.problems };
  const wholeApp = graph.sort(0, -1);
  if (wholeApp === undefined) return { charts: [], numbered: false, problems: graph.problems };
  const isChart = new Uint8Array(constructs.length);
  for (const chart of charts) isChart[chart] = 1;
  return {
    charts: wholeApp
      .filter((index) => isChart[index] === 1)
      .map((chart) => ({ chart: constructs[chart] as Chart, objects: graph.objectsOf(chart) })),
    numbered: graph.numbered,
    problems: graph.problems,
  };
}

function ownObjects(tree: Tree, chart: number): number[] {
  const objects: number[] = [];
  for (let i = chart + 1; i < tree.end[chart]!; i++) {
    if (tree.chart[i] === i) i = tree.end[i]! - 1;
    else if (tree.isObject[i] === 1) objects.push(i);
  }
  return objects;
}

/** cdk8s keeps vertices in an object by path, whose array-index keys come first. */
function numericFirst(tree: Tree, vertices: readonly number[]): readonly number[] {
  const isNumeric = (i: number) => tree.parent[i] === 0 && isArrayIndex(tree.constructs[i]!.node.id);
  return vertices.some(isNumeric)
    ? [...vertices.filter(isNumeric), ...vertices.filter((i) => !isNumeric(i))]
    : vertices;
}

function isInChart(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => Chart.isChart(scope));
}

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/**
 * Vertices: `i` is a construct, `n + i` all objects in construct i that are of its chart, `2n + i` what those wait for
 * because of construct i or of one around it.
 */
class Graph {
  readonly problems: string[] = [];
  numbered = false;
  readonly #tree: Tree;
  readonly #count: number;
  /** What each construct depends on, in cdk8s's order. */
  readonly #targets: (number[] | undefined)[];
  /** Objects of its own chart in each construct. */
  readonly #objects: Int32Array;
  /** The construct itself or the nearest one around it, of the same chart, that depends on something; -1 for none. */
  readonly #waiting: Int32Array;
  /** Objects that are in a construct which depends on them, or that depend on a construct they are in. */
  readonly #entangled = new Map<number, number[]>();
  /** Charts on which a chart within them depends. */
  readonly #leanedOn = new Set<number>();
  /** Charts with dependencies between their own constructs. */
  readonly #inner = new Set<number>();
  readonly #state: Uint8Array;
  #from = 0;
  #to: number;
  #only = -1;

  constructor(tree: Tree) {
    this.#tree = tree;
    const count = tree.constructs.length;
    this.#count = count;
    this.#to = count;
    this.#state = new Uint8Array(3 * count);
    this.#targets = new Array(count);
    this.#objects = new Int32Array(count);
    this.#waiting = new Int32Array(count).fill(-1);

    for (let i = count - 1; i >= 0; i--) {
      this.#objects[i]! += tree.isObject[i]!;
      const parent = tree.parent[i]!;
      if (parent >= 0 && tree.chart[parent] === tree.chart[i]) this.#objects[parent]! += this.#objects[i]!;
    }
    this.#readDependencies();
    if (this.problems.length > 0) return;
    for (let i = 0; i < count; i++) {
      const parent = tree.parent[i]!;
      if (this.#targets[i] !== undefined) this.#waiting[i] = i;
      else if (parent >= 0 && tree.chart[parent] === tree.chart[i]) this.#waiting[i] = this.#waiting[parent]!;
    }
    this.#findEntangled();
  }

  #readDependencies(): void {
    const { constructs, charts, chart, parent } = this.#tree;
    const indexes = new Map<IConstruct, number>();
    for (let i = 0; i < constructs.length; i++) indexes.set(constructs[i]!, i);
    const sets: (Set<number> | undefined)[] = new Array(constructs.length);
    const add = (source: number, target: number) => {
      sets[source] ??= new Set();
      sets[source].add(target);
    };
    const chartOf = (index: number, source: number): number => {
      if (chart[index]! < 0) {
        const [of, on] = [constructs[source]!, constructs[index]!].map((c) => pathOf(c));
        const sentence =
          source === index ? 'has a dependency but is in no chart' : `depends on ${on}, which is in no chart`;
        this.problems.push(at(of!, `${sentence}: let charts and what is in them depend on each other`));
      }
      return chart[index]!;
    };

    for (let i = 0; i < constructs.length; i++) {
      for (const dependency of constructs[i]!.node.dependencies) {
        const target = indexes.get(dependency);
        if (target !== undefined) {
          if (target === i) this.problems.push(at(pathOf(constructs[i]!), 'depends on itself: remove the dependency'));
          add(i, target);
        } else if (!isInChart(dependency)) {
          chartOf(i, i);
          this.problems.push(at(pathOf(constructs[i]!), `depends on ${pathOf(dependency)}, which is in no chart`));
        } else if (chartOf(i, i) >= 0 && Chart.of(dependency) !== constructs[chart[i]!]) {
          this.numbered = true;
        }
      }
    }
    for (const child of charts) {
      const above = parent[child]!;
      if (above >= 0 && chart[above] === above) {
        add(above, child);
        this.numbered = true;
      }
    }
    const found: [number, number][] = [];
    for (let i = 0; i < constructs.length; i++) {
      for (const target of sets[i] ?? []) {
        const [of, on] = [chartOf(i, i), chartOf(target, i)];
        if (of !== on) found.push([of, on]);
        else this.#inner.add(of);
      }
    }
    for (const [of, on] of found) {
      add(of, on);
      this.numbered = true;
      if (this.#contains(on, of)) this.#leanedOn.add(on);
    }
    for (let i = 0; i < sets.length; i++) if (sets[i] !== undefined) this.#targets[i] = [...sets[i]!];
  }

  #contains(outer: number, inner: number): boolean {
    return outer <= inner && inner < this.#tree.end[outer]!;
  }

  /** Dependencies between a construct and one it is in: the same object may be on both sides, and does not wait for itself. */
  #findEntangled(): void {
    const objects = new Set<number>();
    for (let source = 0; source < this.#count; source++) {
      for (const target of this.#targets[source] ?? []) {
        if (this.#tree.chart[source] !== this.#tree.chart[target]) continue;
        if (this.#contains(source, target) && this.#objects[target] === 1) objects.add(this.#objectsIn(target)[0]!);
        else if (this.#contains(target, source) && this.#objects[source] === 1)
          objects.add(this.#objectsIn(source)[0]!);
      }
    }
    for (const object of objects) {
      const waits: number[] = [];
      for (const source of this.#around(object)) {
        for (const target of this.#targets[source] ?? []) {
          const entangled = this.#tree.chart[target] === this.#tree.chart[object] && this.#contains(target, object);
          if (entangled) waits.push(...this.#objectsIn(target).filter((other) => other !== object));
          else waits.push(this.#count + target);
        }
      }
      this.#entangled.set(object, waits);
    }
  }

  #objectsIn(index: number): number[] {
    const { chart, end, isObject } = this.#tree;
    const objects: number[] = [];
    for (let i = index; i < end[index]!; i++) {
      if (chart[i] !== chart[index]) i = end[i]! - 1;
      else if (isObject[i] === 1) objects.push(i);
    }
    return objects;
  }

  /** A construct and those around it in its chart, the chart first. */
  #around(index: number): number[] {
    const { chart, parent } = this.#tree;
    const line: number[] = [];
    for (let i = index; i >= 0 && chart[i] === chart[index]; i = parent[i]!) line.push(i);
    return line.reverse();
  }

  /** A chart's own objects. */
  objectsOf(chart: number): number[] {
    const leanedOn = this.#leanedOn.has(chart);
    if (!leanedOn && !this.#inner.has(chart)) return ownObjects(this.#tree, chart);
    const sorted = this.sort(chart, leanedOn ? -1 : chart) ?? [];
    return sorted.filter((i) => this.#tree.isObject[i] === 1 && this.#tree.chart[i] === chart);
  }

  /** Sorts the subtree of a construct, or only what is of one chart in it; undefined, and a problem, for a cycle. */
  sort(root: number, only: number): number[] | undefined {
    const { chart, end } = this.#tree;
    this.#from = root;
    this.#to = end[root]!;
    this.#only = only;
    for (const base of [0, this.#count, 2 * this.#count]) this.#state.fill(NEW, base + this.#from, base + this.#to);
    const waitedFor = this.#waitedFor();
    const sorted: number[] = [];
    let vertices: number[] = [];
    for (let i = this.#from; i < this.#to; i++) {
      if (only >= 0 && chart[i] !== only) i = end[i]! - 1;
      else vertices.push(i);
    }
    if (root === 0) vertices = [...numericFirst(this.#tree, vertices)];
    for (const vertex of vertices) {
      if (waitedFor[vertex - this.#from] === 0 && !this.#visit(vertex, sorted)) return undefined;
    }
    if (sorted.length < vertices.length) {
      for (const vertex of vertices) if (this.#state[vertex] === NEW && !this.#visit(vertex, sorted)) return undefined;
    }
    return sorted;
  }

  #allowed(target: number): boolean {
    if (target < this.#from || target >= this.#to) return false;
    return this.#only < 0 || this.#tree.chart[target] === this.#only;
  }

  /** Which constructs of the range something else in it depends on. */
  #waitedFor(): Uint8Array {
    const { chart, end, isObject, parent } = this.#tree;
    const [from, to] = [this.#from, this.#to];
    const itself = new Uint8Array(to - from);
    const within = new Uint8Array(to - from);
    for (let source = from; source < to; source++) {
      if (this.#only >= 0 && chart[source] !== this.#only) {
        source = end[source]! - 1;
        continue;
      }
      for (const target of this.#targets[source] ?? []) {
        if (!this.#allowed(target)) continue;
        itself[target - from] = 1;
        if (this.#objects[source] === 0) continue;
        const sameChart = chart[source] === chart[target];
        if (sameChart && this.#contains(source, target)) {
          for (const object of this.#objectsIn(target)) if (this.#objects[source]! > 1) itself[object - from] = 1;
        } else if (sameChart && this.#contains(target, source)) {
          for (const object of this.#objectsIn(target)) {
            if (this.#objects[source]! > 1 || !this.#contains(source, object)) itself[object - from] = 1;
          }
        } else {
          within[target - from] = 1;
        }
      }
    }
    for (let i = from; i < to; i++) {
      if (this.#only >= 0 && chart[i] !== this.#only) {
        i = end[i]! - 1;
        continue;
      }
      const above = parent[i]!;
      if (above >= from && chart[above] === chart[i] && within[above - from] === 1) within[i - from] = 1;
      if (within[i - from] === 1 && isObject[i] === 1) itself[i - from] = 1;
    }
    return itself;
  }

  /** Depth first, without recursion. */
  #visit(start: number, sorted: number[]): boolean {
    const state = this.#state;
    if (state[start] !== NEW) return true;
    const stack = [start];
    const cursors = [0];
    state[start] = OPEN;
    while (stack.length > 0) {
      const vertex = stack[stack.length - 1]!;
      const next = this.#next(vertex, cursors);
      if (next < 0) {
        state[vertex] = DONE;
        if (vertex < this.#count) sorted.push(vertex);
        stack.pop();
        cursors.pop();
      } else if (state[next] === NEW) {
        state[next] = OPEN;
        stack.push(next);
        cursors.push(0);
      } else if (state[next] === OPEN) {
        this.#reportCycle(stack.slice(stack.indexOf(next)));
        return false;
      }
    }
    return true;
  }

  /** The next vertex that `vertex`, the last of the stack, waits for; -1 when there is none left. */
  #next(vertex: number, cursors: number[]): number {
    const top = cursors.length - 1;
    const count = this.#count;
    if (vertex < count) return this.#nextOfConstruct(vertex, cursors, top);
    if (vertex < 2 * count) return this.#nextObject(vertex - count, cursors, top);
    const source = vertex - 2 * count;
    const targets = this.#targets[source]!;
    while (cursors[top]! <= targets.length) {
      const cursor = cursors[top]!++;
      if (cursor === 0) {
        const { chart, parent } = this.#tree;
        const above = parent[source]!;
        const waiting = above >= 0 && chart[above] === chart[source] ? this.#waiting[above]! : -1;
        if (waiting >= this.#from) return 2 * count + waiting;
      } else if (this.#allowed(targets[cursor - 1]!)) {
        return count + targets[cursor - 1]!;
      }
    }
    return -1;
  }

  #nextOfConstruct(vertex: number, cursors: number[], top: number): number {
    const targets = this.#targets[vertex] ?? [];
    while (cursors[top]! < targets.length) {
      const target = targets[cursors[top]!++]!;
      if (this.#allowed(target)) return target;
    }
    if (this.#tree.isObject[vertex] === 0) return -1;
    const waits = this.#entangled.get(vertex);
    if (waits !== undefined) {
      while (cursors[top]! < targets.length + waits.length) {
        const wait = waits[cursors[top]!++ - targets.length]!;
        if (this.#allowed(wait < this.#count ? wait : wait - this.#count)) return wait;
      }
      return -1;
    }
    const waiting = this.#waiting[vertex]!;
    if (cursors[top]! > targets.length || waiting < this.#from) return -1;
    cursors[top]!++;
    return 2 * this.#count + waiting;
  }

  /** The construct itself, then groups of the constructs in it. The cursor is the distance walked in the subtree. */
  #nextObject(group: number, cursors: number[], top: number): number {
    const { chart, end, isObject } = this.#tree;
    if (cursors[top] === 0) {
      cursors[top] = 1;
      if (isObject[group] === 1) return group;
    }
    while (group + cursors[top]! < end[group]!) {
      const child = group + cursors[top]!;
      cursors[top] = end[child]! - group;
      if (chart[child] === chart[group] && this.#objects[child]! > 0) return this.#count + child;
    }
    return -1;
  }

  /** A vertex that stands for objects is told by the construct that has them. */
  #reportCycle(stack: readonly number[]): void {
    const paths = stack.map((vertex) => pathOf(this.#tree.constructs[vertex % this.#count]!));
    const cycle = paths.filter((path, i) => path !== paths[i - 1]);
    if (cycle.length > 1 && cycle.at(-1) === cycle[0]) cycle.pop();
    this.problems.push(
      at(cycle[0]!, `dependency cycle ${[...cycle, cycle[0]].join(' => ')}: remove one of these dependencies`),
    );
  }
}
