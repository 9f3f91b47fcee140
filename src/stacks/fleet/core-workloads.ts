import { at, json, list, podsOf, type Reader, textOf, whole } from './demand';

const replicated: Reader = (object, lookup) => {
  const replicas = whole(at(object, 'spec', 'replicas'), 1);
  const scaler = lookup('autoscaler', textOf(at(object, 'metadata', 'namespace')) ?? '', scaled(object));
  const min = scaler === undefined ? replicas : whole(at(scaler, 'spec', 'minReplicas'), 1);
  const max = scaler === undefined ? replicas : whole(at(scaler, 'spec', 'maxReplicas'), min);
  return [{ pods: [podsOf('pod', at(object, 'spec', 'template'), min, Math.max(min, max))] }];
};

/** The name by which an autoscaler's target is looked up. */
export function scaled(target: unknown): string {
  return `${textOf(at(target, 'kind'))}/${textOf(at(target, 'name')) ?? textOf(at(target, 'metadata', 'name'))}`;
}

const job: Reader = (object) => {
  const spec = json(object.spec);
  const completions = whole(spec.completions, Number.POSITIVE_INFINITY);
  return [{ pods: [podsOf('pod', spec.template, Math.min(whole(spec.parallelism, 1), completions))] }];
};

const jobSet: Reader = (object) => {
  const pods = list(at(object, 'spec', 'replicatedJobs')).map((item) => {
    const parallelism = whole(at(item, 'template', 'spec', 'parallelism'), 1);
    const count = whole(at(item, 'replicas'), 1) * parallelism;
    return podsOf(textOf(at(item, 'name')) ?? 'job', at(item, 'template', 'spec', 'template'), count);
  });
  return [{ pods, gang: true }];
};

const leaderWorkerSet: Reader = (object) => {
  const template = at(object, 'spec', 'leaderWorkerTemplate');
  const size = whole(at(template, 'size'), 1);
  const worker = at(template, 'workerTemplate');
  const leader = at(template, 'leaderTemplate') ?? worker;
  const pods = [podsOf('leader', leader, 1), ...(size > 1 ? [podsOf('worker', worker, size - 1)] : [])];
  return [{ pods, gang: true, parallel: whole(at(object, 'spec', 'replicas'), 1) }];
};

/** A notebook that was stopped has no pod until somebody starts it; somebody will. */
const notebook: Reader = (object) => [{ pods: [podsOf('notebook', at(object, 'spec', 'template'), 1)] }];

export const coreWorkloads: Readonly<Record<string, Reader>> = {
  'v1/Pod': (object) => [{ pods: [podsOf('pod', object, 1)] }],
  'v1/ReplicationController': replicated,
  'apps/v1/Deployment': replicated,
  'apps/v1/ReplicaSet': replicated,
  'apps/v1/StatefulSet': replicated,
  'batch/v1/Job': job,
  'batch/v1/CronJob': (object, lookup) => job(json(at(object, 'spec', 'jobTemplate')), lookup),
  'jobset.x-k8s.io/v1alpha2/JobSet': jobSet,
  'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet': leaderWorkerSet,
  'kubeflow.org/v1/Notebook': notebook,
  'kubeflow.org/v1beta1/Notebook': notebook,
  'kubeflow.org/v1alpha1/Notebook': notebook,
};
