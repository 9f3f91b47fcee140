import { word } from '../../core/container';
import { nameOf } from '../../core/environment';
import { type GpuLike, gpuClaim } from '../../core/gpu';
import { fields, type Known, listOf, oneOf, or, positive } from '../../core/properties';
import { claimOf } from '../../core/resources';
import { InvalidValue, shown, type Text } from '../../core/values';
import { checkAssetUri } from './initializer';
import type { AssetUri } from './props';

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

/** What of a fine-tuning is torchtune's. */
export interface TorchtuneProps {
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
  /** Further settings, `optimizer.weight_decay=0.01`. */
  readonly args?: readonly Text[];
}

const lora: Known<Lora> = {
  rank: positive,
  alpha: positive,
  dropout: (share: number) => between(share, 0, 1),
  attnModules: listOf(oneOf('q_proj', 'k_proj', 'v_proj', 'output_proj')),
  applyToMlp: 'flag',
  applyToOutput: 'flag',
  quantizeBase: 'flag',
  useDora: 'flag',
};
const dataset: Known<InstructDataset> = {
  uri: checkAssetUri,
  format: oneOf('parquet', 'json', 'csv', 'text', 'arrow'),
  split: 'text',
  columns: fields({ input: 'text', output: 'text' }, ['input', 'output']),
  trainOnInput: 'flag',
  systemPrompt: 'text',
  secret: nameOf,
};
export const torchtuneProperties: Known<TorchtuneProps> = {
  dataset: or(fields(dataset, ['uri']), checkAssetUri),
  gpu: gpuClaim,
  lora: or(fields(lora), 'true'),
  epochs: positive,
  batchSize: positive,
  learningRate: (rate: number) => between(rate, Number.MIN_VALUE, Number.MAX_VALUE),
  dtype: oneOf('bf16', 'fp32'),
  args: listOf(word),
};

/** From `least` to below `most`. */
function between(value: number, least: number, most: number): void {
  if (typeof value === 'number' && value >= least && value < most) return;
  throw new InvalidValue(
    least > 0 ? `${shown(value)} is not more than zero` : `${shown(value)} is not from ${least} to below ${most}`,
  );
}

/**
 * Settings of torchtune's recipe; Trainer adds recipe, configuration and paths.
 * Source: pkg/runtime/framework/plugins/torch/torchtune.go.
 */
export function torchtuneArgs(props: TorchtuneProps, runtime: string | undefined): Text[] {
  const { epochs = 1, batchSize, learningRate, dtype = 'bf16', args = [] } = props;
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

function loraArgs(lora: Lora, props: TorchtuneProps, runtime: string | undefined): string[] {
  const { rank = 8, alpha = 16, dropout = 0, attnModules = ['q_proj', 'v_proj', 'output_proj'] } = lora;
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
