/** Manifests of Kubernetes' own kinds with many of their fields, all of which an API server takes. */
export const CORE_BASES: readonly string[] = [
  `
apiVersion: v1
kind: Pod
metadata: { name: full, namespace: team, labels: { app: full }, annotations: { example.com/note: text } }
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: 30
  activeDeadlineSeconds: 600
  dnsPolicy: None
  dnsConfig:
    nameservers: ["10.0.0.10"]
    searches: [team.svc.cluster.local]
    options: [{ name: ndots, value: "2" }]
  nodeSelector: { example.com/pool: gpu }
  serviceAccountName: runner
  automountServiceAccountToken: true
  hostNetwork: false
  shareProcessNamespace: false
  hostname: host
  subdomain: sub
  schedulerName: default-scheduler
  priorityClassName: high
  runtimeClassName: nvidia
  preemptionPolicy: PreemptLowerPriority
  enableServiceLinks: true
  setHostnameAsFQDN: false
  imagePullSecrets: [{ name: registry }]
  hostAliases: [{ ip: 10.0.0.2, hostnames: [db.example.com] }]
  readinessGates: [{ conditionType: example.com/ready }]
  schedulingGates: [{ name: example.com/wait }]
  overhead: { cpu: 100m }
  os: { name: linux }
  tolerations:
    - { key: nvidia.com/gpu, operator: Exists, effect: NoSchedule }
    - { key: example.com/slow, operator: Equal, value: "yes", effect: NoExecute, tolerationSeconds: 60 }
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
      minDomains: 2
      nodeAffinityPolicy: Honor
      nodeTaintsPolicy: Ignore
      matchLabelKeys: [pod-template-hash]
      labelSelector: { matchLabels: { app: full } }
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - { key: example.com/pool, operator: In, values: [gpu] }
              - { key: example.com/size, operator: Gt, values: ["4"] }
              - { key: example.com/old, operator: DoesNotExist }
            matchFields: [{ key: metadata.name, operator: In, values: [node-1] }]
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 10
          preference: { matchExpressions: [{ key: example.com/zone, operator: Exists }] }
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - topologyKey: kubernetes.io/hostname
          namespaces: [team]
          namespaceSelector: { matchLabels: { team: a } }
          labelSelector: { matchExpressions: [{ key: app, operator: In, values: [db] }] }
          matchLabelKeys: [version]
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 50
          podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: full } } }
  securityContext:
    runAsUser: 1000
    runAsGroup: 1000
    runAsNonRoot: true
    fsGroup: 1000
    fsGroupChangePolicy: OnRootMismatch
    supplementalGroups: [2000]
    supplementalGroupsPolicy: Merge
    sysctls: [{ name: net.ipv4.ip_local_port_range, value: "1024 65535" }]
    seccompProfile: { type: Localhost, localhostProfile: profiles/a.json }
    appArmorProfile: { type: RuntimeDefault }
    seLinuxOptions: { level: "s0:c1,c2" }
  volumes:
    - { name: empty, emptyDir: { medium: Memory, sizeLimit: 1Gi } }
    - { name: secret, secret: { secretName: s, defaultMode: 420, items: [{ key: a, path: sub/a, mode: 256 }] } }
    - { name: config, configMap: { name: c, defaultMode: 420, items: [{ key: a, path: sub/a }] } }
    - { name: claim, persistentVolumeClaim: { claimName: data, readOnly: false } }
    - { name: host, hostPath: { path: /data, type: Directory } }
    - { name: nfs, nfs: { server: nfs.example.com, path: /share } }
    - { name: down, downwardAPI: { items: [{ path: labels, fieldRef: { fieldPath: metadata.labels } }, { path: cpu, resourceFieldRef: { containerName: main, resource: limits.cpu, divisor: 1m } }] } }
    - { name: csi, csi: { driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: { a: b }, nodePublishSecretRef: { name: s } } }
    - name: ephemeral
      ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: b } }, spec: { accessModes: [ReadWriteOnce], storageClassName: fast, volumeMode: Filesystem, resources: { requests: { storage: 1Gi } } } } }
    - name: projected
      projected:
        defaultMode: 420
        sources:
          - secret: { name: s, items: [{ key: a, path: a1 }] }
          - configMap: { name: c, items: [{ key: b, path: b1 }] }
          - serviceAccountToken: { audience: api, expirationSeconds: 3600, path: token }
          - downwardAPI: { items: [{ path: ns, fieldRef: { fieldPath: metadata.namespace } }] }
    - { name: iscsi, iscsi: { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.com.example:storage", lun: 0 } }
    - { name: block, persistentVolumeClaim: { claimName: raw } }
  initContainers:
    - { name: init, image: "busybox:1", command: [sh], env: [{ name: A, value: b }], resources: { limits: { cpu: 1 } }, volumeMounts: [{ name: empty, mountPath: /init }] }
    - { name: side, image: "proxy:1", restartPolicy: Always, readinessProbe: { tcpSocket: { port: 80 } }, lifecycle: { preStop: { exec: { command: [stop] } } } }
  containers:
    - name: main
      image: registry.example.com/app:1
      imagePullPolicy: IfNotPresent
      command: [run]
      args: [--all]
      workingDir: /work
      terminationMessagePath: /dev/termination-log
      terminationMessagePolicy: File
      ports: [{ name: http, containerPort: 8080, protocol: TCP }, { name: dns, containerPort: 53, hostPort: 5353, protocol: UDP, hostIP: 127.0.0.1 }]
      env:
        - { name: PLAIN, value: "1" }
        - { name: FROM_SECRET, valueFrom: { secretKeyRef: { name: s, key: token, optional: true } } }
        - { name: FROM_CONFIG, valueFrom: { configMapKeyRef: { name: c, key: mode } } }
        - { name: FROM_FIELD, valueFrom: { fieldRef: { fieldPath: metadata.name, apiVersion: v1 } } }
        - { name: FROM_LABEL, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
        - { name: FROM_RESOURCE, valueFrom: { resourceFieldRef: { resource: limits.memory, divisor: 1Mi } } }
      envFrom: [{ prefix: A_, secretRef: { name: s } }, { configMapRef: { name: c, optional: true } }]
      resources:
        requests: { cpu: 500m, memory: 1Gi, nvidia.com/gpu: 1 }
        limits: { cpu: 1, memory: 2Gi, nvidia.com/gpu: 1, ephemeral-storage: 10Gi }
      resizePolicy: [{ resourceName: cpu, restartPolicy: NotRequired }]
      volumeMounts:
        - { name: empty, mountPath: /dev/shm }
        - { name: claim, mountPath: /data, subPath: sub, readOnly: true }
        - { name: config, mountPath: /config, subPathExpr: $(PLAIN) }
        - { name: host, mountPath: /host, mountPropagation: HostToContainer }
      volumeDevices: [{ name: block, devicePath: /dev/raw }]
      livenessProbe: { httpGet: { path: /live, port: http, scheme: HTTPS, httpHeaders: [{ name: X-A, value: b }] }, initialDelaySeconds: 1, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, terminationGracePeriodSeconds: 10 }
      readinessProbe: { grpc: { port: 9000, service: s }, successThreshold: 2 }
      startupProbe: { exec: { command: [check] }, failureThreshold: 30 }
      lifecycle: { postStart: { httpGet: { path: /start, port: 8080 } }, preStop: { sleep: { seconds: 5 } } }
      securityContext:
        runAsUser: 1000
        runAsGroup: 1000
        runAsNonRoot: true
        privileged: false
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        procMount: Default
        capabilities: { add: [NET_ADMIN], drop: [ALL] }
        seccompProfile: { type: RuntimeDefault }
        appArmorProfile: { type: Localhost, localhostProfile: a }
`,
  `
apiVersion: apps/v1
kind: Deployment
metadata: { name: full, namespace: team }
spec:
  replicas: 3
  minReadySeconds: 5
  revisionHistoryLimit: 3
  progressDeadlineSeconds: 600
  paused: false
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 } }
  selector: { matchLabels: { app: full }, matchExpressions: [{ key: tier, operator: In, values: [web] }] }
  template:
    metadata: { labels: { app: full, tier: web }, annotations: { example.com/a: b } }
    spec: { restartPolicy: Always, containers: [{ name: main, image: "app:1" }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: full, namespace: team }
spec:
  serviceName: full
  replicas: 3
  minReadySeconds: 5
  revisionHistoryLimit: 3
  podManagementPolicy: Parallel
  ordinals: { start: 1 }
  persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Retain }
  updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
  selector: { matchLabels: { app: full } }
  template:
    metadata: { labels: { app: full } }
    spec: { containers: [{ name: main, image: "app:1", volumeMounts: [{ name: data, mountPath: /data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 1Gi } } }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: full, namespace: team }
spec:
  minReadySeconds: 5
  revisionHistoryLimit: 3
  updateStrategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }
  selector: { matchLabels: { app: full } }
  template:
    metadata: { labels: { app: full } }
    spec: { containers: [{ name: main, image: "app:1" }] }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: full, namespace: team }
spec:
  replicas: 1
  minReadySeconds: 5
  selector: { matchLabels: { app: full } }
  template:
    metadata: { labels: { app: full } }
    spec: { containers: [{ name: main, image: "app:1" }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: full, namespace: team }
spec:
  parallelism: 2
  completions: 4
  completionMode: Indexed
  backoffLimitPerIndex: 1
  maxFailedIndexes: 2
  activeDeadlineSeconds: 600
  ttlSecondsAfterFinished: 60
  suspend: false
  podReplacementPolicy: Failed
  managedBy: example.com/controller
  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: { containerName: main, operator: In, values: [1, 42] }
      - action: FailIndex
        onExitCodes: { operator: NotIn, values: [0] }
      - action: Ignore
        onPodConditions: [{ type: DisruptionTarget, status: "True" }]
  successPolicy: { rules: [{ succeededIndexes: "0-1", succeededCount: 1 }] }
  template:
    metadata: { labels: { app: full } }
    spec: { restartPolicy: Never, containers: [{ name: main, image: "app:1" }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: plain, namespace: team }
spec:
  backoffLimit: 3
  parallelism: 1
  completions: 1
  completionMode: NonIndexed
  manualSelector: true
  selector: { matchLabels: { app: plain } }
  template:
    metadata: { labels: { app: plain } }
    spec: { restartPolicy: OnFailure, containers: [{ name: main, image: "app:1" }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: full, namespace: team }
spec:
  schedule: "*/5 * * * *"
  timeZone: Etc/UTC
  startingDeadlineSeconds: 60
  concurrencyPolicy: Forbid
  suspend: false
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 1
  jobTemplate:
    metadata: { labels: { app: full } }
    spec:
      backoffLimit: 1
      template: { spec: { restartPolicy: OnFailure, containers: [{ name: main, image: "app:1" }] } }
`,
  `
apiVersion: v1
kind: Service
metadata: { name: full, namespace: team }
spec:
  type: NodePort
  selector: { app: full }
  sessionAffinity: ClientIP
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } }
  externalTrafficPolicy: Local
  internalTrafficPolicy: Cluster
  publishNotReadyAddresses: true
  externalIPs: ["203.0.113.1"]
  ipFamilyPolicy: SingleStack
  ipFamilies: [IPv4]
  trafficDistribution: PreferClose
  ports:
    - { name: http, port: 80, targetPort: web, nodePort: 30080, protocol: TCP, appProtocol: http }
    - { name: metrics, port: 9090, targetPort: 9090 }
---
apiVersion: v1
kind: Service
metadata: { name: balanced, namespace: team }
spec:
  type: LoadBalancer
  selector: { app: full }
  loadBalancerIP: 203.0.113.1
  loadBalancerClass: example.com/lb
  loadBalancerSourceRanges: [10.0.0.0/8]
  allocateLoadBalancerNodePorts: true
  externalTrafficPolicy: Local
  healthCheckNodePort: 32000
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: outside, namespace: team }
spec: { type: ExternalName, externalName: db.example.com }
---
apiVersion: v1
kind: Service
metadata: { name: headless, namespace: team }
spec: { type: ClusterIP, clusterIP: None, clusterIPs: [None], selector: { app: full }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: full, namespace: team }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: web, port: { number: 80 } } }
  tls: [{ hosts: [a.example.com], secretName: cert }]
  rules:
    - host: a.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /static, pathType: Exact, backend: { resource: { apiGroup: k8s.example.com, kind: Bucket, name: static } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: full, namespace: team }
spec:
  podSelector: { matchLabels: { app: full }, matchExpressions: [{ key: tier, operator: In, values: [web] }] }
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - { podSelector: { matchLabels: { app: client } }, namespaceSelector: { matchLabels: { team: a } } }
        - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
      ports: [{ port: 8080, protocol: TCP, endPort: 8090 }, { port: web }]
  egress:
    - { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }
`,
  `
apiVersion: v1
kind: ConfigMap
metadata: { name: full, namespace: team }
data: { key.txt: text }
binaryData: { other.bin: AAAA }
immutable: true
---
apiVersion: v1
kind: Secret
metadata: { name: full, namespace: team }
type: Opaque
data: { key.txt: dGV4dA== }
stringData: { more: text }
---
apiVersion: v1
kind: Secret
metadata: { name: tls, namespace: team }
type: kubernetes.io/tls
data: { tls.crt: dGV4dA==, tls.key: dGV4dA== }
---
apiVersion: v1
kind: Secret
metadata: { name: docker, namespace: team }
type: kubernetes.io/dockerconfigjson
stringData: { .dockerconfigjson: '{"auths":{}}' }
---
apiVersion: v1
kind: Secret
metadata: { name: basic, namespace: team }
type: kubernetes.io/basic-auth
stringData: { username: u, password: p }
---
apiVersion: v1
kind: Secret
metadata: { name: ssh, namespace: team }
type: kubernetes.io/ssh-auth
stringData: { ssh-privatekey: k }
---
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: team, annotations: { kubernetes.io/service-account.name: runner } }
type: kubernetes.io/service-account-token
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: full, namespace: team }
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  storageClassName: fast
  volumeMode: Filesystem
  volumeName: volume
  volumeAttributesClassName: gold
  selector: { matchLabels: { disk: ssd } }
  resources: { requests: { storage: 10Gi } }
  dataSource: { apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: before }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: full }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: fast
  volumeMode: Filesystem
  mountOptions: [hard]
  claimRef: { namespace: team, name: full }
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }] } }
  csi: { driver: disk.csi.example.com, volumeHandle: v-1, fsType: ext4, volumeAttributes: { a: b }, nodeStageSecretRef: { name: s, namespace: team } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: files }
spec: { capacity: { storage: 10Gi }, accessModes: [ReadWriteMany], nfs: { server: nfs.example.com, path: /share } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: host }
spec: { capacity: { storage: 10Gi }, accessModes: [ReadWriteOnce], hostPath: { path: /data, type: DirectoryOrCreate } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: local }
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  local: { path: /mnt/disk }
  nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [a] }] }] } }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: full, namespace: team }
spec:
  hard: { pods: "10", requests.cpu: "10", limits.memory: 10Gi, requests.nvidia.com/gpu: "4", count/jobs.batch: "5", fast.storageclass.storage.k8s.io/requests.storage: 1Ti, persistentvolumeclaims: "3", services.loadbalancers: "1" }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: scoped, namespace: team }
spec:
  hard: { pods: "10", cpu: "4" }
  scopes: [NotTerminating]
  scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high] }] }
---
apiVersion: v1
kind: LimitRange
metadata: { name: full, namespace: team }
spec:
  limits:
    - type: Container
      min: { cpu: 100m }
      defaultRequest: { cpu: 200m }
      default: { cpu: 500m }
      max: { cpu: "2" }
      maxLimitRequestRatio: { cpu: "4" }
    - { type: Pod, max: { cpu: "4" } }
    - { type: PersistentVolumeClaim, min: { storage: 1Gi }, max: { storage: 10Gi } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: full, namespace: team }
secrets: [{ name: s }]
imagePullSecrets: [{ name: registry }]
automountServiceAccountToken: true
---
apiVersion: v1
kind: Namespace
metadata: { name: team, labels: { pod-security.kubernetes.io/enforce: baseline } }
`,
  `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: full, namespace: team }
rules: [{ apiGroups: [""], resources: [pods, pods/log], verbs: [get, list], resourceNames: [a] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: full }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { aggregate: "true" } }] }
rules: [{ nonResourceURLs: [/healthz, /metrics/*], verbs: [get] }, { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: full, namespace: team }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: full }
subjects:
  - { kind: ServiceAccount, name: runner, namespace: team }
  - { kind: User, name: ada@example.com, apiGroup: rbac.authorization.k8s.io }
  - { kind: Group, name: "system:authenticated", apiGroup: rbac.authorization.k8s.io }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: full }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: full }
subjects: [{ kind: ServiceAccount, name: runner, namespace: team }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: full, namespace: team }
spec:
  minReplicas: 1
  maxReplicas: 5
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: full }
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }
    - { type: ContainerResource, containerResource: { name: memory, container: main, target: { type: AverageValue, averageValue: 1Gi } } }
    - { type: Pods, pods: { metric: { name: requests, selector: { matchLabels: { a: b } } }, target: { type: AverageValue, averageValue: "10" } } }
    - { type: Object, object: { metric: { name: queue }, describedObject: { apiVersion: v1, kind: Service, name: web }, target: { type: Value, value: "10" } } }
    - { type: External, external: { metric: { name: depth, selector: { matchLabels: { a: b } } }, target: { type: Value, value: "10" } } }
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300, selectPolicy: Min, policies: [{ type: Percent, value: 10, periodSeconds: 60 }] }
    scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{ type: Pods, value: 4, periodSeconds: 60 }] }
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: old, namespace: team }
spec: { minReplicas: 1, maxReplicas: 5, targetCPUUtilizationPercentage: 60, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: full } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: full, namespace: team }
spec: { minAvailable: 50%, selector: { matchLabels: { app: full } }, unhealthyPodEvictionPolicy: AlwaysAllow }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: other, namespace: team }
spec: { maxUnavailable: 1, selector: { matchExpressions: [{ key: app, operator: Exists }] } }
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: full }
value: 1000
globalDefault: false
preemptionPolicy: Never
description: for training
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: full }
provisioner: disk.csi.example.com
reclaimPolicy: Delete
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
parameters: { type: ssd }
mountOptions: [hard]
allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [a] }] }]
`,
];
