import fc from 'fast-check';
import type { FitDaemonSet, FitPool } from '../../../src/validation/fit';
import { fleetOf } from '../../../src/validation/fit/fleet';
import { type Ask, scheduler } from './scheduler';

const SEED = 20261121;
const built = scheduler();
const ask: Ask = typeof built === 'string' ? () => [] : built;
const conform = typeof built === 'string' ? it.skip : it;

const KEYS = [
  'dedicated',
  'nvidia.com/gpu',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
];
const effect = fc.constantFrom('NoSchedule', 'NoExecute', 'PreferNoSchedule');
const taint = fc.record({ key: fc.constantFrom(...KEYS), value: fc.constantFrom('', 'a', 'b'), effect });
const toleration = fc.oneof(
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constant('Exists') }),
  fc.record({ key: fc.constantFrom(...KEYS), value: fc.constantFrom('', 'a', 'b') }, { requiredKeys: ['key'] }),
  fc.record({ key: fc.constantFrom(...KEYS), operator: fc.constant('Exists'), effect }),
  fc.constant({ operator: 'Exists' }),
);
const labels = fc.constantFrom<Record<string, string>>({}, { gpu: 'yes' }, { gpu: 'no' }, { gpu: 'yes', rack: '1' });
const situation = fc.record({
  labels,
  taints: fc.uniqueArray(taint, { maxLength: 2, selector: ({ key, effect: of }) => `${key}:${of}` }),
  nodeSelector: fc.oneof(fc.constant(undefined), labels),
  tolerations: fc.array(toleration, { maxLength: 2 }),
});

describe('the DaemonSet controller', () => {
  conform('runs its pods on the nodes that the check takes their part from', () => {
    const sampled = fc.sample(situation, { numRuns: 4000, seed: SEED });
    const answers = ask(
      sampled.map(({ labels: held, taints, nodeSelector, tolerations }) => ({
        ask: 'daemon',
        nodes: [{ metadata: { name: 'node', labels: held }, spec: { taints } }],
        pods: [
          { metadata: { name: 'p' }, spec: { nodeSelector, tolerations, containers: [{ name: 'c', image: 'i' }] } },
        ],
      })),
    );
    let runs = 0;
    for (const [i, { labels: held, taints, nodeSelector, tolerations }] of sampled.entries()) {
      const pool: FitPool = { name: 'p', cpu: 8, memoryGi: 8, maxNodes: 1, labels: held, taints };
      const set: FitDaemonSet = { name: 'd', cpu: 1, nodeSelector, tolerations };
      const [kind] = fleetOf({ pools: [pool], workloads: [], daemonsets: [set] }).kinds;
      const ours = kind!.free.get('cpu') === 7000;
      const theirs = answers[i]!.passes![0]![0]!;
      if (ours !== theirs) throw new Error(`upstream ${theirs}: ${JSON.stringify(sampled[i])}`);
      if (ours) runs++;
    }
    console.info(`DaemonSets: ${sampled.length} of ${sampled.length} pairs of set and node agree, ${runs} run`);
    expect(runs).toBeGreaterThan(0);
  });
});
