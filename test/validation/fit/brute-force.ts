import type { FitDocument, FitExpression, FitPods, FitQueue, FitTaint, FitVerdict } from '../../../src/validation/fit';

/**
 * The verdict by trying everything: every state of the fleet, every order of the pods, every node, each step judged by
 * the scheduler's filters restated pod by pod. For fleets of a few nodes and pods; knows plain requests, MIG aside.
 */
export function bruteForce(document: FitDocument): { verdict: FitVerdict; culprit?: string } {
  const full = document.workloads.map((workload) =>
    Array.from({ length: workload.parallel ?? 1 }, (_, copy) =>
      workload.pods.flatMap((pods) => times(pods.maxCount ?? pods.count ?? 1, workload.name, pods, copy)),
    ).flat(),
  );
  if (runs(document, full.flat())) return { verdict: 'fits' };
  for (const workload of document.workloads) {
    const gang = workload.gang ?? false;
    const one = workload.pods.flatMap((pods) => times(pods.count ?? 1, workload.name, pods));
    const questions = gang ? [one] : workload.pods.map((pods) => times(1, workload.name, pods));
    const refused = document.queue !== undefined && !gang && workload.kind !== 'service' && !admitted(document, one);
    if (refused || questions.some((pods) => !runs(document, withSought(document, pods)))) {
      return { verdict: 'never', culprit: workload.name };
    }
  }
  for (const [i, workload] of document.workloads.entries()) {
    if (!runs(document, withSought(document, full.slice(0, i + 1).flat()))) {
      return { verdict: 'not-all-at-once', culprit: workload.name };
    }
  }
  throw new Error('together they do not run, yet every prefix does');
}

export interface Pod {
  readonly workload: string;
  readonly pods: FitPods;
  /** Copy of its workload. */
  readonly copy: number;
}

export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly FitTaint[];
  readonly gpu: number;
  readonly cpu: number;
  readonly memory: number;
  readonly maxPods: number;
}

function times(count: number, workload: string, pods: FitPods, copy = 0): Pod[] {
  return Array.from({ length: count }, () => ({ workload, pods, copy }));
}

function withSought(document: FitDocument, pods: readonly Pod[]): Pod[] {
  const all = [...pods];
  for (const { workload, pods: entry } of all) {
    for (const { to } of entry.affinity?.pod ?? []) {
      if (to.includes(workload)) continue;
      for (const other of document.workloads) {
        if (!to.includes(other.name) || all.some((pod) => pod.workload === other.name)) continue;
        for (const one of other.pods) {
          const count = one.count ?? 1;
          all.push(...times(other.gang ? count : Math.min(1, count), other.name, one));
        }
      }
    }
  }
  return all;
}

export function runs(document: FitDocument, pods: readonly Pod[]): boolean {
  for (const admitted of admissions(document, pods)) {
    for (const nodes of fleets(document)) if (reachable(nodes, admitted)) return true;
  }
  return false;
}

/** Some choice of flavors takes all the pods, each on nodes that could hold it by itself. */
function admitted(document: FitDocument, pods: readonly Pod[]): boolean {
  for (const chosen of admissions(document, pods)) {
    if (chosen.every((pod) => [...fleets(document)].some((nodes) => reachable(nodes, [pod])))) return true;
  }
  return false;
}

