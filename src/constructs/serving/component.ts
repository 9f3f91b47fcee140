import type { Container } from '../../core/container';
import { type DurationLike, milliseconds, seconds } from '../../core/duration';
import type { PodOptions } from '../../core/pod';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, isRecord, shown, within } from '../../core/values';
import type {
  InferenceServiceBatcher,
  InferenceServiceDeploymentStrategy,
  InferenceServiceLogger,
} from '../../generated/serving.kserve.io';
import {
  type KnativeScale,
  knativeAnnotations,
  knativeScale,
  type StandardScale,
  scaleOf,
  standardScale,
} from './scaling';

/** Where requests and answers are sent to, as CloudEvents. */
export interface PayloadLogger {
  /** @default 'all' */
  readonly mode?: 'all' | 'request' | 'response';
  /** @default the installation's broker */
  readonly url?: string;
  /** Headers that go along. */
  readonly metadataHeaders?: readonly string[];
  /** Annotations of the service that go along. Releases 1.11 and later. */
  readonly metadataAnnotations?: readonly string[];
  /** Files in an object store instead of events. Release 26.03. */
  readonly storage?: {
    readonly path: string;
    readonly key: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly serviceAccount?: string;
  };
}
/** Requests that are put together before they reach the model. */
export interface RequestBatcher {
  /** @default 32, by the installation */
  readonly maxBatchSize?: number;
  /** The longest that a request waits for others; milliseconds. @default '5s', by the installation */
  readonly maxLatency?: DurationLike;
  /** Whole seconds. */
  readonly timeout?: DurationLike;
}

/** What predictor, transformer and explainer have in common, in every mode. */
export interface ComponentOptions {
  /** A request that takes longer fails; whole seconds. */
  readonly timeout?: DurationLike;
  /** `true` logs everything to the installation's broker. */
  readonly logger?: PayloadLogger | boolean;
  /** `true` batches as the installation says. */
  readonly batcher?: RequestBatcher | boolean;
  /** What the pods have beyond the main container. */
  readonly pod?: PodOptions;
}
export interface KnativeComponent extends ComponentOptions {
  readonly scale?: KnativeScale;
  /** Requests that one replica serves at once, the rest waits. @default no limit */
  readonly containerConcurrency?: number;
  /** Share of the traffic for this revision, 0 to 100; the last ready revision keeps the rest. @default 100 */
  readonly canaryPercent?: number;
  readonly deploymentStrategy?: never;
}
export interface StandardComponent extends ComponentOptions {
  readonly scale?: StandardScale;
  /** How old pods give way to new ones. @default a rolling update, by the cluster */
  readonly deploymentStrategy?: InferenceServiceDeploymentStrategy;
  readonly containerConcurrency?: never;
  readonly canaryPercent?: never;
}

/** A container before or beside the model that has a scale of its own. */
export type ServingComponent<Options = KnativeComponent> = Container &
  Options & {
    /** Of the container. @default 'kserve-container' */
    readonly name?: string;
  };

export interface ComponentContext {
  readonly mode: 'knative' | 'standard' | 'modelmesh';
  readonly release: string;
  /** How long the last pod stays, where the service scales to zero. */
  readonly scaleToZero?: DurationLike;
}

/** KServe's extension fields of a component. Throws InvalidValue. */
export function componentFields(props: KnativeComponent | StandardComponent, context: ComponentContext) {
  const { timeout, containerConcurrency, canaryPercent, logger, batcher, pod, deploymentStrategy } = props;
  const knative = context.mode === 'knative';
  const zero = context.scaleToZero !== undefined;
  const scale = knative
    ? knativeScale((props as KnativeComponent).scale, zero)
    : standardScale((props as StandardComponent).scale, context.release);
  const scaling = knative ? knativeAnnotations((props as KnativeComponent).scale, context.scaleToZero) : {};
  return defined({
    ...scale,
    timeout: timeout === undefined ? undefined : within('timeout', () => count(seconds(timeout), 1)),
    containerConcurrency:
      containerConcurrency === undefined
        ? undefined
        : within('containerConcurrency', () => count(containerConcurrency)),
    canaryTrafficPercent:
      canaryPercent === undefined ? undefined : within('canaryPercent', () => trafficPercent(canaryPercent)),
    logger: loggerFields(logger),
    batcher: batcherFields(batcher),
    deploymentStrategy,
    annotations: definedOrNone({ ...scaling, ...pod?.annotations }),
    labels: definedOrNone({ ...pod?.labels }),
  });
}

/** Says what the mode would ignore or refuse. */
export function modeProblems(props: object, mode: ComponentContext['mode'], where = ''): string[] {
  const given = props as Record<string, unknown>;
  const found: string[] = [];
  const refuse = (field: string, sentence: string) => {
    if (given[field] !== undefined) found.push(`${where}${field} ${sentence}`);
  };
  if (mode !== 'knative') {
    refuse('canaryPercent', `needs mode knative: KServe ignores it in mode ${mode}`);
    refuse('containerConcurrency', `needs mode knative: KServe ignores it in mode ${mode}`);
    refuse('scaleToZero', 'needs mode knative: in mode standard KServe turns a minimum of 0 into 1');
    refuse('tagRouting', `needs mode knative: KServe ignores it in mode ${mode}`);
    refuse('rolloutDuration', `needs mode knative: KServe ignores it in mode ${mode}`);
  }
  if (mode === 'knative') {
    refuse('deploymentStrategy', 'needs mode standard: KServe refuses it in mode knative');
    refuse('workers', 'needs mode standard: a Knative service has pods of one kind');
  }
  const scale = isRecord(given.scale) ? given.scale : {};
  const other = mode === 'knative' ? 'standard' : 'knative';
  for (const field of scaleOf[other])
    if (scale[field] !== undefined) found.push(`${where}scale.${field} needs mode ${other}`);
  return found;
}

export function trafficPercent(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 100)
    throw new InvalidValue(`${shown(value)} is not a whole percentage, 0 to 100`);
  return value;
}

function loggerFields(logger: PayloadLogger | boolean | undefined): InferenceServiceLogger | undefined {
  if (logger === undefined || logger === false) return undefined;
  const { mode = 'all', url, metadataHeaders, metadataAnnotations, storage } = logger === true ? {} : logger;
  if (!['all', 'request', 'response'].includes(mode))
    throw new InvalidValue(`logger.mode '${mode}' is not all, request or response`);
  return defined<InferenceServiceLogger>({
    mode,
    url,
    metadataHeaders: metadataHeaders && [...metadataHeaders],
    metadataAnnotations: metadataAnnotations && [...metadataAnnotations],
    storage:
      storage &&
      defined({
        path: storage.path,
        key: storage.key,
        parameters: { ...storage.parameters },
        serviceAccountName: storage.serviceAccount,
      }),
  });
}

function batcherFields(batcher: RequestBatcher | boolean | undefined): InferenceServiceBatcher | undefined {
  if (batcher === undefined || batcher === false) return undefined;
  const { maxBatchSize, maxLatency, timeout } = batcher === true ? {} : batcher;
  return defined<InferenceServiceBatcher>({
    maxBatchSize: maxBatchSize === undefined ? undefined : within('batcher.maxBatchSize', () => count(maxBatchSize, 1)),
    maxLatency: maxLatency === undefined ? undefined : within('batcher.maxLatency', () => milliseconds(maxLatency)),
    timeout: timeout === undefined ? undefined : within('batcher.timeout', () => seconds(timeout)),
  });
}
