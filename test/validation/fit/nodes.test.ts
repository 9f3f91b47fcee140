import { cpuPool, pool, reason, training, verdict } from './verdict';

const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };
const run = (pools: Parameters<typeof verdict>[0], pods: object, rest = {}) =>
  verdict(pools, training('t', { gpu: 1, ...pods }), rest);

describe('taints', () => {
  const tainted = pool({ taints: [GPU_TAINT] });

  it('keep pods away unless tolerated by key, value and effect', () => {
    expect(run(tainted, {})).toBe('never t');
    expect(reason(tainted, training('t', { gpu: 1 }))).toBe(
      'taint nvidia.com/gpu=present:NoSchedule of pool oak is not tolerated',
    );
    expect(run(tainted, { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }] })).toBe('fits');
    expect(run(tainted, { tolerations: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }] })).toBe(
      'fits',
    );
    expect(run(tainted, { tolerations: [{ key: 'nvidia.com/gpu', value: 'true' }] })).toBe('never t');
    expect(run(tainted, { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoExecute' }] })).toBe(
      'never t',
    );
    expect(run(tainted, { tolerations: [{ operator: 'Exists' }] })).toBe('fits');
  });

  it('bind as NoExecute, not as PreferNoSchedule', () => {
    expect(run(pool({ taints: [{ key: 'a', effect: 'NoExecute' }] }), {})).toBe('never t');
    expect(run(pool({ taints: [{ key: 'a', effect: 'PreferNoSchedule' }] }), {})).toBe('fits');
    expect(run(pool({ taints: ['a=b:NoExecute'] }), {})).toBe('never t');
  });

  it('named like a resource are tolerated through the ExtendedResourceToleration plugin, NoSchedule only', () => {
    const admission = ['ExtendedResourceToleration'];
    expect(run(tainted, {}, { admission })).toBe('fits');
    expect(run(pool({ taints: [{ ...GPU_TAINT, effect: 'NoExecute' }] }), {}, { admission })).toBe('never t');
    expect(verdict(tainted, training('t', { cpu: 1 }), { admission })).toBe('never t');
    const cut = pool({ taints: [GPU_TAINT], mig: { strategy: 'mixed', perGpu: { '1g.10gb': 7 } } });
    expect(verdict(cut, training('t', { extra: { 'nvidia.com/mig-1g.10gb': 1 } }), { admission })).toBe('never t');
  });
});

describe('node selectors and node affinity', () => {
  const labelled = pool({ labels: { pool: 'oak', gen: '5' } });
  const expression = (operator: string, key: string, ...values: string[]) =>
    run(labelled, { affinity: { node: [[{ key, operator, values }]] } });

  it('match by equality', () => {
    expect(run(labelled, { nodeSelector: { pool: 'oak' } })).toBe('fits');
    expect(run(labelled, { nodeSelector: { pool: 'elm' } })).toBe('never t');
    expect(run(labelled, { nodeSelector: { other: 'oak' } })).toBe('never t');
  });

  it('know every operator', () => {
    expect(expression('In', 'pool', 'elm', 'oak')).toBe('fits');
    expect(expression('In', 'other', 'oak')).toBe('never t');
    expect(expression('NotIn', 'pool', 'oak')).toBe('never t');
    expect(expression('NotIn', 'other', 'oak')).toBe('fits');
    expect(expression('Exists', 'pool')).toBe('fits');
    expect(expression('DoesNotExist', 'pool')).toBe('never t');
    expect(expression('Gt', 'gen', '4')).toBe('fits');
    expect(expression('Gt', 'gen', '5')).toBe('never t');
    expect(expression('Lt', 'gen', '6')).toBe('fits');
    expect(expression('Lt', 'pool', '6')).toBe('never t');
    expect(expression('Gt', 'other', '0')).toBe('never t');
  });

  it('OR terms and AND expressions; an empty term matches nothing', () => {
    const oak = { key: 'pool', operator: 'In', values: ['oak'] };
    const elm = { key: 'pool', operator: 'In', values: ['elm'] };
    expect(run(labelled, { affinity: { node: [[elm], [oak]] } })).toBe('fits');
    expect(run(labelled, { affinity: { node: [[elm, oak]] } })).toBe('never t');
    expect(run(labelled, { affinity: { node: [[]] } })).toBe('never t');
  });
});

