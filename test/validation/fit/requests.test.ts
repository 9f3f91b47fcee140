import { containersOf, podRequests } from '../../../src/validation/fit/containers';
import { cpuPool, pool, reason, service, training, verdict } from './verdict';

const fits = (pods: object) => verdict(pool({ maxNodes: 1 }), training('t', pods));

describe('what a pod asks for (component-helpers PodRequests)', () => {
  const cores = (pods: object) => (podRequests(containersOf(pods)).get('cpu') ?? 0) / 1000;
  const always = { restartPolicy: 'Always' };

  it('sums app containers', () => {
    expect(cores({ containers: [{ cpu: 2 }, { cpu: 3 }] })).toBe(5);
  });

  it('takes the largest init container where it is more than the app containers', () => {
    expect(cores({ containers: [{ cpu: 2 }], initContainers: [{ cpu: 7 }, { cpu: 1 }] })).toBe(7);
    expect(cores({ containers: [{ cpu: 9 }], initContainers: [{ cpu: 7 }] })).toBe(9);
  });

  it('adds sidecars to the app containers, and to the init containers after them only', () => {
    expect(cores({ containers: [{ cpu: 2 }], initContainers: [{ cpu: 1, ...always }] })).toBe(3);
    expect(cores({ containers: [{ cpu: 2 }], initContainers: [{ cpu: 1, ...always }, { cpu: 5 }] })).toBe(6);
    expect(cores({ containers: [{ cpu: 2 }], initContainers: [{ cpu: 5 }, { cpu: 1, ...always }] })).toBe(5);
  });

  it('adds the overhead on top', () => {
    expect(cores({ containers: [{ cpu: 2 }], initContainers: [{ cpu: 7 }], overhead: { cpu: 0.25 } })).toBe(7.25);
    expect(cores({ cpu: 2, overhead: { cpu: 0.25 } })).toBe(2.25);
  });

  it('replaces flat requests by containers', () => {
    expect(cores({ cpu: 100, containers: [{ cpu: 2 }] })).toBe(2);
  });

  it('sends a pod away for its init container or sidecar alone', () => {
    expect(fits({ containers: [{ cpu: 4 }], initContainers: [{ cpu: 181 }] })).toBe('never t');
    expect(fits({ containers: [{ cpu: 100 }], initContainers: [{ cpu: 80, ...always }] })).toBe('fits');
    expect(fits({ containers: [{ cpu: 101 }], initContainers: [{ cpu: 80, ...always }] })).toBe('never t');
    expect(fits({ cpu: 180, overhead: { cpu: 0.1 } })).toBe('never t');
  });

  it('counts extended resources by full name', () => {
    const efa = pool({ extra: { 'vpc.amazonaws.com/efa': 4 }, maxNodes: 1 });
    expect(verdict(efa, training('t', { gpu: 8, extra: { 'vpc.amazonaws.com/efa': 4 } }))).toBe('fits');
    expect(verdict(efa, training('t', { gpu: 8, extra: { 'vpc.amazonaws.com/efa': 5 } }))).toBe('never t');
    expect(verdict(pool(), training('t', { gpu: 8, extra: { 'vpc.amazonaws.com/efa': 1 } }))).toBe('never t');
    expect(verdict(pool({ resource: 'amd.com/gpu' }), training('t', { gpu: 1 }))).toBe('never t');
    expect(verdict(pool({ resource: 'amd.com/gpu' }), training('t', { extra: { 'amd.com/gpu': 8 } }))).toBe('fits');
  });
});

