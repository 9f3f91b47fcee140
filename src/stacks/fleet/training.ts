import { coreWorkloads } from './core-workloads';
import {
  at,
  type DemandedPods,
  type Json,
  json,
  type Lookup,
  list,
  podsOf,
  type Reader,
  textOf,
  whole,
} from './demand';

/** A job of training-operator v1: roles with replicas, one of which may be elastic. */
const v1 =
  (field: string): Reader =>
  (object) => {
    const spec = json(object.spec);
    const elastic = json(spec.elasticPolicy);
    const roles = Object.entries(json(spec[field]));
    const pods = roles.map(([role, replica]) => {
      const replicas = whole(at(replica, 'replicas'), 1);
      const isElastic = role === 'Worker' && spec.elasticPolicy !== undefined;
      const min = isElastic ? whole(elastic.minReplicas, replicas) : replicas;
      const max = isElastic ? whole(elastic.maxReplicas, replicas) : replicas;
      return podsOf(role, at(replica, 'template'), min, Math.max(min, max));
    });
    return [{ pods, gang: true }];
  };

/** A TrainJob: what its runtime says, with what the job says itself on top. */
const trainJob: Reader = (object, lookup) => {
  const spec = json(object.spec);
  const runtime = runtimeOf(object, lookup);
  const numNodes = whole(at(spec, 'trainer', 'numNodes'), whole(at(runtime, 'spec', 'mlPolicy', 'numNodes'), 1));
  const mpi = at(runtime, 'spec', 'mlPolicy', 'mpi');
  const launcherIsNode = at(mpi, 'runLauncherAsNode') === true;
  const jobs = list(at(runtime, 'spec', 'template', 'spec', 'replicatedJobs'));
  const roles = jobs.length === 0 ? [{ name: 'node' }] : jobs;
  const pods = roles.flatMap((role): DemandedPods[] => {
    const name = textOf(at(role, 'name')) ?? 'node';
    const template = at(role, 'template', 'spec', 'template');
    const ancestor = textOf(at(role, 'template', 'metadata', 'labels', 'trainer.kubeflow.org/trainjob-ancestor-step'));
    const isTrainer = name === 'node' || ancestor === 'trainer';
    // Initializers run before the nodes do.
    if (/-initializer$/.test(name) || /-initializer$/.test(ancestor ?? '')) return [];
    const count = isTrainer
      ? numNodes - (launcherIsNode && roles.length > 1 && name !== 'launcher' ? 1 : 0)
      : whole(at(role, 'template', 'spec', 'parallelism'), 1) * whole(at(role, 'replicas'), 1);
    const own = overridden(
      json(at(template, 'spec')),
      name,
      spec,
      isTrainer || (launcherIsNode && name === 'launcher'),
    );
    return [{ role: name, spec: own, labels: json(at(template, 'metadata', 'labels')), min: count, max: count }];
  });
  return [{ pods: pods.filter(({ max }) => max > 0), gang: true }];
};

function runtimeOf(object: Json, lookup: Lookup): Json | undefined {
  const reference = at(object, 'spec', 'runtimeRef');
  const name = textOf(at(reference, 'name')) ?? '';
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? '';
  const kind = textOf(at(reference, 'kind')) ?? 'ClusterTrainingRuntime';
  return lookup(kind, kind === 'TrainingRuntime' ? namespace : '', name);
}

/** The pod of a runtime's job after the TrainJob's own resources and overrides. */
function overridden(pod: Json, job: string, spec: Json, isTrainer: boolean): Json {
  let made: Json = { ...pod };
  const resources = at(spec, 'trainer', 'resourcesPerNode');
  if (isTrainer && resources !== undefined) {
    const containers = list(pod.containers);
    const index = Math.max(
      0,
      containers.findIndex((container) => at(container, 'name') === 'node'),
    );
    made.containers =
      containers.length === 0
        ? [{ name: 'node', resources }]
        : containers.map((container, i) => (i === index ? { ...json(container), resources } : container));
  }
  for (const override of [...list(spec.podTemplateOverrides), ...list(spec.podSpecOverrides)]) {
    if (!list(at(override, 'targetJobs')).some((target) => at(target, 'name') === job)) continue;
    const more = json(at(override, 'spec') ?? override);
    made = {
      ...made,
      ...(more.affinity !== undefined && { affinity: more.affinity }),
      nodeSelector: { ...json(made.nodeSelector), ...json(more.nodeSelector) },
      tolerations: [...list(made.tolerations), ...list(more.tolerations)],
    };
  }
  return made;
}

/** An experiment's trials, as the job that each of them is, side by side. */
const experiment: Reader = (object, lookup) => {
  const spec = json(object.spec);
  const trial = json(at(spec, 'trialTemplate', 'trialSpec'));
  const read = trainingJobs[`${trial.apiVersion}/${trial.kind}`] ?? coreWorkloads[`${trial.apiVersion}/${trial.kind}`];
  if (read === undefined) return [];
  const inNamespace = {
    ...trial,
    metadata: { ...json(trial.metadata), namespace: at(object, 'metadata', 'namespace') },
  };
  const parallel = Math.min(whole(spec.parallelTrialCount, 3), whole(spec.maxTrialCount, Number.POSITIVE_INFINITY));
  const queue = textOf(at(trial, 'metadata', 'labels', 'kueue.x-k8s.io/queue-name'));
  return read(inNamespace, lookup).map((shape) => ({ ...shape, gang: true, parallel, queue }));
};

const volcanoJob: Reader = (object) => {
  const pods = list(at(object, 'spec', 'tasks')).map((task, i) =>
    podsOf(textOf(at(task, 'name')) ?? `task-${i}`, at(task, 'template'), whole(at(task, 'replicas'), 1)),
  );
  return [{ pods, gang: true }];
};

export const trainingJobs: Readonly<Record<string, Reader>> = {
  'kubeflow.org/v1/PyTorchJob': v1('pytorchReplicaSpecs'),
  'kubeflow.org/v1/TFJob': v1('tfReplicaSpecs'),
  'kubeflow.org/v1/XGBoostJob': v1('xgbReplicaSpecs'),
  'kubeflow.org/v1/PaddleJob': v1('paddleReplicaSpecs'),
  'kubeflow.org/v1/MXJob': v1('mxReplicaSpecs'),
  'kubeflow.org/v1/JAXJob': v1('jaxReplicaSpecs'),
  'kubeflow.org/v1/MPIJob': v1('mpiReplicaSpecs'),
  'kubeflow.org/v2beta1/MPIJob': v1('mpiReplicaSpecs'),
  'trainer.kubeflow.org/v1alpha1/TrainJob': trainJob,
  'kubeflow.org/v1beta1/Experiment': experiment,
  'batch.volcano.sh/v1alpha1/Job': volcanoJob,
};
