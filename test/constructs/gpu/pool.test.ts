import { type GpuPool, machines, migProfiles, onPremPool } from '../../../src';

const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { 'acme.io/rack': 'dgx' }, nodes: 4 });
const l4 = onPremPool('l4', {
  accelerator: 'l4',
  gpus: 2,
  labels: { rack: 'l4' },
  tolerations: [{ key: 'gpu', operator: 'Exists' }],
});
const computed = (n: number) => n;

test('GPUs of a pool take a pod to its nodes', () => {
  expect(dgx.gpus(8)).toEqual({
    count: 8,
    resource: 'nvidia.com/gpu',
    pool: 'dgx',
    placement: { nodeSelector: { 'acme.io/rack': 'dgx' } },
  });
  expect(l4.gpus(1).placement).toEqual({
    nodeSelector: { rack: 'l4' },
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
  });
});

test.each([
  [9, "pool 'dgx': 9 GPUs for one pod, a node of it has 8"],
  [0, "pool 'dgx': gpus 0 is less than 1"],
  [1.5, "pool 'dgx': gpus 1.5 is not a whole number"],
])('a computed number is checked: %s', (n, message) => expect(() => dgx.gpus(computed(n))).toThrow(message));

test('a MIG slice has a resource of its own', () => {
  expect(dgx.mig('3g.40gb')).toMatchObject({ count: 1, resource: 'nvidia.com/mig-3g.40gb' });
  expect(dgx.mig('1g.10gb+me').resource).toBe('nvidia.com/mig-1g.10gb.me');
});

test('what cannot be partitioned has no slices', () => {
  expect(() => (l4 as unknown as GpuPool).mig('1g.10gb')).toThrow(
    "pool 'l4': '1g.10gb' is a MIG slice, l4 cannot be partitioned",
  );
  expect(() => (dgx as unknown as GpuPool).mig('1g.5gb')).toThrow('which has 1g.10gb');
});

test('time slices need a pool that has them', () => {
  expect(() => l4.slice()).toThrow('give the pool timeSlicing');
  const shared = onPremPool('shared', { accelerator: 'l4', gpus: 1, labels: { rack: 's' }, timeSlicing: 4 });
  expect(shared.slice()).toMatchObject({ count: 1, resource: 'nvidia.com/gpu' });
});

test('the range of nodes is checked', () => {
  expect(dgx.nodes).toEqual({ min: 4, max: 4 });
  expect(() => onPremPool('p', { accelerator: 'l4', gpus: 1, labels: {}, nodes: { min: 3, max: 2 } })).toThrow(
    "pool 'p': nodes.min 3 is more than nodes.max 2",
  );
});

test('the machine tables are plausible', () => {
  const rows = Object.values(machines).flatMap((table) => Object.entries(table));
  expect(rows.length).toBeGreaterThan(100);
  for (const [name, { gpus, cpu, memoryGi }] of rows) {
    expect([name, Number.isInteger(gpus) && gpus >= 1 && gpus <= 16 && cpu >= 4 && memoryGi >= 16]).toEqual([
      name,
      true,
    ]);
  }
  expect(machines.aws['p5.48xlarge']).toMatchObject({ accelerator: 'h100-80gb', gpus: 8, efa: 32 });
});

test('no GPU is cut into more than seven compute slices', () => {
  for (const profiles of Object.values(migProfiles)) {
    for (const [profile, most] of Object.entries(profiles)) expect(Number(profile[0]) * most).toBeLessThanOrEqual(8);
  }
});
