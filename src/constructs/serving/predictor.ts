import { type Container, containerFields, podContainer } from '../../core/container';
import type { Env } from '../../core/environment';
import { type PodOptions, podFields } from '../../core/pod';
import { claimOf } from '../../core/resources';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, text, within } from '../../core/values';
import { PodVolumes } from '../../core/volumes';
import type {
  InferenceServiceContainer,
  InferenceServiceExplainer,
  InferenceServicePredictor,
  InferenceServiceTransformer,
  InferenceServiceWorkerSpec,
} from '../../generated/serving.kserve.io';
import { type ComponentContext, componentFields } from './component';
import { checkUri, type Model, modelArgs, modelFields, mountedModels } from './model';
import type { CustomServer, Explainer, InferenceServiceProps, Transformer, Workers } from './props';

type AnyTransformer = Transformer<object>;
type AnyExplainer = Explainer<object>;

/** The container that KServe takes for the model's, the transformer's or the explainer's own. */
const MAIN = 'kserve-container';

/** Throws InvalidValue. */
export function predictorSpec(props: InferenceServiceProps, context: ComponentContext): InferenceServicePredictor {
  const volumes = new PodVolumes();
  const { model, uris } = props as { model?: { uris?: CustomServer['uris'] }; uris?: CustomServer['uris'] };
  const transformer = props.transformer as AnyTransformer | undefined;
  const beside = transformer?.collocated ? [collocated(transformer as Container, volumes)] : [];
  const server = serverFields(props, volumes);
  // Volumes are listed once every container has named its own.
  const { containers: sidecars = [], ...pod } = podFields(accelerators(props, transformer), props.pod ?? {}, volumes);
  const containers = [...(server.container ? [server.container] : []), ...beside, ...sidecars];
  const mounted = model?.uris ?? uris;
  return defined<InferenceServicePredictor>({
    ...pod,
    ...componentFields(props as never, context),
    model: server.model,
    storageUris: mounted && within(model?.uris ? 'model.' : '', () => mountedModels(mounted)),
    containers: containers.length === 0 ? undefined : (containers as InferenceServiceContainer[]),
    workerSpec: props.workers && within('workers:', () => workerSpec(props.workers!, props, context.release)),
  });
}

/** The transformer's own pods; `undefined` where there are none. Throws InvalidValue. */
export function transformerSpec(
  transformer: AnyTransformer | undefined,
  context: ComponentContext,
): InferenceServiceTransformer | undefined {
  if (transformer === undefined || transformer.collocated) return undefined;
  return within('transformer:', () => {
    const { container, ...pod } = podOf(transformer as CustomServer & { pod?: PodOptions });
    const { containers = [], ...rest } = pod;
    return defined<InferenceServiceTransformer>({
      ...rest,
      ...componentFields(transformer as never, context),
      containers: [container, ...containers] as InferenceServiceContainer[],
      storageUris: transformer.uris && mountedModels(transformer.uris),
    });
  });
}

/** Throws InvalidValue. */
export function explainerSpec(
  explainer: AnyExplainer | undefined,
  context: ComponentContext,
): InferenceServiceExplainer | undefined {
  if (explainer === undefined) return undefined;
  return within('explainer:', () => {
    const uris = explainer.uris && mountedModels(explainer.uris);
    const component = componentFields(explainer as never, context);
    if (explainer.art === undefined) {
      const { container, containers = [], ...pod } = podOf(explainer as CustomServer & { pod?: PodOptions });
      return defined<InferenceServiceExplainer>({
        ...pod,
        ...component,
        containers: [container, ...containers] as InferenceServiceContainer[],
        storageUris: uris,
      });
    }
    const volumes = new PodVolumes();
    const { config, uri, storage, image, runtimeVersion } = explainer;
    const art = defined({
      type: explainer.art,
      config: config && Object.fromEntries(Object.entries(config).map(([name, value]) => [name, text(value)])),
      image,
      runtimeVersion,
      storageUri: uri === undefined ? undefined : within('uri', () => checkUri(uri)),
      storage: storage && defined({ ...storage, parameters: storage.parameters && { ...storage.parameters } }),
      ...containerFields(explainer as Partial<Container>, volumes),
    });
    const { pod = {} } = explainer as { pod?: PodOptions };
    const { containers, ...rest } = podFields(explainer as Container, pod, volumes);
    return defined<InferenceServiceExplainer>({
      ...rest,
      ...component,
      art,
      containers: containers as InferenceServiceContainer[] | undefined,
      storageUris: uris,
    });
  });
}

