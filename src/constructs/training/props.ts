import type { Container } from '../../core/container';
import type { DurationLike } from '../../core/duration';
import type { SecretKey } from '../../core/environment';
import type { PodOptions } from '../../core/pod';
import type { Metadata } from '../../core/resource';
import type { BytesLike } from '../../core/units';
import type { Open, Text } from '../../core/values';
import type { Volume } from '../../core/volumes';
import type { Gang, TopologyRequest } from './gang';
import type { ClusterTrainingRuntime, TrainingRuntime } from './kinds';
import type { CleanPodPolicy, PyTorchJobSpec, RestartPolicy } from './specs';
import type { Tracking } from './tracking';

/** Which training API a job is written for. */
export type TrainingApi = 'v1' | 'v2';

/** What every job has beside its container. */
export interface JobProps extends Container {
  /** Name of the Kueue LocalQueue that admits the job. */
  readonly queue?: string;
  /** Name of a Kueue WorkloadPriorityClass. */
  readonly priority?: string;
  /** How close together Kueue must place the pods; the queue's flavor needs a Topology. */
  readonly topology?: TopologyRequest;
  /**
   * Start all pods together or none, by a scheduler that knows pod groups; `false` says that they may start one by one.
   */
  readonly gang?: Gang | false;
  /**
   * How often failed pods are started again before the job fails; a whole number from 0.
   * @default the operator's: no limit on v1, 6 a pod on v2
   */
  readonly retries?: number;
  /** The job fails when it has run this long. */
  readonly deadline?: DurationLike;
  /** The finished job and its logs are deleted after this long. Only v1 can; @default '7d' on v1, 'forever' on v2 */
  readonly keepFor?: DurationLike | 'forever';
  /** Create the job without starting it. @default false */
  readonly suspend?: boolean;
  /** v1 only. @default 'None', by the operator */
  readonly cleanPodPolicy?: CleanPodPolicy;
  /** v1 only. @default 'OnFailure' for torch and paddle, else 'Never', by the operator */
  readonly restartPolicy?: RestartPolicy;
  /** Which controller runs the job; MultiKueue runs it on another cluster. @default the cluster's own */
  readonly managedBy?: 'kueue.x-k8s.io/multikueue';
  /**
   * Size of /dev/shm, where data loaders and NCCL exchange data.
   * @default the memory limit with more than one GPU a pod, else the node's 64Mi
   */
  readonly sharedMemory?: BytesLike | false;
  /** Let Istio put its sidecar into the pods. It outlives the training, so jobs may never complete. @default false */
  readonly mesh?: boolean;
  /** Where runs are recorded. */
  readonly tracking?: Tracking;
  /**
   * Small text files in the containers, by path; 256 KiB in all. They may hold trial parameters, unlike a ConfigMap.
   */
  readonly files?: Readonly<Record<`/${string}`, Text>>;
  /** Everything else of the pods. */
  readonly pod?: PodOptions;
  /** @default the one that the release installs */
  readonly api?: TrainingApi;
  readonly metadata?: Metadata;
}

/** What one kind of pod has instead of the job's. */
export interface JobRole extends Partial<Container> {
  readonly restartPolicy?: RestartPolicy;
  readonly pod?: PodOptions;
}
/** A kind of pod with a number of its own. */
export interface SizedJobRole extends JobRole {
  /** @default 1 */
  readonly replicas?: number;
}

export interface NodeRange {
  readonly min: number;
  readonly max: number;
}

/** How processes find each other and how many may come and go. */
export interface TorchElastic {
  /** Pods at the start. @default nodes.max */
  readonly replicas?: number;
  /** @default 'c10d' */
  readonly rdzvBackend?: 'c10d' | 'etcd' | 'etcd-v2';
  /** @default the first worker */
  readonly rdzvHost?: string;
  readonly rdzvPort?: number;
  readonly rdzvId?: string;
  readonly rdzvConf?: Readonly<Record<string, string | number>>;
  /** One node only, its rendezvous on itself. @default false */
  readonly standalone?: boolean;
  /** Restarts of the worker group. */
  readonly maxRestarts?: number;
  /** Metrics by which a HorizontalPodAutoscaler moves the number of pods within the range. @default no autoscaling */
  readonly metrics?: NonNullable<PyTorchJobSpec['elasticPolicy']>['metrics'];
}

