import type { Container } from '../../core/container';
import { seconds } from '../../core/duration';
import { podTemplate } from '../../core/pod';
import { claimOf } from '../../core/resources';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, isRecord, shown, within } from '../../core/values';
import { schedulingPolicy } from './gang';
import { jobContainer, jobPod, roleContainer, withSharedMemory } from './pods';
import type {
  Framework,
  JobProps,
  JobRole,
  MpiJob,
  MpiRole,
  MxnetJob,
  NodeRange,
  PaddleJobForm,
  RuntimeJob,
  SizedJobRole,
  TensorFlowJob,
  TorchElastic,
  TorchJob,
  TrainingJobProps,
  XGBoostJobForm,
} from './props';
import type { ReplicaSpec, RunPolicy } from './specs';

export type FrameworkProps = Exclude<TrainingJobProps, RuntimeJob>;
export const v1Kinds = {
  torch: 'PyTorchJob',
  tensorflow: 'TFJob',
  mpi: 'MPIJob',
  xgboost: 'XGBoostJob',
  paddle: 'PaddleJob',
  jax: 'JAXJob',
  mxnet: 'MXJob',
} as const satisfies Record<Framework, string>;

/**
 * The container that the operator gives ports and environment to.
 * Source: pkg/apis/kubeflow.org/v1/<framework>_types.go.
 */
export const v1Containers = {
  torch: 'pytorch',
  tensorflow: 'tensorflow',
  mpi: 'mpi',
  xgboost: 'xgboost',
  paddle: 'paddle',
  jax: 'jax',
  mxnet: 'mxnet',
} as const satisfies Record<Framework, string>;

/** Frameworks whose pods the operator never starts again unless told so. */
const NEVER_RESTARTED: readonly Framework[] = ['tensorflow', 'mpi', 'xgboost', 'jax', 'mxnet'];

type ReplicaSpecs = Record<string, ReplicaSpec>;

export interface OperatorJob {
  readonly kind: string;
  readonly spec: Record<string, unknown>;
  readonly pods: number;
  readonly suffix: number;
}

/** A job of training-operator v1 as its API spells it. Throws InvalidValue. */
export function v1Job(name: string, props: FrameworkProps): OperatorJob {
  for (const field of ['sshAuthMountPath'] as const) {
    if (field in props && props[field as never] !== undefined) throw new InvalidValue(`${field} is for Trainer v2`);
  }
  const { field, spec, replicas } = specOf(name, props);
  return {
    kind: v1Kinds[props.framework],
    spec: defined({ ...spec, runPolicy: runPolicy(props), [field]: replicas }),
    pods: Object.values(replicas).reduce((sum, replica) => sum + (replica.replicas ?? 1), 0),
    suffix: suffixOf(replicas),
  };
}

interface Shape {
  readonly field: string;
  readonly replicas: ReplicaSpecs;
  readonly spec?: Record<string, unknown>;
}

function specOf(name: string, props: FrameworkProps): Shape {
  switch (props.framework) {
    case 'torch':
      return torch(name, props);
    case 'tensorflow':
      return tensorflow(name, props);
    case 'mpi':
      return mpi(name, props);
    case 'xgboost':
      return xgboost(name, props);
    case 'paddle':
      return paddle(name, props);
    case 'jax':
      return { field: 'jaxReplicaSpecs', replicas: { Worker: replica(name, props, 'Worker', nodes(props.nodes)) } };
    case 'mxnet':
      return mxnet(name, props);
    default:
      throw new InvalidValue(
        `framework ${shown((props as { framework: unknown }).framework)} is none of ${Object.keys(v1Kinds).join(', ')}`,
      );
  }
}

function torch(name: string, props: TorchJob): Shape {
  const { procsPerNode, master, elastic } = props;
  const range = nodeRange(props.nodes);
  const nprocPerNode = procsPerNode === undefined ? undefined : processes(procsPerNode);
  if (range !== undefined || elastic !== undefined) {
    if (isRecord(master)) throw new InvalidValue('master has no place in an elastic job, all its pods are workers');
    const { min, max } = range ?? { min: props.nodes as number, max: props.nodes as number };
    const worker = replica(name, props, 'Worker', startReplicas(elastic?.replicas, { min, max }));
    return {
      field: 'pytorchReplicaSpecs',
      replicas: { Worker: worker },
      spec: { nprocPerNode, elasticPolicy: { ...elasticPolicy(elastic), minReplicas: min, maxReplicas: max } },
    };
  }
  const all = nodes(props.nodes as number);
  const replicas: ReplicaSpecs = {};
  if (master !== false) replicas.Master = replica(name, props, 'Master', 1, master);
  const workers = master === false ? all : all - 1;
  if (workers > 0) replicas.Worker = replica(name, props, 'Worker', workers);
  return { field: 'pytorchReplicaSpecs', replicas, spec: { nprocPerNode } };
}

