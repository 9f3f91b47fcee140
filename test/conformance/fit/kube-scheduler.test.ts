import fc from 'fast-check';
import { type FitDocument, type FitPods, fit as judge } from '../../../src/validation/fit';
import { refusal } from '../../../src/validation/fit/admission';
import { containersOf } from '../../../src/validation/fit/containers';
import { workloadsOf } from '../../../src/validation/fit/pods';
import { overQuota } from '../../../src/validation/fit/quota';
import { fleets, type Node, type Pod, passes } from '../../validation/fit/brute-force';
import { documents } from '../../validation/fit/documents';
import { nodeManifest, podManifest } from './manifests';
import { type Ask, scheduler } from './scheduler';

const SEED = 20261121;
const built = scheduler();
const ask: Ask = typeof built === 'string' ? () => [] : built;
const conform = typeof built === 'string' ? it.skip : it;

function podsOf(document: FitDocument): { pod: Pod; entry: number }[] {
  return document.workloads.flatMap((workload) =>
    workload.pods.flatMap((pods, entry) =>
      Array.from({ length: pods.maxCount ?? pods.count ?? 1 }, () => ({
        pod: { workload: workload.name, pods, copy: 0 },
        entry,
      })),
    ),
  );
}

function manifestsOf(pods: readonly { pod: Pod; entry: number }[]): object[] {
  return pods.map(({ pod, entry }, i) => podManifest(pod, `p${i}`, entry));
}

describe(`kube-scheduler's own plugins${typeof built === 'string' ? ` (skipped: ${built})` : ''}`, () => {
  conform('pass and refuse the pairs of pod and node that the rules restated in the tests do', () => {
    const situations = fc.sample(
      documents(true).chain((document) => {
        const states = [...fleets(document)].filter((nodes) => nodes.length > 0);
        return fc.record({
          document: fc.constant(document),
          nodes: fc.constantFrom(...states),
          places: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        });
      }),
      { numRuns: 1500, seed: SEED },
    );
    const questions = situations.map(({ document, nodes, places }) => {
      const pods = podsOf(document);
      const at = pods.map((_, i) => (places[i]! % 2 === 0 ? -1 : Math.floor(places[i]! / 2) % nodes.length));
      return { pods, nodes, at };
    });
    const answers = ask(
      questions.map(({ pods, nodes, at }) => ({
        ask: 'filter',
        nodes: nodes.map(nodeManifest),
        pods: manifestsOf(pods),
        at,
      })),
    );
    const tally = { pairs: 0, agree: 0, passed: 0 };
    for (const [q, { pods, nodes, at }] of questions.entries()) {
      const all = pods.map(({ pod }) => pod);
      for (const [p, row] of (answers[q]!.passes ?? []).entries()) {
        for (const [n, theirs] of (row ?? []).entries()) {
          tally.pairs++;
          if (theirs) tally.passed++;
          if (theirs === passes(nodes, all, at, all[p]!, nodes[n]!, n)) tally.agree++;
          else throw new Error(`${theirs} upstream: ${JSON.stringify({ pod: pods[p], nodes, at, pods, n })}`);
        }
      }
    }
    console.info(`filters: ${tally.agree} of ${tally.pairs} pairs of pod and node agree, ${tally.passed} of them pass`);
    expect(tally.agree).toBe(tally.pairs);
  });

  conform.each([
    ['with pods that relate to each other', true, 700],
    ['with requests, taints and selectors', false, 300],
  ] as const)('come, in some order, to a placement exactly where the check says fits: %s', (_, related, runs) => {
    const sampled = fc.sample(documents(related), { numRuns: runs, seed: SEED });
    const answers = ask(
      sampled.map((document) => ({
        ask: 'runs',
        fleets: [...fleets(document)].map((nodes: readonly Node[]) => nodes.map(nodeManifest)),
        pods: manifestsOf(podsOf(document)),
      })),
    );
    let fits = 0;
    let filters = 0;
    for (const [i, document] of sampled.entries()) {
      const ours = judge(document).verdict === 'fits';
      if (ours !== answers[i]!.runs) throw new Error(`upstream runs: ${answers[i]!.runs}: ${JSON.stringify(document)}`);
      if (ours) fits++;
      filters += answers[i]!.filters;
    }
    console.info(
      `verdicts: ${sampled.length} of ${sampled.length} documents agree, ${fits} fit, ${filters} filter runs upstream`,
    );
    expect(answers).toHaveLength(sampled.length);
  });
});

