import { didYouMean } from '../../core/errors';
import { InvalidValue, isRecord, type Open, shown } from '../../core/values';

const schemes = ['s3', 'gs', 'pvc', 'hf', 'oci', 'https', 'http', 'hdfs', 'webhdfs', 'azure'] as const;

/** Where a model is kept: the scheme says how it is fetched. */
export type ModelUri = `${(typeof schemes)[number]}://${string}`;

export type ModelFormat = Open<
  | 'huggingface'
  | 'sklearn'
  | 'xgboost'
  | 'lightgbm'
  | 'onnx'
  | 'tensorflow'
  | 'triton'
  | 'pytorch'
  | 'paddle'
  | 'pmml'
  | 'mlflow'
  | 'tensorrt'
  | 'keras'
>;

export interface Model {
  /** Framework that wrote the model; the cluster's runtimes are searched for it. */
  readonly format: ModelFormat;
  /** Version of the format, where a runtime serves only some. */
  readonly formatVersion?: string;
  readonly uri: ModelUri;
  /** Arguments of the model server. */
  readonly args?: readonly string[];
  /** Name of the ServingRuntime or ClusterServingRuntime. @default chosen by the format */
  readonly runtime?: string;
  /** Tag of the runtime's image. @default the runtime's */
  readonly runtimeVersion?: string;
  readonly protocol?: Open<'v1' | 'v2' | 'grpc-v1' | 'grpc-v2'>;
}

/** Throws InvalidValue. */
export function modelFields(model: Model) {
  if (!isRecord(model)) throw new InvalidValue(`model ${shown(model)} is not { format, uri }`);
  const { format, formatVersion, uri, runtime, runtimeVersion, protocol } = model;
  if (typeof format !== 'string' || format === '')
    throw new InvalidValue(`model.format ${shown(format)} is not a format`);
  return {
    modelFormat: formatVersion === undefined ? { name: format } : { name: format, version: formatVersion },
    storageUri: modelUri(uri),
    runtime,
    runtimeVersion,
    protocolVersion: protocol,
  };
}

function modelUri(uri: string): string {
  const scheme = /^([a-z0-9]+):\/\/./.exec(uri)?.[1];
  if (scheme === undefined)
    throw new InvalidValue(`model.uri ${shown(uri)} has no scheme, write ${schemes.map((s) => `${s}://`).join(', ')}`);
  if (!(schemes as readonly string[]).includes(scheme)) {
    throw new InvalidValue(
      `model.uri ${shown(uri)}: KServe does not fetch from ${scheme}://${didYouMean(scheme, schemes)}`,
    );
  }
  return uri;
}
