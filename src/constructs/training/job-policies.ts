import { seconds } from '../../core/duration';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, within } from '../../core/values';
import type { PodTemplateSpec } from '../../generated/core';
import { podGroupPolicy } from './gang';
import type { JobProps } from './props';
import type { TrainJobSpec } from './specs';

/** The fields of a job that are the TrainJob's own, whatever the runtime. */
export function jobSpec(props: Omit<JobProps, 'image'>): Pick<TrainJobSpec, 'suspend' | 'managedBy' | 'annotations'> {
  const gang = gangOf(props);
  const queue = gang?.queue;
  if (queue !== undefined && gang?.scheduler !== 'volcano')
    throw new InvalidValue("gang.queue needs gang.scheduler 'volcano'");
  return defined({
    suspend: props.suspend,
    managedBy: props.managedBy,
    annotations: queue === undefined ? undefined : { 'scheduling.volcano.sh/queue-name': queue },
  });
}

/** What of a job only a runtime can say. */
export function jobPolicies(props: Omit<JobProps, 'image'>) {
  const { retries, deadline } = props;
  const gang = gangOf(props);
  if (retries === undefined && deadline === undefined && gang === undefined) return undefined;
  const activeDeadlineSeconds =
    deadline === undefined ? undefined : within('deadline', () => count(seconds(deadline), 1));
  return {
    podGroupPolicy: gang && podGroupPolicy(gang),
    jobSet:
      retries === undefined ? undefined : { failurePolicy: { maxRestarts: within('retries', () => count(retries)) } },
    job: definedOrNone({ activeDeadlineSeconds, backoffLimit: retries === undefined ? undefined : 0 }),
  };
}

export function policyFields(props: Omit<JobProps, 'image'>): string[] {
  return (['retries', 'deadline', 'gang'] as const).filter(
    (field) => props[field] !== undefined && props[field] !== false,
  );
}

export function gangOf({ gang }: Omit<JobProps, 'image'>) {
  return gang === false ? undefined : gang;
}

const ANCESTOR = 'trainer.kubeflow.org/trainjob-ancestor-step';

export function trainerJob(name: string, template: PodTemplateSpec, job: object | undefined) {
  return { name, template: { metadata: { labels: { [ANCESTOR]: 'trainer' } }, spec: { ...job, template } } };
}
