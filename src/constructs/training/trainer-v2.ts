import type { KubeflowRelease } from '../../core/release';
import { claimOf } from '../../core/resources';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, isRecord, within } from '../../core/values';
import { processes } from './counts';
import type { FrameworkProps } from './frameworks';
import { initializer } from './initializer';
import { jobPolicies, jobSpec, policyFields, trainerJob } from './job-policies';
import { mpiJob } from './mpi-v2';
import { overrides, podOf, split, volumesOf, withoutTrainerFields } from './pod-override';
import type { RuntimeJob, TorchJob, TrainingJobProps } from './props';
import { runtimeRef } from './runtime-ref';
import { runtimeFacts, shippedRuntimes, trainerOf } from './runtimes';
import type { TrainingRuntimeSpec, TrainJobSpec } from './specs';
import { suffixOf, type TrainJobForm } from './train-job-form';

/** What torchrun reads and Trainer sets. Source: pkg/constants/constants.go, TorchRunReservedEnvNames. */
const RESERVED = ['PET_NNODES', 'PET_NPROC_PER_NODE', 'PET_NODE_RANK', 'PET_MASTER_ADDR', 'PET_MASTER_PORT'];

const V1_ONLY = [
  'cleanPodPolicy',
  'master',
  'elastic',
  'successPolicy',
  'enableDynamicWorker',
  'mainContainer',
] as const;

/** A sentence for each property that Trainer v2 has no place for. */
export function v1OnlyProblems(props: TrainingJobProps, release: KubeflowRelease): string[] {
  const found = V1_ONLY.filter((field) => props[field as keyof TrainingJobProps] !== undefined).map(
    (field) => `${field} is for training-operator v1, Trainer v2 has no such thing`,
  );
  if (props.keepFor !== undefined && props.keepFor !== 'forever') {
    found.push(
      `keepFor is for training-operator v1: Trainer ${trainerOf[release] ?? 'v2'} starts a job again whose pods were cleaned up, so finished jobs stay until the TrainJob is deleted`,
    );
  }
  return found;
}

/** A job as Trainer v2 spells it. Throws InvalidValue. */
export function v2Job(name: string, props: TrainingJobProps, release: KubeflowRelease): TrainJobForm {
  const foreign = v1OnlyProblems(props, release);
  if (foreign.length > 0) throw new InvalidValue(foreign.join('; '));
  return props.framework === undefined ? runtimeJob(name, props, release) : frameworkJob(name, props, release);
}

function frameworkJob(name: string, props: FrameworkProps, release: KubeflowRelease): TrainJobForm {
  if (props.framework === 'torch') return torchJob(name, props);
  if (props.framework === 'mpi') return mpiJob(name, props);
  const known = shippedRuntimes(release);
  const runtime = known.find((runtime) => runtimeFacts(runtime)?.framework === props.framework);
  if (runtime === undefined) throw new InvalidValue(unserved(props.framework, release));
  throw new InvalidValue(
    `framework '${props.framework}' is runtime '${runtime}' on Trainer v2: write runtime instead of framework`,
  );
}

function unserved(framework: string, release: KubeflowRelease): string {
  const trainer = trainerOf[release];
  const have =
    trainer === undefined
      ? `Kubeflow ${release} installs no Trainer v2`
      : `Trainer ${trainer} of Kubeflow ${release} has runtimes for ${frameworksOf(release)}`;
  return `framework '${framework}' needs training-operator v1, ${have}: add 'training-operator' to the platform's components, or name a runtime of your own in runtime`;
}

function frameworksOf(release: KubeflowRelease): string {
  return [...new Set(['mpi', ...shippedRuntimes(release).map((runtime) => runtimeFacts(runtime)!.framework)])]
    .sort()
    .join(', ');
}

