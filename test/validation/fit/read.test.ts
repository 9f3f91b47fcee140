import { KubeflowError } from '../../../src/core/errors';
import { fit as judge, readFitDocument } from '../../../src/validation/fit';

const problems = (given: unknown): readonly string[] => {
  try {
    readFitDocument(given);
    return [];
  } catch (error) {
    if (error instanceof KubeflowError) return error.problems;
    throw error;
  }
};
const pool = { name: 'oak', cpu: 4, memoryGi: 16, maxNodes: 1 };
const workload = { name: 'a', pods: [{ cpu: 1 }] };

describe('reading the document', () => {
  it('takes remarks anywhere', () => {
    expect(
      problems({
        id: '1',
        why: 'x',
        expect: { verdict: 'fits' },
        pools: [{ ...pool, note: 'n' }],
        workloads: [workload],
      }),
    ).toEqual([]);
  });

  it('names the place of an unknown field and the one it may have meant', () => {
    expect(
      problems({ pools: [{ ...pool, maxnodes: 3 }], workloads: [{ ...workload, pods: [{ gpus: 1, affinty: {} }] }] }),
    ).toEqual([
      "pools[0].maxnodes: is not a field here, did you mean 'maxNodes'?",
      "workloads[0].pods[0].gpus: is not a field here, did you mean 'gpu'?",
      "workloads[0].pods[0].affinty: is not a field here, did you mean 'affinity'?",
    ]);
    expect(problems({ pools: [], workloads: [], daemonSets: [] })).toEqual([
      "daemonSets: is not a field here, did you mean 'daemonsets'?",
    ]);
  });

  it('names wrong types and missing fields', () => {
    expect(problems([])).toEqual(['document: must be an object, not []']);
    expect(problems({ workloads: {} })).toEqual(['workloads: must be a list, not {}', 'pools: is missing']);
    expect(problems({ pools: [{ ...pool, cpu: '4' }], workloads: [{ name: 'a' }] })).toEqual([
      'pools[0].cpu: must be a number of at least 0, not "4"',
      'workloads[0].pods: is missing',
    ]);
    expect(problems({ pools: [{ ...pool, cloud: 'ekz' }], workloads: [] })).toEqual([
      'pools[0].cloud: must be one of eks, gke, aks, not "ekz", did you mean \'eks\'?',
    ]);
    expect(problems({ pools: [pool], workloads: [], quota: { hard: { memory: '64GB' } } })).toEqual([
      'quota.hard.memory: must be a number or a quantity such as \'64Gi\', not "64GB"',
    ]);
    expect(problems({ pools: [{ ...pool, taints: ['a=b'] }], workloads: [] })).toEqual([
      'pools[0].taints[0]: must read key=value:Effect, not "a=b"',
    ]);
  });

  it('names what contradicts itself or points nowhere', () => {
    expect(
      problems({
        pools: [{ ...pool, minNodes: 2 }, pool],
        workloads: [{ name: 'a', pods: [{ count: 2, maxCount: 1 }] }],
        queue: { flavors: [], workloads: ['b'] },
      }),
    ).toEqual([
      "pools[1].name: 'oak' is taken by another entry",
      'pools[0].minNodes: 2 is more than maxNodes, 1',
      'workloads[0].pods[0].maxCount: 1 is less than count, 2',
      "queue.workloads[0]: 'b' is no workload here, did you mean 'a'?",
    ]);
  });

  it('happens before judging', () => {
    expect(() => judge({ pools: [], workloads: [{ name: 'a' }] } as never)).toThrow(KubeflowError);
  });

  it('takes null for left out, but for a limit that is none', () => {
    const pools = [{ name: 'oak', gpus: 8, cpu: 8, memoryGi: 8, maxNodes: 1, cloud: null, zones: null, mig: null }];
    const pods = (gpuLimit?: number | null) => [{ count: 1, maxCount: null, gpu: 1, gpuLimit, affinity: null }];
    const judged = (limit?: number | null) =>
      judge({ pools, workloads: [{ name: 't', pods: pods(limit), parallel: null }], quota: null } as never).verdict;
    expect(judged()).toBe('fits');
    expect(judged(1)).toBe('fits');
    expect(judged(null)).toBe('never');
  });
});
