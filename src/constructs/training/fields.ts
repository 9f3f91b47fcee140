import { containerProperties, word } from '../../core/container';
import { seconds } from '../../core/duration';
import { envShape, nameOf, secretKeyShape } from '../../core/environment';
import { didYouMean } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { labelValue } from '../../core/names';
import { podShape } from '../../core/pod';
import {
  fields,
  type Known,
  listOf,
  mapOf,
  oneOf,
  or,
  type PropertyProblems,
  positive,
  propertyProblems,
  type Shape,
} from '../../core/properties';
import { type BytesLike, bytes, count } from '../../core/units';
import { InvalidValue, isRecord, shown } from '../../core/values';
import { mountsShape } from '../../core/volumes';
import { processes } from './counts';
import type { Gang } from './gang';
import { checkAssetUri } from './initializer';
import type {
  Asset,
  Framework,
  JaxJob,
  JobProps,
  JobRole,
  MpiJob,
  MpiRole,
  MxnetJob,
  NodeRange,
  PaddleJobForm,
  RuntimeJob,
  RuntimeRef,
  SizedJobRole,
  TensorFlowJob,
  TorchElastic,
  TorchJob,
  TrainingJobProps,
  XGBoostJobForm,
} from './props';
import type { MlflowTracking } from './tracking';

type Fields<T> = Readonly<Record<Exclude<keyof T, keyof JobProps>, Shape>>;

const { image: _image, ...withoutImage } = containerProperties;
/** Every field of Container but its image; the compiler misses none, here and below. */
export const CONTAINER_FIELDS: Omit<typeof containerProperties, 'image'> = withoutImage;

const gang: Known<Gang> = {
  scheduler: oneOf('coscheduling', 'volcano'),
  minAvailable: positive,
  queue: 'text',
  priorityClass: 'text',
  minResources: 'object',
  scheduleTimeout: seconds,
  networkTopology: fields({ mode: oneOf('hard', 'soft'), highestTierAllowed: count }),
};
const mlflow: Known<MlflowTracking> = {
  uri: 'text',
  experiment: 'text',
  credentials: fields({ username: secretKeyShape, password: secretKeyShape, token: secretKeyShape }),
  artifacts: fields({ secret: nameOf, endpoint: 'text' }, ['secret']),
};
export const trackingShape = fields({ mlflow: fields(mlflow, ['uri']) }, ['mlflow']);
export const gangShape = or(fields(gang), 'false');
export const JOB: Readonly<Record<Exclude<keyof JobProps, keyof typeof containerProperties>, Shape>> = {
  queue: labelValue,
  priority: labelValue,
  topology: fields({
    required: 'text',
    preferred: 'text',
    unconstrained: 'true',
    slice: fields({ required: 'text', size: positive }, ['required', 'size']),
  }),
  gang: gangShape,
  retries: count,
  deadline: seconds,
  keepFor: (value: NonNullable<JobProps['keepFor']>) => value === 'forever' || seconds(value),
  suspend: 'flag',
  cleanPodPolicy: oneOf('None', 'Running', 'All'),
  restartPolicy: oneOf('Always', 'OnFailure', 'Never', 'ExitCode'),
  managedBy: oneOf('kueue.x-k8s.io/multikueue'),
  sharedMemory: (value: BytesLike | false) => value === false || bytes(value),
  mesh: 'flag',
  tracking: trackingShape,
  files: mapOf(word),
  pod: podShape,
  api: oneOf('v1', 'v2'),
  metadata: metadataShape,
};

