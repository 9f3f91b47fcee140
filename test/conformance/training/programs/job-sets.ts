import { JobSet, type JobSetProps } from '../../../../src/constructs/training';
import type { Program } from './program';

type ReplicatedJob = NonNullable<JobSetProps['replicatedJobs']>[number];
type Rule = Partial<NonNullable<NonNullable<JobSetProps['failurePolicy']>['rules']>[number]>;
type PodContainer = NonNullable<
  NonNullable<
    NonNullable<NonNullable<NonNullable<ReplicatedJob['template']>['spec']>['template']>['spec']
  >['containers']
>[number];

/** A replicated job of `pods` pods around one container. */
function job(
  name: string,
  container: PodContainer,
  options: {
    pods?: number;
    replicas?: number;
    restartPolicy?: 'Never';
    job?: object;
    dependsOn?: ReplicatedJob['dependsOn'];
  } = {},
): ReplicatedJob {
  const { pods, replicas, restartPolicy, dependsOn } = options;
  const indexes = pods === undefined ? {} : { parallelism: pods, completions: pods };
  return {
    name,
    ...(replicas === undefined ? {} : { replicas }),
    ...(dependsOn === undefined ? {} : { dependsOn }),
    template: {
      spec: {
        ...options.job,
        ...indexes,
        template: { spec: { ...(restartPolicy === undefined ? {} : { restartPolicy }), containers: [container] } },
      },
    },
  };
}

const sh = (name: string, script: string): PodContainer => ({
  name,
  image: 'busybox',
  command: ['/bin/sh', '-c', script],
});
const bash = (name: string, script: string): PodContainer => ({
  name,
  image: 'bash:latest',
  command: ['bash', '-xc', script],
});
const once = { job: { backoffLimit: 0 } };

/** Counts down on the first pod and fails, as the others go on. */
const failing = (from: number) => `echo "JOB_COMPLETION_INDEX=$JOB_COMPLETION_INDEX"
if [[ "$JOB_COMPLETION_INDEX" == "0" ]]; then
  for i in $(seq ${from} -1 1)
  do
    echo "Sleeping in $i"
    sleep 1
  done
  exit 1
fi
for i in $(seq 1 1000)
do
  echo "$i"
  sleep 1
done
`;
const workers = job('workers', bash('worker', 'sleep 1000\n'), { ...once, pods: 2, replicas: 1 });
const ping = `sleep 20
success_count=0
for i in {1..2}; do
  if ping -c 1 network-jobset-leader-0-0.example; then
    ((success_count++))
  fi
done
if [[ $success_count -eq 2 ]]; then
  echo "leader is up"
fi
while true; do sleep 3600; done
`;
const complete = (name: string) => ({ name, status: 'Complete' as const });

/** A leader that fails after ten seconds beside workers that go on, and a rule for that. */
const restarting = (name: string, rule: Rule): Program => ({
  example: `JobSet/jobset__${name}.yaml`,
  write: (chart) =>
    new JobSet(chart, name, {
      failurePolicy: {
        maxRestarts: 3,
        rules: [{ ...rule, action: 'RestartJobSetAndIgnoreMaxRestarts', targetReplicatedJobs: ['leader'] }],
      },
      replicatedJobs: [job('leader', bash('leader', failing(10)), { ...once, pods: 2, replicas: 1 }), workers],
    }),
});