describe('zones', () => {
  const zoned = pool({ zones: ['a', 'b'], maxNodes: 1 });

  it('are chosen as the pods need them, one per node', () => {
    const inZone = (zone: string) => ({ gpu: 1, nodeSelector: { 'topology.kubernetes.io/zone': zone } });
    expect(verdict(zoned, training('t', inZone('b')))).toBe('fits');
    expect(verdict(zoned, training('t', inZone('c')))).toBe('never t');
    expect(verdict(zoned, [training('t', inZone('a')), training('u', inZone('b'))])).toBe('not-all-at-once u');
    expect(verdict({ ...zoned, maxNodes: 2 }, [training('t', inZone('a')), training('u', inZone('b'))])).toBe('fits');
  });

  it('bind pods to where their volumes are; nodes without a zone are nowhere', () => {
    expect(run(zoned, { volumeZones: ['b', 'c'] })).toBe('fits');
    expect(run(zoned, { volumeZones: ['c'] })).toBe('never t');
    expect(run(cpuPool({ gpus: 1 }), { volumeZones: ['c'] })).toBe('never t');
    const labelled = pool({ labels: { 'topology.kubernetes.io/zone': 'c' } });
    expect(run(labelled, { volumeZones: ['c'] })).toBe('fits');
  });
});

describe('what clouds keep from a node', () => {
  const whole = (given: object, asked: object) => verdict(cpuPool(given), training('t', asked));

  it('EKS: cores by bracket, memory by maxPods, 100 MiB of eviction', () => {
    const p5 = { cloud: 'eks', cpu: 192, memoryGi: 2048, maxPods: 100 } as const;
    expect(whole(p5, { cpu: 191.45 })).toBe('fits');
    expect(whole(p5, { cpu: 191.451 })).toBe('never t');
    const left = (2048 * 1024 - 1355 - 100) / 1024;
    expect(whole(p5, { memoryGi: left })).toBe('fits');
    expect(whole(p5, { memoryGi: left + 0.001 })).toBe('never t');
    expect(whole({ cloud: 'eks', cpu: 4, memoryGi: 16, maxPods: 29 }, { cpu: 3.92 })).toBe('fits');
    expect(whole({ cloud: 'eks', cpu: 5, memoryGi: 16, maxPods: 29 }, { cpu: 4.918 })).toBe('fits');
    expect(whole({ cloud: 'eks', cpu: 5, memoryGi: 16, maxPods: 29 }, { cpu: 4.919 })).toBe('never t');
  });

  it('GKE: cores and memory by bracket', () => {
    const a3 = { cloud: 'gke', cpu: 208, memoryGi: 1872 } as const;
    expect(whole(a3, { cpu: 207.41 })).toBe('fits');
    expect(whole(a3, { cpu: 207.411 })).toBe('never t');
    expect(whole(a3, { memoryGi: 1872 - 44.2 - 0.098 })).toBe('fits');
    expect(whole(a3, { memoryGi: 1872 - 44.2 - 0.097 })).toBe('never t');
    expect(whole({ cloud: 'gke', cpu: 4, memoryGi: 16 }, { memoryGi: 13.3 })).toBe('fits');
    expect(whole({ cloud: 'gke', cpu: 4, memoryGi: 16 }, { memoryGi: 13.31 })).toBe('never t');
  });

  it('AKS: cores by table, memory by maxPods up to a quarter', () => {
    for (const [cpu, kept] of [
      [1, 60],
      [2, 100],
      [4, 140],
      [8, 180],
      [16, 260],
      [32, 420],
      [64, 740],
      [96, 1060],
    ] as const) {
      expect(whole({ cloud: 'aks', cpu }, { cpu: (cpu * 1000 - kept) / 1000 })).toBe('fits');
      expect(whole({ cloud: 'aks', cpu }, { cpu: (cpu * 1000 - kept + 1) / 1000 })).toBe('never t');
    }
    const left = (900 * 1024 - 5050 - 100) / 1024;
    expect(whole({ cloud: 'aks', cpu: 96, memoryGi: 900, maxPods: 250 }, { memoryGi: left })).toBe('fits');
    expect(whole({ cloud: 'aks', cpu: 96, memoryGi: 900, maxPods: 250 }, { memoryGi: left + 0.001 })).toBe('never t');
    expect(whole({ cloud: 'aks', cpu: 2, memoryGi: 4, maxPods: 250 }, { memoryGi: 3 - 0.098 })).toBe('fits');
  });
});
