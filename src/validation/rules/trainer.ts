import { at, given, number, record, records, text } from './read';
import { ruleSet } from './rule';
import { type TrainJob, trainJobRules } from './trainer-ids';
import { checkInitializers, checkOverrides } from './trainer-overrides';
import { ANCESTOR, runtimeOf, type TrainerRuntime } from './trainer-runtime';
import { checkTorch } from './trainer-torch';

const GROUP = 'trainer.kubeflow.org';
const JOBS = 'spec.template.spec.replicatedJobs';
const CONTAINERS: Record<string, string> = {
  trainer: 'node',
  'model-initializer': 'model-initializer',
  'dataset-initializer': 'dataset-initializer',
};

/** What Trainer's webhooks demand of runtimes. */
export const trainerRuntimes = ruleSet({
  sources: [
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/webhooks/trainingruntime_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/webhooks/clustertrainingruntime_webhook.go',
  ],
  kinds: [`${GROUP}/v1alpha1/TrainingRuntime`, `${GROUP}/v1alpha1/ClusterTrainingRuntime`],
  rules: {
    'trainer/step-replicas': 'A step of the training has one replica of its job.',
    'trainer/step-container': 'A step of the training has the container that Trainer fills.',
  },
  check: ({ object, report }) => {
    for (const [i, job] of records(at(object, 'spec', 'template', 'spec', 'replicatedJobs')).entries()) {
      const step = text(at(job, 'template', 'metadata', 'labels', ANCESTOR));
      const wanted = Object.hasOwn(CONTAINERS, step) ? CONTAINERS[step] : undefined;
      if (wanted === undefined) continue;
      const replicas = number(job.replicas) ?? 1;
      if (replicas !== 1)
        report('trainer/step-replicas', `${JOBS}[${i}].replicas`, `${replicas} must be 1 for the step '${step}'`);
      const containers = records(at(job, 'template', 'spec', 'template', 'spec', 'containers'));
      if (!containers.some(({ name }) => name === wanted)) {
        report(
          'trainer/step-container',
          `${JOBS}[${i}].template.spec.template.spec.containers`,
          `need a container called '${wanted}' for the step '${step}'`,
        );
      }
    }
  },
});

/** What Trainer's webhook demands of training jobs. */
export const trainJob = ruleSet<keyof typeof trainJobRules>({
  sources: [
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/webhooks/trainjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/torch/torch.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/torch/torchtune.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/mpi/mpi.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/jobset/jobset.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/volcano/volcano.go',
  ],
  kinds: [`${GROUP}/v1alpha1/TrainJob`],
  rules: trainJobRules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const ref = record(spec.runtimeRef);
    const kind = given(ref.kind) ? text(ref.kind) : 'ClusterTrainingRuntime';
    const group = given(ref.apiGroup) ? text(ref.apiGroup) : GROUP;
    if (group !== GROUP || (kind !== 'ClusterTrainingRuntime' && kind !== 'TrainingRuntime')) {
      report(
        'trainer/runtime-ref',
        'spec.runtimeRef',
        `names ${kind} of ${group}, Trainer knows ClusterTrainingRuntime and TrainingRuntime of ${GROUP}`,
      );
      return;
    }
    const runtime = runtimeOf(subject, kind, text(ref.name));
    if (runtime === undefined) return;
    if (runtime.framework === 'torch') checkTorch(subject, spec, runtime);
    if (runtime.framework === 'mpi') checkMpi(subject, spec, runtime);
    checkInitializers(subject, spec, runtime);
    checkOverrides(subject, spec, runtime);
    checkQueue(subject, spec, runtime);
  },
});

function checkMpi({ report }: TrainJob, spec: Record<string, unknown>, runtime: TrainerRuntime): void {
  if (!given(spec.trainer)) return;
  const trainer = record(spec.trainer);
  if (typeof trainer.numProcPerNode === 'string')
    report(
      'trainer/processes-per-node',
      'spec.trainer.numProcPerNode',
      `'${trainer.numProcPerNode}' must be a whole number for MPI`,
    );
  const nodes = number(trainer.numNodes) ?? 1;
  if (
    nodes >= 2 &&
    runtime.runLauncherAsNode &&
    !(Object.hasOwn(runtime.jobs, 'launcher') && Object.hasOwn(runtime.jobs, 'node'))
  ) {
    report(
      'trainer/mpi-nodes',
      'spec.trainer.numNodes',
      `${nodes} must be 1: the runtime's launcher is a node, and it has not both a launcher and a node`,
    );
  }
}

const QUEUE = 'scheduling.volcano.sh/queue-name';

function checkQueue({ report }: TrainJob, spec: Record<string, unknown>, { volcano }: TrainerRuntime): void {
  if (volcano === undefined) return;
  if ({ ...volcano, ...record(spec.annotations) }[QUEUE] === '')
    report('trainer/volcano', `spec.annotations.${QUEUE}`, 'is empty: name the queue, or leave the annotation out');
}
