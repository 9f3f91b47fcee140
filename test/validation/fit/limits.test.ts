import { pool, reason, service, training, verdict } from './verdict';

const one = { gpu: 1, cpu: 4, memoryGi: 16 };
const many = pool({ maxNodes: 10 });

describe('ResourceQuota', () => {
  const under = (hard: Record<string, number | string>, ...workloads: Parameters<typeof training>[]) =>
    verdict(
      many,
      workloads.map((given) => training(...given)),
      { quota: { hard } },
    );

  it('refuses a gang larger than itself, and sums', () => {
    const hard = { 'requests.nvidia.com/gpu': 8 };
    expect(under(hard, ['a', { ...one, count: 9 }])).toBe('never a');
    expect(under(hard, ['a', { ...one, count: 8 }])).toBe('fits');
    expect(under(hard, ['a', { ...one, count: 5 }], ['b', { ...one, count: 4 }])).toBe('not-all-at-once b');
    expect(under(hard, ['a', { ...one, count: 4 }, { parallel: 3 }])).toBe('not-all-at-once a');
    expect(verdict(many, service('s', { ...one, count: 9 }), { quota: { hard } })).toBe('not-all-at-once s');
    expect(reason(many, training('a', { ...one, count: 9 }), { quota: { hard } })).toBe('9 GPUs, the quota allows 8');
  });

  it('knows cores, memory and pods in their spellings', () => {
    expect(under({ cpu: 7 }, ['a', { ...one, count: 2 }])).toBe('never a');
    expect(under({ 'requests.cpu': '8' }, ['a', { ...one, count: 2 }])).toBe('fits');
    expect(under({ memory: '32Gi' }, ['a', { ...one, count: 2 }])).toBe('fits');
    expect(under({ 'requests.memory': '31Gi' }, ['a', { ...one, count: 2 }])).toBe('never a');
    expect(under({ memory: 32 }, ['a', { ...one, count: 2 }])).toBe('fits');
    expect(under({ memory: 31 * 2 ** 30 }, ['a', { ...one, count: 2 }])).toBe('never a');
    expect(under({ pods: 1 }, ['a', { ...one, count: 2 }])).toBe('never a');
    expect(under({ 'count/pods': 2 }, ['a', { ...one, count: 2 }])).toBe('fits');
  });

  it('ignores keys that bind no pod: extended resources need the prefix requests.', () => {
    expect(under({ 'nvidia.com/gpu': 1 }, ['a', { ...one, count: 2 }])).toBe('fits');
    expect(under({ 'limits.nvidia.com/gpu': 1 }, ['a', { ...one, count: 2 }])).toBe('fits');
    expect(under({ 'count/jobs.batch': 0 }, ['a', { ...one, count: 2 }])).toBe('fits');
  });

  it('demands that every container, init containers too, states cores and memory it tracks', () => {
    expect(under({ 'limits.cpu': 100 }, ['a', one])).toBe('never a');
    expect(under({ 'limits.cpu': 100 }, ['a', { ...one, cpuLimit: 4 }])).toBe('fits');
    expect(under({ 'limits.cpu': 3 }, ['a', { ...one, cpuLimit: 4 }])).toBe('never a');
    expect(under({ cpu: 100 }, ['a', { gpu: 1 }])).toBe('never a');
    expect(under({ 'requests.cpu': 100 }, ['a', { containers: [{ cpu: 1 }], initContainers: [{ memoryGi: 1 }] }])).toBe(
      'never a',
    );
    expect(under({ 'requests.nvidia.com/gpu': 8 }, ['a', { cpu: 1 }])).toBe('fits');
  });

  it('binds the workloads it names', () => {
    const quota = { hard: { 'requests.nvidia.com/gpu': 1 }, workloads: ['b'] };
    expect(verdict(many, [training('a', { ...one, gpu: 8 }), training('b', one)], { quota })).toBe('fits');
    expect(verdict(many, [training('a', one), training('b', { ...one, gpu: 2 })], { quota })).toBe('never b');
  });
});

