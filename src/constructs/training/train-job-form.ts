import type { TrainingRuntimeSpec, TrainJobSpec } from './specs';

/** A TrainJob, and the runtime made for it where no shipped one says what it needs. */
export interface TrainJobForm {
  readonly spec: TrainJobSpec;
  readonly runtime?: TrainingRuntimeSpec;
  readonly pods: number;
  /** Characters behind the job's name in the longest name of a pod. */
  readonly suffix: number;
  /** Replicated job whose first pod reports metrics. */
  readonly primary: string;
}

/**
 * `-<replicated job>-0-<index>-<5 random>`, the longest of them.
 * Source: kubernetes-sigs/jobset pkg/webhooks/jobset_webhook.go.
 */
export function suffixOf(jobs: readonly string[], nodes: number, least = 0): number {
  return Math.max(least, ...jobs.map((job) => `-${job}-0-${job === 'node' ? nodes - 1 : 0}-abcde`.length));
}