interface FrameworkJob extends JobProps {
  readonly runtime?: never;
}
export interface TorchJob extends FrameworkJob {
  readonly framework: 'torch';
  /** Pods; a range makes the job elastic. */
  readonly nodes: number | NodeRange;
  /** Processes in each pod: a number, or one for each CPU or GPU. @default 'auto' */
  readonly procsPerNode?: number | 'auto' | 'cpu' | 'gpu';
  readonly elastic?: TorchElastic;
  /** What the first pod has instead; `false` for a job of equal workers. v1 only. @default a master like the workers */
  readonly master?: JobRole | false;
}
export interface TensorFlowJob extends FrameworkJob {
  readonly framework: 'tensorflow';
  readonly workers: number;
  /** A worker that also coordinates. @default false: the first worker does */
  readonly chief?: boolean | JobRole;
  /** They take no accelerator unless they say so. @default 0 */
  readonly parameterServers?: number | SizedJobRole;
  /** @default false */
  readonly evaluator?: boolean | SizedJobRole;
  /** `AllWorkers` waits for every worker, not only the chief. */
  readonly successPolicy?: 'AllWorkers';
  /** Let workers come and go. @default false */
  readonly enableDynamicWorker?: boolean;
}
/** The operator takes any container here, so it may have a name of its own. */
export interface MpiRole extends JobRole {
  /** @default 'mpi' */
  readonly containerName?: string;
}
export interface MpiJob extends FrameworkJob {
  readonly framework: 'mpi';
  /** Worker pods, where the processes run. */
  readonly nodes: number;
  /** Processes in each worker. @default the GPUs of a worker, else 1 */
  readonly slotsPerNode?: number;
  /** The pod that runs mpirun with the job's command; it takes no accelerator unless it says so. */
  readonly launcher?: MpiRole;
  /** What the workers have instead. @default they wait for mpirun */
  readonly worker?: MpiRole;
  /** v1 only: the container that mpirun reaches. @default 'mpi' */
  readonly mainContainer?: string;
  /** v2 only: where SSH keys are mounted, in the home of the image's user. @default '/home/mpiuser/.ssh', user 1000 */
  readonly sshAuthMountPath?: string;
}
export interface XGBoostJobForm extends FrameworkJob {
  readonly framework: 'xgboost';
  readonly nodes: number;
  readonly master?: JobRole;
}
export interface PaddleJobForm extends FrameworkJob {
  readonly framework: 'paddle';
  readonly nodes: number | NodeRange;
  /** Parameter servers, the operator's Master. @default none: collective training */
  readonly master?: SizedJobRole;
  readonly elastic?: Pick<TorchElastic, 'replicas' | 'maxRestarts' | 'metrics'>;
}
export interface JaxJob extends FrameworkJob {
  readonly framework: 'jax';
  readonly nodes: number;
}
export interface MxnetJob extends FrameworkJob {
  readonly framework: 'mxnet';
  readonly workers: number;
  /** @default 'MXTrain' */
  readonly mode?: 'MXTrain' | 'MXTune';
  readonly scheduler?: JobRole;
  readonly servers?: number | SizedJobRole;
  readonly tuner?: SizedJobRole;
  readonly tunerTracker?: SizedJobRole;
  readonly tunerServer?: SizedJobRole;
}

/** Where a data set or a model is loaded from. Source: kubeflow/trainer pkg/initializers/types/types.py. */
export type AssetUri = `${'hf' | 's3' | 'cache'}://${string}`;
export interface Asset {
  readonly uri: AssetUri;
  readonly env?: Readonly<Record<string, string | SecretKey>>;
  /** Secret whose keys become variables: ACCESS_TOKEN for hf://, ACCESS_KEY_ID and SECRET_ACCESS_KEY for s3://. */
  readonly secret?: string;
}

export type KnownRuntime =
  | 'torch-distributed'
  | 'torch-distributed-with-cache'
  | 'deepspeed-distributed'
  | 'mlx-distributed'
  | 'jax-distributed'
  | 'xgboost-distributed'
  | 'torchtune-llama3.2-1b'
  | 'torchtune-llama3.2-3b'
  | 'torchtune-qwen2.5-1.5b';
/** A runtime of one's own by name, with the names of its jobs where they differ from `node`. */
export interface RuntimeRef {
  readonly name: string;
  /** @default 'ClusterTrainingRuntime' */
  readonly kind?: 'ClusterTrainingRuntime' | 'TrainingRuntime';
  /** Its replicated jobs that run pods of this job. @default ['node'] */
  readonly jobs?: readonly string[];
}

/** Trainer v2: the runtime says how, the job says what. */
export interface RuntimeJob extends Omit<JobProps, 'image'> {
  readonly framework?: never;
  readonly runtime: Open<KnownRuntime> | RuntimeRef | ClusterTrainingRuntime | TrainingRuntime;
  /** @default the runtime's */
  readonly image?: string;
  /** @default the runtime's */
  readonly nodes?: number;
  /** @default the runtime's */
  readonly procsPerNode?: number | 'auto' | 'cpu' | 'gpu';
  /** Volumes of the runtime by name, with what is to be in their place. */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** Loaded to /workspace/dataset before training; the runtime must have an initializer for it. */
  readonly dataset?: AssetUri | Asset;
  /** Loaded to /workspace/model before training; the runtime must have an initializer for it. */
  readonly model?: AssetUri | Asset;
}

export type TrainingJobProps =
  | TorchJob
  | TensorFlowJob
  | MpiJob
  | XGBoostJobForm
  | PaddleJobForm
  | JaxJob
  | MxnetJob
  | RuntimeJob;
export type Framework = NonNullable<TrainingJobProps['framework']>;
