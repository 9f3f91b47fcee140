import { type Geometry, isValid, migCards } from '../../../src/validation/fit/mig';
import { pool, service, training, verdict } from './verdict';

const mig = (profile: string, count = 1) => ({ extra: { [`nvidia.com/mig-${profile}`]: count }, cpu: 1, memoryGi: 1 });

describe('MIG', () => {
  const cut = (perGpu: Geometry | readonly Geometry[], strategy: 'mixed' | 'single' = 'mixed', given = {}) =>
    pool({ gpus: 1, maxNodes: 1, mig: { strategy, perGpu }, ...given });

  it('mixed advertises each profile by name, and whole GPUs where the map is empty', () => {
    expect(verdict(cut({ '1g.10gb': 7 }), training('t', { ...mig('1g.10gb'), count: 7 }))).toBe('fits');
    expect(verdict(cut({ '1g.10gb': 7 }), training('t', { ...mig('1g.10gb'), count: 8 }))).toBe('never t');
    expect(verdict(cut({ '1g.10gb': 7 }), training('t', { gpu: 1 }))).toBe('never t');
    const half = cut([{ '3g.40gb': 2 }, {}], 'mixed', { gpus: 2 });
    expect(verdict(half, [training('t', { ...mig('3g.40gb'), count: 2 }), training('u', { gpu: 1 })])).toBe('fits');
    expect(verdict(half, training('u', { gpu: 2 }))).toBe('never u');
    expect(verdict(cut({ '1g.10gb+me': 1 }), training('t', mig('1g.10gb.me')))).toBe('fits');
  });

  it('single counts instances as nvidia.com/gpu, all alike on every GPU', () => {
    expect(verdict(cut({ '1g.10gb': 7 }, 'single'), training('t', { gpu: 7 }))).toBe('fits');
    expect(verdict(cut({ '1g.10gb': 7 }, 'single'), training('t', mig('1g.10gb')))).toBe('never t');
    expect(verdict(cut({ '3g.40gb': 1, '4g.40gb': 1 }, 'single'), training('t', { gpu: 1 }))).toBe('never t');
    expect(verdict(cut([{ '1g.10gb': 7 }, {}], 'single', { gpus: 2 }), training('t', { gpu: 1 }))).toBe('never t');
    expect(verdict(cut([{ '1g.10gb': 7 }, { '1g.10gb': 2 }], 'single', { gpus: 2 }), training('t', { gpu: 9 }))).toBe(
      'fits',
    );
    expect(verdict(cut({}, 'single', { gpus: 4 }), training('t', { gpu: 4 }))).toBe('fits');
  });

  it('advertises nothing for a geometry the card does not have', () => {
    expect(verdict(cut({ '1g.10gb': 8 }), training('t', mig('1g.10gb')))).toBe('never t');
    expect(verdict(cut({ '3g.40gb': 2, '1g.10gb': 1 }), training('t', mig('3g.40gb')))).toBe('never t');
    expect(verdict(cut({ '1g.5gb': 7 }), training('t', mig('1g.5gb')))).toBe('never t');
    expect(verdict(cut({ '1g.5gb': 7 }, 'mixed', { accelerator: 'A100-40GB' }), training('t', mig('1g.5gb')))).toBe(
      'fits',
    );
    expect(verdict(cut({ '1g.5gb': 1 }, 'mixed', { accelerator: 'L4' }), training('t', mig('1g.5gb')))).toBe('never t');
  });

  it('with free geometry cuts each GPU as the pods need it', () => {
    const free = pool({ gpus: 2, maxNodes: 1, mig: { auto: true } });
    const many = (profile: string, count: number) => training(`m${profile}`, { ...mig(profile), count });
    expect(verdict(free, [many('3g.40gb', 2), many('4g.40gb', 1), many('2g.20gb', 1), many('1g.10gb', 1)])).toBe(
      'fits',
    );
    expect(verdict(free, [many('3g.40gb', 4), many('1g.10gb', 1)])).toBe('not-all-at-once m1g.10gb');
    expect(verdict(free, [training('w', { gpu: 1 }), many('1g.10gb', 7)])).toBe('fits');
    expect(verdict(free, [training('w', { gpu: 1 }), many('1g.10gb', 8)])).toBe('not-all-at-once m1g.10gb');
    expect(verdict(free, many('7g.80gb', 3))).toBe('never m7g.80gb');
    expect(verdict(free, service('s', { ...mig('4g.40gb'), count: 3 }))).toBe('not-all-at-once s');
    expect(verdict(free, training('t', { extra: { 'nvidia.com/mig-4g.40gb': 3 } }))).toBe('never t');
  });

  it('knows valid geometries by slices exactly as by placement', () => {
    const card = migCards('H100-80GB')[0]!;
    const profiles = Object.keys(card.profiles).filter((profile) => !profile.includes('+'));
    const starts: Record<string, readonly number[]> = {
      '1g.10gb': [0, 1, 2, 3, 4, 5, 6],
      '1g.20gb': [0, 2, 4, 6],
      '2g.20gb': [0, 2, 4],
      '3g.40gb': [0, 4],
      '4g.40gb': [0],
      '7g.80gb': [0],
    };
    const placed = (left: readonly string[], taken: number): boolean => {
      const [profile, ...rest] = left;
      if (profile === undefined) return true;
      const size = card.profiles[profile]!.memory;
      return starts[profile]!.some((start) => {
        const mask = ((1 << size) - 1) << start;
        return (taken & mask) === 0 && placed(rest, taken | mask);
      });
    };
    let valid = 0;
    const walk = (counts: readonly number[]): void => {
      if (counts.length === profiles.length) {
        const geometry = Object.fromEntries(profiles.map((profile, i) => [profile, counts[i]!]));
        const instances = profiles.flatMap((profile, i) => Array.from({ length: counts[i]! }, () => profile));
        // Largest first, as a free choice of starts allows.
        instances.sort((a, b) => card.profiles[b]!.memory - card.profiles[a]!.memory);
        expect([geometry, isValid(card, geometry)]).toEqual([geometry, placed(instances, 0)]);
        if (isValid(card, geometry)) valid++;
        return;
      }
      for (let n = 0; n <= 8 / card.profiles[profiles[counts.length]!]!.memory; n++) walk([...counts, n]);
    };
    walk([]);
    expect(valid).toBeGreaterThan(70);
    expect(isValid(card, { '1g.10gb+me': 1, '1g.10gb': 6 })).toBe(true);
    expect(isValid(card, { '1g.10gb+me': 2 })).toBe(false);
  });
});

