import { type DurationLike, goDuration, milliseconds, seconds } from '../../core/duration';
import { fields, type Known, listOf, oneOf } from '../../core/properties';
import { type BytesLike, bytes, count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import type { InferenceServiceAutoScaling, InferenceServiceMetric } from '../../generated/serving.kserve.io';

/** How a model scales on Knative: on the requests it serves. */
export interface KnativeScale {
  /** @default 1, by KServe; 0 with scaleToZero */
  readonly min?: number;
  /** @default no limit */
  readonly max?: number;
  /**
   * What one replica is meant to carry. Percent of the CPU request and Mi of memory, both up to 100, need Knative's
   * autoscaler-hpa, which Kubeflow does not install. @default { concurrency: 100 }, by Knative
   */
  readonly target?:
    | { readonly concurrency: number }
    | { readonly rps: number }
    | { readonly cpuPercent: number }
    | { readonly memoryMi: number };
  /** Replicas that a new revision starts with. @default 1, by Knative */
  readonly initial?: number;
  /** Replicas when it comes back from zero, from 2. @default 1, by Knative */
  readonly activation?: number;
  /** Percent of the target at which replicas are added, 1 to 100. @default 70, by Knative */
  readonly utilization?: number;
  /** Time over which demand is averaged, 6s to 1h. @default '60s', by Knative */
  readonly window?: DurationLike;
  /** Time of less demand before replicas go, up to 1h. @default '0s', by Knative */
  readonly scaleDownDelay?: DurationLike;
  /** Requests that are buffered for a burst; -1 keeps the activator in the path, 0 only at zero. @default 211, by Knative */
  readonly burstCapacity?: number;
}

/** What pods use: percent of what they request, or memory in bytes. */
export type PodTarget =
  | { readonly cpuPercent: number }
  | { readonly memoryPercent: number }
  | { readonly memory: BytesLike };

/** A HorizontalPodAutoscaler, on what the pods use. */
export interface HpaScale {
  /** At least 1. @default 1, by KServe */
  readonly min?: number;
  /** @default min */
  readonly max?: number;
  /** @default { cpuPercent: 80 }, by KServe */
  readonly target?: PodTarget | readonly PodTarget[];
  readonly keda?: never;
  readonly replicas?: never;
  readonly autoscaler?: never;
}

interface Backend {
  /** Address of the metrics server. */
  readonly server: string;
  readonly query: string;
}
interface Threshold {
  /** What one replica is meant to carry of the metric. */
  readonly threshold: number;
}
interface Authenticated {
  /** A TriggerAuthentication of KEDA. Release 26.03. */
  readonly auth?: { readonly name: string; readonly modes?: 'bearer' | 'basic' | 'tls' | (string & {}) };
}
/** What KEDA watches. */
export type KedaTrigger =
  | PodTarget
  | ({ readonly prometheus: Backend & { readonly namespace?: string } } & Threshold & Authenticated)
  | ({ readonly graphite: Backend } & Threshold & Authenticated)
  | ({
      /** Metrics of the pods, by the collector that KServe puts beside them. */
      readonly openTelemetry: {
        readonly query: string;
        /** @default the release's */
        readonly server?: string;
        readonly metrics?: readonly string[];
        /** @default 'last_one' */
        readonly over?: 'last_one' | 'avg' | 'max' | 'min' | 'rate' | 'count';
      };
    } & Threshold);

/** KEDA, on any metric; it must be in the cluster. */
export interface KedaScale {
  readonly keda: readonly KedaTrigger[];
  /** 0 scales to zero, on a metric that is not of the pods. @default 1, by KServe */
  readonly min?: number;
  /** @default min */
  readonly max?: number;
  /** How fast replicas come and go. Release 26.03. */
  readonly behavior?: InferenceServiceAutoScaling['behavior'];
  readonly target?: never;
  readonly replicas?: never;
  readonly autoscaler?: never;
}
/** No autoscaler: so many replicas. */
export interface FixedScale {
  readonly replicas: number;
  readonly min?: never;
  readonly max?: never;
  readonly target?: never;
  readonly keda?: never;
  readonly autoscaler?: never;
}
/** An autoscaler of one's own owns the number of replicas. */
export interface ExternalScale {
  readonly autoscaler: 'external';
  readonly min?: number;
  readonly max?: number;
  readonly target?: never;
  readonly keda?: never;
  readonly replicas?: never;
}
/** How a model scales as a Deployment. */
export type StandardScale = HpaScale | KedaScale | FixedScale | ExternalScale;

/** What only one of the modes has. */
export const scaleOf = {
  knative: ['initial', 'activation', 'utilization', 'window', 'scaleDownDelay', 'burstCapacity'],
  standard: ['keda', 'replicas', 'autoscaler', 'behavior'],
} as const;
const backend = { server: 'text', query: 'text' } as const;
const trigger: Known<KedaTrigger> = {
  cpuPercent: 'number',
  memoryPercent: 'number',
  memory: bytes,
  prometheus: fields({ ...backend, namespace: 'text' }, ['server', 'query']),
  graphite: fields(backend, ['server', 'query']),
  openTelemetry: fields(
    {
      ...backend,
      metrics: listOf('text'),
      over: oneOf('last_one', 'avg', 'max', 'min', 'rate', 'count'),
    },
    ['query'],
  ),
  threshold: 'number',
  auth: fields({ name: 'text', modes: 'text' }, ['name']),
};
const scale: Known<KnativeScale | StandardScale> = {
  min: count,
  max: count,
  target: objects,
  initial: count,
  activation: count,
  utilization: count,
  window: milliseconds,
  scaleDownDelay: milliseconds,
  burstCapacity: 'number',
  keda: listOf(fields(trigger)),
  behavior: 'object',
  replicas: count,
  autoscaler: oneOf('external'),
};
export const scaleShape = fields(scale);

/** Its one entry is named where the mode is known. */
function objects(target: unknown): void {
  const all = Array.isArray(target) ? target : [target];
  if (!all.every(isRecord))
    throw new InvalidValue(`${shown(target)} is no target, write { concurrency: 10 } or another`);
}

/** Which autoscaler a scale asks for; KServe knows one for all components of a service. */
export type AutoscalerClass = 'hpa' | 'keda' | 'none' | 'external';

export interface ScaleFields {
  minReplicas?: number;
  maxReplicas?: number;
  scaleMetric?: 'concurrency' | 'rps' | 'cpu' | 'memory';
  scaleTarget?: number;
  autoScaling?: InferenceServiceAutoScaling;
}

const KNATIVE_METRICS: Readonly<Record<string, 'concurrency' | 'rps' | 'cpu' | 'memory'>> = {
  concurrency: 'concurrency',
  rps: 'rps',
  cpuPercent: 'cpu',
  memoryMi: 'memory',
};

/** The component fields of a scale on Knative. Throws InvalidValue. */
export function knativeScale(scale: KnativeScale | undefined, zero = false): ScaleFields {
  const { min, max, target } = scale ?? {};
  const minReplicas = min === undefined ? (zero ? 0 : undefined) : within('scale.min', () => count(min));
  if (zero && minReplicas !== 0)
    throw new InvalidValue(`scaleToZero needs scale.min 0, not ${minReplicas}: leave one of them out`);
  const range = replicas(minReplicas, max);
  const [name, value] = onlyEntry('scale.target', target, Object.keys(KNATIVE_METRICS));
  if (name === undefined) return range;
  const scaleMetric = KNATIVE_METRICS[name]!;
  const ofPods = scaleMetric === 'cpu' || scaleMetric === 'memory';
  const scaleTarget = within(`scale.target.${name}`, () => count(value as number, 1));
  // Source: kserve pkg/apis/serving/v1beta1/inference_service_validation.go, for every metric of this class
  if (ofPods && scaleTarget > 100)
    throw new InvalidValue(`scale.target.${name} ${scaleTarget} is more than 100, which KServe refuses`);
  if (ofPods && minReplicas === 0)
    throw new InvalidValue(`scale.target.${name} cannot scale to zero: choose concurrency or rps`);
  return { ...range, scaleMetric, scaleTarget };
}

/** Whether a scale needs Knative's autoscaler for CPU and memory. */
export function onPods(scale: KnativeScale | undefined): boolean {
  return isRecord(scale?.target) && ('cpuPercent' in scale.target || 'memoryMi' in scale.target);
}

/** Annotations of a revision. Source: knative/serving pkg/apis/autoscaling/annotation_validation.go. Throws InvalidValue. */
export function knativeAnnotations(
  scale: KnativeScale | undefined,
  scaleToZero?: DurationLike,
): Record<string, string> {
  const { initial, activation, utilization, window, scaleDownDelay, burstCapacity, max } = scale ?? {};
  const bounded = (field: string, value: number | undefined, least: number, most = Infinity) => {
    if (value === undefined) return undefined;
    within(field, () => count(value, least));
    if (value > most) throw new InvalidValue(`${field} ${value} is more than ${most}`);
    return String(value);
  };
  if (activation !== undefined && max !== undefined && activation > max)
    throw new InvalidValue(`scale.activation ${activation} is more than scale.max ${max}`);
  const named = {
    'initial-scale': bounded('scale.initial', initial, 0),
    'activation-scale': bounded('scale.activation', activation, 2),
    'target-utilization-percentage': bounded('scale.utilization', utilization, 1, 100),
    window: span('scale.window', window, 6),
    'scale-down-delay': span('scale.scaleDownDelay', scaleDownDelay, 0),
    'target-burst-capacity': bounded('scale.burstCapacity', burstCapacity, -1),
    'scale-to-zero-pod-retention-period': span('scaleToZero', scaleToZero, 0),
  };
  return Object.fromEntries(
    Object.entries(defined(named)).map(([name, value]) => [`autoscaling.knative.dev/${name}`, value as string]),
  );
}

/** The component fields of a scale as a Deployment. Throws InvalidValue. */
export function standardScale(scale: StandardScale | undefined, release: string): ScaleFields {
  if (scale === undefined) return {};
  switch (autoscalerOf(scale)) {
    case 'none': {
      const replicas = within('scale.replicas', () => count(scale.replicas!, 1));
      // KServe 0.15.0 knows no service without autoscaler: one that cannot move does the same.
      return release === '1.10' ? { minReplicas: replicas, maxReplicas: replicas } : { minReplicas: replicas };
    }
    case 'external':
      return replicas(scale.min === undefined ? undefined : within('scale.min', () => count(scale.min!, 1)), scale.max);
    case 'keda':
      return kedaFields(scale as KedaScale);
    case 'hpa':
      return hpaFields(scale as HpaScale);
  }
}

/** Throws InvalidValue for a scale that is none of the four. */
export function autoscalerOf(scale: StandardScale | undefined): AutoscalerClass {
  if (scale === undefined) return 'hpa';
  if (!isRecord(scale)) throw new InvalidValue(`scale ${shown(scale)} is not { min, max, target }`);
  if (scale.replicas !== undefined) return 'none';
  if (scale.keda !== undefined) return 'keda';
  return scale.autoscaler === 'external' ? 'external' : 'hpa';
}

function hpaFields({ min, max, target }: HpaScale): ScaleFields {
  const least = min === undefined ? undefined : within('scale.min', () => count(min, 1));
  const range = replicas(least, max);
  if (target === undefined) return range;
  const targets = (Array.isArray(target) ? target : [target]) as readonly PodTarget[];
  if (targets.length === 0) throw new InvalidValue('scale.target is empty');
  const [only] = targets;
  const [name, value] = onlyEntry('scale.target', only, POD_TARGETS);
  if (targets.length === 1 && name !== 'memory') {
    const scaleTarget = within(`scale.target.${name}`, () => percent(value));
    return { ...range, scaleMetric: name === 'cpuPercent' ? 'cpu' : 'memory', scaleTarget };
  }
  return { ...range, autoScaling: { metrics: targets.map((one) => podMetric('scale.target', one)) } };
}

function kedaFields({ keda, min, max, behavior }: KedaScale): ScaleFields {
  if (!Array.isArray(keda) || keda.length === 0)
    throw new InvalidValue('scale.keda is empty, which KEDA refuses: name at least one metric');
  const least = min === undefined ? undefined : within('scale.min', () => count(min));
  if (least === 0 && keda.every((trigger) => isPodTarget(trigger)))
    throw new InvalidValue('scale.min 0 needs a metric beside CPU and memory, which no pod reports at zero');
  const metrics = (keda as readonly KedaTrigger[]).map((trigger, i) => kedaMetric(`scale.keda[${i}]`, trigger));
  return { ...replicas(least, max), autoScaling: defined({ metrics, behavior }) };
}

const POD_TARGETS = ['cpuPercent', 'memoryPercent', 'memory'];

function isPodTarget(trigger: KedaTrigger): trigger is PodTarget {
  return POD_TARGETS.some((name) => Object.hasOwn(trigger, name));
}

function podMetric(field: string, target: PodTarget): InferenceServiceMetric {
  const [name, value] = onlyEntry(field, target, POD_TARGETS);
  const resource =
    name === 'memory'
      ? {
          name: 'memory' as const,
          target: { type: 'AverageValue' as const, averageValue: within(field, () => bytes(value as BytesLike)) },
        }
      : {
          name: name === 'cpuPercent' ? ('cpu' as const) : ('memory' as const),
          target: {
            type: 'Utilization' as const,
            averageUtilization: within(`${field}.${name}`, () => percent(value)),
          },
        };
  return { type: 'Resource', resource };
}

function kedaMetric(field: string, trigger: KedaTrigger): InferenceServiceMetric {
  if (typeof trigger !== 'object' || trigger === null)
    throw new InvalidValue(`${field} ${shown(trigger)} is no metric`);
  if (isPodTarget(trigger)) return podMetric(field, trigger);
  const { threshold } = trigger;
  if (typeof threshold !== 'number' || !(threshold > 0))
    throw new InvalidValue(`${field}.threshold ${shown(threshold)} is not a number above 0`);
  const target = { type: 'Value' as const, value: String(threshold) };
  if ('openTelemetry' in trigger) {
    const { query, server, metrics, over } = trigger.openTelemetry;
    const metric = defined({
      backend: 'opentelemetry' as const,
      query: wanted(`${field}.openTelemetry.query`, query),
      serverAddress: server,
      metricNames: metrics && [...metrics],
      operationOverTime: over,
    });
    return { type: 'PodMetric', podmetric: { metric, target } };
  }
  const backend = 'prometheus' in trigger ? 'prometheus' : 'graphite';
  const given = ('prometheus' in trigger ? trigger.prometheus : trigger.graphite) as Backend & { namespace?: string };
  if (!isRecord(given))
    throw new InvalidValue(`${field} has none of prometheus, graphite, openTelemetry, ${POD_TARGETS.join(', ')}`);
  const metric = defined({
    backend: backend as 'prometheus' | 'graphite',
    serverAddress: wanted(`${field}.${backend}.server`, given.server),
    query: wanted(`${field}.${backend}.query`, given.query),
    namespace: given.namespace,
  });
  const { auth } = trigger;
  const authenticationRef = auth && defined({ authenticationRef: { name: auth.name }, authModes: auth.modes });
  return { type: 'External', external: defined({ metric, target, authenticationRef }) };
}

function replicas(minReplicas: number | undefined, max: number | undefined): ScaleFields {
  const maxReplicas = max === undefined ? undefined : within('scale.max', () => count(max, 1));
  if (maxReplicas !== undefined && (minReplicas ?? 1) > maxReplicas)
    throw new InvalidValue(`scale.min ${minReplicas ?? 1} is more than scale.max ${maxReplicas}`);
  return defined({ minReplicas, maxReplicas });
}

function onlyEntry(field: string, given: object | undefined, known: readonly string[]): [string?, unknown?] {
  if (given === undefined) return [];
  const entries = Object.entries(given);
  if (entries.length !== 1 || !known.includes(entries[0]![0])) {
    throw new InvalidValue(`${field}.${entries.map(([name]) => name).join(', ')} is not one of ${known.join(', ')}`);
  }
  return entries[0] as [string, unknown];
}

function percent(value: unknown): number {
  const whole = count(value as number, 1);
  if (whole > 100) throw new InvalidValue(`${whole} is more than 100`);
  return whole;
}

function wanted(field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new InvalidValue(`${field} is missing`);
  return value;
}

function span(field: string, value: DurationLike | undefined, least: number): string | undefined {
  if (value === undefined) return undefined;
  return within(field, () => {
    const ms = milliseconds(value);
    if (field !== 'scaleToZero') seconds(value);
    if (ms < least * 1000 || ms > 3_600_000)
      throw new InvalidValue(`${shown(goDuration(value))} is not between ${least}s and 1h`);
    return goDuration(value);
  });
}
