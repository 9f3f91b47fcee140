import type { DurationLike } from '../../core/duration';
import { InvalidValue } from '../../core/values';
import { type Data, Settings } from './settings';

/** How all services scale that do not say. Source: knative/serving pkg/autoscaler/config/config.go. */
export interface AutoscalerSettings {
  /** @default true, by Knative */
  readonly scaleToZero?: boolean;
  /** Time that the last pod stays while the network is switched. @default '30s', by Knative */
  readonly scaleToZeroGracePeriod?: DurationLike;
  /** Time that the last pod stays after its last request. @default '0s', by Knative */
  readonly scaleToZeroPodRetention?: DurationLike;
  /** Time without a decrease before pods go. Whole seconds. @default '0s', by Knative */
  readonly scaleDownDelay?: DurationLike;
  /** Time over which demand is averaged, 6s to 1h. @default '60s', by Knative */
  readonly stableWindow?: DurationLike;
  /** Requests at once that a pod should have. @default 100, by Knative */
  readonly concurrencyTarget?: number;
  /** Percent of the target at which pods are added, above 1 to 100. @default 70, by Knative */
  readonly targetUtilization?: number;
  /** Requests a second that a pod should have. @default 200, by Knative */
  readonly requestsPerSecondTarget?: number;
  /** Requests that are buffered for a burst; -1 keeps the activator in the path. @default 211, by Knative */
  readonly targetBurstCapacity?: number;
  /** Requests at once through one activator. @default 100, by Knative */
  readonly activatorCapacity?: number;
  /** Panic window in percent of the stable one, 1 to 100. @default 10, by Knative */
  readonly panicWindowPercentage?: number;
  /** Demand in percent of capacity that starts a panic. @default 200, by Knative */
  readonly panicThresholdPercentage?: number;
  /** Factor of pods per step, above 1. @default 1000, by Knative */
  readonly maxScaleUpRate?: number;
  /** Factor of pods per step, above 1. @default 2, by Knative */
  readonly maxScaleDownRate?: number;
  /** Pods of a new revision. @default 1, by Knative */
  readonly initialScale?: number;
  /** Lets a service start with none. @default false, by Knative */
  readonly allowZeroInitialScale?: boolean;
  /** @default 0, by Knative */
  readonly minScale?: number;
  /** 0 is unlimited. @default 0, by Knative */
  readonly maxScale?: number;
  /** The most that a service may say; 0 is unlimited. @default 0, by Knative */
  readonly maxScaleLimit?: number;
  /** @default 'kpa.autoscaling.knative.dev', by Knative */
  readonly autoscalerClass?: 'kpa.autoscaling.knative.dev' | 'hpa.autoscaling.knative.dev';
}

export function autoscalerData(given: AutoscalerSettings): Data {
  const { initialScale = 1, allowZeroInitialScale = false, minScale = 0, maxScale = 0, maxScaleLimit = 0 } = given;
  if (initialScale === 0 && !allowZeroInitialScale) {
    throw new InvalidValue('initial-scale 0 needs allowZeroInitialScale');
  }
  if (maxScaleLimit > 0 && (maxScale < 1 || maxScale > maxScaleLimit)) {
    throw new InvalidValue(`max-scale ${maxScale} must be from 1 to max-scale-limit ${maxScaleLimit}`);
  }
  if (maxScale > 0 && minScale > maxScale)
    throw new InvalidValue(`min-scale ${minScale} is more than max-scale ${maxScale}`);
  const { concurrencyTarget = 100, targetUtilization = 70 } = given;
  if ((concurrencyTarget * targetUtilization) / 100 < 0.01) {
    throw new InvalidValue(
      `container-concurrency-target-default ${concurrencyTarget} at ${targetUtilization} % is below 0.01`,
    );
  }
  if (given.targetBurstCapacity !== undefined && given.targetBurstCapacity < 0 && given.targetBurstCapacity !== -1) {
    throw new InvalidValue(
      `target-burst-capacity ${given.targetBurstCapacity} must be at least 0, or -1 for unlimited`,
    );
  }
  const hour = 3600;
  const whole = { least: 0, whole: true };
  return new Settings()
    .text('pod-autoscaler-class', given.autoscalerClass)
    .flag('enable-scale-to-zero', given.scaleToZero)
    .duration('scale-to-zero-grace-period', given.scaleToZeroGracePeriod, { least: 0.001, whole: false })
    .duration('scale-to-zero-pod-retention-period', given.scaleToZeroPodRetention, { whole: false })
    .duration('scale-down-delay', given.scaleDownDelay)
    .duration('stable-window', given.stableWindow, { least: 6, most: hour })
    .number('container-concurrency-target-default', given.concurrencyTarget, { above: 0 })
    .number('container-concurrency-target-percentage', given.targetUtilization, { above: 1, most: 100 })
    .number('requests-per-second-target-default', given.requestsPerSecondTarget, { least: 0.01 })
    .number('target-burst-capacity', given.targetBurstCapacity)
    .number('activator-capacity', given.activatorCapacity, { least: 1 })
    .number('panic-window-percentage', given.panicWindowPercentage, { least: 1, most: 100 })
    .number('panic-threshold-percentage', given.panicThresholdPercentage)
    .number('max-scale-up-rate', given.maxScaleUpRate, { above: 1 })
    .number('max-scale-down-rate', given.maxScaleDownRate, { above: 1 })
    .flag('allow-zero-initial-scale', given.allowZeroInitialScale)
    .number('initial-scale', given.initialScale, whole)
    .number('min-scale', given.minScale, whole)
    .number('max-scale', given.maxScale, whole)
    .number('max-scale-limit', given.maxScaleLimit, whole).data;
}