const amount = fc.constantFrom(undefined, 0, 0.5, 1, 2, 2.25);
const container = fc.record(
  {
    cpu: amount,
    memoryGi: amount,
    cpuLimit: fc.constantFrom(undefined, undefined, undefined, 1, 4, 4),
    memoryLimitGi: fc.constantFrom(undefined, undefined, undefined, 1, 4, 4),
    gpu: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 1, 2, 0.5),
    gpuLimit: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, undefined, 1, 2, null),
    extra: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 12 },
      {
        arbitrary: fc.constantFrom<Record<string, number | string>>(
          { 'vpc.amazonaws.com/efa': 4 },
          { 'hugepages-2Mi': '4Mi' },
          { gpu: 1 },
          { 'a/b/c': 1 },
        ),
        weight: 4,
      },
    ),
  },
  { requiredKeys: [] },
);
const anyPods: fc.Arbitrary<FitPods> = fc.record(
  {
    containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    initContainers: fc.array(
      fc
        .tuple(container, fc.constantFrom(undefined, 'Always'))
        .map(([one, restartPolicy]) => ({ ...one, restartPolicy })),
      { maxLength: 3 },
    ),
    overhead: fc.constantFrom(undefined, { cpu: 0.25, memoryGi: 0.5 }),
    tolerations: fc.constantFrom(
      [],
      [],
      [],
      [{ operator: 'Exists' }],
      [{ key: '', operator: 'Equal', value: 'x' }],
      [{ key: 'a', operator: 'Exists', value: 'x' }],
      [{ key: 'a', value: 'x', effect: 'NoExecute', tolerationSeconds: 5 }],
      [{ key: 'a', value: 'x', effect: 'NoSchedule', tolerationSeconds: 5 }],
      [{ key: 'a', effect: 'Never' }],
    ),
    affinity: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      { node: [[{ key: 'a', operator: 'In', values: [] }]] },
      { node: [[{ key: 'a', operator: 'Gt', values: ['1'] }]] },
      { node: [[{ key: 'a', operator: 'Gt', values: ['1', '2'] }]] },
      { node: [[{ key: 'a', operator: 'Exists', values: ['1'] }]] },
      { node: [[{ key: 'a', operator: 'Is', values: ['1'] }]] },
      { podAnti: [{ to: ['w'], topologyKey: '' }] },
    ),
    spread: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      [{ topologyKey: 'zone', maxSkew: 0 }],
      [{ topologyKey: 'zone', maxSkew: 1, minDomains: 0 }],
      [
        { topologyKey: 'zone', maxSkew: 1 },
        { topologyKey: 'zone', maxSkew: 2 },
      ],
      [{ topologyKey: '', maxSkew: 1 }],
    ),
  },
  { requiredKeys: ['containers'] },
);

/** Seven in ten with nothing but resources, so that few are refused for several reasons at once. */
const podsToAdmit: fc.Arbitrary<FitPods> = fc.oneof(
  {
    arbitrary: anyPods.map(({ containers, initContainers, overhead }) => ({ containers, initContainers, overhead })),
    weight: 7,
  },
  { arbitrary: anyPods, weight: 3 },
);

describe("the API server's validation and the quota evaluator", () => {
  conform('refuse the pods that the check calls refused', () => {
    const sampled = fc.sample(podsToAdmit, { numRuns: 3000, seed: SEED });
    const answers = ask(
      sampled.map((pods) => ({ ask: 'admit', pods: [podManifest({ workload: 'w', pods, copy: 0 }, 'p')] })),
    );
    let refused = 0;
    for (const [i, pods] of sampled.entries()) {
      const ours = refusal(pods, containersOf(pods), pods.tolerations ?? []);
      const theirs = answers[i]!.refused;
      if ((ours === undefined) !== (theirs === undefined)) {
        throw new Error(`${JSON.stringify(pods)}: ours ${ours}, upstream ${theirs}`);
      }
      if (ours !== undefined) refused++;
    }
    console.info(`admission: ${sampled.length} of ${sampled.length} pods agree, ${refused} refused`);
  });

  conform('count and demand what the check counts and demands', () => {
    const keys = [
      'cpu',
      'memory',
      'requests.cpu',
      'requests.memory',
      'limits.cpu',
      'limits.memory',
      'pods',
      'count/pods',
      'requests.nvidia.com/gpu',
      'nvidia.com/gpu',
      'limits.nvidia.com/gpu',
      'requests.vpc.amazonaws.com/efa',
      'count/jobs.batch',
    ];
    const sampled = fc
      .sample(anyPods, { numRuns: 1500, seed: SEED })
      .filter((pods) => refusal(pods, containersOf(pods), pods.tolerations ?? []) === undefined);
    const answers = ask(
      sampled.flatMap((pods) =>
        keys.map((key) => ({ ask: 'usage', hard: [key], pods: [podManifest({ workload: 'w', pods, copy: 0 }, 'p')] })),
      ),
    );
    let compared = 0;
    for (const [i, pods] of sampled.entries()) {
      const workloads = workloadsOf({ pools: [], workloads: [{ name: 'w', pods: [pods] }] });
      const asked = [{ template: workloads[0]!.templates[0]!, count: 1 }];
      for (const [k, key] of keys.entries()) {
        const { refused, usage } = answers[i * keys.length + k]!;
        const over = (hard: number | string) => overQuota([{ hard: { [key]: hard } }], workloads, asked) !== undefined;
        const used = usage?.[key];
        const said = `${key} of ${JSON.stringify(pods)}: upstream ${used} ${refused}`;
        if (refused !== undefined) expect([said, over(1e6)]).toEqual([said, true]);
        else if (used === undefined) expect([said, over(0)]).toEqual([said, false]);
        else {
          expect([said, over(used)]).toEqual([said, false]);
          if (Number(used) > 0) expect([said, over(String(Number(used) * 0.999))]).toEqual([said, true]);
        }
        compared++;
      }
    }
    console.info(`quota: ${compared} usages of ${sampled.length} pods agree`);
  });
});
