import { type Container, containerProperties } from '../../core/container';
import { didYouMean } from '../../core/errors';
import { InvalidValue } from '../../core/values';
import type {
  Framework,
  JaxJob,
  JobProps,
  MpiJob,
  MxnetJob,
  PaddleJobForm,
  RuntimeJob,
  TensorFlowJob,
  TorchJob,
  TrainingJobProps,
  XGBoostJobForm,
} from './props';

type Fields<T> = Readonly<Record<Exclude<keyof T, keyof JobProps>, true>>;

const { image: _image, ...withoutImage } = containerProperties;
/** Every field of Container but its image; the compiler misses none, here and below. */
export const CONTAINER_FIELDS: Omit<typeof containerProperties, 'image'> = withoutImage;
const JOB: Readonly<Record<Exclude<keyof JobProps, keyof Container>, true>> = {
  queue: true,
  priority: true,
  topology: true,
  gang: true,
  retries: true,
  deadline: true,
  keepFor: true,
  suspend: true,
  cleanPodPolicy: true,
  restartPolicy: true,
  managedBy: true,
  sharedMemory: true,
  mesh: true,
  tracking: true,
  files: true,
  pod: true,
  api: true,
  metadata: true,
};
const base = { framework: true, runtime: true } as const;
const OF = {
  torch: { ...base, nodes: true, procsPerNode: true, elastic: true, master: true } satisfies Fields<TorchJob>,
  tensorflow: {
    ...base,
    workers: true,
    chief: true,
    parameterServers: true,
    evaluator: true,
    successPolicy: true,
    enableDynamicWorker: true,
  } satisfies Fields<TensorFlowJob>,
  mpi: {
    ...base,
    nodes: true,
    slotsPerNode: true,
    launcher: true,
    worker: true,
    mainContainer: true,
    sshAuthMountPath: true,
  } satisfies Fields<MpiJob>,
  xgboost: { ...base, nodes: true, master: true } satisfies Fields<XGBoostJobForm>,
  paddle: { ...base, nodes: true, master: true, elastic: true } satisfies Fields<PaddleJobForm>,
  jax: { ...base, nodes: true } satisfies Fields<JaxJob>,
  mxnet: {
    ...base,
    workers: true,
    mode: true,
    scheduler: true,
    servers: true,
    tuner: true,
    tunerTracker: true,
    tunerServer: true,
  } satisfies Fields<MxnetJob>,
  runtime: {
    ...base,
    nodes: true,
    procsPerNode: true,
    volumes: true,
    dataset: true,
    model: true,
  } satisfies Fields<RuntimeJob>,
} as const satisfies Record<Framework | 'runtime', object>;

/** A property that the job does not have is a mistake, also in a program that no compiler has read. Throws InvalidValue. */
export function checkFields(props: TrainingJobProps): void {
  const own = props.framework ?? 'runtime';
  const known = ['image', ...Object.keys(CONTAINER_FIELDS), ...Object.keys(JOB), ...Object.keys(OF[own])];
  for (const [field, value] of Object.entries(props)) {
    if (value === undefined || known.includes(field)) continue;
    const owners = Object.entries(OF)
      .filter(([, fields]) => field in fields)
      .map(([name]) => (name === 'runtime' ? 'a job by runtime' : `framework '${name}'`));
    const hint = owners.length > 0 ? `, it is for ${owners.join(' and ')}` : didYouMean(field, known);
    throw new InvalidValue(`${own === 'runtime' ? 'a job by runtime' : `framework '${own}'`} has no '${field}'${hint}`);
  }
}
