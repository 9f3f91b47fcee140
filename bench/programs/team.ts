/** An object of a bench, as its manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly [field: string]: unknown;
}

/** The eight objects that a platform makes for each team, 390 bytes of YAML on average. */
export function teamObjects(team: string): Manifest[] {
  const owner = `lead@${team}.acme.io`;
  const member = `member@${team}.acme.io`;
  const labels = {
    team,
    'app.kubernetes.io/managed-by': 'kubeflow-cdk',
    'app.kubernetes.io/part-of': 'kubeflow-profile',
  };
  return [
    {
      apiVersion: 'kubeflow.org/v1',
      kind: 'Profile',
      metadata: { name: team, labels: { ...labels, 'pipelines.kubeflow.org/enabled': 'true' } },
      spec: {
        owner: { kind: 'User', name: owner },
        resourceQuotaSpec: { hard: { cpu: '64', memory: '512Gi', 'requests.nvidia.com/gpu': '8' } },
      },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'member', namespace: team, labels, annotations: { role: 'edit', user: member } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kubeflow-edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: member }],
    },
    {
      apiVersion: 'security.istio.io/v1beta1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'member', namespace: team, labels, annotations: { role: 'edit', user: member } },
      spec: {
        action: 'ALLOW',
        rules: [{ when: [{ key: 'request.headers[kubeflow-userid]', values: [member] }] }],
      },
    },
    {
      apiVersion: 'kubeflow.org/v1alpha1',
      kind: 'PodDefault',
      metadata: { name: 'cache', namespace: team, labels },
      spec: {
        desc: `Model cache of ${team}`,
        selector: { matchLabels: { cache: 'true' } },
        env: [{ name: 'HF_HOME', value: '/cache' }],
        volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
        volumes: [{ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'cache', namespace: team, labels },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '500Gi' } },
        storageClassName: 'shared',
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'team-only', namespace: team, labels },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': team } } }] }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: team, labels },
      data: { TEAM: team, OWNER: owner, TRACKING_URI: `https://mlflow.acme.io/${team}`, SEED: '42', DEBUG: 'off' },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'trainer',
        namespace: team,
        labels,
        annotations: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::123456789012:role/${team}-trainer` },
      },
    },
  ];
}
