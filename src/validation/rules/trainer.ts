import type { Json } from '../finding';
import { type RuntimeFacts, shippedRuntime } from '../shipped-runtimes';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const GROUP = 'trainer.kubeflow.org';
const JOBS = 'spec.template.spec.replicatedJobs';
const ANCESTOR = 'trainer.kubeflow.org/trainjob-ancestor-step';
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

const rules = {
  'trainer/runtime-ref': 'A training job names a runtime of Trainer.',
  'trainer/processes-per-node': 'The number of processes per node is one that the framework of the runtime knows.',
  'trainer/reserved-env': "torchrun's own variables are not set.",
  'trainer/mpi-nodes': 'A runtime whose launcher is a node has a launcher and a node.',
  'trainer/initializer': 'A runtime has the job and the container for each initializer in use.',
  'trainer/overrides':
    'Pod overrides name jobs and containers of the runtime, and leave the steps to their own fields.',
  'trainer/torchtune': 'TorchTune trains models that it knows, in sizes that it can.',
} as const;

type Ids = keyof typeof rules;
type Job = Subject<Ids>;

/** What Trainer's webhook demands of training jobs. */
export const trainJob = ruleSet<Ids>({
  sources: [
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/webhooks/trainjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/torch/torch.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/torch/torchtune.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/mpi/mpi.go',
    'https://github.com/kubeflow/trainer/blob/v2.1.0/pkg/runtime/framework/plugins/jobset/jobset.go',
  ],
  kinds: [`${GROUP}/v1alpha1/TrainJob`],
  rules,
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
    if (runtime.framework === 'torch') checkTorch(subject, spec, text(ref.name));
    if (runtime.framework === 'mpi') checkMpi(subject, spec, runtime);
    checkInitializers(subject, spec, runtime);
    checkOverrides(subject, spec, runtime);
  },
});

function runtimeOf(subject: Job, kind: string, name: string): RuntimeFacts | undefined {
  const namespace = kind === 'TrainingRuntime' ? text(at(subject.object, 'metadata', 'namespace')) : '';
  const found = subject.find(kind, namespace, name);
  if (found !== undefined) return factsOf(found);
  return kind === 'ClusterTrainingRuntime' ? shippedRuntime(subject.release, name) : undefined;
}

function factsOf(runtime: Json): RuntimeFacts {
  const policy = record(at(runtime, 'spec', 'mlPolicy'));
  const jobs: Record<string, string[]> = {};
  for (const job of records(at(runtime, 'spec', 'template', 'spec', 'replicatedJobs'))) {
    const pod = record(at(job, 'template', 'spec', 'template', 'spec'));
    jobs[text(job.name)] = [...records(pod.initContainers), ...records(pod.containers)].map(({ name }) => text(name));
  }
  const framework = given(policy.torch) ? 'torch' : given(policy.mpi) ? 'mpi' : 'plain';
  return { framework, runLauncherAsNode: at(policy, 'mpi', 'runLauncherAsNode') === true, jobs };
}

const RESERVED = ['PET_NNODES', 'PET_NPROC_PER_NODE', 'PET_NODE_RANK', 'PET_MASTER_ADDR', 'PET_MASTER_PORT'];

function checkTorch({ report }: Job, spec: Record<string, unknown>, runtimeName: string): void {
  const trainer = record(spec.trainer);
  const processes = trainer.numProcPerNode;
  // Without it upstream looks at none of the rest.
  if (!given(processes)) return;
  if (typeof processes === 'string' && !['auto', 'cpu', 'gpu'].includes(processes)) {
    report(
      'trainer/processes-per-node',
      'spec.trainer.numProcPerNode',
      `'${processes}' is neither a whole number nor one of auto, cpu, gpu`,
    );
  }
  const reserved = records(trainer.env).flatMap(({ name }) => (RESERVED.includes(text(name)) ? [text(name)] : []));
  if (reserved.length > 0)
    report('trainer/reserved-env', 'spec.trainer.env', `sets ${reserved.join(', ')}, which Trainer itself sets`);
  const command = list(trainer.command);
  if (command.length === 2 && command[0] === 'tune' && command[1] === 'run')
    checkTorchTune(report, trainer, runtimeName);
}

const TUNABLE = ['llama3_2/1B', 'llama3_2/3B', 'llama3_3/70B', 'qwen2_5/1.5B'];

