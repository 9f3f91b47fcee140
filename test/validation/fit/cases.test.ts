import type { FitDocument, FitPods, FitPool, FitWorkload } from '../../../src/validation/fit';
import { cpuPool, pool, service, training, verdict } from './verdict';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const small = { gpu: 1, cpu: 1, memoryGi: 1 };
const a100 = (mig: FitPool['mig'], given: Partial<FitPool> = {}) =>
  pool({ gpus: 1, accelerator: 'A100-40GB', maxNodes: 1, mig, ...given });
const mig = (profile: string, count = 1): FitPods => ({
  count,
  cpu: 1,
  memoryGi: 1,
  extra: { [`nvidia.com/mig-${profile}`]: 1 },
});
const spread = (topologyKey: string, more: object = {}) => [{ topologyKey, maxSkew: 1, ...more }];

type Case = readonly [
  why: string,
  verdict: string,
  pools: FitPool | readonly FitPool[],
  workloads: FitWorkload | readonly FitWorkload[],
  rest?: Partial<FitDocument>,
];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'requests of containers': [
    [
      'a sidecar that starts after the large init container does not add to it',
      'fits',
      cpuPool({ cpu: 10 }),
      training('t', {
        containers: [{ cpu: 4 }],
        initContainers: [{ cpu: 10 }, { cpu: 3, restartPolicy: 'Always' }],
      }),
    ],
    [
      'one that starts before does',
      'never t',
      cpuPool({ cpu: 10 }),
      training('t', {
        containers: [{ cpu: 4 }],
        initContainers: [{ cpu: 3, restartPolicy: 'Always' }, { cpu: 10 }],
      }),
    ],
    [
      'overhead comes on top of the init container',
      'never t',
      cpuPool({ cpu: 10 }),
      training('t', { containers: [{ cpu: 4 }], initContainers: [{ cpu: 10 }], overhead: { cpu: 0.1 } }),
    ],
    [
      'GPUs of an init container are those of the app container',
      'fits',
      pool({ gpus: 4, maxNodes: 1 }),
      training('t', { containers: [{ gpu: 4 }], initContainers: [{ gpu: 4 }] }),
    ],
    [
      'GPUs of a sidecar are its own',
      'never t',
      pool({ gpus: 4, maxNodes: 1 }),
      training('t', { containers: [{ gpu: 4 }], initContainers: [{ gpu: 1, restartPolicy: 'Always' }] }),
    ],
    [
      'what a pod asks beside its containers counts, and needs no cores of its own under a quota',
      'fits',
      pool({ extra: { 'vpc.amazonaws.com/efa': 4 } }),
      training('t', { containers: [{ cpu: 1, memoryGi: 1, gpu: 8 }], extra: { 'vpc.amazonaws.com/efa': 4 } }),
      { quota: { hard: { cpu: 4, memory: 8 } } },
    ],
    [
      'a millicore too many',
      'never t',
      cpuPool({ cpu: 2 }),
      training('t', { containers: [{ cpu: 1 }, { cpu: 1.0001 }] }),
    ],
    [
      'a limit for GPUs alone in a sidecar sets its request',
      'never t',
      pool({ gpus: 1 }),
      training('t', { containers: [{ gpu: 1 }], initContainers: [{ gpuLimit: 1, restartPolicy: 'Always' }] }),
    ],
  ],
  'taints and admission': [
    [
      'the toleration that admission adds is for NoSchedule',
      'never t',
      pool({ taints: ['nvidia.com/gpu=present:NoExecute'] }),
      training('t', small),
      { admission: ['ExtendedResourceToleration'] },
    ],
    [
      'and for the resource that is asked, not for its cousin',
      'never t',
      a100({ perGpu: { '1g.5gb': 7 } }, { taints: ['nvidia.com/gpu=present:NoSchedule'] }),
      training('t', mig('1g.5gb')),
      { admission: ['ExtendedResourceToleration'] },
    ],
    [
      'and only where something is asked',
      'never t',
      pool({ taints: ['nvidia.com/gpu=present:NoSchedule'] }),
      training('t', { cpu: 1, memoryGi: 1 }),
      { admission: ['ExtendedResourceToleration'] },
    ],
    [
      'a toleration without effect tolerates every effect',
      'fits',
      pool({ taints: ['a=b:NoExecute', 'a=b:NoSchedule'] }),
      training('t', { ...small, tolerations: [{ key: 'a', value: 'b' }] }),
    ],
    [
      'each taint has to be tolerated',
      'never t',
      pool({ taints: ['a=b:NoExecute', 'c=d:NoSchedule'] }),
      training('t', { ...small, tolerations: [{ key: 'a', operator: 'Exists' }] }),
    ],
    [
      'a value that differs is none',
      'never t',
      pool({ taints: ['a=b:NoSchedule'] }),
      training('t', { ...small, tolerations: [{ key: 'a', value: 'c' }] }),
    ],
  ],
  'node affinity': [
    [
      'Gt compares whole numbers',
      'fits',
      pool({ labels: { rank: '10' } }),
      training('t', { ...small, affinity: { node: [[{ key: 'rank', operator: 'Gt', values: ['9'] }]] } }),
    ],
    [
      'Lt does not hold where the label is no number',
      'never t',
      pool({ labels: { rank: 'x' } }),
      training('t', { ...small, affinity: { node: [[{ key: 'rank', operator: 'Lt', values: ['9'] }]] } }),
    ],
    [
      'an empty term among others matches nothing, the others may',
      'fits',
      pool({ labels: { rank: 'x' } }),
      training('t', { ...small, affinity: { node: [[], [{ key: 'rank', operator: 'Exists' }]] } }),
    ],
    ['an empty term alone matches nothing', 'never t', pool(), training('t', { ...small, affinity: { node: [[]] } })],
    [
      'selector and affinity both hold',
      'never t',
      pool({ labels: { rank: 'x', kind: 'y' } }),
      training('t', {
        ...small,
        nodeSelector: { kind: 'z' },
        affinity: { node: [[{ key: 'rank', operator: 'Exists' }]] },
      }),
    ],
    [
      'DoesNotExist and NotIn hold without the label',
      'fits',
      pool(),
      training('t', {
        ...small,
        affinity: {
          node: [
            [
              { key: 'rank', operator: 'DoesNotExist' },
              { key: 'kind', operator: 'NotIn', values: ['a'] },
            ],
          ],
        },
      }),
    ],
  ],
  'zones and volumes': [
    [
      'a gang whose volumes are in two zones, kept to one by affinity',
      'never t',
      pool({ zones: ['a', 'b'], maxNodes: 4 }),
      training(
        't',
        ['a', 'b'].map((zone) => ({
          ...small,
          volumeZones: [zone],
          affinity: { pod: [{ to: ['t'], topologyKey: ZONE }] },
        })),
      ),
    ],
    [
      'one node cannot be in both zones that two pods need',
      'never t',
      pool({ zones: ['a', 'b'], maxNodes: 1 }),
      training(
        't',
        ['a', 'b'].map((zone) => ({ ...small, volumeZones: [zone] })),
      ),
    ],
    [
      'spread counts only zones its node selector leaves',
      'fits',
      [pool({ zones: ['a'], minNodes: 1, maxNodes: 1 }), pool({ name: 'elm', zones: ['b'], minNodes: 1, maxNodes: 1 })],
      training('t', { ...small, count: 8, nodeSelector: { [ZONE]: 'b' }, spread: spread(ZONE) }),
    ],
    [
      'but a zone that volumes leave out is a domain all the same',
      'never t',
      [pool({ zones: ['a'], minNodes: 1, maxNodes: 1 }), pool({ name: 'elm', zones: ['b'], minNodes: 1, maxNodes: 1 })],
      training('t', { ...small, count: 2, volumeZones: ['b'], spread: spread(ZONE) }),
    ],
    [
      'unless it is never born',
      'fits',
      [pool({ zones: ['a'], maxNodes: 1 }), pool({ name: 'elm', zones: ['b'], maxNodes: 1 })],
      training('t', { ...small, count: 2, volumeZones: ['b'], spread: spread(ZONE) }),
    ],
    [
      'a zone that somebody else must be in is a domain',
      'not-all-at-once t',
      [pool({ zones: ['a'], maxNodes: 1 }), pool({ name: 'elm', zones: ['b'], maxNodes: 1 })],
      [
        training('s', { ...small, gpu: 8, volumeZones: ['a'] }),
        training('t', { ...small, count: 2, spread: spread(ZONE) }),
      ],
    ],
    [
      'minDomains may be met by zones that hold one pod each',
      'fits',
      pool({ zones: ['a', 'b', 'c'], maxNodes: 3 }),
      training('t', { ...small, count: 3, spread: spread(ZONE, { minDomains: 3 }) }),
    ],
    [
      'and is not by more nodes in fewer zones',
      'never t',
      pool({ zones: ['a', 'b'], maxNodes: 6 }),
      training('t', { ...small, count: 3, spread: spread(ZONE, { minDomains: 3 }) }),
    ],
    [
      'two constraints hold together',
      'never t',
      pool({ zones: ['a', 'b'], maxNodes: 3 }),
      training('t', { ...small, count: 4, spread: [...spread(ZONE), ...spread(HOST, { minDomains: 4 })] }),
    ],
  ],
  'twelve zones': [
    [
      'one pod each',
      'fits',
      pool({ zones: [...'abcdefghijkl'], maxNodes: 12 }),
      training('t', { ...small, gpu: 8, count: 12, spread: spread(ZONE, { minDomains: 12 }) }),
    ],
    [
      'one node too few for them all',
      'never t',
      pool({ zones: [...'abcdefghijkl'], maxNodes: 11 }),
      training('t', { ...small, gpu: 8, count: 12, spread: spread(ZONE, { minDomains: 12 }) }),
    ],
    [
      'most of them left unborn',
      'fits',
      pool({ zones: [...'abcdefghijkl'], maxNodes: 3 }),
      training('t', { ...small, count: 24, spread: spread(ZONE) }),
    ],
    [
      'several workloads that each spread within a pool of their own',
      'fits',
      ['p', 'q', 'r', 's'].map((name) => pool({ name, zones: ['a', 'b', 'c'], maxNodes: 3, labels: { pool: name } })),
      ['p', 'q', 'r', 's'].map((name) =>
        training(name, { ...small, count: 24, nodeSelector: { pool: name }, spread: spread(ZONE) }),
      ),
    ],
    [
      'and one of which has a pod too many',
      'never r',
      ['p', 'q', 'r', 's'].map((name) => pool({ name, zones: ['a', 'b', 'c'], maxNodes: 3, labels: { pool: name } })),
      ['p', 'q', 'r', 's'].map((name) =>
        training(name, {
          ...small,
          count: name === 'r' ? 25 : 24,
          nodeSelector: { pool: name },
          spread: spread(ZONE),
        }),
      ),
    ],
  ],
  'MIG geometries': [
    [
      '3g beside 2g and two 1g',
      'fits',
      a100({ perGpu: { '3g.20gb': 1, '2g.10gb': 1, '1g.5gb': 2 } }),
      training('t', mig('3g.20gb')),
    ],
    [
      '3g twice leaves no memory for 1g',
      'never t',
      a100({ perGpu: { '3g.20gb': 2, '1g.5gb': 1 } }),
      training('t', mig('1g.5gb')),
    ],
    [
      '3g beside five 1g is eight slices',
      'never t',
      a100({ perGpu: { '3g.20gb': 1, '1g.5gb': 5 } }),
      training('t', mig('1g.5gb')),
    ],
    ['3g beside four 1g', 'fits', a100({ perGpu: { '3g.20gb': 1, '1g.5gb': 4 } }), training('t', mig('1g.5gb', 4))],
    [
      '4g beside 3g',
      'fits',
      a100({ perGpu: { '4g.20gb': 1, '3g.20gb': 1 } }),
      training('t', [mig('4g.20gb'), mig('3g.20gb')]),
    ],
    ['4g twice', 'never t', a100({ perGpu: { '4g.20gb': 2 } }), training('t', mig('4g.20gb'))],
    [
      '2g three times and 1g',
      'fits',
      a100({ perGpu: { '2g.10gb': 3, '1g.5gb': 1 } }),
      training('t', mig('2g.10gb', 3)),
    ],
    ['2g four times', 'never t', a100({ perGpu: { '2g.10gb': 4 } }), training('t', mig('2g.10gb'))],
    [
      '1g.10gb takes two memory slices: four of them',
      'fits',
      a100({ perGpu: { '1g.10gb': 4 } }),
      training('t', mig('1g.10gb', 4)),
    ],
    ['five of them do not fit', 'never t', a100({ perGpu: { '1g.10gb': 5 } }), training('t', mig('1g.10gb'))],
    [
      'a profile of another card',
      'never t',
      a100({ perGpu: { '1g.10gb': 4 } }, { accelerator: 'A30' }),
      training('t', mig('1g.10gb')),
    ],
    [
      'A30: four 1g',
      'fits',
      a100({ perGpu: { '1g.6gb': 4 } }, { accelerator: 'A30' }),
      training('t', mig('1g.6gb', 4)),
    ],
    [
      'A30: 2g and two 1g',
      'fits',
      a100({ perGpu: { '2g.12gb': 1, '1g.6gb': 2 } }, { accelerator: 'A30' }),
      training('t', mig('1g.6gb', 2)),
    ],
    [
      'A30: three 2g',
      'never t',
      a100({ perGpu: { '2g.12gb': 3 } }, { accelerator: 'A30' }),
      training('t', mig('2g.12gb')),
    ],
    [
      'H200: seven 1g',
      'fits',
      a100({ perGpu: { '1g.18gb': 7 } }, { accelerator: 'H200' }),
      training('t', mig('1g.18gb', 7)),
    ],
    [
      'B200: two 3g',
      'fits',
      a100({ perGpu: { '3g.90gb': 2 } }, { accelerator: 'B200' }),
      training('t', mig('3g.90gb', 2)),
    ],
    [
      'one bad map spoils the whole node',
      'never t',
      a100({ perGpu: [{ '1g.5gb': 7 }, { '3g.20gb': 3 }] }, { gpus: 2 }),
      training('t', mig('1g.5gb')),
    ],
    [
      'free geometry: one GPU cannot be cut both ways',
      'not-all-at-once u',
      a100({ auto: true }),
      [training('t', mig('7g.40gb')), training('u', mig('1g.5gb'))],
    ],
    [
      'free geometry on two nodes',
      'fits',
      a100({ auto: true }, { maxNodes: 2 }),
      [training('t', mig('7g.40gb')), training('u', mig('1g.5gb', 7))],
    ],
    [
      'free geometry: pods of several profiles on one card',
      'never t',
      a100({ auto: true }),
      training('t', [mig('3g.20gb', 2), mig('1g.5gb')]),
    ],
    [
      'single of one profile is sliced by time too',
      'fits',
      a100({ strategy: 'single', perGpu: { '3g.20gb': 2 } }, { timeSlicing: { replicas: 2 } }),
      training('t', { ...small, count: 4 }),
    ],
  ],
  quotas: [
    [
      'requests of overhead count',
      'never t',
      cpuPool(),
      training('t', { cpu: 4, memoryGi: 1, overhead: { cpu: 1 } }),
      { quota: { hard: { 'requests.cpu': 4 } } },
    ],
    [
      'the largest init container counts',
      'never t',
      cpuPool(),
      training('t', { containers: [{ cpu: 1 }], initContainers: [{ cpu: 4 }] }),
      { quota: { hard: { 'requests.cpu': 3 } } },
    ],
    [
      'slices of MIG have a key of their own',
      'never t',
      a100({ perGpu: { '1g.5gb': 7 } }),
      training('t', mig('1g.5gb', 3)),
      { quota: { hard: { 'requests.nvidia.com/mig-1g.5gb': 2 } } },
    ],
    [
      'nothing left means nothing',
      'never t',
      pool(),
      training('t', small),
      { quota: { hard: { 'requests.nvidia.com/gpu': 0 } } },
    ],
    [
      'pods of every copy count',
      'not-all-at-once t',
      pool(),
      training('t', { ...small, count: 2 }, { parallel: 3 }),
      { quota: { hard: { pods: 5 } } },
    ],
    [
      'an autoscaled service is refused at its most only',
      'not-all-at-once s',
      pool(),
      service('s', { ...small, count: 1, maxCount: 6 }),
      { quota: { hard: { pods: 5 } } },
    ],
    [
      'two namespaces, two quotas',
      'fits',
      pool(),
      [training('t', { ...small, count: 4 }), training('u', { ...small, count: 4 })],
      {
        quota: [
          { hard: { pods: 4 }, workloads: ['t'] },
          { hard: { pods: 4 }, workloads: ['u'] },
        ],
      },
    ],
  ],
  queues: [
    [
      'labels of the flavor join the selector of the pod',
      'never t',
      pool({ labels: { tier: 'spot' } }),
      training('t', { ...small, nodeSelector: { disk: 'ssd' } }),
      {
        queue: {
          flavors: [{ name: 'f', nodeLabels: { tier: 'spot' }, quota: { cpu: 9, memory: 9, 'nvidia.com/gpu': 9 } }],
        },
      },
    ],
    [
      'the next flavor takes what the first has no quota for',
      'fits',
      [pool({ labels: { tier: 'a' } }), pool({ name: 'elm', labels: { tier: 'b' } })],
      [training('t', { ...small, count: 8 }), training('u', { ...small, count: 8 })],
      {
        queue: {
          flavors: ['a', 'b'].map((tier) => ({
            name: tier,
            nodeLabels: { tier },
            quota: { cpu: 100, memory: 100, 'nvidia.com/gpu': 8 },
          })),
        },
      },
    ],
    [
      'pod sets of one workload take their flavors one by one',
      'never t',
      pool({ labels: { tier: 'a' } }),
      training('t', [
        { ...small, count: 5 },
        { ...small, count: 5 },
      ]),
      { queue: { flavors: [{ name: 'a', quota: { cpu: 100, memory: 100, 'nvidia.com/gpu': 8 } }] } },
    ],
    [
      'taints of the nodes behind a flavor still bind',
      'never t',
      pool({ labels: { tier: 'a' }, taints: ['x=y:NoSchedule'] }),
      training('t', small),
      {
        queue: {
          flavors: [{ name: 'a', nodeLabels: { tier: 'a' }, quota: { cpu: 9, memory: 9, 'nvidia.com/gpu': 9 } }],
        },
      },
    ],
    [
      'EFA adapters that the queue does not cover',
      'never t',
      pool({ extra: { 'vpc.amazonaws.com/efa': 4 } }),
      training('t', { ...small, extra: { 'vpc.amazonaws.com/efa': 4 } }),
      { queue: { flavors: [{ name: 'a', quota: { cpu: 9, memory: 9, 'nvidia.com/gpu': 9 } }] } },
    ],
    [
      'a quota of exactly what is asked',
      'fits',
      pool(),
      training('t', { ...small, cpu: 0.1, memoryGi: 0.7, count: 10 }),
      { queue: { flavors: [{ name: 'a', quota: { cpu: 1, memory: 7, 'nvidia.com/gpu': 10 } }] } },
    ],
  ],
  'who is to blame': [
    [
      'the later of two that shun each other',
      'not-all-at-once b',
      pool({ maxNodes: 1 }),
      [
        service('a', small),
        service('b', { ...small, affinity: { podAnti: [{ to: ['a'], topologyKey: HOST }] } }),
        service('c', small),
      ],
    ],
    [
      'a service that shuns itself',
      'not-all-at-once s',
      pool({ maxNodes: 2 }),
      [
        service('a', small),
        service('s', { ...small, count: 3, affinity: { podAnti: [{ to: ['s'], topologyKey: HOST }] } }),
      ],
    ],
    [
      'the first that can never run, wherever it stands',
      'never z',
      pool(),
      [
        training('a', { ...small, count: 16 }),
        training('b', { ...small, count: 16 }),
        training('z', { ...small, gpu: 9 }),
      ],
    ],
    [
      'the gang that is too many beside a service at its most',
      'not-all-at-once t',
      pool(),
      [service('s', { ...small, count: 1, maxCount: 9 }), training('t', { ...small, count: 8 })],
    ],
    [
      'copies whose affinity keeps all of them in one zone',
      'not-all-at-once t',
      pool({ zones: ['a', 'b'], maxNodes: 1 }),
      training('t', { ...small, count: 4, affinity: { pod: [{ to: ['t'], topologyKey: ZONE }] } }, { parallel: 3 }),
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, listed) => {
  for (const [why, expected, pools, workloads, rest] of listed) {
    it(`${why}: ${expected}`, () => expect(verdict(pools, workloads, rest)).toBe(expected));
  }
});
