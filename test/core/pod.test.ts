import { App, Chart, Size } from 'cdk8s';
import { ConfigMap, Cpu, EnvValue, Secret, Volume } from 'cdk8s-plus-28';
import { podSpec, podTemplate } from '../../src/core/pod';
import { restricted } from '../../src/core/security';

const pool = {
  count: 8,
  resource: 'nvidia.com/gpu',
  pool: 'h100',
  extended: { 'vpc.amazonaws.com/efa': 32 },
  env: { FI_PROVIDER: 'efa' },
  placement: { nodeSelector: { pool: 'h100' }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' as const }] },
};

test('a claim on a pool becomes resources, placement and environment', () => {
  const spec = podSpec('main', { image: 'acme/sft:1', gpu: pool, env: { FI_PROVIDER: 'tcp' } });
  expect(spec).toEqual({
    nodeSelector: { pool: 'h100' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
    containers: [
      {
        name: 'main',
        image: 'acme/sft:1',
        env: [{ name: 'FI_PROVIDER', value: 'tcp' }],
        resources: {
          requests: { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 32 },
          limits: { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 32 },
        },
      },
    ],
  });
});

test('one value is request and limit, a pair says them apart', () => {
  const [container] = podSpec('c', { image: 'i', cpu: 2, memory: { request: '1Gi', limit: '2Gi' } }).containers;
  expect(container!.resources).toEqual({ requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } });
});

test('a request above its limit is refused', () => {
  expect(() => podSpec('c', { image: 'i', memory: { request: '2Gi', limit: '1024Mi' } })).toThrow(
    "memory request '2Gi' is more than its limit '1024Mi'",
  );
});

test('two kinds of accelerator in one pod are refused', () => {
  const sidecars = [{ name: 'b', image: 'i', gpu: { ...pool, resource: 'nvidia.com/mig-1g.10gb' } }];
  expect(() => podSpec('a', { image: 'i', gpu: 1 }, { sidecars })).toThrow(
    'nvidia.com/gpu and nvidia.com/mig-1g.10gb in one pod',
  );
});

test('every source of an environment variable', () => {
  const [container] = podSpec('c', {
    image: 'i',
    env: {
      A: 'text',
      B: 3,
      C: { toString: () => '${trialParameters.lr}' },
      D: { secret: 's', key: 'k' },
      E: { configMap: 'm', key: 'k', optional: true },
      F: { field: 'metadata.name' },
      G: { resource: 'limits.cpu' },
    },
    envFrom: [{ secret: 's', prefix: 'X_' }],
  }).containers;
  expect(container!.env).toEqual([
    { name: 'A', value: 'text' },
    { name: 'B', value: '3' },
    { name: 'C', value: '${trialParameters.lr}' },
    { name: 'D', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    { name: 'E', valueFrom: { configMapKeyRef: { name: 'm', key: 'k', optional: true } } },
    { name: 'F', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'G', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
  ]);
  expect(container!.envFrom).toEqual([{ prefix: 'X_', secretRef: { name: 's' } }]);
});

test("cdk8s-plus's values are accepted wherever ours are", () => {
  const chart = new Chart(new App(), 'c');
  const secret = new Secret(chart, 'secret', { metadata: { name: 'creds' } });
  const configMap = new ConfigMap(chart, 'map', { metadata: { name: 'conf' } });
  const spec = podSpec('c', {
    image: 'i',
    cpu: Cpu.millis(500),
    memory: Size.gibibytes(1),
    env: { A: EnvValue.fromValue('x'), B: EnvValue.fromSecretValue({ secret, key: 'k' }), C: { secret, key: 'k' } },
    mounts: { '/conf': Volume.fromConfigMap(chart, 'v', configMap), '/creds': { secret } },
  });
  expect(spec.containers[0]).toMatchObject({
    resources: { requests: { cpu: '500m', memory: '1Gi' } },
    env: [
      { name: 'A', value: 'x' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'creds', key: 'k' } } },
      { name: 'C', valueFrom: { secretKeyRef: { name: 'creds', key: 'k' } } },
    ],
  });
  expect(spec.volumes).toMatchObject([
    { configMap: { name: 'conf' } },
    { name: 'creds', secret: { secretName: 'creds' } },
  ]);
});

test('the same source is one volume, another source of the same name a second', () => {
  const spec = podSpec(
    'a',
    {
      image: 'i',
      mounts: { '/data': { pvc: 'data' }, '/in': { pvc: 'data', subPath: 'in' }, '/keys': { secret: 'data' } },
    },
    { sidecars: [{ name: 'b', image: 'i', mounts: { '/d': { pvc: 'data' } } }] },
  );
  expect(spec.volumes).toEqual([
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'data-2', secret: { secretName: 'data' } },
  ]);
  expect(spec.containers.map((c) => c.volumeMounts)).toEqual([
    [
      { name: 'data', mountPath: '/data' },
      { name: 'data', mountPath: '/in', subPath: 'in' },
      { name: 'data-2', mountPath: '/keys' },
    ],
    [{ name: 'data', mountPath: '/d' }],
  ]);
});

