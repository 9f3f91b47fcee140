import { cpuPool, pool, reason, service, training, verdict } from './verdict';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const one = { gpu: 1, cpu: 1, memoryGi: 1 };

describe('pod anti-affinity', () => {
  const apart = (to: string[], topologyKey = HOST) => ({ ...one, affinity: { podAnti: [{ to, topologyKey }] } });

  it('to itself takes one domain per pod', () => {
    expect(verdict(pool({ maxNodes: 2 }), training('t', { ...apart(['t']), count: 2 }))).toBe('fits');
    expect(verdict(pool({ maxNodes: 2 }), training('t', { ...apart(['t']), count: 3 }))).toBe('never t');
    expect(verdict(pool({ maxNodes: 2 }), service('t', { ...apart(['t']), count: 3 }))).toBe('not-all-at-once t');
    expect(reason(pool({ maxNodes: 2 }), training('t', { ...apart(['t']), count: 3 }))).toMatch(/anti-affinity/);
  });

  it('binds both ways: who is there already keeps others away', () => {
    const pools = pool({ maxNodes: 1 });
    expect(verdict(pools, [training('a', apart(['b'])), training('b', one)])).toBe('not-all-at-once b');
    expect(verdict(pools, [training('b', one), training('a', apart(['b']))])).toBe('not-all-at-once a');
    expect(verdict(pools, [training('a', apart(['c'])), training('b', one)])).toBe('fits');
  });

  it('over zones reaches across nodes and pools', () => {
    const spread = { ...apart(['t'], ZONE), count: 2 };
    expect(verdict(pool({ zones: ['a'], maxNodes: 9 }), training('t', spread))).toBe('never t');
    expect(verdict(pool({ zones: ['a', 'b'] }), training('t', spread))).toBe('fits');
    const pools = [pool({ zones: ['a'] }), pool({ name: 'elm', zones: ['a'] })];
    expect(verdict(pools, training('t', spread))).toBe('never t');
  });

  it('does not bind on nodes without the label', () => {
    expect(verdict(pool(), training('t', { ...apart(['t'], 'rack'), count: 5 }))).toBe('fits');
  });
});

describe('pod affinity', () => {
  const near = (to: string[], topologyKey = HOST) => ({ ...one, affinity: { pod: [{ to, topologyKey }] } });

  it('to itself starts from a first pod and stays in its domain', () => {
    expect(verdict(pool(), training('t', { ...near(['t']), count: 8 }))).toBe('fits');
    expect(verdict(pool(), training('t', { ...near(['t']), count: 9 }))).toBe('never t');
    expect(verdict(pool({ zones: ['a', 'b'] }), training('t', { ...near(['t'], ZONE), count: 9 }))).toBe('fits');
    const split = [pool({ zones: ['a'], maxNodes: 1 }), pool({ name: 'elm', zones: ['b'], maxNodes: 1 })];
    expect(verdict(split, training('t', { ...near(['t'], ZONE), count: 9 }))).toBe('never t');
  });

  it('to others needs them, on a node with the label', () => {
    expect(verdict(pool(), [training('a', near(['b'])), training('b', one)])).toBe('fits');
    expect(verdict(pool(), [training('a', near(['b']))])).toBe('never a');
    expect(verdict(pool(), [training('a', near(['b'], 'rack')), training('b', one)])).toBe('never a');
    expect(verdict(pool(), [training('a', near(['b'])), training('b', { ...one, gpu: 8 })])).toBe('never a');
  });

  it('of two workloads to each other, but not to themselves, never starts', () => {
    expect(verdict(pool(), [training('a', near(['b'])), training('b', near(['a']))])).toBe('never a');
    expect(verdict(pool(), [training('a', near(['a', 'b'])), training('b', near(['a']))])).toBe('fits');
  });

  it('with two terms needs one pod that matches both', () => {
    const both = {
      ...one,
      affinity: {
        pod: [
          { to: ['b'], topologyKey: HOST },
          { to: ['c'], topologyKey: HOST },
        ],
      },
    };
    expect(verdict(pool(), [training('a', both), training('b', one), training('c', one)])).toBe('never a');
  });

  it('blames the newcomer, not the workload that needs another', () => {
    const workloads = [
      training('a', { ...near(['b']), gpu: 4 }),
      training('b', { ...one, gpu: 4 }),
      training('c', one),
    ];
    expect(verdict(pool({ maxNodes: 1 }), workloads)).toBe('not-all-at-once c');
  });
});