function torchJob(name: string, props: TorchJob): TrainJobForm {
  if (isRecord(props.nodes)) {
    throw new InvalidValue(
      "nodes is a range, and Trainer v2 runs no elastic jobs: give a number, or set api 'v1' where training-operator is installed",
    );
  }
  const numNodes = within('nodes', () => count(props.nodes as number, 1));
  const numProcPerNode = procs(props);
  const template = podOf(name, props, 'node');
  const { trainer, override, more } = split(template);
  checkReserved(trainer.env);
  const policies = jobPolicies(props);
  const common = { pods: numNodes, suffix: suffixOf(['node'], numNodes), primary: 'node' };
  const spec = { ...jobSpec(props), trainer: defined({ ...trainer, numNodes, numProcPerNode }) };
  if (!more && policies === undefined) {
    return {
      ...common,
      spec: {
        runtimeRef: { name: 'torch-distributed' },
        ...spec,
        ...overrides(['node'], ['node'], override, template),
      },
    };
  }
  return {
    ...common,
    spec: { runtimeRef: { kind: 'TrainingRuntime', name }, ...spec },
    runtime: defined({
      mlPolicy: { numNodes: 1, torch: { numProcPerNode: 'auto' } },
      podGroupPolicy: policies?.podGroupPolicy,
      template: {
        spec: defined({
          ...policies?.jobSet,
          replicatedJobs: [trainerJob('node', withoutTrainerFields(template), policies?.job)],
        }),
      },
    }) as TrainingRuntimeSpec,
  };
}

function runtimeJob(name: string, props: RuntimeJob, release: KubeflowRelease): TrainJobForm {
  const ref = runtimeRef(props, release);
  const numNodes = props.nodes === undefined ? undefined : within('nodes', () => count(props.nodes!, 1));
  const numProcPerNode = ref.facts?.policy === 'plain' ? props.procsPerNode : procs(props);
  if (ref.facts?.policy === 'mpi' && typeof numProcPerNode === 'string') {
    throw new InvalidValue(`procsPerNode '${numProcPerNode}' must be a number for the MPI runtime '${ref.name}'`);
  }
  if (ref.facts?.policy === 'plain' && numProcPerNode !== undefined) {
    throw new InvalidValue(
      `procsPerNode has no meaning for the runtime '${ref.name}', which starts one process in each pod`,
    );
  }
  const jobs = ref.facts?.jobs ?? ref.jobs;
  const trainers = ref.facts?.trainers ?? ref.jobs;
  const template = podOf(name, { ...props, image: props.image ?? 'runtime' }, 'node');
  const { trainer, override, unsaid } = split(template);
  const field = [...policyFields(props), ...unsaid][0];
  if (field !== undefined) {
    throw new InvalidValue(
      `${field} is the runtime's to say, a TrainJob of Trainer ${trainerOf[release] ?? 'v2'} cannot: put it into a TrainingRuntime and name that in runtime`,
    );
  }
  if (ref.facts?.policy === 'torch') checkReserved(trainer.env);
  const assets = initializer(props, ref.name, ref.facts, release);
  const { image: _placeholder, ...rest } = trainer;
  return {
    pods: numNodes ?? 1,
    suffix: suffixOf(jobs, numNodes ?? 1),
    primary: trainers[0] ?? 'node',
    spec: defined({
      runtimeRef: ref.ref,
      initializer: assets,
      ...jobSpec(props),
      trainer: definedOrNone({ image: props.image, ...rest, numNodes, numProcPerNode }),
      ...overrides(jobs, trainers, override, template, volumesOf(props.volumes)),
    }) as TrainJobSpec,
  };
}

function checkReserved(env: NonNullable<TrainJobSpec['trainer']>['env']): void {
  const taken = env?.filter(({ name }) => RESERVED.includes(name)).map(({ name }) => name) ?? [];
  if (taken.length > 0) throw new InvalidValue(`env ${taken.join(', ')} is set by Trainer: use nodes and procsPerNode`);
}

/**
 * Trainer counts processes by resources that have `gpu` in their name; of others, such as MIG slices, it must be told.
 */
function procs(props: Pick<TorchJob, 'procsPerNode' | 'gpu'>): number | string | undefined {
  const { procsPerNode: given } = props;
  if (given !== undefined) return typeof given === 'number' ? Number(processes(given)) : processes(given);
  const claim = claimOf(props);
  return claim === undefined || /gpu/i.test(claim.resource) ? undefined : claim.count;
}