test('every kind of volume', () => {
  const spec = podSpec('a', {
    image: 'i',
    mounts: {
      '/dev/shm': { memory: '64Gi' },
      '/tmp': { emptyDir: '10Gi' },
      '/any': { emptyDir: true },
      '/host': { hostPath: '/opt', type: 'Directory' },
      '/nfs': { nfs: { server: 'n', path: '/p' } },
      '/scratch': { ephemeral: '100Gi', storageClass: 'fast' },
      '/csi': { source: { csi: { driver: 'd' } } },
      '/s': { secret: 's', items: { k: 'file' }, mode: 0o400 },
    },
  });
  expect(spec.volumes).toEqual([
    { name: 'dev-shm', emptyDir: { medium: 'Memory', sizeLimit: '64Gi' } },
    { name: 'tmp', emptyDir: { sizeLimit: '10Gi' } },
    { name: 'any', emptyDir: {} },
    { name: 'host', hostPath: { path: '/opt', type: 'Directory' } },
    { name: 'nfs', nfs: { server: 'n', path: '/p' } },
    {
      name: 'scratch',
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '100Gi' } },
          },
        },
      },
    },
    { name: 'csi', csi: { driver: 'd' } },
    { name: 's', secret: { secretName: 's', items: [{ key: 'k', path: 'file' }], defaultMode: 0o400 } },
  ]);
});

test('restricted is what Pod Security asks for, and can be added to', () => {
  const contexts = [{ security: 'restricted' as const }, { security: { ...restricted, runAsUser: 1000 } }].map(
    (props) => podSpec('c', { image: 'i', ...props }).containers[0]!.securityContext,
  );
  expect(contexts[0]).toEqual({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(contexts[1]).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
});

test('scheduling, identity and labels of the pod', () => {
  const template = podTemplate(
    'c',
    { image: 'i', gpu: pool },
    {
      labels: { a: 'b' },
      annotations: { c: 'd' },
      nodeSelector: { zone: 'x' },
      tolerations: [{ key: 'spot', operator: 'Exists' }],
      priorityClass: 'high',
      schedulerName: 'volcano',
      runtimeClass: 'nvidia',
      serviceAccount: 'trainer',
      imagePullSecrets: ['ghcr'],
      terminationGracePeriod: '2m',
      initContainers: [{ name: 'prepare', image: 'p' }],
    },
  );
  expect(template).toMatchObject({
    metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
    spec: {
      nodeSelector: { pool: 'h100', zone: 'x' },
      tolerations: [{ key: 'nvidia.com/gpu' }, { key: 'spot' }],
      priorityClassName: 'high',
      schedulerName: 'volcano',
      runtimeClassName: 'nvidia',
      serviceAccountName: 'trainer',
      imagePullSecrets: [{ name: 'ghcr' }],
      terminationGracePeriodSeconds: 120,
      initContainers: [{ name: 'prepare', image: 'p' }],
    },
  });
});

test.each([
  [{ image: '' }, "image ''"],
  [{ image: 'i', memory: '64GB' }, "memory '64GB'"],
  [{ image: 'i', gpu: 1.5 }, 'gpu 1.5 is not a whole number'],
  [{ image: 'i', gpu: 0 }, 'gpu 0 is less than 1'],
  [{ image: 'i', extended: { efa: 1 } }, "'efa' is no extended resource"],
  [{ image: 'i', env: { A: undefined } }, 'env A has no value'],
  [{ image: 'i', env: { A: { secrt: 'x' } } }, 'env A is {"secrt":"x"}'],
  [{ image: 'i', mounts: { data: { pvc: 'x' } } }, "mount 'data' is not an absolute path"],
  [{ image: 'i', mounts: { '/a': { pvcs: 'x' } } }, 'mount /a { pvcs } is no volume we know'],
  [{ image: 'i', command: 'python train.py' }, "command 'python train.py' is not a list"],
])('refuses %j', (container, message) => {
  expect(() => podSpec('c', container as never)).toThrow(message);
});

test.each([
  [{}, {}, 'image is missing'],
  [undefined, {}, 'undefined is not a container'],
  [{ image: 'i', ports: 80 }, {}, 'ports 80 is not a list'],
  [{ image: 'i' }, { serviceAccount: {} }, 'serviceAccount {} is neither a name'],
  [{ image: 'i', env: { A: { secret: {}, key: 'k' } } }, {}, 'env A secret {} is neither a name'],
  [{ image: 'i', envFrom: [null] }, {}, 'envFrom null is neither { secret } nor { configMap }'],
  [{ image: 'i' }, null, 'pod null is not an object of pod options'],
  [{ image: 'i' }, { sidecars: [null] }, 'pod has the container null'],
])('container %j with %j is refused in words', (container, options, sentence) => {
  expect(() => podSpec('main', container as never, options as never)).toThrow(sentence as string);
});
