import { Construct } from 'constructs';
import type { SecretKey } from '../../core/environment';
import { Problems } from '../../core/errors';
import type { GpuLike } from '../../core/gpu';
import { releaseOf } from '../../core/release';
import { Resource } from '../../core/resource';
import { claimOf, type Resources } from '../../core/resources';
import { type BytesLike, bytes, count } from '../../core/units';
import { defined, InvalidValue, isRecord, type Text, within } from '../../core/values';
import type { Asset, AssetUri, JobProps, KnownRuntime } from './props';
import { runtimeFacts, shippedRuntimes } from './runtimes';
import { TrainingJob } from './training-job';

/** Adapters instead of all weights. Names as torchtune has them. */
export interface Lora {
  /** @default 8 */
  readonly rank?: number;
  /** @default 16 */
  readonly alpha?: number;
  /** Share of inputs dropped, 0 to 1. @default 0 */
  readonly dropout?: number;
  /** @default ['q_proj', 'v_proj', 'output_proj'] */
  readonly attnModules?: readonly ('q_proj' | 'k_proj' | 'v_proj' | 'output_proj')[];
  /** @default false */
  readonly applyToMlp?: boolean;
  /** @default false */
  readonly applyToOutput?: boolean;
  /** QLoRA: the base model in 4 bits. One GPU only. @default false */
  readonly quantizeBase?: boolean;
  /** DoRA. @default false */
  readonly useDora?: boolean;
}

/** Text to learn from, as torchtune's instruct_dataset reads it. */
export interface InstructDataset {
  readonly uri: AssetUri;
  /** @default 'parquet' */
  readonly format?: 'parquet' | 'json' | 'csv' | 'text' | 'arrow';
  /** Part of it, `train[:1000]`. @default 'train' */
  readonly split?: string;
  /** Columns that hold what it asks and what it answers. @default input and output */
  readonly columns?: { readonly input: string; readonly output: string };
  /** @default false */
  readonly trainOnInput?: boolean;
  readonly systemPrompt?: string;
  readonly secret?: string;
}

/** Where model, data and result are: a claim made for the job, or one that is there. */
export type Workspace =
  | {
      readonly size: BytesLike;
      readonly storageClass?: string;
      readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteMany';
    }
  | { readonly pvc: string };

export interface FineTuningProps
  extends Pick<Resources, 'cpu' | 'memory'>,
    Pick<
      JobProps,
      'queue' | 'priority' | 'suspend' | 'env' | 'tracking' | 'pod' | 'sharedMemory' | 'metadata' | 'gang'
    > {
  /** A model that one of the release's torchtune runtimes trains. */
  readonly model: AssetUri | Asset;
  readonly dataset: AssetUri | InstructDataset;
  readonly gpu: GpuLike;
  /** @default full fine-tuning */
  readonly lora?: Lora | true;
  /** @default 1 */
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
  /** @default 'bf16' */
  readonly dtype?: 'bf16' | 'fp32';
  /** Token for Hugging Face, where model or data need one. */
  readonly token?: SecretKey;
  /** The result is in its folder `output`. @default a claim of 100Gi, called as the job */
  readonly workspace?: Workspace;
  /** @default the one that is for the model */
  readonly runtime?: KnownRuntime;
  /** Further settings of torchtune, `optimizer.weight_decay=0.01`. */
  readonly args?: readonly Text[];
}

/** Models of the shipped runtimes. Source: kubeflow/trainer manifests/base/runtimes/torchtune. */
const MODELS: readonly [RegExp, KnownRuntime][] = [
  [/Llama-3\.2-1B/i, 'torchtune-llama3.2-1b'],
  [/Llama-3\.2-3B/i, 'torchtune-llama3.2-3b'],
  [/Qwen2\.5-1\.5B/i, 'torchtune-qwen2.5-1.5b'],
];

/** Fine-tunes a language model: loads model and data, trains with torchtune, and leaves the result on a volume. */
export class FineTuning extends Construct {
  readonly job: TrainingJob;
  /** Claim with the result in its folder `output`. */
  readonly claim: string;

  constructor(scope: Construct, id: string, props: FineTuningProps) {
    super(scope, id);
    const name = props.metadata?.name ?? id;
    const problems = new Problems(this);
    const runtime = problems.try(() => props.runtime ?? runtimeFor(props.model, this));
    const args = problems.try(() => torchtuneArgs(props, runtime));
    problems.throw();
    const { workspace = { size: '100Gi' } } = props;
    this.claim = 'pvc' in workspace ? workspace.pvc : name;
    if ('size' in workspace) this.#makeClaim(workspace, props);
    const { queue, priority, suspend, env, tracking, pod, sharedMemory, metadata, gang, gpu, cpu, memory } = props;
    this.job = new TrainingJob(this, 'job', {
      runtime: runtime!,
      nodes: 1,
      command: ['tune', 'run'],
      args: args!,
      model: asset(props.model, props.token),
      dataset: asset(props.dataset, props.token),
      volumes: { initializer: { pvc: this.claim } },
      metadata: { ...metadata, name },
      ...defined({ queue, priority, suspend, env, tracking, pod, sharedMemory, gang, gpu, cpu, memory }),
    });
  }

  #makeClaim(
    { size, storageClass, accessMode = 'ReadWriteOnce' }: Extract<Workspace, { size: unknown }>,
    props: FineTuningProps,
  ): void {
    const problems = new Problems(this);
    const storage = problems.try(() => within('workspace.size', () => bytes(size)));
    problems.throw();
    new Resource(
      this,
      'workspace',
      'v1/PersistentVolumeClaim',
      {
        spec: defined({
          accessModes: [accessMode],
          storageClassName: storageClass,
          resources: { requests: { storage: storage! } },
        }),
      },
      { name: this.claim, namespace: props.metadata?.namespace },
    );
  }
}