/** Every way to give each pod set of the queue a flavor within quota; the flavor's labels join the pods' selectors. */
function* admissions(document: FitDocument, pods: readonly Pod[]): Generator<readonly Pod[]> {
  const queue = document.queue as FitQueue | undefined;
  if (queue === undefined) {
    yield pods;
    return;
  }
  const sets: Pod[][] = [];
  for (const pod of pods) {
    const home = sets.find(
      ([one]) => one!.workload === pod.workload && one!.pods === pod.pods && one!.copy === pod.copy,
    );
    if (home) home.push(pod);
    else sets.push([pod]);
  }
  const asked = ({ pods: entry }: Pod) =>
    [
      ['cpu', entry.cpu ?? 0],
      ['memory', entry.memoryGi ?? 0],
      ['nvidia.com/gpu', entry.gpu ?? 0],
    ] as const;
  function* choose(
    from: number,
    used: readonly Readonly<Record<string, number>>[],
    done: readonly Pod[],
  ): Generator<readonly Pod[]> {
    const set = sets[from];
    if (set === undefined) {
      yield done;
      return;
    }
    const [first] = set as [Pod];
    if (asked(first).every(([, amount]) => amount === 0)) {
      yield* choose(from + 1, used, [...done, ...set]);
      return;
    }
    for (const [f, flavor] of queue!.flavors.entries()) {
      const labels = flavor.nodeLabels ?? {};
      const relevant = (key: string) => labels[key] !== undefined;
      const selects = Object.entries(first.pods.nodeSelector ?? {}).every(
        ([key, value]) => !relevant(key) || labels[key] === value,
      );
      const terms = (first.pods.affinity?.node ?? []).map((term) => term.filter(({ key }) => relevant(key)));
      const onFlavor = { labels } as Node;
      const affine = terms.length === 0 || terms.some((term) => term.length === 0 || matchesTerm(term, onFlavor));
      if (!selects || !affine) continue;
      const next = { ...used[f]! };
      let within = true;
      for (const [resource, amount] of asked(first)) {
        if (amount === 0) continue;
        next[resource] = (next[resource] ?? 0) + amount * set.length;
        const limit = (flavor.quota[resource] as number | undefined) ?? 0;
        const borrowed = (flavor.borrow?.[resource] as number | undefined) ?? 0;
        if (next[resource]! > limit + borrowed) within = false;
      }
      if (!within) continue;
      const moved = { ...first.pods, nodeSelector: { ...first.pods.nodeSelector, ...labels } };
      yield* choose(from + 1, used.with(f, next), [...done, ...set.map((pod) => ({ ...pod, pods: moved }))]);
    }
  }
  yield* choose(
    0,
    queue.flavors.map(() => ({})),
    [],
  );
}

export function* fleets(document: FitDocument, from = 0, born: readonly Node[] = []): Generator<readonly Node[]> {
  const pool = document.pools[from];
  if (pool === undefined) {
    yield born;
    return;
  }
  const zones = pool.zones?.length ? pool.zones : [undefined];
  function* more(count: number, zoneFrom: number, nodes: readonly Node[]): Generator<readonly Node[]> {
    if (count >= (pool!.minNodes ?? 0)) yield nodes;
    if (count === pool!.maxNodes) return;
    for (let z = zoneFrom; z < zones.length; z++) {
      const zone = zones[z];
      const name = `${pool!.name}-${count}`;
      yield* more(count + 1, z, [
        ...nodes,
        {
          name,
          labels: {
            ...pool!.labels,
            'kubernetes.io/hostname': name,
            ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
          },
          taints: (pool!.taints ?? []) as readonly FitTaint[],
          gpu: pool!.gpus ?? 0,
          cpu: pool!.cpu,
          memory: pool!.memoryGi,
          maxPods: pool!.maxPods ?? 110,
        },
      ]);
    }
  }
  for (const nodes of more(0, 0, [])) yield* fleets(document, from + 1, [...born, ...nodes]);
}

/** Some order of placements that the filters pass ends with every pod on a node. */
function reachable(nodes: readonly Node[], pods: readonly Pod[]): boolean {
  const seen = new Set<string>();
  const at: number[] = pods.map(() => -1);
  const go = (): boolean => {
    if (at.every((node) => node >= 0)) return true;
    const key = at.join();
    if (seen.has(key)) return false;
    seen.add(key);
    for (const [p, pod] of pods.entries()) {
      if (at[p]! >= 0) continue;
      // Of pods that are alike the first goes first.
      if (pods.some((other, q) => q < p && at[q]! < 0 && other.pods === pod.pods && other.workload === pod.workload))
        continue;
      for (const [n, node] of nodes.entries()) {
        if (!passes(nodes, pods, at, pod, node, n)) continue;
        at[p] = n;
        if (go()) return true;
        at[p] = -1;
      }
    }
    return false;
  };
  return go();
}