export const jobSets: readonly Program[] = [
  {
    example: 'JobSet/jobset__depends-on.yaml',
    write: (chart) =>
      new JobSet(chart, 'depends-on', {
        replicatedJobs: [
          job('initializer', sh('initializer', "echo 'initializer runs for 10 seconds' && sleep 10")),
          job(
            'launcher',
            {
              ...sh('launcher', "echo 'launcher runs for 20 seconds' && sleep 20"),
              startupProbe: { exec: { command: ['echo', 'started'] }, initialDelaySeconds: 5 },
            },
            { dependsOn: [complete('initializer')] },
          ),
          job('worker', sh('worker', "echo 'worker runs for 20 seconds' && sleep 20"), {
            pods: 4,
            dependsOn: [{ name: 'launcher', status: 'Ready' }],
          }),
        ],
      }),
  },
  {
    example: 'JobSet/jobset__multiple-depends-on.yaml',
    write: (chart) =>
      new JobSet(chart, 'multiple-depends-on', {
        replicatedJobs: [
          job('dataset-initializer', sh('initializer', "echo 'dataset-initializer runs for 10 seconds' && sleep 10")),
          job('model-initializer', sh('initializer', "echo 'model-initializer runs for 10 seconds' && sleep 10")),
          job('worker', sh('worker', "echo 'worker runs for 20 seconds' && sleep 20"), {
            pods: 4,
            dependsOn: [complete('dataset-initializer'), complete('model-initializer')],
          }),
        ],
      }),
  },
  {
    example: 'JobSet/jobset__jobset-with-ttl.yaml',
    write: (chart) =>
      new JobSet(chart, 'jobset-with-ttl', {
        ttlSecondsAfterFinished: 60,
        replicatedJobs: [
          job('workers', { name: 'sleep', image: 'busybox', command: ['sleep'], args: ['100s'] }, { ...once, pods: 4 }),
        ],
      }),
  },
  {
    example: 'JobSet/jobset__host-maintenance-event-model.yaml',
    refused:
      'spec.replicatedJobs[0].template.spec.podFailurePolicy.rules[0].onPodConditions[0].status is required [schema/required]',
    write: (chart) =>
      new JobSet(chart, 'host-maintenance-event-model', {
        failurePolicy: {
          maxRestarts: 0,
          rules: [
            { action: 'RestartJobSetAndIgnoreMaxRestarts', onJobFailureReasons: ['PodFailurePolicy'] },
            { action: 'RestartJobSet', targetReplicatedJobs: ['leader'] },
          ],
        },
        replicatedJobs: [
          job('leader', bash('leader', failing(120)), {
            pods: 2,
            replicas: 1,
            restartPolicy: 'Never',
            job: {
              backoffLimit: 0,
              podFailurePolicy: { rules: [{ action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
            },
          }),
          workers,
        ],
      }),
  },
  {
    example: 'JobSet/jobset__onjobfailurereasons-podfailurepolicy-example.yaml',
    write: (chart) =>
      new JobSet(chart, 'onjobfailurereasons-podfailurepolicy-example', {
        failurePolicy: {
          maxRestarts: 3,
          rules: [
            {
              action: 'RestartJobSetAndIgnoreMaxRestarts',
              targetReplicatedJobs: ['leader'],
              onJobFailureReasons: ['PodFailurePolicy'],
            },
          ],
        },
        replicatedJobs: [
          job('leader', bash('leader', failing(10)), {
            pods: 2,
            replicas: 1,
            restartPolicy: 'Never',
            job: {
              backoffLimit: 0,
              podFailurePolicy: {
                rules: [
                  {
                    action: 'FailJob',
                    onPodConditions: [],
                    onExitCodes: { containerName: 'leader', operator: 'In', values: [1] },
                  },
                ],
              },
            },
          }),
          workers,
        ],
      }),
  },
  {
    example: 'JobSet/jobset__network-jobset.yaml',
    write: (chart) =>
      new JobSet(chart, 'network-jobset', {
        network: { enableDNSHostnames: true, subdomain: 'example', publishNotReadyAddresses: true },
        replicatedJobs: [
          job('leader', bash('leader', 'sleep 3600\n'), { ...once, pods: 1, replicas: 1 }),
          job('workers', bash('worker', ping), { ...once, pods: 2, replicas: 1 }),
        ],
      }),
  },
  restarting('onjobfailurereasons-present-example', { onJobFailureReasons: ['BackoffLimitExceeded'] }),
  restarting('rjimr-action-example', {}),
];
