import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Container, containerFields, podContainer } from '../../core/container';
import { type DurationLike, seconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { hostLabel } from '../../core/names';
import { type PodOptions, podFields } from '../../core/pod';
import { platformOf } from '../../core/release';
import { type Metadata, Resource } from '../../core/resource';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, within } from '../../core/values';
import { PodVolumes } from '../../core/volumes';
import type { InferenceServicePredictor } from '../../generated/serving.kserve.io';
import { type Model, modelFields } from './model';
import { type KnativeScale, retention, type StandardScale, scaleFields } from './scaling';

/** A container before or beside the model that has a scale of its own. */
export interface ServingComponent<Scale> extends Container {
  /** @default the component's */
  readonly name?: string;
  readonly scale?: Scale;
  readonly pod?: PodOptions;
}

interface ServingProps<Scale> extends Omit<Partial<Container>, 'image' | 'args' | 'command'> {
  /** The model, served by one of the cluster's runtimes. */
  readonly model: Model;
  readonly scale?: Scale;
  /** Turns requests into the model's inputs and its outputs into answers. */
  readonly transformer?: ServingComponent<Scale>;
  /** A request that takes longer fails; whole seconds. */
  readonly timeout?: DurationLike;
  /** Requests that one replica serves at once, the rest waits. @default no limit */
  readonly containerConcurrency?: number;
  /** What the model's pods have beyond the model server. */
  readonly pod?: PodOptions;
  readonly metadata?: Metadata;
}

export interface KnativeServing extends ServingProps<KnativeScale> {
  /** @default 'knative' */
  readonly mode?: 'knative';
  /** Remove the last pod after this long without a request, at most 1h. @default never */
  readonly scaleToZero?: DurationLike;
  /** Share of the traffic for this revision, 0 to 100; the last ready revision keeps the rest. @default 100 */
  readonly canaryPercent?: number;
}

export interface StandardServing extends ServingProps<StandardScale> {
  readonly mode: 'standard';
  readonly scaleToZero?: never;
  readonly canaryPercent?: never;
}

export type InferenceServiceProps = KnativeServing | StandardServing;

/** A model behind an endpoint. */
export class InferenceService extends Resource<'serving.kserve.io/v1beta1/InferenceService'> {
  /** Where other pods of the cluster reach it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    const problems = new Problems(scope, id);
    problems.try(() => within('name', () => hostLabel(props.metadata?.name ?? id, 50)));
    if (props.mode === 'standard') {
      const { canaryPercent, scaleToZero } = props as { canaryPercent?: unknown; scaleToZero?: unknown };
      if (canaryPercent !== undefined)
        problems.add('canaryPercent needs mode knative: KServe ignores it in mode standard');
      if (scaleToZero !== undefined)
        problems.add('scaleToZero needs mode knative: in mode standard KServe turns a minimum of 0 into 1');
    }
    const predictor = problems.try(() => predictorSpec(props));
    const transformer = problems.try(() => transformerSpec(props));
    problems.throw();
    super(
      scope,
      id,
      'serving.kserve.io/v1beta1/InferenceService',
      { spec: { predictor: predictor!, ...(transformer && { transformer }) } },
      {
        ...props.metadata,
        annotations: { ...modeAnnotation(scope, props), ...props.metadata?.annotations },
      },
    );
    const { clusterDomain } = platformOf(this);
    const namespace = this.metadata.namespace ?? Chart.of(this).namespace ?? 'default';
    this.url = `http://${this.name}.${namespace}.svc.${clusterDomain}`;
  }
}

/** KServe 0.16 calls the modes Knative and Standard and still reads the old names. */
function modeAnnotation(scope: Construct, props: InferenceServiceProps): Record<string, string> {
  if (props.mode !== 'standard') return {};
  return { 'serving.kserve.io/deploymentMode': platformOf(scope).release === '26.03' ? 'Standard' : 'RawDeployment' };
}

function predictorSpec(props: InferenceServiceProps): InferenceServicePredictor {
  const volumes = new PodVolumes();
  const { args } = props.model ?? {};
  const model = defined({
    ...modelFields(props.model),
    ...containerFields({ ...props, command: undefined, args }, volumes),
  });
  return defined<InferenceServicePredictor>({
    ...podFields(props, props.pod ?? {}, volumes),
    ...componentFields(props),
    canaryTrafficPercent:
      props.canaryPercent === undefined ? undefined : within('canaryPercent', () => percent(props.canaryPercent!)),
    containerConcurrency:
      props.containerConcurrency === undefined
        ? undefined
        : within('containerConcurrency', () => count(props.containerConcurrency!)),
    timeout: props.timeout === undefined ? undefined : within('timeout', () => seconds(props.timeout!)),
    model,
  });
}

function transformerSpec(props: InferenceServiceProps) {
  const { transformer } = props;
  if (transformer === undefined) return undefined;
  return within('transformer:', () => {
    const volumes = new PodVolumes();
    const container = podContainer(transformer.name ?? 'kserve-container', transformer, volumes);
    const { containers, ...pod } = podFields(transformer, transformer.pod ?? {}, volumes);
    return defined({
      ...pod,
      ...scaleFields(transformer.scale, props.mode === 'standard' ? 1 : 0),
      containers: [container, ...(containers ?? [])],
    });
  });
}

function componentFields(props: InferenceServiceProps) {
  const zero = props.mode !== 'standard' && props.scaleToZero !== undefined;
  const annotations = { ...(zero && retention(props.scaleToZero!)), ...props.pod?.annotations };
  return {
    ...scaleFields(props.scale, props.mode === 'standard' ? 1 : 0, zero),
    annotations: definedOrNone(annotations),
    labels: definedOrNone({ ...props.pod?.labels }),
  };
}

function percent(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 100)
    throw new InvalidValue(`${value} is not a whole percentage, 0 to 100`);
  return value;
}