function serverFields(props: InferenceServiceProps, volumes: PodVolumes) {
  const { model, image } = props as { model?: unknown; image?: unknown };
  if (model === undefined && image === undefined)
    throw new InvalidValue('model is missing: say its format and uri, or the image of a server of your own');
  if (model !== undefined && image !== undefined)
    throw new InvalidValue('model and image exclude each other: model.image replaces the image of the runtime');
  if (image !== undefined) return { container: customContainer(props as CustomServer, volumes) };
  if (!isRecord(model)) throw new InvalidValue(`model ${shown(model)} is not { format, uri }`);
  const { command } = model as unknown as Model;
  const args = modelArgs(model as unknown as Model);
  const container = containerFields({ ...(props as object), command, args }, volumes);
  return { model: defined({ ...modelFields(model as never), ...container }) };
}

/** A container of one's own; where the model goes is said in its environment. */
function customContainer(props: CustomServer, volumes: PodVolumes) {
  const { name = MAIN, uri, uris, protocol, env } = props;
  if (uri !== undefined && uris !== undefined) throw new InvalidValue('uri and uris exclude each other');
  if (uri !== undefined && name !== MAIN)
    throw new InvalidValue(`uri needs the name ${MAIN}: KServe does not look for models of a container '${name}'`);
  const known: Env = defined({
    STORAGE_URI: uri === undefined ? undefined : within('uri', () => checkUri(uri)),
    PROTOCOL: protocol,
  }) as Env;
  return podContainer(name, { ...props, env: { ...known, ...env } }, volumes);
}

function podOf(props: CustomServer & { readonly pod?: PodOptions }) {
  const volumes = new PodVolumes();
  const container = customContainer(props, volumes);
  return { container, ...podFields(props, props.pod ?? {}, volumes) };
}

/** Source: kserve pkg/constants/constants.go, the name it looks for. */
function collocated(transformer: Container & { readonly protocol?: string }, volumes: PodVolumes) {
  const { protocol, env, ...container } = transformer;
  return within('transformer:', () =>
    podContainer(
      'transformer-container',
      { ...container, env: { ...(protocol && { PROTOCOL: protocol }), ...env } },
      volumes,
    ),
  );
}

/** One pod's accelerators place it; a collocated transformer may be what asks for them. */
function accelerators(props: InferenceServiceProps, transformer: AnyTransformer | undefined) {
  const own = props as Partial<Container>;
  return claimOf(own) === undefined && transformer?.collocated ? (transformer as Container) : own;
}

/** Limits by release: kserve pkg/apis/serving/v1beta1/inference_service_validation.go at v0.15.0, v0.15.2, v0.16.0. */
function workerSpec(workers: Workers, props: InferenceServiceProps, release: string): InferenceServiceWorkerSpec {
  const { pipelineParallelSize, pod = {}, gpu, cpu, memory, ephemeralStorage, extended } = workers;
  const claim = claimOf(props as Container);
  const least = release === '1.10' ? 2 : 1;
  const tensorParallelSize = workers.tensorParallelSize ?? (claim === undefined ? undefined : claim.count);
  const schemes = release === '26.03' ? ['pvc', 'oci'] : ['pvc'];
  const uri = String((props as { model?: { uri?: unknown } }).model?.uri);
  if (!schemes.some((scheme) => uri.startsWith(`${scheme}://`)))
    throw new InvalidValue(
      `the model must be at ${schemes.map((s) => `${s}://`).join(' or ')} with Kubeflow ${release}, not ${uri}`,
    );
  const env = Object.keys((props as Container).env ?? {});
  for (const name of ['PIPELINE_PARALLEL_SIZE', 'TENSOR_PARALLEL_SIZE'])
    if (env.includes(name))
      throw new InvalidValue(
        `env ${name} is set by KServe: say ${name === 'PIPELINE_PARALLEL_SIZE' ? 'workers.pipelineParallelSize' : 'workers.tensorParallelSize'}`,
      );
  const volumes = new PodVolumes();
  const own = defined({ gpu, cpu, memory, ephemeralStorage, extended });
  const placed = gpu === undefined && claim !== undefined ? { gpu: claim } : own;
  const container = containerFields(own, volumes);
  const { containers = [], ...rest } = podFields(placed, pod, volumes);
  if (containers.length > 0) throw new InvalidValue('pod.sidecars are refused by KServe: a worker has one container');
  return defined<InferenceServiceWorkerSpec>({
    ...rest,
    pipelineParallelSize:
      pipelineParallelSize === undefined
        ? undefined
        : within('pipelineParallelSize', () => count(pipelineParallelSize, least)),
    tensorParallelSize:
      tensorParallelSize === undefined ? undefined : within('tensorParallelSize', () => count(tensorParallelSize, 1)),
    containers:
      Object.keys(container).length === 0 ? undefined : ([{ name: 'worker-container', ...container }] as never),
  });
}