const role: Known<JobRole> = { ...containerProperties, restartPolicy: JOB.restartPolicy, pod: podShape };
const sizedRole: Known<SizedJobRole> = { ...role, replicas: count };
const mpiRole: Known<MpiRole> = { ...role, containerName: 'text' };
const elastic: Known<TorchElastic> = {
  replicas: positive,
  rdzvBackend: oneOf('c10d', 'etcd', 'etcd-v2'),
  rdzvHost: 'text',
  rdzvPort: positive,
  rdzvId: 'text',
  rdzvConf: mapOf(word),
  standalone: 'flag',
  maxRestarts: count,
  metrics: listOf('object'),
};
const nodes = positive;
const nodeRange = or(fields({ min: positive, max: positive } satisfies Known<NodeRange>, ['min', 'max']), positive);
const asset: Known<Asset> = {
  uri: checkAssetUri,
  env: envShape,
  secret: nameOf,
};
export const assetShape = or(fields(asset, ['uri']), checkAssetUri);
const runtime: Known<RuntimeRef> = {
  name: 'text',
  kind: oneOf('ClusterTrainingRuntime', 'TrainingRuntime'),
  jobs: listOf('text'),
};
const base = { framework: 'text', runtime: true } as const;
const OF = {
  torch: {
    ...base,
    nodes: nodeRange,
    procsPerNode: processes,
    elastic: fields(elastic),
    master: or(fields(role), 'false'),
  } satisfies Fields<TorchJob>,
  tensorflow: {
    ...base,
    workers: count,
    chief: or(fields(role), 'flag'),
    parameterServers: or(fields(sizedRole), count),
    evaluator: or(fields(sizedRole), 'flag'),
    successPolicy: oneOf('AllWorkers'),
    enableDynamicWorker: 'flag',
  } satisfies Fields<TensorFlowJob>,
  mpi: {
    ...base,
    nodes,
    slotsPerNode: positive,
    launcher: fields(mpiRole),
    worker: fields(mpiRole),
    mainContainer: 'text',
    sshAuthMountPath: 'text',
  } satisfies Fields<MpiJob>,
  xgboost: { ...base, nodes, master: fields(role) } satisfies Fields<XGBoostJobForm>,
  paddle: {
    ...base,
    nodes: nodeRange,
    master: fields(sizedRole),
    elastic: fields({ replicas: positive, maxRestarts: count, metrics: listOf('object') }),
  } satisfies Fields<PaddleJobForm>,
  jax: { ...base, nodes } satisfies Fields<JaxJob>,
  mxnet: {
    ...base,
    workers: positive,
    mode: oneOf('MXTrain', 'MXTune'),
    scheduler: fields(role),
    servers: or(fields(sizedRole), count),
    tuner: fields(sizedRole),
    tunerTracker: fields(sizedRole),
    tunerServer: fields(sizedRole),
  } satisfies Fields<MxnetJob>,
  runtime: {
    ...base,
    runtime: or(fields(runtime, ['name']), 'text'),
    nodes,
    procsPerNode: processes,
    volumes: mountsShape,
    dataset: assetShape,
    model: assetShape,
  } satisfies Fields<RuntimeJob>,
} as const satisfies Record<Framework | 'runtime', object>;

const KNOWN = Object.fromEntries(
  Object.entries(OF).map(([name, of]): [string, Readonly<Record<string, Shape>>] => [
    name,
    { ...containerProperties, ...JOB, ...of },
  ]),
) as Readonly<Record<Framework | 'runtime', Readonly<Record<string, Shape>>>>;

const NEEDED: Readonly<Record<Framework | 'runtime', readonly string[]>> = {
  torch: ['image', 'nodes'],
  tensorflow: ['image', 'workers'],
  mpi: ['image', 'nodes'],
  xgboost: ['image', 'nodes'],
  paddle: ['image', 'nodes'],
  jax: ['image', 'nodes'],
  mxnet: ['image', 'workers'],
  runtime: [],
};

/** Everything of a job that is wrong by itself, also in a program that no compiler has read. */
export function jobProblems(props: TrainingJobProps): PropertyProblems {
  const form = formProblem(props);
  if (form !== undefined) return { sentences: [form], unreadable: true, refused: new Set() };
  const own = props.framework ?? 'runtime';
  const known = KNOWN[own];
  const shape = isConstruct(props.runtime) ? { ...known, runtime: true as const } : known;
  const foreign = Object.entries(props).filter(([field, value]) => value !== undefined && !Object.hasOwn(known, field));
  const unknown = foreign.map(([field]) => unknownField(own, field, Object.keys(known)));
  const rest = foreign.length === 0 ? props : without(props, new Set(foreign.map(([field]) => field)));
  const found = propertyProblems(rest as unknown as Record<string, unknown>, shape, NEEDED[own]);
  const sentences = [...unknown, ...found.sentences];
  return { sentences, unreadable: sentences.length > 0, refused: found.refused };
}

/** The first of them, where one sentence is all there is room for. Throws InvalidValue. */
export function checkJob(props: TrainingJobProps): void {
  const { sentences } = jobProblems(props);
  if (sentences.length > 0) throw new InvalidValue(sentences.join('; '));
}

function without(props: object, fields: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(props).filter(([field]) => !fields.has(field)));
}

function isConstruct(value: unknown): boolean {
  return isRecord(value) && 'node' in value;
}

function formProblem({ framework, runtime }: { readonly framework?: unknown; readonly runtime?: unknown }) {
  const frameworks = Object.keys(OF).filter((name) => name !== 'runtime');
  if (framework === undefined && runtime === undefined)
    return `framework is missing, choose one of ${frameworks.join(', ')}, or name a runtime`;
  if (framework !== undefined && runtime !== undefined) return 'framework and runtime exclude each other';
  if (framework === undefined || (typeof framework === 'string' && frameworks.includes(framework))) return undefined;
  const hint = typeof framework === 'string' ? didYouMean(framework, frameworks) : '';
  return `framework ${shown(framework)} is none of ${frameworks.join(', ')}${hint}`;
}

function unknownField(own: Framework | 'runtime', field: string, known: readonly string[]): string {
  const owners = Object.entries(OF)
    .filter(([, of]) => field in of)
    .map(([name]) => (name === 'runtime' ? 'a job by runtime' : `framework '${name}'`));
  const names = known.filter((name) => name !== 'framework' && name !== 'runtime');
  const hint = owners.length > 0 ? `, it is for ${owners.join(' and ')}` : didYouMean(field, names);
  return `${own === 'runtime' ? 'a job by runtime' : `framework '${own}'`} has no '${field}'${hint}`;
}
