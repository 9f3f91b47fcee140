import { seconds } from '../../core/duration';
import { type PodOptions, podTemplate } from '../../core/pod';
import type { KubeflowRelease } from '../../core/release';
import { claimOf } from '../../core/resources';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, isRecord, within } from '../../core/values';
import { PodVolumes, type Volume } from '../../core/volumes';
import type { Container as PodContainer, PodSpec, PodTemplateSpec, Volume as PodVolume } from '../../generated/core';
import { podGroupPolicy } from './gang';
import { initializer } from './initializer';
import { ClusterTrainingRuntime, TrainingRuntime } from './kinds';
import { type FrameworkProps, processes, slotsPerNode } from './operator-v1';
import { jobContainer, jobPod, roleContainer, withSharedMemory } from './pods';
import type { JobProps, MpiJob, RuntimeJob, TorchJob, TrainingJobProps } from './props';
import { factsOfRuntime, type RuntimeFacts, runtimeFacts, shippedRuntimes, trainerOf } from './runtimes';
import type { TrainingRuntimeSpec, TrainJobSpec } from './specs';

/** A TrainJob, and the runtime made for it where no shipped one says what it needs. */
export interface TrainJobForm {
  readonly spec: TrainJobSpec;
  readonly runtime?: TrainingRuntimeSpec;
  readonly pods: number;
  /** Characters behind the job's name in the longest name of a pod. */
  readonly suffix: number;
  /** Replicated job whose first pod reports metrics. */
  readonly primary: string;
}

const ANCESTOR = 'trainer.kubeflow.org/trainjob-ancestor-step';
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

