// The objects of teams, as team.ts makes them. No '%': formatting takes jsonnet ten times as long as '+'.
local objects(team) =
  local owner = 'lead@' + team + '.acme.io';
  local member = 'member@' + team + '.acme.io';
  local labels = {
    team: team,
    'app.kubernetes.io/managed-by': 'kubeflow-cdk',
    'app.kubernetes.io/part-of': 'kubeflow-profile',
  };
  local editor = { role: 'edit', user: member };
  [
    {
      apiVersion: 'kubeflow.org/v1',
      kind: 'Profile',
      metadata: { name: team, labels: labels { 'pipelines.kubeflow.org/enabled': 'true' } },
      spec: {
        owner: { kind: 'User', name: owner },
        resourceQuotaSpec: { hard: { cpu: '64', memory: '512Gi', 'requests.nvidia.com/gpu': '8' } },
      },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'member', namespace: team, labels: labels, annotations: editor },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kubeflow-edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: member }],
    },
    {
      apiVersion: 'security.istio.io/v1beta1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'member', namespace: team, labels: labels, annotations: editor },
      spec: {
        action: 'ALLOW',
        rules: [{ when: [{ key: 'request.headers[kubeflow-userid]', values: [member] }] }],
      },
    },
    {
      apiVersion: 'kubeflow.org/v1alpha1',
      kind: 'PodDefault',
      metadata: { name: 'cache', namespace: team, labels: labels },
      spec: {
        desc: 'Model cache of ' + team,
        selector: { matchLabels: { cache: 'true' } },
        env: [{ name: 'HF_HOME', value: '/cache' }],
        volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
        volumes: [{ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'cache', namespace: team, labels: labels },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '500Gi' } },
        storageClassName: 'shared',
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'team-only', namespace: team, labels: labels },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': team } } }] }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: team, labels: labels },
      data: { TEAM: team, OWNER: owner, TRACKING_URI: 'https://mlflow.acme.io/' + team, SEED: '42', DEBUG: 'off' },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        name: 'trainer',
        namespace: team,
        labels: labels,
        annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/' + team + '-trainer' },
      },
    },
  ];

function(count) { ['team-' + i + '.json']: objects('team-' + i) for i in std.range(0, count - 1) }