function runtimeFor(model: AssetUri | Asset, scope: Construct): KnownRuntime {
  const uri = typeof model === 'string' ? model : model.uri;
  const found = MODELS.find(([pattern]) => pattern.test(uri))?.[1];
  const release = releaseOf(scope);
  const shipped = shippedRuntimes(release).filter((runtime) => runtimeFacts(runtime)!.framework === 'torchtune');
  if (found !== undefined && shipped.includes(found)) return found;
  const known = shipped.map((runtime) => runtime.replace('torchtune-', '')).join(', ');
  throw new InvalidValue(
    `model '${uri}' has no torchtune runtime in Kubeflow ${release}, ${known ? `which has ${known}` : 'which installs no Trainer v2'}: write a TrainingJob with a script of your own`,
  );
}

function asset(given: AssetUri | Asset | InstructDataset, token: SecretKey | undefined): Asset {
  const { uri, secret } = typeof given === 'string' ? { uri: given, secret: undefined } : given;
  const own = isRecord(given) && 'env' in given ? (given as Asset).env : undefined;
  const env = token !== undefined && uri.startsWith('hf://') ? { ACCESS_TOKEN: token, ...own } : own;
  return defined({ uri, secret, env });
}

/**
 * Settings of torchtune's recipe; Trainer adds recipe, configuration and paths.
 * Source: pkg/runtime/framework/plugins/torch/torchtune.go.
 */
function torchtuneArgs(props: FineTuningProps, runtime: string | undefined): Text[] {
  const { epochs = 1, batchSize, learningRate, dtype = 'bf16', args = [] } = props;
  within('epochs', () => count(epochs, 1));
  if (batchSize !== undefined) within('batchSize', () => count(batchSize, 1));
  if (learningRate !== undefined && !(learningRate > 0))
    throw new InvalidValue(`learningRate ${learningRate} is not more than zero`);
  return [
    `dtype=${dtype}`,
    `epochs=${epochs}`,
    ...(batchSize === undefined ? [] : [`batch_size=${batchSize}`]),
    ...(learningRate === undefined ? [] : [`optimizer.lr=${learningRate}`]),
    ...datasetArgs(props.dataset),
    ...(props.lora === undefined ? [] : loraArgs(props.lora === true ? {} : props.lora, props, runtime)),
    ...args,
  ];
}

function datasetArgs(given: AssetUri | InstructDataset): string[] {
  const dataset: InstructDataset = typeof given === 'string' ? { uri: given } : given;
  const { uri, format = 'parquet', split, columns, trainOnInput, systemPrompt } = dataset;
  const inside = String(uri)
    .replace(/^[a-z0-9]+:\/\//, '')
    .split('/')
    .slice(2)
    .join('/');
  const place = /\.[a-z0-9]+$/i.test(inside) ? 'data_files' : 'data_dir';
  return [
    'dataset=torchtune.datasets.instruct_dataset',
    `dataset.source=${format}`,
    `dataset.${place}=/workspace/dataset${inside === '' ? '' : `/${inside}`}`,
    ...(split === undefined ? [] : [`dataset.split=${split}`]),
    ...(columns === undefined
      ? []
      : [`dataset.column_map.input=${columns.input}`, `dataset.column_map.output=${columns.output}`]),
    ...(trainOnInput === undefined ? [] : [`dataset.train_on_input=${python(trainOnInput)}`]),
    ...(systemPrompt === undefined ? [] : [`dataset.new_system_prompt=${systemPrompt}`]),
  ];
}

function loraArgs(lora: Lora, props: FineTuningProps, runtime: string | undefined): string[] {
  const { rank = 8, alpha = 16, dropout = 0, attnModules = ['q_proj', 'v_proj', 'output_proj'] } = lora;
  within('lora.rank', () => count(rank, 1));
  within('lora.alpha', () => count(alpha, 1));
  if (!(dropout >= 0 && dropout < 1)) throw new InvalidValue(`lora.dropout ${dropout} is not from 0 to 1`);
  if (attnModules.length === 0) throw new InvalidValue('lora.attnModules is empty');
  if (lora.quantizeBase === true && lora.useDora !== true) {
    if (runtime === 'torchtune-qwen2.5-1.5b')
      throw new InvalidValue('lora.quantizeBase is not for Qwen2.5-1.5B, Trainer refuses it');
    if ((claimOf(props)?.count ?? 0) > 1)
      throw new InvalidValue('lora.quantizeBase trains on one GPU, Trainer refuses more: give gpu 1');
  }
  return [
    `model.lora_attn_modules=[${attnModules.join(',')}]`,
    `model.lora_rank=${rank}`,
    `model.lora_alpha=${alpha}`,
    `model.lora_dropout=${dropout}`,
    ...(['applyToMlp', 'applyToOutput', 'quantizeBase', 'useDora'] as const)
      .filter((field) => lora[field] !== undefined)
      .map((field) => `${LORA_FLAGS[field]}=${python(lora[field]!)}`),
  ];
}

const LORA_FLAGS = {
  applyToMlp: 'model.apply_lora_to_mlp',
  applyToOutput: 'model.apply_lora_to_output',
  quantizeBase: 'model.quantize_base',
  useDora: 'model.use_dora',
} as const;

function python(value: boolean): string {
  return value ? 'True' : 'False';
}