function checkTorchTune(report: Job['report'], trainer: Record<string, unknown>, runtimeName: string): void {
  const model = tunedModel(runtimeName);
  if (!TUNABLE.includes(model))
    report(
      'trainer/torchtune',
      'spec.runtimeRef.name',
      `'${runtimeName}' is for no model that TorchTune trains here: ${TUNABLE.join(', ')}`,
    );
  const nodes = number(trainer.numNodes);
  if (nodes !== undefined && nodes > 1 && model !== 'llama3_3/70B')
    report('trainer/torchtune', 'spec.trainer.numNodes', `${nodes} must be 1 for ${model}`);
  const args = list(trainer.args).map(word);
  const quantized =
    !args.some((arg) => arg.includes('model.use_dora')) && args.some((arg) => arg.includes('model.quantize_base'));
  const gpus = gpusOf(trainer.resourcesPerNode);
  const single = trainer.numProcPerNode === 1 || gpus === 1;
  if (nodes !== 1 || !quantized || single) return;
  if (model === 'qwen2_5/1.5B')
    report('trainer/torchtune', 'spec.runtimeRef.name', `QLoRA is not possible for ${model}`);
  // What the runtime itself asks per node is not known here, and one GPU there would do.
  if (gpus !== undefined && (model === 'llama3_2/1B' || model === 'llama3_2/3B')) {
    report('trainer/torchtune', 'spec.trainer.numProcPerNode', `must be 1, or one GPU asked, for ${model} with QLoRA`);
  }
}

/** `torchtune-llama3.2-1b` trains `llama3_2/1B`. */
function tunedModel(runtime: string): string {
  const fields = runtime.split('-');
  if (fields.length !== 3) return '';
  return `${fields[1]!.replaceAll('.', '_')}/${fields[2]!.toUpperCase()}`;
}

function gpusOf(resources: unknown): number | undefined {
  const { limits, requests } = record(resources);
  for (const asked of [limits, requests]) {
    for (const [name, amount] of Object.entries(record(asked)))
      if (name.toLowerCase().includes('gpu')) return Number(amount);
  }
  return given(resources) ? 0 : undefined;
}

function checkMpi({ report }: Job, spec: Record<string, unknown>, runtime: RuntimeFacts): void {
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

function checkInitializers({ report }: Job, spec: Record<string, unknown>, runtime: RuntimeFacts): void {
  for (const part of ['dataset', 'model']) {
    if (!given(record(spec.initializer)[part])) continue;
    const job = `${part}-initializer`;
    if (!Object.hasOwn(runtime.jobs, job))
      report(
        'trainer/initializer',
        'spec.runtimeRef',
        `names a runtime without a job '${job}', which initializer.${part} needs`,
      );
    else if (!runtime.jobs[job]!.includes(job))
      report('trainer/initializer', 'spec.runtimeRef', `names a runtime whose job '${job}' has no container '${job}'`);
  }
}

function checkOverrides({ report }: Job, spec: Record<string, unknown>, runtime: RuntimeFacts): void {
  const rule = 'trainer/overrides';
  const path = 'spec.podTemplateOverrides';
  const steps = ['dataset-initializer', 'model-initializer', 'node'];
  for (const [i, override] of records(spec.podTemplateOverrides).entries()) {
    for (const [j, target] of records(override.targetJobs).entries()) {
      const job = text(target.name);
      const names = Object.hasOwn(runtime.jobs, job) ? runtime.jobs[job]! : undefined;
      if (names === undefined)
        report(
          rule,
          path,
          `[${i}].targetJobs[${j}].name: '${job}' is no job of the runtime: ${Object.keys(runtime.jobs).join(', ')}`,
        );
      for (const field of ['initContainers', 'containers'] as const) {
        for (const [k, container] of records(record(override.spec)[field]).entries()) {
          const name = text(container.name);
          const below = `[${i}].spec.${field}[${k}]`;
          if (names !== undefined && !names.includes(name))
            report(
              rule,
              path,
              `${below}.name: '${name}' is no container of the runtime's job '${job}': ${names.join(', ')}`,
            );
          else if (field === 'containers' && steps.includes(name) && list(container.env).length > 0) {
            report(rule, path, `${below}.env may not be set for '${name}': use the env of trainer or initializer`);
          }
        }
      }
    }
  }
}
