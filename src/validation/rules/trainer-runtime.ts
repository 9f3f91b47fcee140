import type { Json } from '../finding';
import { type RuntimeFacts, shippedRuntime } from '../shipped-runtimes';
import { at, given, record, records, text } from './read';
import type { TrainJob } from './trainer-ids';

export const ANCESTOR = 'trainer.kubeflow.org/trainjob-ancestor-step';

/** What of a runtime decides whether a job may use it. */
export interface TrainerRuntime extends RuntimeFacts {
  /** What the container that trains asks for on each node. */
  readonly resources: unknown;
  /** Where pods are ganged by Volcano: the annotations of the job set. */
  readonly volcano?: Json;
}

/** The runtime of a job, of the set or shipped; nothing where it is unknown. */
export function runtimeOf(subject: TrainJob, kind: string, name: string): TrainerRuntime | undefined {
  const namespace = kind === 'TrainingRuntime' ? text(at(subject.object, 'metadata', 'namespace')) : '';
  const found = subject.find(kind, namespace, name);
  if (found !== undefined) return factsOf(found);
  const shipped = kind === 'ClusterTrainingRuntime' ? shippedRuntime(subject.release, name) : undefined;
  if (shipped === undefined) return undefined;
  return { ...shipped, resources: name.startsWith('torchtune-') ? { limits: { 'nvidia.com/gpu': 2 } } : undefined };
}

function factsOf(runtime: Json): TrainerRuntime {
  const policy = record(at(runtime, 'spec', 'mlPolicy'));
  const jobs: Record<string, string[]> = {};
  let resources: unknown;
  for (const job of records(at(runtime, 'spec', 'template', 'spec', 'replicatedJobs'))) {
    const pod = record(at(job, 'template', 'spec', 'template', 'spec'));
    jobs[text(job.name)] = [...records(pod.initContainers), ...records(pod.containers)].map(({ name }) => text(name));
    const trains = job.name === 'node' || at(job, 'template', 'metadata', 'labels', ANCESTOR) === 'trainer';
    if (trains) resources ??= records(pod.containers).find(({ name }) => name === 'node')?.resources;
  }
  const framework = given(policy.torch) ? 'torch' : given(policy.mpi) ? 'mpi' : 'plain';
  const volcano = given(at(runtime, 'spec', 'podGroupPolicy', 'volcano'))
    ? record(at(runtime, 'spec', 'template', 'metadata', 'annotations'))
    : undefined;
  const runLauncherAsNode = at(policy, 'mpi', 'runLauncherAsNode') === true;
  return { framework, runLauncherAsNode, jobs, resources, ...(volcano && { volcano }) };
}
