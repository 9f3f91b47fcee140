import { cpuPool, pool, reason, service, training, verdict } from './verdict';

const one = { gpu: 1, cpu: 4, memoryGi: 16 };

describe('verdicts', () => {
  it('fits where every pod runs at its most, all copies side by side', () => {
    expect(verdict(pool(), training('t', { ...one, count: 2 }, { parallel: 8 }))).toBe('fits');
    expect(verdict(pool(), training('t', { ...one, count: 2 }, { parallel: 9 }))).toBe('not-all-at-once t');
  });

  it('says never for a pod larger than every node, however many nodes', () => {
    expect(verdict(pool({ maxNodes: 100 }), training('t', { ...one, gpu: 9 }))).toBe('never t');
    expect(reason(pool(), training('t', { ...one, gpu: 9 }))).toBe('9 GPUs, the largest node has 8 (pool oak)');
  });

  it('says never for a gang that the pool cannot hold whole, and how many nodes it lacks', () => {
    const gang = training('t', { gpu: 8, cpu: 4, memoryGi: 16, count: 4 });
    expect(verdict(pool({ maxNodes: 3 }), gang)).toBe('never t');
    expect(reason(pool({ maxNodes: 3 }), gang)).toBe('4 nodes, 3 allowed');
    expect(verdict(pool({ maxNodes: 4 }), gang)).toBe('fits');
  });

  it('blames a workload without gang only for single pods; its own other pods make it not-all-at-once', () => {
    expect(verdict(pool(), service('s', { ...one, count: 17 }))).toBe('not-all-at-once s');
    expect(verdict(pool(), training('t', { ...one, count: 17 }))).toBe('never t');
  });

  it('judges never at the fewest pods and fits at the most', () => {
    expect(verdict(pool(), training('t', { ...one, count: 16, maxCount: 17 }))).toBe('not-all-at-once t');
    expect(verdict(pool(), training('t', { ...one, count: 17, maxCount: 17 }))).toBe('never t');
    expect(verdict(pool(), service('s', { ...one, gpu: 9, count: 0, maxCount: 3 }))).toBe('never s');
    expect(verdict(pool(), service('s', { ...one, gpu: 9, count: 0 }))).toBe('fits');
  });

  it('takes each parallel copy for a gang of its own', () => {
    const trials = training('t', { gpu: 8, cpu: 4, memoryGi: 16, count: 2 }, { parallel: 2 });
    expect(verdict(pool({ maxNodes: 1 }), trials)).toBe('never t');
    expect(verdict(pool({ maxNodes: 3 }), trials)).toBe('not-all-at-once t');
    expect(verdict(pool({ maxNodes: 4 }), trials)).toBe('fits');
  });

  it('blames the first that cannot join those before it', () => {
    const workloads = ['a', 'b', 'c', 'd'].map((name) => training(name, { ...one, gpu: 6 }));
    expect(verdict(pool(), workloads)).toBe('not-all-at-once c');
    expect(reason(pool(), workloads)).toMatch(/beside a, b$/);
  });

  it('blames the first that can never run before any that only lack room', () => {
    const workloads = [
      service('a', { ...one, count: 17 }),
      training('b', { ...one, gpu: 9 }),
      training('c', { ...one, gpu: 10 }),
    ];
    expect(verdict(pool(), workloads)).toBe('never b');
  });

  it('does not let a pod span nodes: free GPUs on two nodes are none on one', () => {
    expect(verdict(pool(), [training('a', { ...one, gpu: 5, count: 2 }), training('b', { ...one, gpu: 6 })])).toBe(
      'not-all-at-once b',
    );
    expect(
      verdict(pool(), [training('a', { ...one, gpu: 5, count: 2 }), training('b', { ...one, gpu: 3, count: 2 })]),
    ).toBe('fits');
  });

  it('finds packings that first-fit-decreasing misses', () => {
    // Bins of 10: 6+2+2, 6+2+2, 5+5, 4+3+3, 4+3+3 fill five bins to the brim.
    const sizes = [6, 6, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2];
    const workloads = sizes.map((cpu, i) => service(`w${i}`, { cpu, memoryGi: 1 }));
    expect(verdict(cpuPool({ cpu: 10, maxNodes: 5 }), workloads)).toBe('fits');
    expect(verdict(cpuPool({ cpu: 10, maxNodes: 5 }), [...workloads, service('more', { cpu: 1, memoryGi: 1 })])).toBe(
      'not-all-at-once more',
    );
    // Sums allow it, no packing does.
    expect(verdict(cpuPool({ cpu: 10, maxNodes: 3 }), service('six', { cpu: 6, memoryGi: 1, count: 4 }))).toBe(
      'not-all-at-once six',
    );
  });

  it('packs cores, memory and devices together', () => {
    const big = training('big', { cpu: 10, memoryGi: 8 });
    const wide = training('wide', { cpu: 2, memoryGi: 60 });
    expect(verdict(cpuPool(), [big, wide])).toBe('not-all-at-once wide');
    expect(verdict(cpuPool({ maxNodes: 2 }), [big, wide])).toBe('fits');
  });

  it('keeps the GPU pool for those who need it', () => {
    const pools = [pool({ maxNodes: 1, cpu: 8 }), cpuPool({ cpu: 8 })];
    expect(
      verdict(pools, [training('plain', { cpu: 8, memoryGi: 8 }), training('gpu', { gpu: 1, cpu: 8, memoryGi: 8 })]),
    ).toBe('fits');
  });

  it('adds decimal amounts exactly', () => {
    expect(verdict(cpuPool({ cpu: 1, memoryGi: 7 }), training('t', { cpu: 0.1, memoryGi: 0.7, count: 10 }))).toBe(
      'fits',
    );
    expect(verdict(cpuPool({ cpu: 1, memoryGi: 7 }), training('t', { cpu: 0.1, memoryGi: 0.701, count: 10 }))).toBe(
      'never t',
    );
  });

  it('answers for thousands of pods at once', () => {
    const gang = training('llm', { gpu: 8, cpu: 100, memoryGi: 1000, count: 512 });
    expect(verdict(pool({ maxNodes: 1000 }), [gang, service('n', { ...one, count: 3904 })])).toBe('fits');
    expect(verdict(pool({ maxNodes: 1000 }), [gang, service('n', { ...one, count: 3905 })])).toBe('not-all-at-once n');
  });

  it('has nothing to do for nobody', () => {
    expect(verdict([], [])).toBe('fits');
    expect(verdict([], service('s', one))).toBe('never s');
    expect(verdict(pool({ maxNodes: 0 }), service('s', one))).toBe('never s');
  });
});
