import type { NamedContainer } from '../../core/container';
import { type PodOptions, podTemplate } from '../../core/pod';
import type { TrialManifest } from '../../core/trial';
import { count } from '../../core/units';
import { within } from '../../core/values';

export interface BatchJobOptions extends PodOptions {
  /** How often a failed pod is tried again. @default 6, by the cluster */
  readonly retries?: number;
}

/** A trial that is a plain Job of one pod. */
export function batchJob(container: NamedContainer, options: BatchJobOptions = {}): TrialManifest {
  const { retries, restartPolicy = 'Never', ...pod } = options;
  const { name, ...main } = container;
  const template = podTemplate(name, main, { ...pod, restartPolicy });
  const backoffLimit = retries === undefined ? {} : { backoffLimit: within('retries', () => count(retries)) };
  return { apiVersion: 'batch/v1', kind: 'Job', spec: { ...backoffLimit, template } };
}