/** A job as Trainer v2 spells it. Throws InvalidValue. */
export function v2Job(name: string, props: TrainingJobProps, release: KubeflowRelease): TrainJobForm {
  for (const field of V1_ONLY) {
    if (props[field as keyof TrainingJobProps] !== undefined)
      throw new InvalidValue(`${field} is for training-operator v1, Trainer v2 has no such thing`);
  }
  if (props.keepFor !== undefined && props.keepFor !== 'forever') {
    throw new InvalidValue(
      `keepFor is for training-operator v1: Trainer ${trainerOf[release] ?? 'v2'} starts a job again whose pods were cleaned up, so finished jobs stay until the TrainJob is deleted`,
    );
  }
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

/** No shipped runtime runs one's own image in launcher and workers alike, so MPI gets a runtime of its own. */
function mpiJob(name: string, props: MpiJob): TrainJobForm {
  const numNodes = within('nodes', () => count(props.nodes, 1));
  const policies = jobPolicies(props);
  const { command, args, gpu, ...job } = props;
  const launcher = podOf(name, { ...job, command, args }, 'node', props.launcher);
  const worker = podOf(name, { ...job, gpu, command: ['/usr/sbin/sshd'], args: ['-De'] }, 'node', props.worker);
  const { trainer } = split(launcher);
  return {
    pods: numNodes + 1,
    suffix: suffixOf(['launcher'], 1, suffixOf(['node'], numNodes)),
    primary: 'launcher',
    spec: {
      runtimeRef: { kind: 'TrainingRuntime', name },
      ...jobSpec(props),
      trainer: defined({ ...trainer, numNodes, numProcPerNode: slotsPerNode(props) }),
    },
    runtime: defined({
      mlPolicy: {
        numNodes: 1,
        mpi: {
          mpiImplementation: 'OpenMPI',
          numProcPerNode: slotsPerNode(props) ?? 1,
          runLauncherAsNode: false,
          sshAuthMountPath: props.sshAuthMountPath ?? '/root/.ssh',
        },
      },
      podGroupPolicy: policies?.podGroupPolicy,
      template: {
        spec: defined({
          network: { publishNotReadyAddresses: true },
          successPolicy: { operator: 'All', targetReplicatedJobs: ['launcher'] },
          ...policies?.jobSet,
          replicatedJobs: [
            trainerJob('launcher', withoutTrainerFields(launcher), policies?.job),
            { name: 'node', template: { spec: defined({ ...policies?.job, template: worker }) } },
          ],
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

interface Ref {
  readonly name: string;
  readonly ref: TrainJobSpec['runtimeRef'];
  readonly jobs: readonly string[];
  readonly facts?: RuntimeFacts;
}

function runtimeRef({ runtime }: RuntimeJob, release: KubeflowRelease): Ref {
  if (runtime instanceof ClusterTrainingRuntime || runtime instanceof TrainingRuntime) {
    const facts = factsOfRuntime((runtime.toJson() as { spec: TrainingRuntimeSpec }).spec);
    const kind = runtime instanceof TrainingRuntime ? 'TrainingRuntime' : undefined;
    return { name: runtime.name, ref: defined({ kind, name: runtime.name }), jobs: facts.jobs, facts };
  }
  if (typeof runtime === 'string') {
    const facts = runtimeFacts(runtime);
    const trainer = trainerOf[release];
    if (facts !== undefined && trainer !== undefined && facts.since > trainer) {
      throw new InvalidValue(
        `runtime '${runtime}' comes with Trainer ${facts.since}, Kubeflow ${release} installs ${trainer} with ${shippedRuntimes(release).join(', ')}: define it as a ClusterTrainingRuntime and pass that, or choose one of these`,
      );
    }
    return { name: runtime, ref: { name: runtime }, jobs: ['node'], facts };
  }
  if (!isRecord(runtime) || typeof runtime.name !== 'string')
    throw new InvalidValue(`runtime ${JSON.stringify(runtime)} is neither a name nor a runtime`);
  const { name, kind, jobs = ['node'] } = runtime;
  return { name, ref: defined({ kind, name }), jobs, facts: runtimeFacts(name) };
}

/** The fields of a job that are the TrainJob's own, whatever the runtime. */
function jobSpec(props: Omit<JobProps, 'image'>): Pick<TrainJobSpec, 'suspend' | 'managedBy' | 'annotations'> {
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

function podOf(
  name: string,
  props: Omit<JobProps, 'image'> & { readonly image?: string },
  container: string,
  role?: MpiJob['worker'],
): PodTemplateSpec {
  const main = withSharedMemory(roleContainer(jobContainer(props, name), role), props.sharedMemory);
  const pod: PodOptions = jobPod(props, role?.pod);
  const schedulerName = pod.schedulerName ?? (gangOf(props)?.scheduler === 'volcano' ? 'volcano' : undefined);
  return podTemplate(container, main, { ...pod, schedulerName, restartPolicy: podRestartPolicy(props, pod) });
}

function podRestartPolicy(props: Omit<JobProps, 'image'>, pod: PodOptions): PodOptions['restartPolicy'] {
  const given = props.restartPolicy ?? pod.restartPolicy;
  if (given === 'ExitCode' || given === 'Always') {
    throw new InvalidValue(`restartPolicy '${given}' is for training-operator v1: Trainer v2 takes OnFailure or Never`);
  }
  return given ?? (props.retries === undefined ? undefined : 'Never');
}

interface Split {
  readonly trainer: NonNullable<TrainJobSpec['trainer']>;
  readonly override: Pick<
    PodSpec,
    'serviceAccountName' | 'imagePullSecrets' | 'nodeSelector' | 'tolerations' | 'affinity' | 'volumes' | 'containers'
  >;
  /** Fields that a TrainJob has no place for. */
  readonly unsaid: readonly string[];
  readonly more: boolean;
}

/**
 * What a TrainJob of Trainer 2.1 can say of a pod, and what only a runtime can.
 * Source: its PodTemplateSpecOverride.
 */
function split(template: PodTemplateSpec): Split {
  const { containers, serviceAccountName, imagePullSecrets, nodeSelector, tolerations, affinity, volumes, ...pod } =
    template.spec!;
  const [main, ...sidecars] = containers as [PodContainer, ...PodContainer[]];
  const { name, image, command, args, env, resources, volumeMounts, ...container } = main;
  const unsaid = [
    ...Object.keys(defined(container)).map((field) => FIELDS[field] ?? field),
    ...Object.keys(defined(pod)).map((field) => FIELDS[field] ?? field),
    ...(sidecars.length > 0 ? ['pod.sidecars'] : []),
  ];
  return {
    trainer: defined({ image, command, args, env, resourcesPerNode: resources }),
    override: defined({
      serviceAccountName,
      imagePullSecrets,
      nodeSelector,
      tolerations,
      affinity,
      volumes,
      containers: volumeMounts === undefined ? undefined : [{ name, volumeMounts }],
    }) as Split['override'],
    unsaid,
    more: unsaid.length > 0,
  };
}

/** How a user says what Kubernetes calls otherwise. */
const FIELDS: Record<string, string> = {
  securityContext: 'security or pod.securityContext',
  livenessProbe: 'liveness',
  readinessProbe: 'readiness',
  startupProbe: 'startup',
  initContainers: 'pod.initContainers',
  priorityClassName: 'pod.priorityClass',
  schedulerName: 'pod.schedulerName',
  runtimeClassName: 'pod.runtimeClass',
  topologySpreadConstraints: 'pod.topologySpreadConstraints',
  terminationGracePeriodSeconds: 'pod.terminationGracePeriod',
  hostNetwork: 'pod.hostNetwork',
  hostIPC: 'pod.hostIPC',
  dnsPolicy: 'pod.dnsPolicy',
  automountServiceAccountToken: 'pod.automountServiceAccountToken',
};

/** Labels, annotations and the runtime's own volumes for every pod, the rest for those that train. */
function overrides(
  jobs: readonly string[],
  trainers: readonly string[],
  spec: Split['override'],
  { metadata }: PodTemplateSpec,
  replaced: readonly PodVolume[] = [],
): Pick<TrainJobSpec, 'podTemplateOverrides'> {
  const targets = (names: readonly string[]) => names.map((name) => ({ name }));
  const everywhere = defined({ metadata, spec: replaced.length === 0 ? undefined : { volumes: [...replaced] } });
  if (jobs.length === trainers.length) {
    const volumes = [...replaced, ...(spec.volumes ?? [])];
    const all = defined({
      metadata,
      spec: definedOrNone({ ...spec, volumes: volumes.length === 0 ? undefined : volumes }),
    });
    return Object.keys(all).length === 0
      ? {}
      : { podTemplateOverrides: [{ targetJobs: targets(jobs), ...all }] as TrainJobSpec['podTemplateOverrides'] };
  }
  const list = [
    ...(Object.keys(everywhere).length === 0 ? [] : [{ targetJobs: targets(jobs), ...everywhere }]),
    ...(Object.keys(spec).length === 0 ? [] : [{ targetJobs: targets(trainers), spec }]),
  ];
  return list.length === 0 ? {} : { podTemplateOverrides: list };
}

function volumesOf(volumes: RuntimeJob['volumes']): PodVolume[] {
  const all = new PodVolumes();
  for (const [name, volume] of Object.entries(volumes ?? {}))
    all.mount({ [`/${name}`]: { ...volume, name } as Volume });
  return all.list;
}

function withoutTrainerFields(template: PodTemplateSpec): PodTemplateSpec {
  const [main, ...sidecars] = template.spec!.containers as [PodContainer, ...PodContainer[]];
  const { command: _command, args: _args, env: _env, resources: _resources, ...rest } = main;
  return { ...template, spec: { ...template.spec!, containers: [rest, ...sidecars] } };
}

function trainerJob(name: string, template: PodTemplateSpec, job: object | undefined) {
  return { name, template: { metadata: { labels: { [ANCESTOR]: 'trainer' } }, spec: { ...job, template } } };
}

/** What of a job only a runtime can say. */
function jobPolicies(props: Omit<JobProps, 'image'>) {
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

function policyFields(props: Omit<JobProps, 'image'>): string[] {
  return (['retries', 'deadline', 'gang'] as const).filter(
    (field) => props[field] !== undefined && props[field] !== false,
  );
}

function gangOf({ gang }: Omit<JobProps, 'image'>) {
  return gang === false ? undefined : gang;
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

/**
 * `-<replicated job>-0-<index>-<5 random>`, the longest of them.
 * Source: kubernetes-sigs/jobset pkg/webhooks/jobset_webhook.go.
 */
function suffixOf(jobs: readonly string[], nodes: number, least = 0): number {
  return Math.max(least, ...jobs.map((job) => `-${job}-0-${job === 'node' ? nodes - 1 : 0}-abcde`.length));
}
