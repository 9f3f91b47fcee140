import { type DurationLike, goDuration } from '../../core/duration';
import { count } from '../../core/units';
import { defined, InvalidValue, within } from '../../core/values';

/** How a model scales on Knative: on the requests it serves. */
export interface KnativeScale {
  /** @default 1, by KServe; 0 with scaleToZero */
  readonly min?: number;
  /** @default no limit */
  readonly max?: number;
  /** What one replica is meant to carry. @default { concurrency: 100 }, by Knative */
  readonly target?:
    | { readonly concurrency: number }
    | { readonly rps: number }
    | { readonly cpuPercent: number }
    | { readonly memoryMi: number };
}

/** How a model scales as a Deployment: on what its pods use. */
export interface StandardScale {
  /** At least 1. @default 1, by KServe */
  readonly min?: number;
  /** @default min */
  readonly max?: number;
  readonly target?: { readonly cpuPercent: number } | { readonly memoryPercent: number };
}

type Metric = 'concurrency' | 'rps' | 'cpu' | 'memory';
export interface ScaleFields {
  minReplicas?: number;
  maxReplicas?: number;
  scaleMetric?: Metric;
  scaleTarget?: number;
}

const METRICS: Readonly<Record<string, Metric>> = {
  concurrency: 'concurrency',
  rps: 'rps',
  cpuPercent: 'cpu',
  memoryMi: 'memory',
  memoryPercent: 'memory',
};

/** The component fields of a scale. Throws InvalidValue. */
export function scaleFields(scale: KnativeScale | StandardScale | undefined, least: 0 | 1, zero = false): ScaleFields {
  const { min, max, target } = scale ?? {};
  const minReplicas = min === undefined ? (zero ? 0 : undefined) : within('scale.min', () => count(min, least));
  const maxReplicas = max === undefined ? undefined : within('scale.max', () => count(max, 1));
  if (zero && minReplicas !== 0)
    throw new InvalidValue(`scaleToZero needs scale.min 0, not ${minReplicas}: leave one of them out`);
  if (maxReplicas !== undefined && (minReplicas ?? 1) > maxReplicas) {
    throw new InvalidValue(`scale.min ${minReplicas ?? 1} is more than scale.max ${maxReplicas}`);
  }
  const [name, value] = Object.entries(target ?? {})[0] ?? [];
  if (name === undefined) return defined<ScaleFields>({ minReplicas, maxReplicas });
  const scaleMetric = METRICS[name];
  if (scaleMetric === undefined)
    throw new InvalidValue(`scale.target.${name} is not one of ${Object.keys(METRICS).join(', ')}`);
  return defined<ScaleFields>({
    minReplicas,
    maxReplicas,
    scaleMetric,
    scaleTarget: within(`scale.target.${name}`, () => count(value!, 1)),
  });
}

/**
 * How long the last pod stays without a request, as Knative reads it from the revision.
 * Source: knative/serving pkg/apis/autoscaling/register.go (0s to 1h)
 */
export function retention(scaleToZero: DurationLike): Record<string, string> {
  return {
    'autoscaling.knative.dev/scale-to-zero-pod-retention-period': within('scaleToZero', () => goDuration(scaleToZero)),
  };
}
