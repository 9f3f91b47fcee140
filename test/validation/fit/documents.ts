import fc from 'fast-check';
import type { FitDocument, FitPods, FitPool, FitWorkload } from '../../../src/validation/fit';

const KEYS = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'rack'];
const NAMES = ['a', 'b', 'c'];

const key = fc.constantFrom(...KEYS);
/** Present in one of `of` cases. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, of = 3) =>
  fc.integer({ min: 1, max: of }).chain((n) => (n === 1 ? arbitrary : fc.constant(undefined)));

const pool = (index: number): fc.Arbitrary<FitPool> =>
  fc
    .record({
      gpus: fc.integer({ min: 1, max: 4 }),
      cpu: fc.integer({ min: 2, max: 6 }),
      memoryGi: fc.integer({ min: 3, max: 8 }),
      maxNodes: fc.integer({ min: 1, max: 3 }),
      fixed: fc.integer({ min: 0, max: 3 }),
      rack: fc.constantFrom(undefined, 'r1', 'r1', 'r2'),
      tainted: fc.constantFrom(undefined, undefined, 'NoSchedule', 'PreferNoSchedule', 'NoExecute'),
      zones: fc.constantFrom(undefined, ['z1'], ['z2'], ['z1', 'z2'], ['z1', 'z2', 'z3']),
      maxPods: fc.constantFrom(undefined, undefined, undefined, 2, 3),
    })
    .map(({ fixed, rack, tainted, ...rest }) => ({
      ...rest,
      name: `p${index}`,
      minNodes: fixed === 0 ? rest.maxNodes : fixed === 1 ? 1 : 0,
      labels: { pool: `p${index}`, ...(rack ? { rack } : {}) },
      taints: tainted ? [{ key: 'dedicated', value: 'x', effect: tainted }] : [],
    }));

/** Names beyond the document's workloads match nothing. */
const term = fc.record({
  to: fc.constantFrom(['a'], ['a'], ['a', 'b'], ['b'], ['a', 'c'], ['a', 'b', 'c']),
  topologyKey: key,
});
const expression = fc.oneof(
  fc.record({ key: fc.constantFrom('rack', 'pool'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  fc.record({
    key: fc.constantFrom('rack', 'pool', 'topology.kubernetes.io/zone'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.subarray(['r1', 'p0', 'z1'], { minLength: 1 }),
  }),
);

const pods = (related: boolean): fc.Arbitrary<FitPods> =>
  fc
    .record({
      count: fc.integer({ min: 1, max: related ? 3 : 4 }),
      more: fc.constantFrom(0, 0, 0, 1),
      gpu: fc.constantFrom(0, 0, 1, 1, 2, 3),
      cpu: fc.constantFrom(0, 1, 1, 2, 3),
      memoryGi: fc.constantFrom(0, 1, 1, 2, 4),
      tolerant: fc.constantFrom(true, true, false),
      nodeSelector: maybe(fc.constantFrom<Record<string, string>>({ rack: 'r1' }, { pool: 'p0' }), 8),
      node: maybe(fc.array(fc.array(expression, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), 8),
      pod: maybe(fc.array(term, { minLength: 1, maxLength: 2 }), 4),
      podAnti: maybe(fc.array(term, { minLength: 1, maxLength: 2 }), 3),
      spread: maybe(
        fc.uniqueArray(
          fc.record({
            topologyKey: key,
            maxSkew: fc.integer({ min: 1, max: 2 }),
            minDomains: fc.constantFrom(undefined, undefined, 2, 3),
            nodeTaintsPolicy: fc.constantFrom(undefined, 'Honor' as const),
          }),
          { minLength: 1, maxLength: 2, selector: (one) => one.topologyKey },
        ),
        2,
      ),
      volumeZones: maybe(fc.constantFrom(['z1'], ['z2', 'z3']), 9),
    })
    .map(({ more, tolerant, node, pod, podAnti, spread, volumeZones, ...rest }) => ({
      ...rest,
      maxCount: rest.count + more,
      tolerations: tolerant ? [{ key: 'dedicated', operator: 'Exists' }] : [],
      ...(related ? { affinity: { node, pod, podAnti }, spread, volumeZones } : {}),
    }));

const workload = (name: string, related: boolean): fc.Arbitrary<FitWorkload> =>
  fc.record({
    name: fc.constant(name),
    gang: fc.boolean(),
    pods: fc.array(pods(related), { minLength: 1, maxLength: 2 }),
  });

/** Small fleets and few pods: with `related`, pods that seek, shun and spread. */
export function documents(related: boolean): fc.Arbitrary<FitDocument> {
  return fc
    .record({
      pools: fc
        .integer({ min: 1, max: related ? 2 : 3 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => pool(i)))),
      workloads: fc
        .integer({ min: 1, max: 3 })
        .chain((n) => fc.tuple(...NAMES.slice(0, n).map((name) => workload(name, related)))),
    })
    .map(({ pools, workloads }) => ({ pools: [...pools], workloads: [...workloads] }) as FitDocument)
    .filter((document) => podCount(document) <= (related ? 6 : 7) && nodeCount(document) <= 4);
}

function podCount({ workloads }: FitDocument): number {
  return workloads.reduce(
    (sum, { pods: entries, parallel = 1 }) =>
      sum + parallel * entries.reduce((all, { maxCount = 1 }) => all + maxCount, 0),
    0,
  );
}

function nodeCount({ pools }: FitDocument): number {
  return pools.reduce((sum, { maxNodes }) => sum + maxNodes, 0);
}

const flavor = (name: string) =>
  fc
    .record({
      nodeLabels: fc.constantFrom<Record<string, string>>({}, { pool: 'p0' }, { pool: 'p1' }, { rack: 'r1' }),
      cpu: fc.integer({ min: 2, max: 8 }),
      memory: fc.integer({ min: 3, max: 12 }),
      gpu: fc.integer({ min: 0, max: 6 }),
      borrow: fc.constantFrom<Record<string, number> | undefined>(
        undefined,
        undefined,
        { 'nvidia.com/gpu': 1 },
        { cpu: 2 },
      ),
    })
    .map(({ nodeLabels, cpu, memory, gpu, borrow }) => ({
      name,
      nodeLabels,
      quota: { cpu, memory, 'nvidia.com/gpu': gpu },
      ...(borrow ? { borrow } : {}),
    }));

/** Documents behind a queue of one to three flavors, with parallel copies. */
export const queuedDocuments: fc.Arbitrary<FitDocument> = fc
  .record({
    document: documents(false),
    flavors: fc
      .integer({ min: 1, max: 3 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => flavor(`f${i}`)))),
    parallel: fc.constantFrom(1, 1, 2),
  })
  .map(({ document, flavors, parallel }) => ({
    ...document,
    workloads: document.workloads.map((one, i) => (i === 0 ? { ...one, parallel } : one)),
    queue: { flavors: [...flavors] },
  }))
  .filter((document) => podCount(document) <= 7);
