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
    const declared = [{ kind: 'Issuer', namespace: 'istio-system', name: 'i' }];
    expect(told([gateway(), certificate], { closed: true, declared })).toEqual([]);
    expect(told([gateway(), certificate])).toEqual(['warning issuer spec.issuerRef.name']);
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

describe('a reference', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const role = (kind: string, name: string) => ({ roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name } });
  const route = { http: [{ route: [{ destination: { host: 'web' } }] }] };
  const inference = (predictor: Fields) =>
    object('serving.kserve.io/v1beta1', 'InferenceService', 'i', { spec: { predictor } });
  const single: [what: string, value: unknown, path: string, there: unknown][] = [
    [
      'of a binding to a role',
      object(rbac, 'RoleBinding', 'b', role('Role', 'reader')),
      'role roleRef.name',
      object(rbac, 'Role', 'reader', { rules: [] }),
    ],
    [
      'of a binding to a cluster role',
      object(rbac, 'ClusterRoleBinding', 'b', role('ClusterRole', 'reader'), ''),
      'role roleRef.name',
      object(rbac, 'ClusterRole', 'reader', { rules: [] }, ''),
    ],
    [
      'of an autoscaler',
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'h', {
        spec: { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' } },
      }),
      'scale-target spec.scaleTargetRef.name',
      object('apps/v1', 'StatefulSet', 'web'),
    ],
    [
      'of a route to its gateway',
      object('networking.istio.io/v1', 'VirtualService', 'v', {
        spec: { hosts: ['a.b'], gateways: ['mesh', 'kubeflow/gate'], ...route },
      }),
      'gateway spec.gateways[1]',
      object('networking.istio.io/v1', 'Gateway', 'gate', {}, 'kubeflow'),
    ],
    [
      'of a queue to a check',
      object(
        'kueue.x-k8s.io/v1beta2',
        'ClusterQueue',
        'q',
        {
          spec: { admissionChecksStrategy: { admissionChecks: [{ name: 'dws' }] } },
        },
        '',
      ),
      'admission-check spec.admissionChecksStrategy.admissionChecks[0].name',
      object('kueue.x-k8s.io/v1beta2', 'AdmissionCheck', 'dws', {}, ''),
    ],
    [
      'of a flavor to its topology',
      object('kueue.x-k8s.io/v1beta2', 'ResourceFlavor', 'f', { spec: { topologyName: 'racks' } }, ''),
      'topology spec.topologyName',
      object('kueue.x-k8s.io/v1beta2', 'Topology', 'racks', {}, ''),
    ],
    [
      'of a job to its priority in queues',
      {
        ...object('batch/v1', 'Job', 'j'),
        metadata: { name: 'j', namespace: 'default', labels: { 'kueue.x-k8s.io/priority-class': 'high' } },
      },
      'workload-priority-class metadata.labels.kueue.x-k8s.io/priority-class',
      object('kueue.x-k8s.io/v1beta2', 'WorkloadPriorityClass', 'high', {}, ''),
    ],
    [
      'of a pod to its priority',
      object('v1', 'Pod', 'p', { spec: { priorityClassName: 'high', containers: [] } }),
      'priority-class spec.priorityClassName',
      object('scheduling.k8s.io/v1', 'PriorityClass', 'high', {}, ''),
    ],
    [
      'of a pod by its older field',
      object('v1', 'Pod', 'p', { spec: { serviceAccount: 'robot', containers: [] } }),
      'service-account spec.serviceAccount',
      object('v1', 'ServiceAccount', 'robot'),
    ],
    [
      'of a volume of a driver',
      object('v1', 'Pod', 'p', {
        spec: { volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name: 'key' } } }], containers: [] },
      }),
      'secret spec.volumes[0].csi.nodePublishSecretRef.name',
      secret('key'),
    ],
    [
      'of a model to the key of its storage',
      inference({ model: { modelFormat: { name: 'sklearn' }, storage: { key: 'minio', path: 'm' } } }),
      'secret spec.predictor.model.storage.key',
      secret('storage-config'),
    ],
    [
      'of a graph to a service',
      object('serving.kserve.io/v1alpha1', 'InferenceGraph', 'g', {
        spec: { nodes: { root: { routerType: 'Sequence', steps: [{ serviceName: 'i' }] } } },
      }),
      'inference-service spec.nodes.root.steps[0].serviceName',
      inference({ model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://a' } }),
    ],
    [
      'of a trial',
      object('kubeflow.org/v1beta1', 'Experiment', 'e', {
        spec: {
          trialTemplate: {
            trialSpec: {
              apiVersion: 'batch/v1',
              kind: 'Job',
              spec: { template: { spec: { serviceAccountName: 'robot', containers: [] } } },
            },
          },
        },
      }),
      'service-account spec.trialTemplate.trialSpec.spec.template.spec.serviceAccountName',
      object('v1', 'ServiceAccount', 'robot'),
    ],
    [
      'of a viewer',
      object('kubeflow.org/v1alpha1', 'PVCViewer', 'v', { spec: { pvc: 'data' } }),
      'volume-claim spec.pvc',
      object('v1', 'PersistentVolumeClaim', 'data'),
    ],
  ];
  test.each(single)(
    '%s is a warning where nobody makes it, and nothing where the set does',
    (_, value, path, there) => {
      expect(told([value])).toEqual([`warning ${path}`]);
      expect(told([value], { closed: true })).toContain(`error ${path}`);
      expect(told([value, there])).toEqual([]);
    },
  );

  const others: [what: string, value: unknown, path: string, there: unknown, another: unknown][] = [
    [
      'to a storage class',
      object('v1', 'PersistentVolumeClaim', 'c', { spec: { storageClassName: 'fast' } }),
      'storage-class spec.storageClassName',
      object('storage.k8s.io/v1', 'StorageClass', 'fast', {}, ''),
      object('storage.k8s.io/v1', 'StorageClass', 'slow', {}, ''),
    ],
    [
      'to a runtime class',
      object('v1', 'Pod', 'p', { spec: { runtimeClassName: 'nvidia', containers: [] } }),
      'runtime-class spec.runtimeClassName',
      object('node.k8s.io/v1', 'RuntimeClass', 'nvidia', {}, ''),
      object('node.k8s.io/v1', 'RuntimeClass', 'kata', {}, ''),
    ],
    [
      'to a service in the mesh',
      object('networking.istio.io/v1', 'VirtualService', 'v', { spec: { hosts: ['web'], ...route } }),
      'service spec.http[0].route[0].destination.host',
      object('v1', 'Service', 'web'),
      object('v1', 'Service', 'api'),
    ],
  ];
  test.each(others)('%s is told of where the set is closed, or makes others', (_, value, path, there, another) => {
    expect(told([value])).toEqual([]);
    expect(told([value], { closed: true })).toEqual([`error ${path}`]);
    expect(told([value, another])).toEqual([`warning ${path}`]);
    expect(told([value, there], { closed: true })).toEqual([]);
  });

  test('to what every cluster has is fine', () => {
    const spec = { priorityClassName: 'system-node-critical', containers: [] };
    expect(told([object('v1', 'Pod', 'p', { spec })], { closed: true })).toEqual([]);
    for (const name of ['cluster-admin', 'view', 'system:auth-delegator'])
      expect(told([object(rbac, 'RoleBinding', 'b', role('ClusterRole', name))], { closed: true })).toEqual([]);
    const route2 = { hosts: ['hub'], http: [{ route: [{ destination: { host: 'api.example.com' } }] }] };
    expect(told([object('networking.istio.io/v1', 'VirtualService', 'v', { spec: route2 })], { closed: true })).toEqual(
      [],
    );
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
