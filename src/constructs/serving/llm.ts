import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { type Container, containerFields, word } from '../../core/container';
import { type DurationLike, goDuration, milliseconds, seconds } from '../../core/duration';
import { type Env, envShape, nameOf, type SecretKey, secretKeyShape } from '../../core/environment';
import { fail, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { asLabel, hostLabel } from '../../core/names';
import { type PodOptions, podFields, podShape } from '../../core/pod';
import { checkProperties, fields, type Known, listOf, oneOf, positive } from '../../core/properties';
import { platformOf } from '../../core/release';
import type { Metadata } from '../../core/resource';
import { claimOf, type Resources, resourceProperties } from '../../core/resources';
import { type BytesLike, bytes, count } from '../../core/units';
import { defined, InvalidValue, shown, type Text, within } from '../../core/values';
import { PodVolumes } from '../../core/volumes';
import type { Container as PodContainer, Probe } from '../../generated/core';
import type { ModelCaller } from './callers';
import { InferenceService } from './inference-service';
import { LLMInferenceService, LLMInferenceServiceConfig, LocalModelCache, type LocalModelNodeGroup } from './kinds';
import { checkUri, type ModelUri } from './model';
import { storageOf } from './properties';
import { type KnativeScale, type StandardScale, scaleShape } from './scaling';
import type { ModelStorage } from './storage';

interface LlmOptions extends Resources {
  readonly model: ModelUri;
  /** What requests call the model. @default the construct's id */
  readonly modelName?: string;
  /** Tokens of a request and its answer together. @default the model's own limit */
  readonly maxModelLen?: number;
  /** Numbers that weights are computed in. @default the model's own */
  readonly dtype?: 'auto' | 'bfloat16' | 'float16' | 'float32';
  readonly quantization?: string;
  /** Share of a GPU's memory that vLLM takes, up to 1. @default 0.9, by vLLM */
  readonly gpuMemoryUtilization?: number;
  /** GPUs that one model is spread over. @default those of gpu */
  readonly tensorParallel?: number;
  /** Further arguments of vLLM. */
  readonly args?: readonly Text[];
  readonly env?: Env;
  /** Token for models that Hugging Face asks for one; loading needs it in `storage`. */
  readonly token?: SecretKey;
  /** How long loading may take before the pod counts as failed. @default '30m' */
  readonly startup?: DurationLike;
  /** Keep the model on the disks of node groups; the installation's localModel must be switched on. @default every pod loads it */
  readonly cache?: { readonly size: BytesLike; readonly nodeGroups: readonly (string | LocalModelNodeGroup)[] };
  /** Size of /dev/shm, where processes of several GPUs meet. @default '8Gi' with more than one GPU, else the runtime's */
  readonly sharedMemory?: BytesLike;
  readonly storage?: ModelStorage;
  readonly pod?: PodOptions;
  readonly metadata?: Metadata;
}

export type LlmServiceProps = LlmOptions &
  (
    | {
        readonly api?: 'InferenceService';
        /** @default 'knative' */
        readonly mode?: 'knative';
        readonly scale?: KnativeScale;
        /** Remove the last pod after this long without a request, at most 1h. @default never */
        readonly scaleToZero?: DurationLike;
        readonly image?: never;
        readonly replicas?: never;
      }
    | {
        readonly api?: 'InferenceService';
        readonly mode: 'standard';
        readonly scale?: StandardScale;
        readonly scaleToZero?: never;
        readonly image?: never;
        readonly replicas?: never;
      }
    | {
        /** KServe's own kind for language models, without an autoscaler. Release 26.03. */
        readonly api: 'LLMInferenceService';
        /** An image with vLLM. @default 'ghcr.io/llm-d/llm-d-dev:v0.2.2', KServe 0.16's */
        readonly image?: string;
        /** @default 1, by KServe */
        readonly replicas?: number;
        readonly mode?: never;
        readonly scale?: never;
        readonly scaleToZero?: never;
      }
  );

const llmProperties: Known<LlmServiceProps> = {
  ...resourceProperties,
  model: checkUri,
  modelName: 'text',
  maxModelLen: positive,
  dtype: oneOf('auto', 'bfloat16', 'float16', 'float32'),
  quantization: 'text',
  gpuMemoryUtilization: share,
  tensorParallel: positive,
  args: listOf(word),
  env: envShape,
  token: secretKeyShape,
  startup: seconds,
  cache: fields({ size: bytes, nodeGroups: listOf(nameOf) }, ['size', 'nodeGroups']),
  sharedMemory: bytes,
  storage: storageOf,
  pod: podShape,
  metadata: metadataShape,
  api: oneOf('InferenceService', 'LLMInferenceService'),
  mode: oneOf('knative', 'standard'),
  scale: scaleShape,
  scaleToZero: milliseconds,
  image: 'text',
  replicas: count,
};
/** What only one of the kinds has. */
const OF = {
  InferenceService: ['mode', 'scale', 'scaleToZero'],
  LLMInferenceService: ['image', 'replicas'],
} as const;

function share(value: unknown): void {
  if (typeof value !== 'number' || !(value > 0 && value <= 1))
    throw new InvalidValue(`${shown(value)} is not above 0 and up to 1`);
}

/** From a model's address to an endpoint that speaks OpenAI's protocol, by vLLM. */
export class LlmService extends Construct {
  readonly service: InferenceService<'knative' | 'standard'> | LLMInferenceService;
  /** Base address for OpenAI's clients in the cluster. */
  readonly openAiUrl: string;
  readonly modelName: string;
  readonly #served?: InferenceService<'knative' | 'standard'>;

  constructor(scope: Construct, id: string, props: LlmServiceProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, llmProperties, ['model']);
    const other = props.api === 'LLMInferenceService' ? 'InferenceService' : 'LLMInferenceService';
    for (const field of OF[other]) if (props[field] !== undefined) problems.add(`${field} needs api '${other}'`);
    problems.try(() => within('name', () => hostLabel(props.metadata?.name ?? id)));
    problems.throw();
    const { release, clusterDomain } = platformOf(this);
    const name = props.metadata?.name ?? id;
    const namespace = props.metadata?.namespace ?? Chart.of(this).namespace ?? 'default';
    this.modelName = props.modelName ?? name;
    const args = problems.try(() => vllmArgs(props));
    const startup = seconds(props.startup ?? '30m');
    if (props.api === 'LLMInferenceService' && release !== '26.03')
      problems.add(`api LLMInferenceService needs release 26.03, not ${release}: leave it out for an InferenceService`);
    problems.throw();
    if (props.cache !== undefined) modelCache(this, `${namespace}-${name}`, props.model, props.cache);
    if (props.api === 'LLMInferenceService') {
      presets(this);
      this.service = llmInferenceService(this, name, props, args!, startup);
      this.openAiUrl = `http://${name}-kserve-workload-svc.${namespace}.svc.${clusterDomain}:8000/v1`;
    } else {
      const service = inferenceService(this, name, props, args!, startup);
      this.service = service;
      this.#served = service;
      this.openAiUrl = `${service.url}/openai/v1`;
    }
  }

  /** The same address at the platform's gateway; `undefined` without a domain. */
  get externalOpenAiUrl(): string | undefined {
    const url = this.#served?.externalUrl;
    return url && `${url}/openai/v1`;
  }

  /** Lets others than the team in. */
  allowFrom(...callers: readonly ModelCaller[]): this {
    if (this.#served === undefined)
      fail(
        this,
        'allowFrom needs an InferenceService: write an AuthorizationPolicy for the pods of an LLMInferenceService',
      );
    this.#served.allowFrom(...callers);
    return this;
  }
}

function gpus(props: LlmServiceProps): number {
  return claimOf(props)?.count ?? 0;
}

/** Source: vLLM's engine arguments; huggingfaceserver passes on those that it does not know. */
function vllmArgs(props: LlmServiceProps): Text[] {
  const { maxModelLen, dtype, quantization, gpuMemoryUtilization } = props;
  const spread = props.tensorParallel ?? Math.max(gpus(props), 1);
  if (gpus(props) > 0 && spread > gpus(props))
    throw new InvalidValue(`tensorParallel ${spread} is more than the ${gpus(props)} GPUs of a pod`);
  const named = defined({
    'tensor-parallel-size': spread > 1 ? spread : undefined,
    'max-model-len': maxModelLen,
    dtype,
    quantization,
    'gpu-memory-utilization': gpuMemoryUtilization,
  });
  return [...Object.entries(named).map(([name, value]) => `--${name}=${value}`), ...(props.args ?? [])];
}

function inferenceService(
  scope: Construct,
  name: string,
  props: Exclude<LlmServiceProps, { api: 'LLMInferenceService' }>,
  args: readonly Text[],
  startup: number,
): InferenceService<'knative' | 'standard'> {
  const { cpu, memory, ephemeralStorage, gpu, extended, storage, metadata, scale, scaleToZero } = props;
  const knative = props.mode !== 'standard';
  const shared = props.sharedMemory ?? (gpus(props) > 1 ? ('8Gi' as const) : undefined);
  // The server listens once its model is loaded, and says then whether it is ready.
  const health: Probe = { httpGet: { path: '/v2/health/ready', port: 8080 }, periodSeconds: 10, timeoutSeconds: 5 };
  return new InferenceService(scope, 'service', {
    ...(defined({ cpu, memory, ephemeralStorage, gpu, extended, storage, scale, scaleToZero }) as object),
    mode: props.mode ?? 'knative',
    model: { format: 'huggingface', uri: props.model, name: props.modelName ?? name, args },
    env: { ...(props.token && { HF_TOKEN: props.token }), ...props.env },
    readiness: health,
    ...(!knative && { startup: { ...health, failureThreshold: Math.ceil(startup / 10) } }),
    ...(shared !== undefined && { mounts: { '/dev/shm': { memory: shared } } }),
    pod: {
      ...props.pod,
      annotations: {
        // Knative gives a revision ten minutes, which loading may take longer than.
        ...(knative && { 'serving.knative.dev/progress-deadline': goDuration(`${startup}s`) }),
        ...props.pod?.annotations,
      },
    },
    metadata: { ...metadata, name },
  } as ConstructorParameters<typeof InferenceService>[2]) as InferenceService<'knative' | 'standard'>;
}

function llmInferenceService(
  scope: Construct,
  name: string,
  props: Extract<LlmServiceProps, { api: 'LLMInferenceService' }>,
  args: readonly Text[],
  startup: number,
): LLMInferenceService {
  const volumes = new PodVolumes();
  const health = { httpGet: { path: '/health', port: 8000 }, periodSeconds: 10, timeoutSeconds: 5 };
  const main: Partial<Container> = {
    ...(defined({
      cpu: props.cpu,
      memory: props.memory,
      ephemeralStorage: props.ephemeralStorage,
      gpu: props.gpu,
      extended: props.extended,
    }) as Resources),
    command: ['vllm', 'serve', '/mnt/models'],
    args: [`--served-model-name=${props.modelName ?? name}`, '--port=8000', ...args],
    env: { HOME: '/home', HF_HUB_CACHE: '/home', ...(props.token && { HF_TOKEN: props.token }), ...props.env },
    ports: [8000],
    readiness: health,
    startup: { ...health, failureThreshold: Math.ceil(startup / 10) },
    mounts: {
      '/home': { emptyDir: true, name: 'home' },
      '/dev/shm': { memory: props.sharedMemory ?? (gpus(props) > 1 ? '8Gi' : '1Gi'), name: 'dshm' },
    },
  };
  const container: PodContainer = {
    name: 'main',
    image: props.image ?? 'ghcr.io/llm-d/llm-d-dev:v0.2.2',
    ...containerFields(main, volumes),
  };
  const { containers = [], ...pod } = podFields(main, props.pod ?? {}, volumes);
  const template = { ...pod, containers: [container, ...containers] };
  return new LLMInferenceService(scope, 'service', {
    model: { uri: props.model, name: props.modelName ?? name },
    ...(props.replicas !== undefined && { replicas: props.replicas }),
    template:
      props.storage === undefined ? template : { ...template, serviceAccountName: props.storage.serviceAccount },
    metadata: { ...props.metadata, name },
  });
}

/**
 * KServe merges every LLMInferenceService with a preset of this name, from its own namespace or the installation's, and
 * Kubeflow 26.03 leaves the presets out. One that says nothing is enough, once a namespace.
 */
function presets(scope: Construct): void {
  const chart = Chart.of(scope);
  const id = 'kserve-config-llm-template';
  if (chart.node.tryFindChild(id) === undefined) new LLMInferenceServiceConfig(chart, id, {});
}

function modelCache(
  scope: Construct,
  name: string,
  uri: ModelUri,
  { size, nodeGroups }: NonNullable<LlmServiceProps['cache']>,
): void {
  new LocalModelCache(scope, 'cache', {
    sourceModelUri: uri,
    modelSize: bytes(size),
    nodeGroups: nodeGroups.map(nameOf),
    metadata: { name: asLabel(name, 253) },
  });
}
