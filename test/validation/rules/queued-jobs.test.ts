import { check } from './cases';

const KUEUE = 'kueue.x-k8s.io';
const labels = 'metadata.labels';
const annotations = 'metadata.annotations';
const pods = `spec.template.metadata.annotations`;
const queued = { [labels]: { [`${KUEUE}/queue-name`]: 'q' } };

check([
  {
    kind: 'Job',
    base: '{ apiVersion: batch/v1, kind: Job, metadata: { name: j, namespace: team, labels: { kueue.x-k8s.io/queue-name: q } }, spec: { parallelism: 3, completions: 3, completionMode: Indexed, template: { spec: { restartPolicy: Never, containers: [{ name: a, image: i }] } } } }',
    accepted: [
      { [annotations]: { [`${KUEUE}/job-min-parallelism`]: '2' } },
      { [annotations]: { [`${KUEUE}/job-completions-equal-parallelism`]: 'true' } },
      { [pods]: { [`${KUEUE}/podset-required-topology`]: 'cloud.example.com/rack' } },
      {
        [pods]: {
          [`${KUEUE}/podset-slice-required-topology`]: 'cloud.example.com/rack',
          [`${KUEUE}/podset-slice-size`]: '1',
        },
      },
    ],
    refused: [
      {
        rule: 'kueue/partial-admission',
        change: { [annotations]: { [`${KUEUE}/job-min-parallelism`]: '3' } },
        path: `${annotations}.${KUEUE}/job-min-parallelism`,
      },
      {
        rule: 'kueue/equal-completions',
        change: { [annotations]: { [`${KUEUE}/job-completions-equal-parallelism`]: 'yes' } },
        path: `${annotations}.${KUEUE}/job-completions-equal-parallelism`,
      },
      {
        rule: 'kueue/equal-completions',
        change: {
          [annotations]: { [`${KUEUE}/job-completions-equal-parallelism`]: 'true' },
          'spec.completionMode': undefined,
        },
        path: `${annotations}.${KUEUE}/job-completions-equal-parallelism`,
      },
      {
        rule: 'kueue/equal-completions',
        change: {
          [annotations]: { [`${KUEUE}/job-completions-equal-parallelism`]: 'true' },
          'spec.completions': 4,
        },
        path: 'spec.completions',
      },
      {
        rule: 'kueue/topology',
        change: {
          [pods]: {
            [`${KUEUE}/podset-required-topology`]: 'rack',
            [`${KUEUE}/podset-preferred-topology`]: 'rack',
          },
        },
        path: pods,
      },
      {
        rule: 'kueue/topology',
        change: { [pods]: { [`${KUEUE}/podset-required-topology`]: 'a rack' } },
        path: `${pods}.${KUEUE}/podset-required-topology`,
      },
      {
        rule: 'kueue/topology',
        change: { [pods]: { [`${KUEUE}/podset-unconstrained-topology`]: 'maybe' } },
        path: `${pods}.${KUEUE}/podset-unconstrained-topology`,
      },
      {
        rule: 'kueue/topology',
        change: { [pods]: { [`${KUEUE}/podset-slice-required-topology`]: 'rack' } },
        path: `${pods}.${KUEUE}/podset-slice-size`,
      },
      {
        rule: 'kueue/topology',
        change: { [pods]: { [`${KUEUE}/podset-slice-size`]: '2' } },
        path: `${pods}.${KUEUE}/podset-slice-size`,
      },
      {
        rule: 'kueue/topology',
        change: { [pods]: { [`${KUEUE}/podset-group-name`]: 'g' } },
        path: `${pods}.${KUEUE}/podset-group-name`,
      },
    ],
  },
  {
    kind: 'JobSet',
    base: '{ apiVersion: jobset.x-k8s.io/v1alpha2, kind: JobSet, metadata: { name: s }, spec: { replicatedJobs: [{ name: a, replicas: 1, template: { spec: { template: { metadata: { annotations: { kueue.x-k8s.io/podset-required-topology: rack } }, spec: { restartPolicy: Never, containers: [{ name: a, image: i }] } } } } }] } }',
    refused: [
      {
        rule: 'kueue/topology',
        change: {
          [`spec.replicatedJobs[0].template.spec.template.metadata.annotations.'${KUEUE}/podset-group-name'`]: 'g',
        },
        path: `spec.replicatedJobs[0].template.spec.template.metadata.annotations.${KUEUE}/podset-group-name`,
      },
    ],
  },
  {
    kind: 'Pod',
    base: '{ apiVersion: v1, kind: Pod, metadata: { name: p, labels: { kueue.x-k8s.io/pod-group-name: g }, annotations: { kueue.x-k8s.io/pod-group-total-count: "2" } }, spec: { containers: [{ name: a, image: i }] } }',
    accepted: [{ [`${labels}.'${KUEUE}/managed'`]: 'true' }],
    refused: [
      {
        rule: 'kueue/pod-group',
        change: { [labels]: {} },
        path: `${labels}.${KUEUE}/pod-group-name`,
      },
      {
        rule: 'kueue/pod-group',
        change: { [annotations]: {} },
        path: `${annotations}.${KUEUE}/pod-group-total-count`,
      },
      {
        rule: 'kueue/pod-group',
        change: { [`${annotations}.'${KUEUE}/pod-group-total-count'`]: '0' },
        path: `${annotations}.${KUEUE}/pod-group-total-count`,
      },
      {
        rule: 'kueue/pod-group',
        change: { [`${labels}.'${KUEUE}/managed'`]: 'no' },
        path: `${labels}.${KUEUE}/managed`,
      },
    ],
  },
  {
    kind: 'RayJob',
    base: '{ apiVersion: ray.io/v1, kind: RayJob, metadata: { name: r, labels: { kueue.x-k8s.io/queue-name: q } }, spec: { entrypoint: run, shutdownAfterJobFinishes: true, rayClusterSpec: { headGroupSpec: { rayStartParams: {}, template: { spec: { containers: [{ name: h, image: i }] } } }, workerGroupSpecs: [{ groupName: w, replicas: 1, minReplicas: 1, maxReplicas: 1, rayStartParams: {}, template: { spec: { containers: [{ name: w, image: i }] } } }] } } }',
    refused: [
      { rule: 'kueue/ray', change: { 'spec.shutdownAfterJobFinishes': false }, path: 'spec.shutdownAfterJobFinishes' },
      { rule: 'kueue/ray', change: { 'spec.rayClusterSpec': undefined }, path: 'spec.rayClusterSpec' },
      { rule: 'kueue/ray', change: { 'spec.clusterSelector': { a: 'b' } }, path: 'spec.clusterSelector' },
      {
        rule: 'kueue/ray',
        change: { 'spec.rayClusterSpec.enableInTreeAutoscaling': true },
        path: 'spec.rayClusterSpec.enableInTreeAutoscaling',
      },
      {
        rule: 'kueue/ray',
        change: { 'spec.rayClusterSpec.workerGroupSpecs[0].groupName': 'head' },
        path: 'spec.rayClusterSpec.workerGroupSpecs[0].groupName',
      },
    ],
  },
  {
    kind: 'RayCluster',
    base: '{ apiVersion: ray.io/v1, kind: RayCluster, metadata: { name: r }, spec: { enableInTreeAutoscaling: true, headGroupSpec: { rayStartParams: {}, template: { spec: { containers: [{ name: h, image: i }] } } } } }',
    refused: [
      { rule: 'kueue/ray', change: queued, path: 'spec.enableInTreeAutoscaling' },
      {
        rule: 'kueue/ray',
        change: { ...queued, [annotations]: { [`${KUEUE}/elastic-job`]: 'true' } },
        path: 'spec.headGroupSpec.template.spec.schedulingGates',
      },
    ],
  },
]);