describe('time slicing', () => {
  const sliced = (given = {}) => pool({ gpus: 1, maxNodes: 1, timeSlicing: { replicas: 4, ...given } });

  it('multiplies what a node advertises', () => {
    expect(verdict(sliced(), training('t', { gpu: 1, count: 4 }))).toBe('fits');
    expect(verdict(sliced(), training('t', { gpu: 1, count: 5 }))).toBe('never t');
    expect(verdict(sliced(), training('t', { gpu: 4 }))).toBe('fits');
  });

  it('with failRequestsGreaterThanOne refuses containers, not pods, that ask more', () => {
    const strict = sliced({ failRequestsGreaterThanOne: true });
    expect(verdict(strict, training('t', { gpu: 1, count: 4 }))).toBe('fits');
    expect(verdict(strict, training('t', { gpu: 2 }))).toBe('never t');
    expect(verdict(strict, training('t', { containers: [{ gpu: 1 }, { gpu: 1 }] }))).toBe('fits');
    expect(verdict(strict, training('t', { containers: [{ gpu: 1 }], initContainers: [{ gpu: 2 }] }))).toBe('never t');
    const single = pool({ gpus: 2, maxNodes: 1, timeSlicing: { replicas: 1, failRequestsGreaterThanOne: true } });
    expect(verdict(single, training('t', { gpu: 2 }))).toBe('fits');
  });

  it('multiplies instances of strategy single, not profiles of mixed', () => {
    const slicing = { timeSlicing: { replicas: 2 }, gpus: 1, maxNodes: 1 };
    const perGpu = { '1g.10gb': 7 };
    expect(verdict(pool({ ...slicing, mig: { strategy: 'single', perGpu } }), training('t', { gpu: 14 }))).toBe('fits');
    expect(verdict(pool({ ...slicing, mig: { strategy: 'mixed', perGpu } }), training('t', mig('1g.10gb', 8)))).toBe(
      'never t',
    );
  });
});