describe('what the API server refuses', () => {
  it('extended resources that are overcommitted, fractional or without limit', () => {
    expect(fits({ gpu: 1, gpuLimit: 1 })).toBe('fits');
    expect(fits({ gpu: 1, gpuLimit: 2 })).toBe('never t');
    expect(fits({ gpu: 2, gpuLimit: 1 })).toBe('never t');
    expect(fits({ gpu: 1, gpuLimit: null })).toBe('never t');
    expect(fits({ gpu: 0.5 })).toBe('never t');
    expect(fits({ containers: [{ gpu: 1 }, { gpu: 1, gpuLimit: null }] })).toBe('never t');
    expect(reason(pool(), training('t', { gpu: 1, gpuLimit: null }))).toBe(
      'the API server refuses it: nvidia.com/gpu cannot be overcommitted: a request of 1 needs the limit 1 beside it',
    );
  });

  it('takes a limit alone for the request', () => {
    expect(fits({ gpuLimit: 8 })).toBe('fits');
    expect(fits({ gpuLimit: 9 })).toBe('never t');
  });

  it('names that are no resource, and hugepages alone', () => {
    expect(fits({ extra: { gpu: 1 } })).toBe('never t');
    expect(fits({ extra: { 'hugepages-2Mi': '2Mi' } })).toBe('never t');
    const huge = pool({ extra: { 'hugepages-2Mi': '1Gi' } });
    expect(verdict(huge, training('t', { cpu: 1, extra: { 'hugepages-2Mi': '2Mi' } }))).toBe('fits');
    expect(verdict(huge, training('t', { cpu: 1, extra: { 'hugepages-2Mi': '2Gi' } }))).toBe('never t');
  });

  it('constraints that are malformed', () => {
    expect(fits({ tolerations: [{ key: '', value: 'x' }] })).toBe('never t');
    expect(fits({ affinity: { node: [[{ key: 'a', operator: 'In', values: [] }]] } })).toBe('never t');
    expect(fits({ spread: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 0 }] })).toBe('never t');
  });
});

describe('pods per node', () => {
  it('are 110 unless the pool says otherwise, DaemonSet pods included', () => {
    const tiny = (count: number) => service('s', { cpu: 0.01, memoryGi: 0.01, count });
    expect(verdict(cpuPool(), tiny(110))).toBe('fits');
    expect(verdict(cpuPool(), tiny(111))).toBe('not-all-at-once s');
    expect(verdict(cpuPool({ maxPods: 5 }), tiny(5))).toBe('fits');
    const daemonsets = [{ name: 'cni', cpu: 0.1, memoryGi: 0.1 }];
    expect(verdict(cpuPool({ maxPods: 5 }), tiny(5), { daemonsets })).toBe('not-all-at-once s');
    expect(verdict(cpuPool({ maxPods: 1 }), tiny(1), { daemonsets })).toBe('never s');
  });
});

describe('DaemonSets', () => {
  const daemonsets = [{ name: 'dcgm', cpu: 4, memoryGi: 4 }];

  it('take their part of every node they may run on', () => {
    expect(verdict(cpuPool(), training('t', { cpu: 12, memoryGi: 60 }), { daemonsets })).toBe('fits');
    expect(verdict(cpuPool(), training('t', { cpu: 13, memoryGi: 4 }), { daemonsets })).toBe('never t');
  });

  it('stay away where labels or taints keep them', () => {
    const labelled = [{ name: 'dcgm', cpu: 4, memoryGi: 4, nodeSelector: { gpu: 'yes' } }];
    expect(verdict(cpuPool(), training('t', { cpu: 16 }), { daemonsets: labelled })).toBe('fits');
    expect(verdict(cpuPool({ labels: { gpu: 'yes' } }), training('t', { cpu: 16 }), { daemonsets: labelled })).toBe(
      'never t',
    );
    const tainted = cpuPool({ taints: [{ key: 'team', value: 'x', effect: 'NoSchedule' }] });
    const tolerant = training('t', { cpu: 16, tolerations: [{ key: 'team', operator: 'Exists' }] });
    expect(verdict(tainted, tolerant, { daemonsets })).toBe('fits');
    const everywhere = [{ name: 'cni', cpu: 4, tolerations: [{ operator: 'Exists' }] }];
    expect(verdict(tainted, tolerant, { daemonsets: everywhere })).toBe('never t');
  });

  it('run through taints of node conditions, which their controller tolerates, and PreferNoSchedule', () => {
    const run = (key: string, effect: string) =>
      verdict(
        cpuPool({ taints: [{ key, effect }] }),
        training('t', { cpu: 16, tolerations: [{ operator: 'Exists' }] }),
        { daemonsets },
      );
    expect(run('node.kubernetes.io/unschedulable', 'NoSchedule')).toBe('never t');
    expect(run('node.kubernetes.io/not-ready', 'NoExecute')).toBe('never t');
    expect(run('soft', 'PreferNoSchedule')).toBe('never t');
    expect(run('node.kubernetes.io/network-unavailable', 'NoSchedule')).toBe('fits');
    expect(run('hard', 'NoSchedule')).toBe('fits');
  });
});
