import type { DurationLike } from '../../core/duration';
import { InvalidValue } from '../../core/values';
import { Settings } from './settings';

const PREFIX = 'autoscaling.knative.dev/';

interface ScalingBounds {
  /** Pods that always run; 0 scales to zero. @default 0, by Knative */
  readonly min?: number;
  /** 0 is unlimited. @default 0, by Knative */
  readonly max?: number;
  /** Pods that a new revision starts with. @default 1, by Knative */
  readonly initial?: number;
  /** Pods when it comes back from zero, from 2. @default 1, by Knative */
  readonly activation?: number;
  /** Percent of the target at which pods are added, 1 to 100. @default 70, by Knative */
  readonly utilization?: number;
  /** Time over which demand is averaged, 6s to 1h. @default '60s', by Knative */
  readonly window?: DurationLike;
  /** Time without a decrease before pods go, up to 1h. @default '0s', by Knative */
  readonly scaleDownDelay?: DurationLike;
  /** Time that the last pod stays, up to 1h. @default '0s', by Knative */
  readonly lastPodRetention?: DurationLike;
  /** Requests that are buffered for a burst; -1 keeps the activator in the path. @default 211, by Knative */
  readonly burstCapacity?: number;
  /** Panic window in percent of the stable one, 1 to 100. @default 10, by Knative */
  readonly panicWindowPercentage?: number;
  /** Demand in percent of capacity that starts a panic, 110 to 1000. @default 200, by Knative */
  readonly panicThresholdPercentage?: number;
}

/** On requests, Knative's own autoscaler scales, and to zero; on CPU and memory a HorizontalPodAutoscaler, from one pod up. */
export type KnativeScaling =
  | (ScalingBounds & {
      /** @default 'concurrency' */
      readonly metric?: 'concurrency' | 'rps';
      /** Requests at once, or a second, that a pod should have. @default 100 or 200, by Knative */
      readonly target?: number;
      readonly aggregation?: 'linear' | 'weighted-exponential';
    })
  | (Omit<
      ScalingBounds,
      'activation' | 'lastPodRetention' | 'burstCapacity' | 'panicWindowPercentage' | 'panicThresholdPercentage'
    > & {
      readonly metric: 'cpu' | 'memory';
      /** Percent of the CPU request, or memory in Mi. */
      readonly target: number;
      readonly aggregation?: never;
    });

/** Annotations of a revision. Source: knative/serving pkg/apis/autoscaling/annotation_validation.go. Throws InvalidValue. */
export function scalingAnnotations(given: KnativeScaling): Record<string, string> {
  const all = given as ScalingBounds & { metric?: string; target?: number; aggregation?: string };
  const { min = 0, max = 0, activation, metric } = all;
  if (max !== 0 && max < min) throw new InvalidValue(`max ${max} is less than min ${min}`);
  if (activation !== undefined && (activation < 2 || activation < min || (max !== 0 && activation > max))) {
    throw new InvalidValue(
      `activation ${activation} must be at least 2 and between min ${min} and max ${max === 0 ? 'unlimited' : max}`,
    );
  }
  if (all.burstCapacity !== undefined && all.burstCapacity < 0 && all.burstCapacity !== -1) {
    throw new InvalidValue(`burstCapacity ${all.burstCapacity} must be at least 0, or -1 for unlimited`);
  }
  const byPods = metric === 'cpu' || metric === 'memory';
  const whole = { least: 0, whole: true };
  const hour = 3600;
  return new Settings()
    .text(`${PREFIX}class`, byPods ? 'hpa.autoscaling.knative.dev' : undefined)
    .text(`${PREFIX}metric`, metric)
    .number(`${PREFIX}target`, all.target, { least: 0.01 })
    .number(`${PREFIX}target-utilization-percentage`, all.utilization, { least: 1, most: 100 })
    .number(`${PREFIX}min-scale`, all.min, whole)
    .number(`${PREFIX}max-scale`, all.max, whole)
    .number(`${PREFIX}initial-scale`, all.initial, whole)
    .number(`${PREFIX}activation-scale`, activation, { least: 2, whole: true })
    .duration(`${PREFIX}window`, all.window, { least: 6, most: hour })
    .duration(`${PREFIX}scale-down-delay`, all.scaleDownDelay, { most: hour })
    .duration(`${PREFIX}scale-to-zero-pod-retention-period`, all.lastPodRetention, { most: hour, whole: false })
    .number(`${PREFIX}target-burst-capacity`, all.burstCapacity)
    .number(`${PREFIX}panic-window-percentage`, all.panicWindowPercentage, { least: 1, most: 100 })
    .number(`${PREFIX}panic-threshold-percentage`, all.panicThresholdPercentage, { least: 110, most: 1000 })
    .text(`${PREFIX}metric-aggregation-algorithm`, all.aggregation).data;
}