function elasticPolicy(elastic: TorchElastic = {}) {
  const { replicas: _replicas, rdzvConf, metrics, ...rest } = elastic;
  return defined({
    ...rest,
    rdzvConf: rdzvConf && Object.entries(rdzvConf).map(([key, value]) => ({ key, value: String(value) })),
    metrics: metrics && [...metrics],
  });
}

function tensorflow(name: string, props: TensorFlowJob): Shape {
  const { chief = false, parameterServers = 0, evaluator = false, successPolicy, enableDynamicWorker } = props;
  const workers = within('workers', () => count(props.workers));
  const replicas: ReplicaSpecs = {};
  if (chief !== false) replicas.Chief = replica(name, props, 'Chief', 1, chief === true ? undefined : chief);
  const servers = sized('parameterServers', parameterServers);
  if (servers.replicas > 0) replicas.PS = replica(name, withoutGpu(props), 'PS', servers.replicas, servers.role);
  if (workers > 0) replicas.Worker = replica(name, props, 'Worker', workers);
  if (evaluator !== false) {
    const { replicas: evaluators, role } = sized('evaluator', evaluator === true ? 1 : evaluator);
    replicas.Evaluator = replica(name, props, 'Evaluator', evaluators, role);
  }
  if (chief === false && workers === 0) throw new InvalidValue('workers is 0 and there is no chief: nobody trains');
  return { field: 'tfReplicaSpecs', replicas, spec: { successPolicy, enableDynamicWorker } };
}

function mpi(name: string, props: MpiJob): Shape {
  const { command, args, ...rest } = props;
  const slots = slotsPerNode(props);
  return {
    field: 'mpiReplicaSpecs',
    spec: { slotsPerWorker: slots, mainContainer: props.mainContainer },
    replicas: {
      Launcher: replica(name, { ...withoutGpu(rest), command, args }, 'Launcher', 1, props.launcher),
      Worker: replica(name, rest, 'Worker', nodes(props.nodes), props.worker),
    },
  };
}

/** One process for each GPU where nothing else is said. */
export function slotsPerNode(props: MpiJob): number | undefined {
  if (props.slotsPerNode !== undefined) return within('slotsPerNode', () => count(props.slotsPerNode!, 1));
  const gpus = claimOf({ ...props, ...props.worker })?.count ?? 1;
  return gpus > 1 ? gpus : undefined;
}

function xgboost(name: string, props: XGBoostJobForm): Shape {
  const all = nodes(props.nodes);
  const replicas: ReplicaSpecs = { Master: replica(name, props, 'Master', 1, props.master) };
  if (all > 1) replicas.Worker = replica(name, props, 'Worker', all - 1);
  return { field: 'xgbReplicaSpecs', replicas };
}

function paddle(name: string, props: PaddleJobForm): Shape {
  const { master, elastic } = props;
  const range = nodeRange(props.nodes);
  const workers = range === undefined ? nodes(props.nodes as number) : startReplicas(elastic?.replicas, range);
  const replicas: ReplicaSpecs = {};
  if (master !== undefined) {
    const servers = sized('master', master);
    replicas.Master = replica(name, props, 'Master', servers.replicas, servers.role);
  }
  replicas.Worker = replica(name, props, 'Worker', workers);
  const policy =
    range === undefined && elastic === undefined
      ? undefined
      : defined({
          minReplicas: range?.min ?? workers,
          maxReplicas: range?.max ?? workers,
          maxRestarts: elastic?.maxRestarts,
          metrics: elastic?.metrics && [...elastic.metrics],
        });
  return { field: 'paddleReplicaSpecs', replicas, spec: { elasticPolicy: policy } };
}

function mxnet(name: string, props: MxnetJob): Shape {
  const { mode = 'MXTrain' } = props;
  const replicas: ReplicaSpecs = {
    Scheduler: replica(name, withoutGpu(props), 'Scheduler', 1, props.scheduler),
  };
  const servers = sized('servers', props.servers ?? 1);
  if (servers.replicas > 0)
    replicas.Server = replica(name, withoutGpu(props), 'Server', servers.replicas, servers.role);
  replicas.Worker = replica(
    name,
    props,
    'Worker',
    within('workers', () => count(props.workers, 1)),
  );
  for (const [role, own] of [
    ['Tuner', props.tuner],
    ['TunerTracker', props.tunerTracker],
    ['TunerServer', props.tunerServer],
  ] as const) {
    if (own === undefined) continue;
    if (mode !== 'MXTune') throw new InvalidValue(`${role} is for mode 'MXTune'`);
    const { replicas: number, role: container } = sized(role, own);
    replicas[role] = replica(name, props, role, number, container);
  }
  return { field: 'mxReplicaSpecs', replicas, spec: { jobMode: mode } };
}

