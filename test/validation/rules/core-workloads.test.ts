import { check } from './cases';

const JOB = 'spec.podFailurePolicy.rules[0]';

check([
  {
    kind: 'StatefulSet',
    base: `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: main, image: i, volumeMounts: [{ name: data, mountPath: /data }] }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
    accepted: [{ 'spec.persistentVolumeClaimRetentionPolicy': { whenDeleted: 'Delete' } }, { 'spec.serviceName': '' }],
    refused: [
      {
        rule: 'pod/volume-mounts',
        change: { 'spec.volumeClaimTemplates[0].metadata.name': 'other' },
        path: 'spec.template.spec.containers[0].volumeMounts[0].name',
      },
      { rule: 'workload/stateful-set', change: { 'spec.serviceName': 'a.b' }, path: 'spec.serviceName' },
      { rule: 'workload/stateful-set', change: { 'metadata.name': 'db.main' }, path: 'metadata.name' },
      {
        rule: 'workload/stateful-set',
        change: { 'spec.volumeClaimTemplates[0].spec.accessModes': [] },
        path: 'spec.volumeClaimTemplates[0].spec.accessModes',
      },
      {
        rule: 'workload/strategy',
        change: { 'spec.updateStrategy.rollingUpdate.partition': -1 },
        path: 'spec.updateStrategy.rollingUpdate.partition',
      },
    ],
  },
  {
    kind: 'DaemonSet',
    base: '{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent }, spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: i }] } } } }',
    accepted: [{ 'spec.updateStrategy': { rollingUpdate: { maxUnavailable: 0, maxSurge: '10%' } } }],
    refused: [
      {
        rule: 'workload/strategy',
        change: { 'spec.updateStrategy': { rollingUpdate: { maxSurge: 1 } } },
        path: 'spec.updateStrategy.rollingUpdate.maxSurge',
      },
      { rule: 'workload/selector', change: { 'spec.selector': undefined }, path: 'spec.selector' },
      {
        rule: 'workload/template',
        change: { 'spec.template.spec.activeDeadlineSeconds': 5 },
        path: 'spec.template.spec.activeDeadlineSeconds',
      },
    ],
  },
  {
    kind: 'Job',
    base: `
apiVersion: batch/v1
kind: Job
metadata: { name: sweep }
spec:
  completionMode: Indexed
  completions: 4
  parallelism: 2
  backoffLimitPerIndex: 1
  podFailurePolicy: { rules: [{ action: FailIndex, onExitCodes: { operator: In, values: [3, 42] } }] }
  successPolicy: { rules: [{ succeededIndexes: "0,2-3", succeededCount: 2 }] }
  template: { spec: { restartPolicy: Never, containers: [{ name: main, image: i }] } }
`,
    accepted: [
      { [JOB]: { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] } },
      { 'spec.managedBy': 'kueue.x-k8s.io/multikueue' },
      { 'spec.maxFailedIndexes': 4 },
    ],
    refused: [
      { rule: 'workload/job-index', change: { 'spec.completions': undefined }, path: 'spec.completions' },
      {
        rule: 'workload/job-index',
        change: { 'spec.completionMode': 'NonIndexed' },
        path: 'spec.backoffLimitPerIndex',
      },
      { rule: 'workload/job-index', change: { 'spec.maxFailedIndexes': 5 }, path: 'spec.maxFailedIndexes' },
      {
        rule: 'workload/job-policy',
        change: { [`${JOB}.onExitCodes.values[0]`]: 0 },
        path: `${JOB}.onExitCodes.values[0]`,
      },
      {
        rule: 'workload/job-policy',
        change: { [`${JOB}.onExitCodes.values[0]`]: 50 },
        path: `${JOB}.onExitCodes.values`,
      },
      {
        rule: 'workload/job-policy',
        change: { [`${JOB}.onExitCodes.containerName`]: 'other' },
        path: `${JOB}.onExitCodes.containerName`,
      },
      { rule: 'workload/job-policy', change: { [`${JOB}.onExitCodes`]: undefined }, path: JOB },
      {
        rule: 'workload/job-policy',
        change: { 'spec.template.spec.restartPolicy': 'OnFailure' },
        path: 'spec.template.spec.restartPolicy',
      },
      {
        rule: 'workload/job-policy',
        change: { 'spec.successPolicy.rules[0].succeededIndexes': '0-4' },
        path: 'spec.successPolicy.rules[0].succeededIndexes',
      },
      {
        rule: 'workload/job-policy',
        change: { 'spec.successPolicy.rules[0].succeededCount': 4 },
        path: 'spec.successPolicy.rules[0].succeededCount',
      },
      { rule: 'workload/job-policy', change: { 'spec.managedBy': 'kueue' }, path: 'spec.managedBy' },
      { rule: 'workload/job-name', change: { 'metadata.name': 'x'.repeat(62) }, path: 'metadata.name' },
      { rule: 'workload/selector', change: { 'spec.selector': { matchLabels: { a: 'b' } } }, path: 'spec.selector' },
    ],
  },
  {
    kind: 'CronJob',
    base: '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: nightly }, spec: { schedule: "30 3 * * 1-5", jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: i }] } } } } } }',
    accepted: [
      { 'spec.schedule': '@hourly' },
      { 'spec.schedule': '@every 1h30m' },
      { 'spec.schedule': '*/15 0,12 1 JAN-MAR ?' },
      { 'spec.timeZone': 'Europe/Berlin' },
    ],
    refused: [
      { rule: 'workload/schedule', change: { 'spec.schedule': '60 * * * *' }, path: 'spec.schedule' },
      { rule: 'workload/schedule', change: { 'spec.schedule': '* * * * 7' }, path: 'spec.schedule' },
      { rule: 'workload/schedule', change: { 'spec.schedule': '0 3 * *' }, path: 'spec.schedule' },
      { rule: 'workload/schedule', change: { 'spec.schedule': 'TZ=UTC 0 3 * * *' }, path: 'spec.schedule' },
      { rule: 'workload/schedule', change: { 'spec.timeZone': 'Mars/Base' }, path: 'spec.timeZone' },
      { rule: 'workload/counts', change: { 'spec.failedJobsHistoryLimit': -1 }, path: 'spec.failedJobsHistoryLimit' },
      { rule: 'workload/job-name', change: { 'metadata.name': 'x'.repeat(53) }, path: 'metadata.name' },
      {
        rule: 'workload/selector',
        change: { 'spec.jobTemplate.spec.manualSelector': true },
        path: 'spec.jobTemplate.spec.manualSelector',
      },
    ],
  },
]);
