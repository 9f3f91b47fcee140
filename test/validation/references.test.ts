import { runInNewContext } from 'node:vm';
import { type ValidateOptions, validateManifests } from '../../src/validation';

type Fields = Record<string, unknown>;

const object = (apiVersion: string, kind: string, name: string, fields: Fields = {}, namespace = 'default') => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace !== '' && { namespace }) },
  ...fields,
});
const secret = (name: string, namespace = 'default') => object('v1', 'Secret', name, {}, namespace);

/** `severity rule path` of what is said of references. */
function told(objects: readonly unknown[], options: ValidateOptions = {}): string[] {
  return validateManifests(objects, options)
    .filter(({ rule }) => rule.startsWith('reference/'))
    .map(({ severity, rule, path }) => `${severity} ${rule.slice('reference/'.length)} ${path}`)
    .sort();
}

const fromSecret = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'token', key: 'k' } } }];
const pod = {
  serviceAccountName: 'robot',
  imagePullSecrets: [{ name: 'pull' }],
  volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
  containers: [{ name: 'main', image: 'i', env: fromSecret, envFrom: [{ configMapRef: { name: 'env' } }] }],
};
const below = (path: string) => [
  `config-map ${path}.containers[0].envFrom[0].configMapRef.name`,
  `secret ${path}.containers[0].env[0].valueFrom.secretKeyRef.name`,
  `secret ${path}.imagePullSecrets[0].name`,
  `service-account ${path}.serviceAccountName`,
  `volume-claim ${path}.volumes[0].persistentVolumeClaim.claimName`,
];

const cases: [string, unknown, string[]][] = [
  [
    'TrainJob',
    object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'a', {
      spec: {
        runtimeRef: { name: 'torch-distributed' },
        trainer: { env: fromSecret },
        initializer: {
          dataset: { storageUri: 'hf://x/y', secretRef: { name: 'hf' } },
          model: { storageUri: 'pvc://models/a', env: fromSecret },
        },
        podTemplateOverrides: [
          {
            targetJobs: [{ name: 'node' }],
            spec: { ...pod, containers: [{ name: 'sidecar', env: fromSecret }] },
          },
        ],
      },
    }),
    [
      'secret spec.initializer.dataset.secretRef.name',
      'secret spec.initializer.model.env[0].valueFrom.secretKeyRef.name',
      'secret spec.podTemplateOverrides[0].spec.containers[0].env[0].valueFrom.secretKeyRef.name',
      'secret spec.podTemplateOverrides[0].spec.imagePullSecrets[0].name',
      'secret spec.trainer.env[0].valueFrom.secretKeyRef.name',
      'service-account spec.podTemplateOverrides[0].spec.serviceAccountName',
      'volume-claim spec.initializer.model.storageUri',
      'volume-claim spec.podTemplateOverrides[0].spec.volumes[0].persistentVolumeClaim.claimName',
    ],
  ],
  [
    'InferenceService',
    object('serving.kserve.io/v1beta1', 'InferenceService', 'a', {
      spec: {
        predictor: {
          serviceAccountName: 'robot',
          model: {
            modelFormat: { name: 'sklearn' },
            storageUri: 'pvc://models/a',
            env: fromSecret,
            envFrom: [{ configMapRef: { name: 'env' } }],
          },
        },
        transformer: pod,
      },
    }),
    [
      'config-map spec.predictor.model.envFrom[0].configMapRef.name',
      'secret spec.predictor.model.env[0].valueFrom.secretKeyRef.name',
      'service-account spec.predictor.serviceAccountName',
      'volume-claim spec.predictor.model.storageUri',
      ...below('spec.transformer'),
    ],
  ],
  [
    'InferenceService of a framework',
    object('serving.kserve.io/v1beta1', 'InferenceService', 'a', {
      spec: { predictor: { sklearn: { storageUri: 'pvc://models/a', env: fromSecret } } },
    }),
    [
      'secret spec.predictor.sklearn.env[0].valueFrom.secretKeyRef.name',
      'volume-claim spec.predictor.sklearn.storageUri',
    ],
  ],
  [
    'LLMInferenceService',
    object('serving.kserve.io/v1alpha1', 'LLMInferenceService', 'a', {
      spec: { model: { uri: 'pvc://models/a' }, template: pod, prefill: { worker: pod } },
    }),
    ['volume-claim spec.model.uri', ...below('spec.template'), ...below('spec.prefill.worker')],
  ],
  [
    'ServingRuntime',
    object('serving.kserve.io/v1alpha1', 'ServingRuntime', 'a', {
      spec: { containers: pod.containers, imagePullSecrets: pod.imagePullSecrets, volumes: pod.volumes },
    }),
    below('spec').filter((one) => !one.startsWith('service-account')),
  ],
  [
    'ServiceAccount',
    object('v1', 'ServiceAccount', 'a', { secrets: [{ name: 's3' }], imagePullSecrets: [{ name: 'pull' }] }),
    ['secret imagePullSecrets[0].name', 'secret secrets[0].name'],
  ],
];

