import { check } from './cases';

const METRIC = 'spec.metrics[0]';

check([
  {
    kind: 'PersistentVolume',
    base: '{ apiVersion: v1, kind: PersistentVolume, metadata: { name: disk }, spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteOnce], csi: { driver: d.example.com, volumeHandle: v } } }',
    accepted: [{ 'spec.csi': undefined, 'spec.nfs': { server: 's', path: '/p' } }],
    refused: [
      { rule: 'core/volume', change: { 'spec.csi': undefined }, path: 'spec' },
      { rule: 'core/volume', change: { 'spec.nfs': { server: 's', path: '/p' } }, path: 'spec.nfs' },
      { rule: 'core/volume', change: { 'spec.capacity.storage': 0 }, path: 'spec.capacity.storage' },
      { rule: 'core/volume', change: { 'spec.csi.volumeHandle': '' }, path: 'spec.csi.volumeHandle' },
      {
        rule: 'core/volume',
        change: { 'spec.csi': undefined, 'spec.local': { path: '/d' } },
        path: 'spec.nodeAffinity',
      },
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    base: '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data }, spec: { accessModes: [ReadWriteMany], storageClassName: fast, resources: { requests: { storage: 10Gi } } } }',
    accepted: [{ 'spec.storageClassName': '' }],
    refused: [
      {
        rule: 'core/volume-claim',
        change: { 'spec.accessModes': ['ReadWriteOncePod', 'ReadOnlyMany'] },
        path: 'spec.accessModes',
      },
      { rule: 'core/volume-claim', change: { 'spec.storageClassName': 'a b' }, path: 'spec.storageClassName' },
    ],
  },
  {
    kind: 'StorageClass',
    base: '{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: fast }, provisioner: disk.example.com, parameters: { type: ssd } }',
    refused: [
      { rule: 'core/storage-class', change: { provisioner: 'a b' }, path: 'provisioner' },
      {
        rule: 'core/storage-class',
        change: { allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'a'] }] }] },
        path: 'allowedTopologies[0].matchLabelExpressions[0].values[1]',
      },
    ],
  },
  {
    kind: 'ResourceQuota',
    base: '{ apiVersion: v1, kind: ResourceQuota, metadata: { name: q }, spec: { hard: { pods: 10 }, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high] }] } } }',
    accepted: [{ 'spec.scopes': ['NotTerminating'] }],
    refused: [
      { rule: 'core/quota', change: { 'spec.hard.pods': 1.5 }, path: 'spec.hard.pods' },
      { rule: 'core/quota-scope', change: { 'spec.scopes': ['BestEffort', 'NotBestEffort'] }, path: 'spec.scopes' },
      {
        rule: 'core/quota-scope',
        change: { 'spec.scopeSelector.matchExpressions[0].values': [] },
        path: 'spec.scopeSelector.matchExpressions[0].values',
      },
    ],
  },
  {
    kind: 'LimitRange',
    base: '{ apiVersion: v1, kind: LimitRange, metadata: { name: l }, spec: { limits: [{ type: Container, min: { cpu: 1 }, max: { cpu: 4 } }] } }',
    refused: [
      {
        rule: 'core/limit-range',
        change: { 'spec.limits[0].defaultRequest': { cpu: 0.5 } },
        path: 'spec.limits[0].defaultRequest.cpu',
      },
      { rule: 'core/limit-range', change: { 'spec.limits[0].type': 'Box' }, path: 'spec.limits[0].type' },
      {
        rule: 'core/limit-range',
        change: { 'spec.limits[0].maxLimitRequestRatio': { cpu: 5 } },
        path: 'spec.limits[0].maxLimitRequestRatio.cpu',
      },
    ],
  },
  {
    kind: 'PriorityClass',
    base: '{ apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: high }, value: 1000000000 }',
    refused: [{ rule: 'core/priority-class', change: { value: 1000000001 }, path: 'value' }],
  },
  {
    kind: 'Secret',
    base: '{ apiVersion: v1, kind: Secret, type: kubernetes.io/dockerconfigjson, metadata: { name: r }, stringData: { .dockerconfigjson: "{}" } }',
    accepted: [
      { type: 'kubernetes.io/basic-auth', stringData: { password: 'p' } },
      {
        type: 'kubernetes.io/service-account-token',
        stringData: undefined,
        'metadata.annotations': { 'kubernetes.io/service-account.name': 'runner' },
      },
    ],
    refused: [
      {
        rule: 'core/secret-type',
        change: { "stringData.'.dockerconfigjson'": 'auths' },
        path: 'data..dockerconfigjson',
      },
      { rule: 'core/secret-type', change: { type: 'kubernetes.io/basic-auth', stringData: {} }, path: 'data.username' },
      {
        rule: 'core/secret-type',
        change: { type: 'kubernetes.io/service-account-token' },
        path: 'metadata.annotations.kubernetes.io/service-account.name',
      },
    ],
  },
  {
    kind: 'Service',
    base: '{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { type: LoadBalancer, ports: [{ port: 80, targetPort: web }], loadBalancerSourceRanges: [10.0.0.0/8] } }',
    accepted: [{ 'spec.clusterIP': '10.0.0.1', 'spec.clusterIPs': ['10.0.0.1'] }],
    refused: [
      { rule: 'core/service-type', change: { 'spec.type': 'ClusterIP' }, path: 'spec.loadBalancerSourceRanges' },
      { rule: 'core/service-type', change: { 'spec.selector': { app: 'a b' } }, path: 'spec.selector' },
      { rule: 'core/service-ports', change: { 'spec.ports[0].targetPort': 'a_b' }, path: 'spec.ports[0].targetPort' },
      { rule: 'core/service-address', change: { 'spec.externalIPs': ['web'] }, path: 'spec.externalIPs[0]' },
      { rule: 'core/service-address', change: { 'spec.clusterIPs': ['10.0.0.1'] }, path: 'spec.clusterIPs' },
    ],
  },
  {
    kind: 'NetworkPolicy',
    base: '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: web }, spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: web }, { port: 80, endPort: 90 }] }] } }',
    refused: [
      {
        rule: 'core/network-policy',
        change: { 'spec.ingress[0].from[0].ipBlock.except[0]': '11.0.0.0/16' },
        path: 'spec.ingress[0].from[0].ipBlock.except[0]',
      },
      {
        rule: 'core/network-policy',
        change: { 'spec.ingress[0].from[0].podSelector': {} },
        path: 'spec.ingress[0].from[0]',
      },
      {
        rule: 'core/network-policy',
        change: { 'spec.ingress[0].ports[0].endPort': 90 },
        path: 'spec.ingress[0].ports[0].endPort',
      },
      { rule: 'core/network-policy', change: { 'spec.policyTypes': ['In'] }, path: 'spec.policyTypes[0]' },
    ],
  },
  {
    kind: 'Ingress',
    base: '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web }, spec: { tls: [{ hosts: ["*.a.com"], secretName: t }], defaultBackend: { service: { name: web, port: { name: http } } } } }',
    refused: [
      {
        rule: 'core/ingress',
        change: { 'spec.defaultBackend.service.port': {} },
        path: 'spec.defaultBackend.service.port',
      },
      { rule: 'core/ingress', change: { 'spec.tls[0].hosts[0]': 'a.*.com' }, path: 'spec.tls[0].hosts[0]' },
      { rule: 'core/ingress', change: { 'spec.rules': [{ host: '10.0.0.1' }] }, path: 'spec.rules[0].host' },
    ],
  },
  {
    kind: 'ClusterRole',
    base: '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: all }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] } }',
    refused: [
      {
        rule: 'core/rbac-rule',
        change: { 'aggregationRule.clusterRoleSelectors': [] },
        path: 'aggregationRule.clusterRoleSelectors',
      },
    ],
  },
  {
    kind: 'HorizontalPodAutoscaler',
    base: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  maxReplicas: 3
  scaleTargetRef: { kind: Deployment, name: web, apiVersion: apps/v1 }
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]
  behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: Percent, value: 10, periodSeconds: 60 }] } }
