import { check } from './cases';

const POD = 'spec.template.spec';
const C = `${POD}.containers[0]`;

check([
  {
    kind: 'Deployment',
    base: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
      serviceAccountName: web
      tolerations: [{ key: gpu, operator: Exists, effect: NoSchedule }]
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule }]
      initContainers: [{ name: init, image: i }]
      containers:
        - name: main
          image: i
          env: [{ name: A, value: b }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }]
          ports: [{ containerPort: 8080, name: http }]
          resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 2, nvidia.com/gpu: 1 } }
          volumeMounts: [{ name: data, mountPath: /data }]
          readinessProbe: { httpGet: { port: http }, successThreshold: 2 }
      volumes: [{ name: data, emptyDir: {} }]
`,
    accepted: [
      {
        [`${POD}.initContainers[0].restartPolicy`]: 'Always',
        [`${POD}.initContainers[0].startupProbe`]: { exec: { command: ['x'] } },
      },
      { [`${C}.resources`]: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': '1' } } },
      { 'spec.selector': { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } },
      { [`${C}.resources.requests.cpu`]: 0.5 },
    ],
    refused: [
      {
        rule: 'workload/selector',
        change: { 'spec.selector.matchLabels.app': 'api' },
        path: 'spec.template.metadata.labels',
      },
      { rule: 'workload/selector', change: { 'spec.selector': {} }, path: 'spec.selector' },
      { rule: 'workload/counts', change: { 'spec.replicas': -1 }, path: 'spec.replicas' },
      {
        rule: 'workload/strategy',
        change: { 'spec.strategy': { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
        path: 'spec.strategy.rollingUpdate',
      },
      {
        rule: 'workload/strategy',
        change: { 'spec.strategy.rollingUpdate.maxSurge': 0 },
        path: 'spec.strategy.rollingUpdate.maxUnavailable',
      },
      { rule: 'pod/containers', change: { [`${POD}.containers`]: [] }, path: `${POD}.containers` },
      { rule: 'pod/container-name', change: { [`${C}.name`]: 'Main' }, path: `${C}.name` },
      { rule: 'pod/container-name', change: { [`${C}.name`]: 'init' }, path: `${C}.name` },
      { rule: 'pod/image', change: { [`${C}.image`]: undefined }, path: `${C}.image` },
      { rule: 'pod/env', change: { [`${C}.env[0].name`]: 'a=b' }, path: `${C}.env[0].name` },
      { rule: 'pod/env', change: { [`${C}.env[1].value`]: 'x' }, path: `${C}.env[1].valueFrom` },
      {
        rule: 'pod/env',
        change: { [`${C}.env[1].valueFrom.configMapKeyRef`]: { name: 'c', key: 'k' } },
        path: `${C}.env[1].valueFrom`,
      },
      { rule: 'pod/ports', change: { [`${C}.ports[0].containerPort`]: 0 }, path: `${C}.ports[0].containerPort` },
      { rule: 'pod/resources', change: { [`${C}.resources.requests.cpu`]: 3 }, path: `${C}.resources.requests` },
      { rule: 'pod/resources', change: { [`${C}.resources.requests.gpu`]: 1 }, path: `${C}.resources.requests.gpu` },
      {
        rule: 'pod/extended-resources',
        change: { [`${C}.resources.limits.'nvidia.com/gpu'`]: '0.5' },
        path: `${C}.resources.limits.nvidia.com/gpu`,
      },
      {
        rule: 'pod/extended-resources',
        change: { [`${C}.resources.requests.'nvidia.com/gpu'`]: 2 },
        path: `${C}.resources.requests`,
      },
      {
        rule: 'pod/volumes',
        change: { [`${POD}.volumes[1]`]: { name: 'data', emptyDir: {} } },
        path: `${POD}.volumes[1].name`,
      },
      {
        rule: 'pod/volumes',
        change: { [`${POD}.volumes[0].secret`]: { secretName: 's' } },
        path: `${POD}.volumes[0].secret`,
      },
      {
        rule: 'pod/volumes',
        change: {
          [`${POD}.volumes[0]`]: { name: 'data', configMap: { name: 'c', items: [{ key: 'a', path: '../a' }] } },
        },
        path: `${POD}.volumes[0].configMap.items[0].path`,
      },
      {
        rule: 'pod/lifecycle',
        change: { [`${C}.lifecycle`]: { preStop: { sleep: { seconds: 31 } } } },
        path: `${C}.lifecycle.preStop.sleep`,
      },
      {
        rule: 'pod/lifecycle',
        change: { [`${C}.lifecycle`]: { postStart: {} } },
        path: `${C}.lifecycle.postStart`,
      },
      {
        rule: 'pod/security',
        change: { [`${C}.securityContext`]: { runAsUser: -1 } },
        path: `${C}.securityContext.runAsUser`,
      },
      {
        rule: 'pod/security',
        change: { [`${C}.securityContext`]: { allowPrivilegeEscalation: false, privileged: true } },
        path: `${C}.securityContext`,
      },
      {
        rule: 'pod/security',
        change: { [`${POD}.securityContext`]: { seccompProfile: { type: 'Localhost' } } },
        path: `${POD}.securityContext.seccompProfile.localhostProfile`,
      },
      { rule: 'pod/network', change: { [`${POD}.dnsPolicy`]: 'None' }, path: `${POD}.dnsConfig` },
      {
        rule: 'pod/network',
        change: { [`${POD}.hostAliases`]: [{ ip: 'db', hostnames: ['db'] }] },
        path: `${POD}.hostAliases[0].ip`,
      },
      {
        rule: 'pod/env',
        change: { [`${C}.env[1]`]: { name: 'B', valueFrom: { fieldRef: { fieldPath: 'spec.image' } } } },
        path: `${C}.env[1].valueFrom.fieldRef.fieldPath`,
      },
      {
        rule: 'pod/scheduling',
        change: { [`${POD}.nodeSelector`]: { 'a b': 'c' } },
        path: `${POD}.nodeSelector`,
      },
      {
        rule: 'pod/scheduling',
        change: {
          [`${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`]: [{ topologyKey: '' }],
        },
        path: `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey`,
      },
      {
        rule: 'workload/template',
        change: { 'spec.template.metadata.labels.tier': 'a b' },
        path: 'spec.template.metadata.labels',
      },
      {
        rule: 'workload/counts',
        change: { 'spec.minReadySeconds': 700 },
        path: 'spec.progressDeadlineSeconds',
      },
      {
        rule: 'workload/strategy',
        change: { 'spec.strategy.rollingUpdate.maxSurge': 'half' },
        path: 'spec.strategy.rollingUpdate.maxSurge',
      },
      {
        rule: 'pod/volume-mounts',
        change: { [`${C}.volumeMounts[0].name`]: 'other' },
        path: `${C}.volumeMounts[0].name`,
      },
      {
        rule: 'pod/volume-mounts',
        change: { [`${C}.volumeMounts[1]`]: { name: 'data', mountPath: '/data' } },
        path: `${C}.volumeMounts[1].mountPath`,
      },
      { rule: 'pod/probe', change: { [`${C}.readinessProbe`]: {} }, path: `${C}.readinessProbe` },
      {
        rule: 'pod/probe',
        change: { [`${C}.livenessProbe`]: { exec: { command: ['a'] }, successThreshold: 2 } },
        path: `${C}.livenessProbe.successThreshold`,
      },
      { rule: 'pod/restart-policy', change: { [`${POD}.restartPolicy`]: 'Never' }, path: `${POD}.restartPolicy` },
      { rule: 'pod/scheduling', change: { [`${POD}.tolerations[0].value`]: 'x' }, path: `${POD}.tolerations[0].value` },
      {
        rule: 'pod/scheduling',
        change: { [`${POD}.topologySpreadConstraints[0].maxSkew`]: 0 },
        path: `${POD}.topologySpreadConstraints[0].maxSkew`,
      },
      { rule: 'pod/names', change: { [`${POD}.serviceAccountName`]: 'A b' }, path: `${POD}.serviceAccountName` },
    ],
  },
  {
    kind: 'CronJob',
    base: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec: { schedule: 0 3 * * *, jobTemplate: { spec: { backoffLimit: 2, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: i }] } } } } }
`,
    refused: [
      { rule: 'workload/schedule', change: { 'spec.schedule': '' }, path: 'spec.schedule' },
      {
        rule: 'workload/counts',
        change: { 'spec.jobTemplate.spec.backoffLimit': -1 },
        path: 'spec.jobTemplate.spec.backoffLimit',
      },
      {
        rule: 'pod/restart-policy',
        change: { 'spec.jobTemplate.spec.template.spec.restartPolicy': 'Always' },
        path: 'spec.jobTemplate.spec.template.spec.restartPolicy',
      },
    ],
  },
  {
    kind: 'ConfigMap',
    base: '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings }, data: { a.yaml: b }, binaryData: { c: aGk= } }',
    refused: [
      { rule: 'core/data-keys', change: { 'data.a/b': 'x' }, path: 'data.a/b' },
      { rule: 'core/data-keys', change: { 'data.c': 'x' }, path: 'binaryData.c' },
      { rule: 'core/data-size', change: { 'data.big': 'x'.repeat(1_048_577) }, path: '' },
    ],
  },
  {
    kind: 'Secret',
    base: '{ apiVersion: v1, kind: Secret, type: kubernetes.io/tls, metadata: { name: cert }, stringData: { tls.crt: a, tls.key: b } }',
    refused: [{ rule: 'core/secret-type', change: { "stringData.'tls.key'": undefined }, path: 'data.tls.key' }],
  },
  {
    kind: 'PersistentVolumeClaim',
    base: '{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } } }',
    refused: [
      { rule: 'core/volume-claim', change: { 'spec.accessModes': [] }, path: 'spec.accessModes' },
      { rule: 'core/volume-claim', change: { 'spec.resources': {} }, path: 'spec.resources.requests.storage' },
    ],
  },
  {
    kind: 'ResourceQuota',
    base: '{ apiVersion: v1, kind: ResourceQuota, metadata: { name: team }, spec: { hard: { requests.nvidia.com/gpu: 4, cpu: 8, count/pods: 10 } } }',
    refused: [{ rule: 'core/quota', change: { 'spec.hard.gpus': 1 }, path: 'spec.hard.gpus' }],
  },
  {
    kind: 'LimitRange',
    base: '{ apiVersion: v1, kind: LimitRange, metadata: { name: team }, spec: { limits: [{ type: Container, default: { cpu: 1 }, max: { cpu: 2 } }] } }',
    refused: [
      { rule: 'core/limit-range', change: { 'spec.limits[0].default.cpu': 3 }, path: 'spec.limits[0].default.cpu' },
    ],
  },
  {
    kind: 'Service',
    base: '{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443 }] } }',
    refused: [
      { rule: 'core/service-ports', change: { 'spec.ports': [] }, path: 'spec.ports' },
      { rule: 'core/service-ports', change: { 'spec.ports[1].name': 'http' }, path: 'spec.ports[1].name' },
      { rule: 'core/service-ports', change: { 'spec.ports[1].port': 70000 }, path: 'spec.ports[1].port' },
      { rule: 'core/service-type', change: { 'spec.type': 'ExternalName' }, path: 'spec.externalName' },
    ],
  },
  {
    kind: 'NetworkPolicy',
    base: '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: web }, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }] } }',
    refused: [
      {
        rule: 'core/network-policy',
        change: { 'spec.ingress[0].from[0].ipBlock.cidr': '10.0.0.0' },
        path: 'spec.ingress[0].from[0].ipBlock.cidr',
      },
    ],
  },
  {
    kind: 'Ingress',
    base: '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web }, spec: { rules: [{ host: a.com, http: { paths: [{ path: /a, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] } }',
    refused: [
      {
        rule: 'core/ingress',
        change: { 'spec.rules[0].http.paths[0].path': 'a' },
        path: 'spec.rules[0].http.paths[0].path',
      },
    ],
  },
  {
    kind: 'ClusterRole',
    base: '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: "kubeflow:reader" }, rules: [{ apiGroups: [""], resources: [pods], verbs: [get] }, { nonResourceURLs: [/healthz], verbs: [get] }] }',
    refused: [
      { rule: 'core/rbac-rule', change: { 'rules[0].verbs': [] }, path: 'rules[0].verbs' },
      { rule: 'core/rbac-rule', change: { 'rules[0].resources': [] }, path: 'rules[0].resources' },
    ],
  },
  {
    kind: 'RoleBinding',
    base: '{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: b, namespace: a }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }, subjects: [{ kind: ServiceAccount, name: s, namespace: a }, { kind: User, name: u@x.y, apiGroup: rbac.authorization.k8s.io }] }',
    refused: [
      {
        rule: 'core/rbac-binding',
        change: {
          kind: 'ClusterRoleBinding',
          'metadata.namespace': undefined,
          'roleRef.kind': 'ClusterRole',
          'subjects[0].namespace': undefined,
        },
        path: 'subjects[0].namespace',
      },
      { rule: 'core/rbac-binding', change: { 'roleRef.kind': 'Rolle' }, path: 'roleRef.kind' },
    ],
  },
  {
    kind: 'HorizontalPodAutoscaler',
    base: '{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { minReplicas: 1, maxReplicas: 3, scaleTargetRef: { kind: Deployment, name: web, apiVersion: apps/v1 } } }',
    refused: [{ rule: 'core/autoscaler', change: { 'spec.minReplicas': 4 }, path: 'spec.maxReplicas' }],
  },
  {
    kind: 'PodDisruptionBudget',
    base: '{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: web }, spec: { minAvailable: 1, selector: { matchLabels: { app: web } } } }',
    refused: [{ rule: 'core/disruption-budget', change: { 'spec.maxUnavailable': 1 }, path: 'spec' }],
  },
]);