describe('references in', () => {
  test.each(cases)('%s', (_, value, expected) => {
    expect(told([value])).toEqual(expected.map((one) => `warning ${one}`).sort());
    expect(told([value], { closed: true })).toEqual(expected.map((one) => `error ${one}`).sort());
  });
  test.each(cases)('%s are fine where what they name is there', (_, value) => {
    const there = [
      ...['token', 'hf', 'pull', 's3'].map((name) => secret(name)),
      object('v1', 'ConfigMap', 'env'),
      object('v1', 'ServiceAccount', 'robot'),
      object('v1', 'PersistentVolumeClaim', 'data'),
      object('v1', 'PersistentVolumeClaim', 'models'),
    ];
    expect(told([value, ...there], { closed: true })).toEqual([]);
    const elsewhere = there.map((one) => ({ ...one, metadata: { ...one.metadata, namespace: 'kube-system' } }));
    expect(told([value, ...elsewhere])).not.toEqual([]);
  });
  test('pods of what has no namespace are not looked for', () => {
    const template = { spec: { replicatedJobs: [{ name: 'node', template: { spec: { template: { spec: pod } } } }] } };
    const runtime = object(
      'trainer.kubeflow.org/v1alpha1',
      'ClusterTrainingRuntime',
      'a',
      { spec: { mlPolicy: { numNodes: 1 }, template } },
      '',
    );
    expect(told([runtime], { closed: true })).toEqual([]);
  });
});

describe('the certificate of a gateway', () => {
  const gateway = (selector: Fields = { istio: 'ingressgateway' }) =>
    object(
      'networking.istio.io/v1',
      'Gateway',
      'g',
      {
        spec: {
          selector,
          servers: [
            {
              hosts: ['a.example.com'],
              port: { number: 443, name: 'https', protocol: 'HTTPS' },
              tls: { mode: 'SIMPLE', credentialName: 'tls' },
            },
          ],
        },
      },
      'kubeflow',
    );
  const missing = 'secret spec.servers[0].tls.credentialName';

  test("is looked for in Istio's namespace, where the set makes such or is closed", () => {
    expect(told([gateway()])).toEqual([]);
    expect(told([gateway()], { closed: true })).toEqual([`error ${missing}`]);
    expect(told([gateway(), secret('other', 'istio-system')])).toEqual([`warning ${missing}`]);
    expect(told([gateway(), secret('tls', 'istio-system')], { closed: true })).toEqual([]);
    expect(told([gateway(), secret('tls', 'kubeflow')], { closed: true })).toEqual([`error ${missing}`]);
  });
  test("may be a certificate's", () => {
    const certificate = object('cert-manager.io/v1', 'Certificate', 'c', {
      spec: { secretName: 'tls', dnsNames: ['a.example.com'], issuerRef: { name: 'i' } },
    });
    certificate.metadata.namespace = 'istio-system';
    expect(told([gateway(), certificate], { closed: true })).toEqual([]);
  });
  test("is looked for beside the set's own gateway", () => {
    const labels = { istio: 'mine' };
    const own = object('apps/v1', 'Deployment', 'd', {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] } },
      },
    });
    expect(told([gateway(labels), own, secret('tls')], { closed: true })).toEqual([]);
    expect(told([gateway(labels), own, secret('tls', 'istio-system')], { closed: true })).toEqual([`error ${missing}`]);
  });
});

