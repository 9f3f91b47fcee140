import { word } from '../../core/container';
import { nameOf } from '../../core/environment';
import { didYouMean } from '../../core/errors';
import { fields, type Known, listOf, mapOf, oneOf } from '../../core/properties';
import { InvalidValue, isRecord, type Open, shown, type Text, within } from '../../core/values';
import type { InferenceServiceModel } from '../../generated/serving.kserve.io';

/** Source: kserve pkg/controller/v1beta1/inferenceservice/utils/utils.go; model-registry's comes with Kubeflow's registry. */
const schemes = ['s3', 'gs', 'pvc', 'hf', 'oci', 'https', 'http', 'hdfs', 'webhdfs', 'model-registry'] as const;

/** Where a model is kept: the scheme says how it is fetched. Azure's is `https://<account>.blob.core.windows.net/...`. */
export type ModelUri = `${(typeof schemes)[number]}://${string}`;

/** Formats that a release's own runtimes serve; others by runtimes of one's own. */
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
>;
/** How requests and answers look. Huggingface models speak OpenAI's too. */
export type Protocol = 'v1' | 'v2' | 'grpc-v1' | 'grpc-v2';

interface ModelBase {
  /** Framework that wrote the model; the cluster's runtimes are searched for it. */
  readonly format: ModelFormat;
  /** Version of the format, where a runtime serves only some. */
  readonly formatVersion?: string;
  /**
   * What requests call the model, in their path or as OpenAI's `model`; for servers that take `--model_name`.
   * @default the service's name
   */
  readonly name?: string;
  /** Arguments of the model server, after the runtime's own. */
  readonly args?: readonly Text[];
  /** @default the runtime's */
  readonly command?: readonly Text[];
  /** @default the runtime's */
  readonly image?: string;
  /** Name of the ServingRuntime or ClusterServingRuntime. @default chosen by the format */
  readonly runtime?: string | { readonly name: string };
  /** Tag of the runtime's image. @default the runtime's */
  readonly runtimeVersion?: string;
  /** @default the first that the runtime speaks, in the order v1, v2, grpc-v1, grpc-v2 */
  readonly protocol?: Protocol;
}
/** A place in an object store whose address and credentials one key of the secret `storage-config` holds. */
export interface StoragePath {
  readonly path: string;
  /** Key in the secret. @default `default`, or `default_<type>` with a type among the parameters */
  readonly key?: string;
  /** Overrides of what the key says: type, bucket and the like. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly schemaPath?: string;
}
/** One of several places, and where it is mounted. */
export interface MountedModel {
  readonly uri: ModelUri;
  /** Absolute; all but volumes share a parent folder. @default '/mnt/models' */
  readonly path?: `/${string}`;
}

/** A model and the server that answers for it; where it is kept is said in one of these ways. */
export type Model = ModelBase &
  (
    | {
        /** `false` where the server finds models itself: by its arguments, or as TrainedModels. */
        readonly uri: ModelUri | false;
        readonly fetchedBy?: never;
        readonly storage?: never;
        readonly uris?: never;
      }
    | {
        readonly uri: `${string}://${string}`;
        /** The ClusterStorageContainer that knows this scheme. */
        readonly fetchedBy: string | { readonly name: string };
        readonly storage?: never;
        readonly uris?: never;
      }
    | { readonly storage: StoragePath; readonly uri?: never; readonly fetchedBy?: never; readonly uris?: never }
    | {
        /** Release 26.03. */
        readonly uris: readonly MountedModel[];
        readonly uri?: never;
        readonly fetchedBy?: never;
        readonly storage?: never;
      }
  );

const storageProperties: Known<StoragePath> = {
  path: 'text',
  key: 'text',
  parameters: mapOf('text'),
  schemaPath: 'text',
};
export const storageShape = fields(storageProperties, ['path']);
const mountedProperties: Known<MountedModel> = { uri: checkUri, path: 'text' };
export const mountedShape = listOf(fields(mountedProperties, ['uri']));
export const modelProperties: Known<Model> = {
  format: notEmpty,
  formatVersion: 'text',
  name: 'text',
  args: listOf(word),
  command: listOf(word),
  image: 'text',
  runtime: nameOf,
  runtimeVersion: 'text',
  protocol: oneOf('v1', 'v2', 'grpc-v1', 'grpc-v2'),
  uri: (uri: unknown) => uri === false || hasScheme(uri),
  fetchedBy: nameOf,
  storage: storageShape,
  uris: mountedShape,
};

function notEmpty(format: unknown): void {
  if (typeof format !== 'string' || format === '') throw new InvalidValue(`${shown(format)} is not a format`);
}

function hasScheme(uri: unknown): string {
  if (typeof uri !== 'string' || !/^[a-z0-9][a-z0-9+.-]*:\/\/./.test(uri))
    throw new InvalidValue(`${shown(uri)} has no scheme, write ${schemes.map((s) => `${s}://`).join(', ')}`);
  return uri;
}

/** Throws InvalidValue. */
export function modelFields(model: Model): Omit<InferenceServiceModel, 'args' | 'command' | 'env' | 'resources'> {
  if (!isRecord(model)) throw new InvalidValue(`model ${shown(model)} is not { format, uri }`);
  const { format, formatVersion, runtime, runtimeVersion, protocol, image } = model;
  const given = (['uri', 'storage', 'uris'] as const).filter((way) => model[way] !== undefined);
  if (given.length !== 1) {
    throw new InvalidValue(
      given.length === 0
        ? 'model.uri is missing: say where the model is kept, or false where the server finds models itself'
        : `model.${given.join(' and model.')} exclude each other`,
    );
  }
  return {
    modelFormat: formatVersion === undefined ? { name: format } : { name: format, version: formatVersion },
    image,
    storageUri: storageUri(model),
    storage: model.storage && storage(model.storage),
    runtime: typeof runtime === 'object' ? runtime.name : runtime,
    runtimeVersion,
    protocolVersion: protocol,
  };
}

/** Several places as KServe spells them. Throws InvalidValue. */
export function mountedModels(uris: readonly MountedModel[]) {
  if (uris.length === 0) throw new InvalidValue('uris is empty');
  const list = uris.map(({ uri, path = '/mnt/models' }, i) => {
    within(`uris[${i}]:`, () => {
      within('uri', () => checkUri(uri));
      if (!path.startsWith('/') || path === '/' || path.includes('..'))
        throw new InvalidValue(`path ${shown(path)} is not an absolute path below /, without ..`);
    });
    return { uri, mountPath: path };
  });
  const folders = list.filter(({ uri }) => !uri.startsWith('pvc://')).map(({ mountPath }) => mountPath);
  if (folders.length > 1 && new Set(folders.map((path) => path.split('/')[1])).size > 1) {
    throw new InvalidValue(`uris: ${folders.join(' and ')} have no parent folder in common, which KServe mounts`);
  }
  const volumes = list.filter(({ uri }) => uri.startsWith('pvc://')).map(({ mountPath }) => mountPath);
  if (new Set(volumes).size < volumes.length) throw new InvalidValue('uris: two volumes are mounted at one path');
  return list;
}

/** Throws InvalidValue for what KServe does not fetch. */
export function checkUri(given: unknown): string {
  const uri = hasScheme(given);
  const scheme = uri.slice(0, uri.indexOf(':'));
  if (!(schemes as readonly string[]).includes(scheme)) {
    const way = /^(azure|az|wasbs?|abfss?|adl)$/.test(scheme)
      ? ': Azure is https://<account>.blob.core.windows.net/<container>/<path>'
      : `${didYouMean(scheme, schemes)}`;
    throw new InvalidValue(`${shown(uri)}: KServe does not fetch from ${scheme}://${way}`);
  }
  if (scheme === 'pvc' && !/^pvc:\/\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?(\/|$)/.test(uri))
    throw new InvalidValue(`${shown(uri)} is not pvc://<claim>/<path>`);
  if (scheme === 'hf' && !/^hf:\/\/[^/\s]+\/[^/\s]+$/.test(uri))
    throw new InvalidValue(`${shown(uri)} is not hf://<organisation>/<model>, with :<revision> where it matters`);
  return uri;
}

function storageUri(model: Model): string | undefined {
  if (model.uri === undefined || model.uri === false) return undefined;
  const { uri } = model;
  return within('model.uri', () => (model.fetchedBy === undefined ? checkUri(uri) : hasScheme(uri)));
}

function storage({ path, key, parameters, schemaPath }: StoragePath): InferenceServiceModel['storage'] {
  if (!path || path.includes('://'))
    throw new InvalidValue(
      `model.storage.path ${shown(path)} is not a path: the key in the secret says the bucket, or use uri`,
    );
  const fields = { key, path, parameters: parameters && { ...parameters }, schemaPath };
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined));
}

/** Formats whose servers in the releases take `--model_name`. */
const NAMED = ['sklearn', 'xgboost', 'lightgbm', 'paddle', 'pmml', 'huggingface', 'tensorflow'];

/** The server's arguments, with the model's name. Throws InvalidValue. */
export function modelArgs({ name, args, format, runtime }: Model): readonly Text[] | undefined {
  if (name === undefined) return args;
  if (!/^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/.test(name))
    throw new InvalidValue(`model.name ${shown(name)} does not fit into a path`);
  if (!NAMED.includes(format) && runtime === undefined)
    throw new InvalidValue(`model.name: the server of ${format} names models by its own files, not by an argument`);
  return [`--model_name=${name}`, ...(args ?? [])];
}
