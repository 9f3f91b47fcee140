import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { goDuration } from '../../core/duration';
import { Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { hostLabel } from '../../core/names';
import { platformOf } from '../../core/release';
import { type Metadata, Resource } from '../../core/resource';
import { bytes, cpu, Quantity } from '../../core/units';
import { definedOrNone, InvalidValue, isRecord, within } from '../../core/values';
import { warn } from '../../core/warning';
import { EndpointAccess, teamOf } from './access';
import type { ModelCaller } from './callers';
import { type ComponentContext, componentFields, modeProblems } from './component';
import {
  clusterUrl,
  type EndpointFacts,
  externalUrl,
  longestName,
  meshUrl,
  pathUrl,
  predictPath,
  protocolOf,
} from './endpoint';
import { TrainedModel, type TrainedModelProps } from './kinds';
import { type Model, modelFields, type Protocol } from './model';
import { explainerSpec, predictorSpec, transformerSpec } from './predictor';
import { checkServiceProperties } from './properties';
import type { InferenceServiceProps, ServingMode } from './props';
import { type AutoscalerClass, autoscalerOf, type KnativeScale, onPods, type StandardScale } from './scaling';

interface Parts {
  readonly scale?: KnativeScale | StandardScale;
  readonly transformer?: { readonly scale?: KnativeScale | StandardScale; readonly collocated?: boolean };
  readonly explainer?: { readonly scale?: KnativeScale | StandardScale };
}

/** A model behind an endpoint. */
export class InferenceService<
  Mode extends ServingMode = 'knative',
> extends Resource<'serving.kserve.io/v1beta1/InferenceService'> {
  readonly mode: Mode;
  readonly protocol: Protocol;
  /** What requests call the model; `undefined` where a container of one's own, or files, decide. */
  readonly modelName?: string;
  readonly #endpoint: EndpointFacts;
  #access?: EndpointAccess;

  constructor(scope: Construct, id: string, props: InferenceServiceProps & { readonly mode?: Mode }) {
    const problems = new Problems(scope, id);
    checkServiceProperties(problems, props);
    const platform = platformOf(scope);
    const { release } = platform;
    const mode = (props.mode ?? 'knative') as ServingMode;
    const all = props as InferenceServiceProps & Parts;
    const transformer = all.transformer as Parts['transformer'];
    const own = transformer !== undefined && !transformer.collocated;
    const { scaleToZero, tagRouting } = props;
    const context: ComponentContext = { mode, release, scaleToZero };
    problems.try(() => checkMode(mode, platform.knative));
    const limit = longestName(mode, {
      transformer: own,
      explainer: props.explainer !== undefined,
      workers: props.workers !== undefined,
      canary: props.canaryPercent !== undefined,
      tags: tagRouting === true,
    });
    problems.try(() => within('name', () => hostLabel(props.metadata?.name ?? id, limit)));
    for (const sentence of [
      ...modeProblems(props, mode),
      ...(own ? modeProblems(transformer, mode, 'transformer.') : []),
      ...(isRecord(props.explainer) ? modeProblems(props.explainer, mode, 'explainer.') : []),
    ])
      problems.add(sentence);
    problems.throw();
    const given = withoutForeign(all, mode);
    const fine = checkEach(problems, given, context);
    const predictor = fine ? problems.try(() => predictorSpec(given, context)) : undefined;
    const transformerOwn = problems.try(() =>
      transformerSpec(given.transformer as never, componentContext(context, transformer)),
    );
    const explainer = problems.try(() =>
      explainerSpec(given.explainer as never, componentContext(context, all.explainer)),
    );
    const autoscaling = problems.try(() => autoscalingAnnotations(all, mode, release));
    const annotations = problems.try(() => serviceAnnotations(given, mode, release));
    problems.throw();
    const { storage } = given;
    const run = <T extends object>(part: T, loads = true) =>
      storage === undefined || !loads ? part : storage.applyTo(part);
    const spec = {
      predictor: run(predictor!),
      ...(transformerOwn && { transformer: run(transformerOwn, loadsModel(all.transformer)) }),
      ...(explainer && { explainer: run(explainer, loadsModel(all.explainer)) }),
    };
    super(
      scope,
      id,
      'serving.kserve.io/v1beta1/InferenceService',
      { spec },
      {
        ...props.metadata,
        ...merged('annotations', { ...annotations, ...autoscaling, ...storage?.serviceAnnotations }, props.metadata),
        ...merged('labels', visibilityLabels(given, mode), props.metadata),
      },
    );
    this.mode = mode as Mode;
    const { model, protocol } = props as { model?: Model; protocol?: 'v1' | 'v2' };
    this.protocol = protocolOf(model, protocol);
    if (model !== undefined && !['triton', 'pytorch'].includes(model.format)) this.modelName = model.name ?? this.name;
    this.#endpoint = {
      name: this.name,
      namespace: this.metadata.namespace ?? Chart.of(this).namespace ?? 'default',
      mode,
      entry: own ? 'transformer' : 'predictor',
      platform,
      clusterLocal: given.visibility === 'cluster-local',
    };
    if (storage !== undefined) this.node.addDependency(storage);
    this.#warnings(given, release);
    const team = teamOf(this, this.namespace);
    if (mode !== 'modelmesh' && (props.access ?? team !== undefined)) this.#open(team);
  }

  get namespace(): string {
    return this.#endpoint.namespace;
  }

  /** Where other pods of the cluster reach it; on Knative by way of a gateway, which does not know who asks. */
  get url(): string {
    return clusterUrl(this.#endpoint);
  }

  /** Where pods with a sidecar reach it as themselves, which policies ask for. */
  get meshUrl(): string {
    return meshUrl(this.#endpoint);
  }

  /** Its own host at the platform's gateway; `undefined` without a domain, or where it stays in the cluster. */
  get externalUrl(): string | undefined {
    return externalUrl(this.#endpoint);
  }

  /** Its path below the platform's host, from Kubeflow 26.03 on; `undefined` where there is none. */
  get pathUrl(): string | undefined {
    return pathUrl(this.#endpoint);
  }

  /** Where predictions are asked for in the cluster, in the service's protocol. */
  get predictUrl(): string {
    return `${this.url}${predictPath(this.modelName ?? this.name, this.protocol)}`;
  }

  /** The component that requests meet first, `predictor` or `transformer`. */
  get entry(): 'predictor' | 'transformer' {
    return this.#endpoint.entry;
  }

  /** Lets others than the team in: a namespace, a service account, a user of the gateway, or anybody for one path. */
  allowFrom(...callers: readonly ModelCaller[]): this {
    (this.#access ?? this.#open(teamOf(this, this.namespace))).add(callers);
    return this;
  }

  #open(team: ReturnType<typeof teamOf>): EndpointAccess {
    const { name, namespace, platform } = this.#endpoint;
    const components = ['predictor', 'transformer', 'explainer'];
    const endpoint = {
      name,
      namespace,
      selector: { 'serving.kserve.io/inferenceservice': name },
      revisions: this.mode === 'knative' ? components.map((component) => `${name}-${component}-*`) : undefined,
      localGateway: platform.knative,
      clusterDomain: platform.clusterDomain,
    };
    this.#access = new EndpointAccess(this, endpoint, team);
    return this.#access;
  }

  /** Adds a model to a server of several: one whose model has `uri: false`. */
  addModel(
    id: string,
    props: Omit<TrainedModelProps, 'inferenceService' | 'model'> & TrainedModelProps['model'],
  ): TrainedModel {
    const { metadata, ...model } = exact(this, id, props);
    return new TrainedModel(this, id, {
      inferenceService: this.name,
      model,
      metadata: { ...metadata, namespace: metadata?.namespace ?? this.metadata.namespace },
    });
  }

  #warnings(props: InferenceServiceProps & Parts, release: string): void {
    const { model } = props as { model?: { uri?: unknown } };
    if (release === '1.10' && String(model?.uri).startsWith('oci://'))
      warn(this, "model.uri oci:// needs KServe's modelcars, which Kubeflow 1.10 does not switch on");
    for (const sentence of defaultedResources(props)) warn(this, sentence);
    const scales = [props.scale, props.transformer?.scale, props.explainer?.scale];
    if (this.mode === 'knative' && scales.some((scale) => onPods(scale as KnativeScale)))
      warn(
        this,
        "scale.target on CPU or memory needs Knative's autoscaler-hpa, which Kubeflow does not install: use concurrency or rps, or mode standard",
      );
  }
}

/** Every property by itself, so that all that is wrong is said at once. */
function checkEach(problems: Problems, props: InferenceServiceProps & Parts, context: ComponentContext): boolean {
  const { model, scale } = props as { model?: Model; scale?: KnativeScale };
  const checks: (() => unknown)[] = [() => componentFields({ scale }, context)];
  if (isRecord(model)) checks.push(() => modelFields(model));
  for (const field of ['timeout', 'containerConcurrency', 'canaryPercent', 'logger', 'batcher'] as const)
    checks.push(() => componentFields({ [field]: props[field] }, { ...context, scaleToZero: undefined }));
  return checks.map((check) => problems.try(check)).every((found) => found !== undefined);
}

function loadsModel(component: object | undefined): boolean {
  return ['uri', 'uris', 'storage'].some((way) => (component as Record<string, unknown>)[way] !== undefined);
}

function checkMode(mode: string, knative: boolean): void {
  if (!['knative', 'standard', 'modelmesh'].includes(mode))
    throw new InvalidValue(`mode '${mode}' is not knative, standard or modelmesh`);
  if (mode === 'knative' && !knative)
    throw new InvalidValue("mode knative needs Knative, which this platform does without: use mode 'standard'");
}

/** What the mode has no place for was reported; it must not confuse what follows. */
function withoutForeign(props: InferenceServiceProps & Parts, mode: ServingMode): InferenceServiceProps & Parts {
  if (mode === 'knative') return props;
  const { canaryPercent, scaleToZero, containerConcurrency, ...rest } = props as unknown as Record<string, unknown>;
  return rest as unknown as InferenceServiceProps & Parts;
}

/** A component with a minimum of its own stays, whatever the service does. */
function componentContext(
  context: ComponentContext,
  component: { readonly scale?: { readonly min?: number } } | undefined,
) {
  const { min } = component?.scale ?? {};
  return min !== undefined && min > 0 ? { ...context, scaleToZero: undefined } : context;
}

/** KServe 0.16 calls the modes Knative and Standard and still reads the old names. */
function serviceAnnotations(props: InferenceServiceProps, mode: ServingMode, release: string) {
  const annotations: Record<string, string> = {};
  if (mode === 'standard')
    annotations['serving.kserve.io/deploymentMode'] = release === '26.03' ? 'Standard' : 'RawDeployment';
  if (mode === 'modelmesh') annotations['serving.kserve.io/deploymentMode'] = 'ModelMesh';
  if (props.tagRouting === true) annotations['serving.kserve.io/enable-tag-routing'] = 'true';
  if (props.stopped === true) {
    if (release !== '26.03')
      throw new InvalidValue(`stopped needs KServe 0.16, Kubeflow ${release} has an older one: use release 26.03`);
    annotations['serving.kserve.io/stop'] = 'true';
  }
  if (props.rolloutDuration !== undefined && mode === 'knative')
    annotations['serving.knative.dev/rollout-duration'] = within('rolloutDuration', () =>
      goDuration(props.rolloutDuration!),
    );
  return annotations;
}

/** KServe reads one autoscaler for all components of a service. */
function autoscalingAnnotations(
  props: Parts & InferenceServiceProps,
  mode: ServingMode,
  release: string,
): Record<string, string> {
  const { transformer, explainer, workers } = props as Parts & { workers?: unknown };
  const components: [string, KnativeScale | StandardScale | undefined][] = [['', props.scale]];
  if (transformer !== undefined && !transformer.collocated) components.push(['transformer.', transformer.scale]);
  if (explainer !== undefined) components.push(['explainer.', explainer.scale]);
  if (mode === 'knative') {
    const pods = components.filter(([, scale]) => onPods(scale as KnativeScale));
    if (pods.length === 0) return {};
    const other = components.find(([, scale]) => scale?.target !== undefined && !onPods(scale as KnativeScale));
    if (other !== undefined)
      throw new InvalidValue(
        `${other[0]}scale.target is on requests and ${pods[0]![0]}scale.target on pods: KServe reads one autoscaler for the whole service`,
      );
    return { 'autoscaling.knative.dev/class': 'hpa.autoscaling.knative.dev' };
  }
  if (mode === 'modelmesh') return {};
  // KServe 0.15.0 asks for external where later ones ask for none.
  if (workers !== undefined) return { 'serving.kserve.io/autoscalerClass': release === '1.10' ? 'external' : 'none' };
  const classes = components.map(([where, scale]) => [where, autoscalerOf(scale as StandardScale)] as const);
  const first = components.find(([, scale]) => scale !== undefined);
  if (first === undefined) return {};
  const wanted: AutoscalerClass = autoscalerOf(first[1] as StandardScale);
  const odd = classes.find(
    ([where, found], i) => found !== wanted && (components[i]![1] !== undefined || where === '' || wanted === 'keda'),
  );
  if (odd !== undefined) {
    throw new InvalidValue(
      `${odd[0]}scale is ${odd[1]} and ${first[0]}scale ${wanted}: KServe reads one autoscaler for the whole service`,
    );
  }
  if (wanted === 'hpa' || (wanted === 'none' && release === '1.10')) return {};
  return { 'serving.kserve.io/autoscalerClass': wanted };
}

/** Knative's label for its services, KServe's for Deployments. */
function visibilityLabels(props: InferenceServiceProps, mode: ServingMode): Record<string, string> {
  if (props.visibility === undefined) return {};
  const name = mode === 'standard' ? 'networking.kserve.io/visibility' : 'networking.knative.dev/visibility';
  return { [name]: props.visibility };
}

function merged(field: 'annotations' | 'labels', ours: Record<string, string>, metadata: Metadata | undefined) {
  const all = definedOrNone({ ...ours, ...metadata?.[field] });
  return all === undefined ? {} : { [field]: all };
}

/** What KServe adds where a container says nothing. Source: Kubeflow's inferenceservice-config and ClusterServingRuntimes. */
const DEFAULTS = { cpu: '1', memory: '2Gi' } as const;

/** A request without limit, or a limit without request, that KServe completes into one the server refuses. */
function defaultedResources(props: InferenceServiceProps): string[] {
  const { model } = props as { model?: Model };
  if (model?.runtime !== undefined) return [];
  return (['cpu', 'memory'] as const).flatMap((name) => {
    const given = (props as unknown as Record<string, unknown>)[name];
    if (!isRecord(given)) return [];
    const spell = name === 'cpu' ? cpu : bytes;
    const [request, limit] = [given.request, given.limit].map((value) =>
      value === undefined ? undefined : spell(value as never),
    );
    const compared = (value: string) => Quantity.parse(value).compare(Quantity.parse(DEFAULTS[name]));
    if (limit === undefined && request !== undefined && compared(request) > 0)
      return [
        `${name}.request ${request} is more than the limit of ${DEFAULTS[name]} that KServe adds: say the limit too`,
      ];
    if (request === undefined && limit !== undefined && compared(limit) < 0)
      return [
        `${name}.limit ${limit} is less than the request of ${DEFAULTS[name]} that KServe adds: say the request too`,
      ];
    return [];
  });
}