`,
    accepted: [
      {
        [METRIC]: {
          type: 'External',
          external: { metric: { name: 'depth' }, target: { type: 'AverageValue', averageValue: 5 } },
        },
      },
      { 'spec.behavior.scaleDown.policies': undefined },
    ],
    refused: [
      {
        rule: 'core/autoscaler',
        change: { 'spec.scaleTargetRef.apiVersion': 'apps' },
        path: 'spec.scaleTargetRef.apiVersion',
      },
      { rule: 'core/autoscaler-metric', change: { [`${METRIC}.type`]: 'Pods' }, path: `${METRIC}.pods` },
      {
        rule: 'core/autoscaler-metric',
        change: { [`${METRIC}.resource.target`]: { type: 'Utilization' } },
        path: `${METRIC}.resource.target.averageUtilization`,
      },
      {
        rule: 'core/autoscaler-metric',
        change: { [`${METRIC}.resource.target.averageValue`]: 5 },
        path: `${METRIC}.resource.target.averageValue`,
      },
      {
        rule: 'core/autoscaler-behavior',
        change: { 'spec.behavior.scaleDown.policies': [] },
        path: 'spec.behavior.scaleDown.policies',
      },
      {
        rule: 'core/autoscaler-behavior',
        change: { 'spec.behavior.scaleDown.policies[0].periodSeconds': 3600 },
        path: 'spec.behavior.scaleDown.policies[0].periodSeconds',
      },
    ],
  },
  {
    kind: 'PodDisruptionBudget',
    base: '{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 50%, selector: {} } }',
    refused: [{ rule: 'core/disruption-budget', change: { 'spec.minAvailable': '150%' }, path: 'spec.minAvailable' }],
  },
]);
