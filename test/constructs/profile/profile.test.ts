import { Chart } from 'cdk8s';
import { KubeflowApp, Profile, type ProfileProps, TeamStack } from '../../../src';
import { absent, Manifests } from '../../../src/testing';

function team(props: Partial<ProfileProps> = {}) {
  const app = new KubeflowApp();
  new TeamStack(app, 'vision', { owner: 'ada@acme.io', ...props });
  return Manifests.of(app);
}

test('a profile brings its namespace, which the controller takes over by its owner annotation', () => {
  const manifests = team();
  manifests.hasResource('Namespace', {
    metadata: {
      name: 'vision',
      namespace: absent,
      annotations: { owner: 'ada@acme.io' },
      labels: { 'istio-injection': 'enabled' },
    },
  });
  manifests.hasResource('kubeflow.org/v1/Profile', {
    metadata: { name: 'vision' },
    spec: { owner: { kind: 'User', name: 'ada@acme.io' } },
  });
  expect(manifests.objects.map((o) => o.kind).indexOf('Namespace')).toBe(0);
});

test('the namespace has the labels that the webhooks of Katib, KServe and Pipelines look for', () => {
  team().hasResource('Namespace', {
    metadata: {
      labels: {
        'katib.kubeflow.org/metrics-collector-injection': 'enabled',
        'serving.kubeflow.org/inferenceservice': 'enabled',
        'pipelines.kubeflow.org/enabled': 'true',
      },
    },
  });
});

test('members get rights and passage, in the names that the dashboard lists', () => {
  const manifests = team({ members: { 'bob@acme.io': 'edit', 'Eve.X@acme.io': 'view' } });
  manifests.hasResource('RoleBinding', {
    metadata: {
      name: 'user-bob-acme-io-clusterrole-edit',
      namespace: 'vision',
      annotations: { user: 'bob@acme.io', role: 'edit' },
    },
    roleRef: { name: 'kubeflow-edit' },
    subjects: [{ kind: 'User', name: 'bob@acme.io' }],
  });
  manifests.hasResource('AuthorizationPolicy', {
    metadata: { name: 'user-eve-x-acme-io-clusterrole-view' },
    spec: { rules: [{ when: [{ key: 'request.headers[kubeflow-userid]', values: ['Eve.X@acme.io'] }] }] },
  });
  manifests.resourceCount('RoleBinding', 2).resourceCount('AuthorizationPolicy', 2);
});

test('a quota limits what pods ask for', () => {
  team({
    quota: {
      cpu: 256,
      memory: '2Ti',
      storage: '10Ti',
      gpu: 32,
      pods: 100,
      hard: { 'requests.nvidia.com/mig-1g.10gb': 4 },
    },
  }).hasResource('Profile', {
    spec: {
      resourceQuotaSpec: {
        hard: {
          'requests.cpu': '256',
          'requests.memory': '2Ti',
          'requests.storage': '10Ti',
          'requests.nvidia.com/gpu': 32,
          pods: 100,
          'requests.nvidia.com/mig-1g.10gb': 4,
        },
      },
    },
  });
});

test('without a quota there is none', () => {
  team().hasResource('Profile', { spec: { resourceQuotaSpec: absent } });
});

test('container defaults fill in what a quota demands', () => {
  team({ containerDefaults: { cpu: { request: '100m' }, memory: '256Mi' } }).hasResource('LimitRange', {
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: '100m', memory: '256Mi' },
          default: { memory: '256Mi', cpu: absent },
        },
      ],
    },
  });
});

test('a cloud identity is a plugin of the profile', () => {
  team({ identity: { awsRoleArn: 'arn:aws:iam::1:role/ml' } }).hasResource('Profile', {
    spec: { plugins: [{ kind: 'AwsIamForServiceAccount', spec: { awsIamRole: 'arn:aws:iam::1:role/ml' } }] },
  });
  team({ identity: { gcpServiceAccount: 'ml@acme.iam.gserviceaccount.com' } }).hasResource('Profile', {
    spec: { plugins: [{ kind: 'WorkloadIdentity', spec: { gcpServiceAccount: 'ml@acme.iam.gserviceaccount.com' } }] },
  });
});

test('Pod Security and sidecars are the namespace’s', () => {
  team({ podSecurity: 'restricted', sidecars: false }).hasResource('Namespace', {
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'istio-injection': 'disabled' } },
  });
});

test('everything that is wrong is said together, with the path', () => {
  const chart = new Chart(new KubeflowApp().manifests, 'c');
  const props = { owner: 'ada', members: { 'x@y.z': 'write' }, quota: { memory: '64GB', gpu: 1.5 } } as never;
  expect(() => new Profile(chart, 'p', props)).toThrow(
    [
      '4 problems',
      "  c/p: owner 'ada' is not an e-mail address: people are known by the one they log in with",
      "  c/p: members['x@y.z'] 'write' is none of view, edit, admin",
      "  c/p: quota.memory '64GB' is not a Kubernetes quantity, write '64G' or '64Gi'",
      '  c/p: quota.gpu 1.5 is not a whole number',
    ].join('\n'),
  );
});

test.each([
  [{ members: { 'ada@acme.io': 'edit' } }, "members['ada@acme.io'] is the owner"],
  [{ quota: { memory: 64 } }, 'quota.memory 64 has no unit'],
  [{ quota: 5 }, 'quota 5 is no object'],
])('refuses %j', (props, message) => {
  expect(() => team(props as never)).toThrow(message);
});

test('a profile made elsewhere has a namespace and no manifest', () => {
  const app = new KubeflowApp();
  const chart = new Chart(app.manifests, 'c');
  expect(Profile.fromName(chart, 'p', 'nlp').namespace).toBe('nlp');
  expect(Manifests.of(app).objects).toEqual([]);
});

test.each(['default', 'kube-system', 'kubeflow', 'istio-system', 'cert-manager'])(
  "the cluster's own namespace %s is no team's",
  (name) => {
    const props = { owner: 'ada@acme.io' } as const;
    const sentence = `name '${name}' is a namespace of the cluster itself, which a profile would take over`;
    expect(() => new TeamStack(new KubeflowApp(), name, props)).toThrow(sentence);
    expect(() => new TeamStack(new KubeflowApp(), 'a', { ...props, metadata: { name } })).toThrow(sentence);
  },
);

test.each([
  [{ quoat: {} }, "vision: quoat is no property here, did you mean 'quota'?"],
  [{ quota: { gpus: 8 } }, "vision: quota.gpus is no property here, did you mean 'gpu'?"],
  [{ owner: undefined }, 'vision: owner is missing'],
  [{ containerDefaults: null }, 'vision: containerDefaults null is no value, leave it out'],
  [{ identity: 7 }, 'vision: identity 7 is neither { awsRoleArn } nor { gcpServiceAccount }'],
])('%j is refused', (props, sentence) => expect(() => team(props as never)).toThrow(sentence));