describe('what the release installs', () => {
  test.each(['kubeflow', 'istio-system', 'knative-serving', 'cert-manager', 'kubeflow-user-example-com'])(
    'has namespace %s',
    (namespace) => {
      for (const release of ['1.10', '1.11', '26.03'] as const)
        expect(told([secret('a', namespace)], { release, closed: true })).toEqual([]);
    },
  );
  test('differs by release', () => {
    expect(told([secret('a', 'kubeflow-system')], { release: '26.03' })).toEqual([]);
    expect(told([secret('a', 'kubeflow-system')], { release: '1.10' })).toEqual([
      'warning namespace metadata.namespace',
    ]);
  });
  test('has its service accounts and configuration', () => {
    const bound = (name: string) =>
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'b', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'ServiceAccount', name, namespace: 'istio-system' }],
      });
    expect(told([bound('istio-ingressgateway-service-account')], { closed: true })).toEqual([]);
    expect(told([bound('nobody')], { closed: true })).toEqual(['error service-account subjects[0].name']);
  });
  test("makes a profile's service accounts", () => {
    const notebook = (account: string) =>
      object(
        'kubeflow.org/v1',
        'Notebook',
        'n',
        { spec: { template: { spec: { serviceAccountName: account, containers: [{ name: 'n', image: 'i' }] } } } },
        'team',
      );
    const profile = object('kubeflow.org/v1', 'Profile', 'team', { spec: { owner: { kind: 'User', name: 'a@b.c' } } });
    const { namespace: _, ...metadata } = profile.metadata as Fields;
    const team = { ...profile, metadata };
    expect(told([notebook('default-editor'), team], { closed: true })).toEqual([]);
    expect(told([notebook('default-viewer'), team], { closed: true })).toEqual([]);
    expect(told([notebook('robot'), team])).toEqual(['warning service-account spec.template.spec.serviceAccountName']);
    expect(told([notebook('default-editor')], { declared: [{ kind: 'Profile', name: 'team' }] })).toEqual([]);
  });
});

describe('values that no file has', () => {
  test('lists with holes are told of, and break no rule', () => {
    const containers: unknown[] = new Array(1);
    containers.push({ name: 'a', image: 'i' });
    const spec = { containers, volumes: new Array(2) };
    const findings = validateManifests([object('v1', 'Pod', 'a', { spec })]);
    expect(findings.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    const job = { pytorchReplicaSpecs: { Master: { template: { spec } } } };
    expect(() =>
      validateManifests([object('kubeflow.org/v1', 'PyTorchJob', 'a', { spec: job })], { release: '1.10' }),
    ).not.toThrow();
    for (const [, value] of cases) {
      const { spec } = structuredClone(value) as { spec?: Fields };
      for (const member of Object.values(spec ?? {})) if (Array.isArray(member)) delete member[0];
      expect(() => validateManifests([{ ...(value as Fields), spec }])).not.toThrow();
    }
  });
  test('objects of another realm are held to the same rules', () => {
    const job = object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'a', {
      spec: {
        runtimeRef: { name: 'torch-distributed' },
        podTemplateOverrides: [{ targetJobs: [{ name: 'node' }], spec: { containers: [{ name: 'node', env: [] }] } }],
        trainer: { numProcPerNode: 'nonsense' },
      },
    });
    const queue = object(
      'kueue.x-k8s.io/v1beta1',
      'ClusterQueue',
      'q',
      {
        spec: {
          namespaceSelector: {},
          cohort: 'c',
          preemption: { reclaimWithinCohort: 'Never', borrowWithinCohort: { policy: 'LowerPriority' } },
        },
      },
      '',
    );
    for (const value of [job, queue]) {
      const here = validateManifests([value]);
      expect(here.length).toBeGreaterThan(0);
      expect(validateManifests([runInNewContext(`(${JSON.stringify(value)})`)])).toEqual(here);
      const mixed = { ...value, spec: runInNewContext(`(${JSON.stringify((value as Fields).spec)})`) };
      expect(validateManifests([mixed])).toEqual(here);
    }
  });
});