describe('Kueue', () => {
  const quota = { cpu: 1000, memory: 10_000, 'nvidia.com/gpu': 8 };
  const pools = [pool({ labels: { tier: 'reserved' } }), pool({ name: 'elm', labels: { tier: 'spot' } })];
  const queue = {
    flavors: [
      { name: 'reserved', nodeLabels: { tier: 'reserved' }, quota },
      { name: 'spot', nodeLabels: { tier: 'spot' }, quota },
    ],
  };

  it('gives a pod set one flavor for all its pods', () => {
    expect(verdict(pools, training('t', { ...one, count: 8 }), { queue })).toBe('fits');
    expect(verdict(pools, training('t', { ...one, count: 9 }), { queue })).toBe('never t');
    expect(
      verdict(
        pools,
        training('t', [
          { ...one, count: 8 },
          { ...one, count: 8 },
        ]),
        { queue },
      ),
    ).toBe('fits');
    expect(verdict(pools, training('t', { ...one, count: 8 }, { parallel: 2 }), { queue })).toBe('fits');
    expect(verdict(pools, training('t', { ...one, count: 8 }, { parallel: 3 }), { queue })).toBe('not-all-at-once t');
    expect(
      verdict(
        pools,
        [training('t', { ...one, gpu: 5 }), training('u', { ...one, gpu: 5 }), training('v', { ...one, gpu: 5 })],
        { queue },
      ),
    ).toBe('not-all-at-once v');
  });

  it('admits a workload whole, gang or not; services pod by pod', () => {
    const eight = { ...one, count: 9 };
    expect(verdict(pools, training('t', eight, { gang: false }), { queue })).toBe('never t');
    expect(verdict(pools, training('t', { ...eight, count: 8 }, { gang: false }), { queue })).toBe('fits');
    expect(verdict(pools, service('t', eight), { queue })).toBe('not-all-at-once t');
    const two = { flavors: [{ name: 'a', nodeLabels: { tier: 'spot' }, quota }] };
    expect(verdict(pools[0]!, training('t', one, { gang: false }), { queue: two })).toBe('never t');
  });

  it('takes the flavor for every resource together', () => {
    const split = {
      flavors: [
        { name: 'a', quota: { cpu: 1, memory: 1000, 'nvidia.com/gpu': 8 } },
        { name: 'b', quota: { cpu: 100, memory: 1000, 'nvidia.com/gpu': 0 } },
      ],
    };
    expect(verdict(pools, training('t', one), { queue: split })).toBe('never t');
  });

  it('never admits what it does not cover', () => {
    const gpuOnly = { flavors: [{ name: 'a', quota: { 'nvidia.com/gpu': 8 } }] };
    expect(verdict(pools, training('t', one), { queue: gpuOnly })).toBe('never t');
    expect(verdict(pools, training('t', { gpu: 1 }), { queue: gpuOnly })).toBe('fits');
    expect(reason(pools, training('t', one), { queue: gpuOnly })).toMatch(/covers no cpu/);
  });

  it('borrows up to its limit', () => {
    const borrowing = { flavors: [{ name: 'a', quota, borrow: { 'nvidia.com/gpu': 8 } }] };
    expect(verdict(pools, training('t', { ...one, count: 16 }), { queue: borrowing })).toBe('fits');
    expect(verdict(pools, training('t', { ...one, count: 17 }), { queue: borrowing })).toBe('never t');
  });

  it('sends pods to the nodes of their flavor', () => {
    const elsewhere = { flavors: [{ name: 'a', nodeLabels: { tier: 'gone' }, quota }] };
    expect(verdict(pools, training('t', one), { queue: elsewhere })).toBe('never t');
    const small = [pool({ gpus: 4, labels: { tier: 'reserved' } }), pool({ name: 'elm', labels: { tier: 'spot' } })];
    expect(verdict(small, training('t', { ...one, gpu: 8 }), { queue })).toBe('fits');
    const reservedOnly = { flavors: queue.flavors.slice(0, 1) };
    expect(verdict(small, training('t', { ...one, gpu: 8 }), { queue: reservedOnly })).toBe('never t');
  });

  it('compares selectors with flavor labels by the keys that the flavor has', () => {
    const selecting = (nodeSelector: Record<string, string>) => training('t', { ...one, nodeSelector });
    expect(verdict(pools, [selecting({ tier: 'spot' })], { queue })).toBe('fits');
    expect(verdict(pools, [selecting({ tier: 'other' })], { queue })).toBe('never t');
    const zoned = pools.map((given) => ({ ...given, labels: { ...given.labels, disk: 'ssd' } }));
    expect(verdict(zoned, [selecting({ disk: 'ssd' })], { queue })).toBe('fits');
    const spotTwice = ['t', 'u'].map((name) => training(name, { ...one, gpu: 8, nodeSelector: { tier: 'spot' } }));
    expect(verdict(pools, spotTwice, { queue })).toBe('not-all-at-once u');
  });

  it('takes one flavor of each resource group, and brings its tolerations along', () => {
    const tainted = pool({ labels: { tier: 'spot' }, taints: ['spot=true:NoSchedule'] });
    const gpus = { name: 'g', nodeLabels: { tier: 'spot' }, quota: { 'nvidia.com/gpu': 8 } };
    const cores = { name: 'c', quota: { cpu: 20, memory: 100 } };
    const given = (flavor: object, count: number) =>
      verdict(tainted, training('t', { ...one, count }), {
        queue: { flavors: [{ ...gpus, ...flavor }], groups: [[cores]] },
      });
    const tolerations = [{ key: 'spot', operator: 'Exists' }];
    expect(given({}, 1)).toBe('never t');
    expect(given({ tolerations }, 5)).toBe('fits');
    expect(given({ tolerations }, 6)).toBe('never t');
    expect(given({ tolerations, nodeTaints: ['spot=true:NoSchedule'] }, 5)).toBe('fits');
  });

  it('leaves workloads alone that it does not name', () => {
    const named = { ...queue, workloads: ['a'] };
    expect(verdict(pools, [training('a', one), training('b', { ...one, count: 20 })], { queue: named })).toBe('fits');
  });

  it('counts pods where it covers them', () => {
    const counting = { flavors: [{ name: 'a', quota: { ...quota, pods: 2 } }] };
    expect(verdict(pools, training('t', { ...one, count: 2 }), { queue: counting })).toBe('fits');
    expect(verdict(pools, training('t', { ...one, count: 3 }), { queue: counting })).toBe('never t');
  });
});
