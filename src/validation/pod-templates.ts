import { isRecord, type Json } from './finding';

/** The pods that an object makes. */
export interface PodTemplate {
  readonly spec: Json;
  readonly labels?: Json;
  /** Path of the pod's spec, `spec.template.spec`. */
  readonly path: string;
}

/** Where kinds keep their pods: `*` stands for every item of a list or member of a map. */
const PLACES: Record<string, readonly string[]> = {
  'v1/Pod': ['spec'],
  'v1/PodTemplate': ['template.spec'],
  'v1/ReplicationController': ['spec.template.spec'],
  'apps/v1/Deployment': ['spec.template.spec'],
  'apps/v1/StatefulSet': ['spec.template.spec'],
  'apps/v1/DaemonSet': ['spec.template.spec'],
  'apps/v1/ReplicaSet': ['spec.template.spec'],
  'batch/v1/Job': ['spec.template.spec'],
  'batch/v1/CronJob': ['spec.jobTemplate.spec.template.spec'],
  'kubeflow.org/v1/PyTorchJob': ['spec.pytorchReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/TFJob': ['spec.tfReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/XGBoostJob': ['spec.xgbReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/PaddleJob': ['spec.paddleReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/MPIJob': ['spec.mpiReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/MXJob': ['spec.mxReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/JAXJob': ['spec.jaxReplicaSpecs.*.template.spec'],
  'kubeflow.org/v2beta1/MPIJob': ['spec.mpiReplicaSpecs.*.template.spec'],
  'kubeflow.org/v1/Notebook': ['spec.template.spec'],
  'kubeflow.org/v1beta1/Notebook': ['spec.template.spec'],
  'kubeflow.org/v1alpha1/Notebook': ['spec.template.spec'],
  'kubeflow.org/v1alpha1/PVCViewer': ['spec.podSpec'],
  'jobset.x-k8s.io/v1alpha2/JobSet': ['spec.replicatedJobs.*.template.spec.template.spec'],
  'trainer.kubeflow.org/v1alpha1/TrainingRuntime': ['spec.template.spec.replicatedJobs.*.template.spec.template.spec'],
  'trainer.kubeflow.org/v1alpha1/ClusterTrainingRuntime': [
    'spec.template.spec.replicatedJobs.*.template.spec.template.spec',
  ],
  'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet': [
    'spec.leaderWorkerTemplate.leaderTemplate.spec',
    'spec.leaderWorkerTemplate.workerTemplate.spec',
  ],
  'serving.knative.dev/v1/Service': ['spec.template.spec'],
  'serving.knative.dev/v1/Configuration': ['spec.template.spec'],
  'serving.knative.dev/v1/Revision': ['spec'],
  'batch.volcano.sh/v1alpha1/Job': ['spec.tasks.*.template.spec'],
  'ray.io/v1/RayCluster': ['spec.headGroupSpec.template.spec', 'spec.workerGroupSpecs.*.template.spec'],
  'ray.io/v1/RayJob': [
    'spec.rayClusterSpec.headGroupSpec.template.spec',
    'spec.rayClusterSpec.workerGroupSpecs.*.template.spec',
    'spec.submitterPodTemplate.spec',
  ],
  'ray.io/v1/RayService': [
    'spec.rayClusterConfig.headGroupSpec.template.spec',
    'spec.rayClusterConfig.workerGroupSpecs.*.template.spec',
  ],
};

const split = new Map(Object.entries(PLACES).map(([kind, paths]) => [kind, paths.map((path) => path.split('.'))]));

/** The pods of an object, none where its kind is not known to have any. */
export function podTemplates(object: Json): PodTemplate[] {
  const places = split.get(`${object.apiVersion}/${object.kind}`);
  if (places === undefined) return [];
  const found: PodTemplate[] = [];
  for (const steps of places) walk(object, steps, 0, '', undefined, found);
  return found;
}

function walk(
  value: unknown,
  steps: readonly string[],
  at: number,
  path: string,
  parent: Json | undefined,
  found: PodTemplate[],
): void {
  if (at === steps.length) {
    if (!isRecord(value)) return;
    const metadata = parent?.metadata;
    const labels = isRecord(metadata) && isRecord(metadata.labels) ? metadata.labels : undefined;
    found.push({ spec: value, path, ...(labels && { labels }) });
    return;
  }
  const step = steps[at]!;
  if (step !== '*') {
    if (isRecord(value) && Object.hasOwn(value, step))
      walk(value[step], steps, at + 1, path === '' ? step : `${path}.${step}`, value, found);
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, steps, at + 1, `${path}[${i}]`, undefined, found);
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) walk(value[key], steps, at + 1, `${path}.${key}`, undefined, found);
  }
}