type Replicated = Omit<FrameworkProps, 'command' | 'args'> & Pick<JobProps, 'command' | 'args'>;

function replica(name: string, props: Replicated, role: string, replicas: number, own?: JobRole): ReplicaSpec {
  if (own !== undefined) return within(`${role}:`, () => replicaSpec(name, props, replicas, own));
  return replicaSpec(name, props, replicas, {});
}

function replicaSpec(name: string, props: Replicated, replicas: number, own: JobRole | MpiRole): ReplicaSpec {
  const containerName = ('containerName' in own && own.containerName) || v1Containers[props.framework];
  const container = withSharedMemory(roleContainer(jobContainer(props as JobProps, name), own), props.sharedMemory);
  const { restartPolicy: _onReplica, ...pod } = jobPod(props as JobProps, own.pod);
  const restartPolicy = own.restartPolicy ?? own.pod?.restartPolicy ?? restartPolicyOf(props as FrameworkProps);
  return defined({ replicas, restartPolicy, template: podTemplate(containerName, container, pod) });
}

function restartPolicyOf(props: FrameworkProps): ReplicaSpec['restartPolicy'] {
  const given = props.restartPolicy ?? props.pod?.restartPolicy;
  const { retries } = props;
  if (retries === undefined || retries === 0) return given;
  if (given === 'Never')
    throw new InvalidValue(
      `retries is ${retries}, but restartPolicy 'Never' starts no pod again: leave one of them out`,
    );
  return given ?? (NEVER_RESTARTED.includes(props.framework) ? 'OnFailure' : undefined);
}

export function runPolicy(props: JobProps): RunPolicy | undefined {
  const { retries, deadline, keepFor = '7d', suspend, cleanPodPolicy, gang, managedBy } = props;
  return definedOrNone<RunPolicy>({
    cleanPodPolicy,
    ttlSecondsAfterFinished: keepFor === 'forever' ? undefined : within('keepFor', () => seconds(keepFor)),
    activeDeadlineSeconds: deadline === undefined ? undefined : within('deadline', () => count(seconds(deadline), 1)),
    backoffLimit: retries === undefined ? undefined : within('retries', () => count(retries)),
    schedulingPolicy: gang ? schedulingPolicy(gang) : undefined,
    suspend,
    managedBy,
  });
}

/** Pods and Services are called `<job>-<role>-<index>`. */
function suffixOf(replicas: ReplicaSpecs): number {
  return Math.max(
    ...Object.entries(replicas).map(([role, { replicas: n = 1 }]) =>
      role === 'Launcher' ? '-launcher'.length : `-${role}-${Math.max(0, n - 1)}`.length,
    ),
  );
}

function sized(field: string, given: number | SizedJobRole): { replicas: number; role?: JobRole } {
  if (typeof given === 'number') return { replicas: within(field, () => count(given)) };
  const { replicas = 1, ...role } = given;
  return { replicas: within(`${field}.replicas`, () => count(replicas)), role };
}

function withoutGpu<T extends { readonly gpu?: Container['gpu'] }>(props: T): T {
  return { ...props, gpu: undefined };
}

function nodes(given: number): number {
  return within('nodes', () => count(given, 1));
}

function nodeRange(given: number | NodeRange): NodeRange | undefined {
  if (!isRecord(given)) return undefined;
  const { min, max } = given as NodeRange;
  within('nodes.min', () => count(min, 1));
  within('nodes.max', () => count(max, 1));
  if (min > max) throw new InvalidValue(`nodes.min ${min} is more than nodes.max ${max}`);
  return { min, max };
}

function startReplicas(given: number | undefined, { min, max }: NodeRange): number {
  const replicas = given ?? max;
  within('elastic.replicas', () => count(replicas, 1));
  if (replicas < min || replicas > max)
    throw new InvalidValue(`elastic.replicas ${replicas} is outside nodes ${min} to ${max}`);
  return replicas;
}

export function processes(given: number | 'auto' | 'cpu' | 'gpu'): string {
  if (typeof given === 'number') return String(within('procsPerNode', () => count(given, 1)));
  if (!['auto', 'cpu', 'gpu'].includes(given))
    throw new InvalidValue(`procsPerNode ${shown(given)} is no number and none of auto, cpu, gpu`);
  return given;
}
