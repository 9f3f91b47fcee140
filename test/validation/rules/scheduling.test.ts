import { check } from './cases';

const G = 'spec.resourceGroups[0]';
const WORKLOAD_POD = 'spec.podSets[0].template.spec';
const QUEUE = "metadata.labels.'kueue.x-k8s.io/queue-name'";

check([
  {
    kind: 'JobSet',
    base: `
apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: { name: set }
spec:
  network: { subdomain: net }
  successPolicy: { operator: All, targetReplicatedJobs: [worker] }
  failurePolicy: { rules: [{ action: FailJobSet, onJobFailureReasons: [BackoffLimitExceeded], targetReplicatedJobs: [worker] }] }
  coordinator: { replicatedJob: leader, jobIndex: 0, podIndex: 0 }
  replicatedJobs:
    - { name: leader, replicas: 1, template: { spec: { completions: 1, template: { spec: { containers: [{ name: a, image: i }] } } } } }
    - { name: worker, replicas: 2, dependsOn: [{ name: leader, status: Ready }], template: { spec: { parallelism: 2, completions: 2, template: { spec: { containers: [{ name: a, image: i }] } } } } }
`,
    accepted: [{ 'spec.managedBy': 'example.com/me' }],
    refused: [
      {
        rule: 'jobset/depends-on',
        change: { 'spec.replicatedJobs[0].dependsOn': [{ name: 'worker', status: 'Ready' }] },
        path: 'spec.replicatedJobs[0].dependsOn',
      },
      {
        rule: 'jobset/depends-on',
        change: { 'spec.replicatedJobs[1].dependsOn[0].name': 'later' },
        path: 'spec.replicatedJobs[1].dependsOn[0].name',
      },
      { rule: 'jobset/subdomain', change: { 'spec.network.subdomain': 'Net' }, path: 'spec.network.subdomain' },
      { rule: 'jobset/managed-by', change: { 'spec.managedBy': 'me' }, path: 'spec.managedBy' },
      {
        rule: 'jobset/job-size',
        change: { 'spec.replicatedJobs[1].replicas': 2_000_000_000 },
        path: 'spec.replicatedJobs[1].replicas',
      },
      {
        rule: 'jobset/group-name',
        change: { 'spec.replicatedJobs[1].groupName': 'A_b' },
        path: 'spec.replicatedJobs[1].groupName',
      },
      { rule: 'jobset/names', change: { 'metadata.name': 'a'.repeat(60) }, path: 'spec.replicatedJobs[0].name' },
      {
        rule: 'jobset/success-policy',
        change: { 'spec.successPolicy.targetReplicatedJobs': ['x'] },
        path: 'spec.successPolicy.targetReplicatedJobs[0]',
      },
      {
        rule: 'jobset/failure-policy',
        change: { 'spec.failurePolicy.rules[0].targetReplicatedJobs': ['x'] },
        path: 'spec.failurePolicy.rules[0].targetReplicatedJobs[0]',
      },
      {
        rule: 'jobset/failure-policy',
        change: { 'spec.failurePolicy.rules[0].onJobFailureReasons': ['Oom'] },
        path: 'spec.failurePolicy.rules[0].onJobFailureReasons[0]',
      },
      {
        rule: 'jobset/failure-policy',
        change: { 'spec.failurePolicy.rules[0].name': '1x' },
        path: 'spec.failurePolicy.rules[0].name',
      },
      {
        rule: 'jobset/coordinator',
        change: { 'spec.coordinator.replicatedJob': 'x' },
        path: 'spec.coordinator.replicatedJob',
      },
      { rule: 'jobset/coordinator', change: { 'spec.coordinator.jobIndex': 1 }, path: 'spec.coordinator.jobIndex' },
      { rule: 'jobset/coordinator', change: { 'spec.coordinator.podIndex': 1 }, path: 'spec.coordinator.podIndex' },
    ],
  },
  {
    kind: 'ClusterQueue',
    base: `
apiVersion: kueue.x-k8s.io/v1beta2
kind: ClusterQueue
metadata: { name: queue }
spec:
  cohortName: all
  namespaceSelector: { matchLabels: { team: a } }
  resourceGroups:
    - coveredResources: [cpu, nvidia.com/gpu]
      flavors:
        - name: l4
          resources: [{ name: cpu, nominalQuota: 10, lendingLimit: 5 }, { name: nvidia.com/gpu, nominalQuota: 8, borrowingLimit: 2 }]
`,
    refused: [
      {
        rule: 'kueue/resource-name',
        change: { [`${G}.coveredResources[1]`]: 'cpu' },
        path: `${G}.coveredResources[1]`,
      },
      {
        rule: 'kueue/flavor-name',
        change: {
          [`${G}.flavors[1]`]: {
            name: 'l4',
            resources: [
              { name: 'cpu', nominalQuota: 1 },
              { name: 'nvidia.com/gpu', nominalQuota: 1 },
            ],
          },
        },
        path: `${G}.flavors[1].name`,
      },
      {
        rule: 'kueue/flavor-resources',
        change: { [`${G}.flavors[0].resources[1].name`]: 'memory' },
        path: `${G}.flavors[0].resources[1].name`,
      },
      {
        rule: 'kueue/quota',
        change: { [`${G}.flavors[0].resources[0].nominalQuota`]: -1 },
        path: `${G}.flavors[0].resources[0].nominalQuota`,
      },
      {
        rule: 'kueue/limit-without-cohort',
        change: { 'spec.cohortName': undefined },
        path: `${G}.flavors[0].resources[0].lendingLimit`,
      },
      {
        rule: 'kueue/lending-limit',
        change: { [`${G}.flavors[0].resources[0].lendingLimit`]: 11 },
        path: `${G}.flavors[0].resources[0].lendingLimit`,
      },
      { rule: 'kueue/fair-sharing', change: { 'spec.fairSharing': { weight: '-1' } }, path: 'spec.fairSharing' },
      {
        rule: 'kueue/selector',
        change: { 'spec.namespaceSelector': { matchExpressions: [{ key: 'a', operator: 'In' }] } },
        path: 'spec.namespaceSelector.matchExpressions[0].values',
      },
      {
        rule: 'kueue/preemption',
        change: {
          'spec.preemption': { reclaimWithinCohort: 'Never', borrowWithinCohort: { policy: 'LowerPriority' } },
        },
        path: 'spec.preemption',
      },
      {
        rule: 'kueue/flavor-fungibility',
        change: {
          'spec.flavorFungibility': {
            whenCanBorrow: 'MayStopSearch',
            whenCanPreempt: 'TryNextFlavor',
            preference: 'BorrowingOverPreemption',
          },
        },
        path: 'spec.flavorFungibility.preference',
      },
      {
        rule: 'kueue/too-many',
        change: {
          'spec.resourceGroups': Array.from({ length: 17 }, (_, g) => ({
            coveredResources: ['cpu'],
            flavors: Array.from({ length: 16 }, (_, f) => ({
              name: `f-${g}-${f}`,
              resources: [{ name: 'cpu', nominalQuota: 1 }],
            })),
          })),
        },
        path: 'spec.resourceGroups',
      },
      {
        rule: 'kueue/admission-check-flavors',
        change: { 'spec.admissionChecksStrategy': { admissionChecks: [{ name: 'check', onFlavors: ['h100'] }] } },
        path: 'spec.admissionChecksStrategy.admissionChecks[0].onFlavors[0]',
      },
    ],
  },
  {
    kind: 'ResourceFlavor',
    base: `
apiVersion: kueue.x-k8s.io/v1beta2
kind: ResourceFlavor
metadata: { name: l4 }
spec: { nodeLabels: { pool: l4 }, nodeTaints: [{ key: gpu, value: l4, effect: NoSchedule }], tolerations: [{ key: gpu, operator: Exists }] }
`,
    refused: [
      { rule: 'kueue/node-labels', change: { 'spec.nodeLabels': { 'a b': 'c' } }, path: 'spec.nodeLabels' },
      { rule: 'kueue/node-taints', change: { 'spec.nodeTaints[0].key': 'a b' }, path: 'spec.nodeTaints[0].key' },
      {
        rule: 'kueue/node-taints',
        change: { 'spec.nodeTaints[1]': { key: 'gpu', value: 'x', effect: 'NoSchedule' } },
        path: 'spec.nodeTaints[1]',
      },
      { rule: 'kueue/tolerations', change: { 'spec.tolerations[0].key': 'a b' }, path: 'spec.tolerations[0].key' },
    ],
  },
  {
    kind: 'Workload',
    base: `
apiVersion: kueue.x-k8s.io/v1beta2
kind: Workload
metadata: { name: w, namespace: team }
spec:
  podSets:
    - { name: a, count: 2, minCount: 1, template: { spec: { containers: [{ name: a, image: i }] } } }
    - { name: b, count: 2, template: { spec: { containers: [{ name: a, image: i }] } } }
`,
    refused: [
      { rule: 'kueue/workload-min-count', change: { 'spec.podSets[1].minCount': 1 }, path: 'spec.podSets' },
      {
        rule: 'kueue/workload-min-count',
        change: { "metadata.annotations.'kueue.x-k8s.io/elastic-job'": 'true' },
        path: 'spec.podSets',
      },
      {
        rule: 'kueue/workload-resources',
        change: { [`${WORKLOAD_POD}.containers[0].resources`]: { limits: { cpu: '-1' } } },
        path: `${WORKLOAD_POD}.containers[0].resources.limits.cpu`,
      },
      {
        rule: 'kueue/workload-resources',
        change: { [`${WORKLOAD_POD}.resources`]: { requests: { memory: '-1Gi' } } },
        path: `${WORKLOAD_POD}.resources.requests.memory`,
      },
      {
        rule: 'kueue/workload-slices',
        change: { 'spec.podSets[0].topologyRequest': { podSetSliceSize: 1 } },
        path: 'spec.podSets[0].topologyRequest.podSetSliceSize',
      },
      {
        rule: 'kueue/workload-slices',
        change: { 'spec.podSets[0].topologyRequest': { podSetSliceRequiredTopology: 'rack' } },
        path: 'spec.podSets[0].topologyRequest.podSetSliceSize',
      },
      {
        rule: 'kueue/workload-metadata',
        change: { 'spec.podSets[0].template.metadata': { labels: { a: 'b c' } } },
        path: 'spec.podSets[0].template.metadata.labels',
      },
      {
        rule: 'kueue/workload-metadata',
        change: { 'spec.podSets[0].template.metadata': { annotations: { 'a/b/c': 'x' } } },
        path: 'spec.podSets[0].template.metadata.annotations',
      },
      ...['no-domain', 'example.com/a,example.com/a', 'example.com/a,'].map((value) => ({
        rule: 'kueue/workload-gates',
        change: { "metadata.annotations.'kueue.x-k8s.io/admission-gated-by'": value },
        path: 'metadata.annotations.kueue.x-k8s.io/admission-gated-by',
      })),
      {
        rule: 'kueue/workload-pods-resource',
        change: { 'spec.podSets[0].template.spec.containers[0].resources': { requests: { pods: '1' } } },
        path: 'spec.podSets[0].template.spec.containers[0].resources.requests.pods',
      },
      {
        rule: 'kueue/workload-resources',
        change: { 'spec.podSets[0].template.spec.containers[0].resources': { requests: { cpu: '-1' } } },
        path: 'spec.podSets[0].template.spec.containers[0].resources.requests.cpu',
      },
      {
        rule: 'kueue/workload-slices',
        change: { 'spec.podSets[0].topologyRequest': { podSetSliceSize: 2 } },
        path: 'spec.podSets[0].topologyRequest.podSetSliceSize',
      },
      {
        rule: 'kueue/workload-metadata',
        change: { 'spec.podSets[0].template.metadata': { labels: { a: 'b c' } } },
        path: 'spec.podSets[0].template.metadata.labels',
      },
      {
        rule: 'kueue/workload-gates',
        change: { "metadata.annotations.'kueue.x-k8s.io/admission-gated-by'": 'a.com/x,a.com/x' },
        path: 'metadata.annotations.kueue.x-k8s.io/admission-gated-by',
      },
    ],
  },
  {
    kind: 'Job of a queue',
    base: `
apiVersion: kubeflow.org/v1
kind: JAXJob
metadata: { name: j, labels: { kueue.x-k8s.io/queue-name: team } }
spec: { jaxReplicaSpecs: { Worker: { template: { spec: { containers: [{ name: jax, image: i }] } } } } }
`,
    refused: [
      {
        rule: 'kueue/gates',
        change: { "metadata.annotations.'kueue.x-k8s.io/admission-gated-by'": 'x' },
        path: 'metadata.annotations.kueue.x-k8s.io/admission-gated-by',
      },
      {
        rule: 'kueue/gates',
        change: { "metadata.annotations.'kueue.x-k8s.io/admission-gated-by'": 'no-domain' },
        path: 'metadata.annotations.kueue.x-k8s.io/admission-gated-by',
      },
      { rule: 'kueue/queue-name', change: { [QUEUE]: 'Team_A' }, path: 'metadata.labels.kueue.x-k8s.io/queue-name' },
      {
        rule: 'kueue/max-exec-time',
        change: { "metadata.labels.'kueue.x-k8s.io/max-exec-time-seconds'": '0' },
        path: 'metadata.labels.kueue.x-k8s.io/max-exec-time-seconds',
      },
      {
        rule: 'kueue/elastic-job',
        change: { "metadata.annotations.'kueue.x-k8s.io/elastic-job'": 'true' },
        path: 'metadata.annotations.kueue.x-k8s.io/elastic-job',
      },
    ],
  },
  {
    kind: 'LeaderWorkerSet',
    base: `
apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata: { name: lws }
spec: { replicas: 2, leaderWorkerTemplate: { size: 5, subGroupPolicy: { subGroupSize: 2 }, workerTemplate: { spec: { containers: [{ name: a, image: i }] } } } }
`,
    refused: [
      { rule: 'lws/name', change: { 'metadata.name': '1lws' }, path: 'metadata.name' },
      { rule: 'lws/size', change: { 'spec.replicas': -1 }, path: 'spec.replicas' },
      { rule: 'lws/size', change: { 'spec.leaderWorkerTemplate.size': 0 }, path: 'spec.leaderWorkerTemplate.size' },
      {
        rule: 'lws/rollout',
        change: {
          'spec.rolloutStrategy': {
            type: 'RollingUpdate',
            rollingUpdateConfiguration: { maxUnavailable: '101%', maxSurge: 1 },
          },
        },
        path: 'spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable',
      },
      {
        rule: 'lws/subgroup',
        change: { 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize': 3 },
        path: 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize',
      },
    ],
  },
]);