describe('topology spread', () => {
  const spread = (count: number, given: object = {}, key = ZONE) => ({
    ...one,
    count,
    spread: [{ topologyKey: key, maxSkew: 1, ...given }],
  });
  const zoned = (zones: string[], maxNodes: number, given = {}) => pool({ zones, maxNodes, gpus: 2, ...given });

  it('sees only domains that exist: unborn zones ask for nothing', () => {
    expect(verdict(zoned(['a', 'b', 'c'], 1), training('t', spread(2)))).toBe('fits');
  });

  it('with minDomains counts missing domains as empty', () => {
    expect(verdict(zoned(['a', 'b', 'c'], 1), training('t', spread(2, { minDomains: 2 })))).toBe('never t');
    expect(verdict(zoned(['a', 'b', 'c'], 2), training('t', spread(2, { minDomains: 2 })))).toBe('fits');
    expect(verdict(zoned(['a', 'b'], 4), training('t', spread(3, { minDomains: 3 })))).toBe('never t');
    expect(verdict(zoned(['a', 'b'], 4), training('t', spread(4, { minDomains: 3, maxSkew: 2 })))).toBe('fits');
  });

  it('keeps fixed nodes of every zone even', () => {
    const pools = [zoned(['a'], 1, { minNodes: 1, gpus: 1 }), zoned(['b'], 1, { name: 'elm', minNodes: 1, gpus: 8 })];
    expect(verdict(pools, training('t', spread(3)))).toBe('fits');
    expect(verdict(pools, training('t', spread(4)))).toBe('never t');
    expect(verdict(pools, training('t', spread(4, { maxSkew: 2 })))).toBe('fits');
    expect(reason(pools, training('t', spread(4)))).toMatch(/topology spread/);
    // Left unborn, the small zone is no domain.
    const flexible = [zoned(['a'], 1, { gpus: 1 }), zoned(['b'], 1, { name: 'elm', gpus: 8 })];
    expect(verdict(flexible, training('t', spread(4)))).toBe('fits');
  });

  it('counts tainted nodes unless nodeTaintsPolicy is Honor, never those its node selector leaves out', () => {
    const tainted = zoned(['a'], 1, {
      minNodes: 1,
      taints: [{ key: 'x', effect: 'NoSchedule' }],
      labels: { kind: 'x' },
    });
    const pools = [tainted, zoned(['b'], 1, { name: 'elm', gpus: 8, labels: { kind: 'y' } })];
    expect(verdict(pools, training('t', spread(1)))).toBe('fits');
    expect(verdict(pools, training('t', spread(2)))).toBe('never t');
    expect(verdict(pools, training('t', spread(2, { nodeTaintsPolicy: 'Honor' })))).toBe('fits');
    expect(verdict(pools, training('t', { ...spread(2), nodeSelector: { kind: 'y' } }))).toBe('fits');
  });

  it('over hostnames makes every node a domain, empty fixed ones too', () => {
    expect(verdict(pool({ maxNodes: 2, minNodes: 2 }), training('t', spread(16, {}, HOST)))).toBe('fits');
    const uneven = [pool({ maxNodes: 1, minNodes: 1 }), pool({ name: 'elm', gpus: 2, maxNodes: 1, minNodes: 1 })];
    expect(verdict(uneven, training('t', spread(5, {}, HOST)))).toBe('fits');
    expect(verdict(uneven, training('t', spread(6, {}, HOST)))).toBe('never t');
  });

  it('needs the label on the node', () => {
    expect(verdict(pool(), training('t', spread(1)))).toBe('never t');
  });

  it('counts all pods of the workload, and only them', () => {
    const pools = [zoned(['a'], 1, { minNodes: 1, gpus: 8 }), zoned(['b'], 1, { name: 'elm', minNodes: 1, gpus: 1 })];
    const others = training('u', { ...one, count: 5, nodeSelector: { [ZONE]: 'a' } });
    expect(verdict(pools, [others, training('t', spread(3))])).toBe('fits');
    const heavy = { ...one, count: 3, nodeSelector: { [ZONE]: 'a' } };
    expect(verdict(pools, training('t', [heavy, spread(2)]))).toBe('fits');
  });

  it('answers for hundreds of pods', () => {
    const wide = pool({ zones: ['a', 'b', 'c'], maxNodes: 38 });
    expect(verdict(wide, training('t', spread(300, { minDomains: 3 })))).toBe('never t');
    expect(verdict({ ...wide, maxNodes: 39 }, training('t', spread(300, { minDomains: 3 })))).toBe('fits');
    expect(
      verdict(cpuPool({ cpu: 64, maxNodes: 60, minNodes: 60 }), training('t', { ...spread(300, {}, HOST), gpu: 0 })),
    ).toBe('fits');
  });
});
