import { claimOf } from '../../core/resources';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import { nodeRange, nodes, processes, sized, startReplicas } from './counts';
import { type FrameworkProps, v1Kinds } from './frameworks';
import type { MpiJob, MxnetJob, PaddleJobForm, TensorFlowJob, TorchElastic, TorchJob, XGBoostJobForm } from './props';
import { type ReplicaSpecs, replica, withoutGpu } from './replicas';

interface Shape {
  readonly field: string;
  readonly replicas: ReplicaSpecs;
  readonly spec?: Record<string, unknown>;
}

/** The roles of a framework, and what its kind has beside them. */
export function specOf(name: string, props: FrameworkProps): Shape {
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