export function passes(
  nodes: readonly Node[],
  pods: readonly Pod[],
  at: readonly number[],
  pod: Pod,
  node: Node,
  n: number,
): boolean {
  const here = pods.filter((_, q) => at[q] === n);
  const sum = (of: (entry: FitPods) => number | undefined) =>
    here.reduce((total, { pods: entry }) => total + (of(entry) ?? 0), 0) + (of(pod.pods) ?? 0);
  if (here.length + 1 > node.maxPods) return false;
  if ((pod.pods.gpu ?? 0) > 0 && sum((entry) => entry.gpu) > node.gpu) return false;
  if ((pod.pods.cpu ?? 0) > 0 && sum((entry) => entry.cpu) > node.cpu) return false;
  if ((pod.pods.memoryGi ?? 0) > 0 && sum((entry) => entry.memoryGi) > node.memory) return false;
  if (!selected(pod, node) || tainted(pod, node)) return false;
  const zones = pod.pods.volumeZones ?? [];
  const zone = node.labels['topology.kubernetes.io/zone'];
  if (zones.length > 0 && (zone === undefined || !zones.includes(zone))) return false;
  const placed = pods.flatMap((other, q) => (at[q]! >= 0 ? [{ other, on: nodes[at[q]!]! }] : []));
  return (
    affinityHolds(placed, pod, node) && antiAffinityHolds(placed, pod, node) && spreadHolds(nodes, placed, pod, node)
  );
}

function selected({ pods }: Pod, node: Node): boolean {
  for (const [key, value] of Object.entries(pods.nodeSelector ?? {})) if (node.labels[key] !== value) return false;
  const terms = pods.affinity?.node ?? [];
  if (terms.length === 0) return true;
  return terms.some((term) => matchesTerm(term, node));
}

function matchesTerm(term: readonly FitExpression[], node: Node): boolean {
  return term.every(({ key, operator, values = [] }) => {
    const held = node.labels[key];
    if (operator === 'In') return held !== undefined && values.includes(held);
    if (operator === 'NotIn') return held === undefined || !values.includes(held);
    if (operator === 'Exists') return held !== undefined;
    return held === undefined;
  });
}

function tainted({ pods }: Pod, node: Node): boolean {
  return node.taints.some(
    (taint) =>
      taint.effect !== 'PreferNoSchedule' &&
      !(pods.tolerations ?? []).some(
        (one) =>
          (!one.effect || one.effect === taint.effect) &&
          (!one.key || one.key === taint.key) &&
          (one.operator === 'Exists' || (one.value ?? '') === (taint.value ?? '')),
      ),
  );
}

type Placed = readonly { readonly other: Pod; readonly on: Node }[];

function affinityHolds(placed: Placed, pod: Pod, node: Node): boolean {
  const terms = pod.pods.affinity?.pod ?? [];
  if (terms.length === 0) return true;
  if (terms.some(({ topologyKey }) => node.labels[topologyKey] === undefined)) return false;
  const matching = placed.filter(({ other }) => terms.every(({ to }) => to.includes(other.workload)));
  const met = terms.every(({ topologyKey }) =>
    matching.some(({ on }) => on.labels[topologyKey] === node.labels[topologyKey]),
  );
  if (met) return true;
  const anywhere = terms.some(({ topologyKey }) => matching.some(({ on }) => on.labels[topologyKey] !== undefined));
  return !anywhere && terms.every(({ to }) => to.includes(pod.workload));
}

function antiAffinityHolds(placed: Placed, pod: Pod, node: Node): boolean {
  const same = (a: Node, key: string) => a.labels[key] !== undefined && a.labels[key] === node.labels[key];
  return placed.every(
    ({ other, on }) =>
      !(pod.pods.affinity?.podAnti ?? []).some(
        ({ to, topologyKey }) => to.includes(other.workload) && same(on, topologyKey),
      ) &&
      !(other.pods.affinity?.podAnti ?? []).some(
        ({ to, topologyKey }) => to.includes(pod.workload) && same(on, topologyKey),
      ),
  );
}

function spreadHolds(nodes: readonly Node[], placed: Placed, pod: Pod, node: Node): boolean {
  const constraints = pod.pods.spread ?? [];
  return constraints.every(({ topologyKey, maxSkew, minDomains = 1, nodeTaintsPolicy }) => {
    const own = node.labels[topologyKey];
    if (own === undefined) return false;
    const counts = new Map<string, number>();
    for (const one of nodes) {
      if (constraints.some((constraint) => one.labels[constraint.topologyKey] === undefined)) continue;
      if (!selected(pod, one) || (nodeTaintsPolicy === 'Honor' && tainted(pod, one))) continue;
      const domain = one.labels[topologyKey]!;
      const count = placed.filter(({ other, on }) => on === one && other.workload === pod.workload).length;
      counts.set(domain, (counts.get(domain) ?? 0) + count);
    }
    const least = counts.size < minDomains ? 0 : Math.min(...counts.values());
    return (counts.get(own) ?? 0) + 1 - least <= maxSkew;
  });
}
