import { containerProperties, type NamedContainer } from '../../core/container';
import { KubeflowError } from '../../core/errors';
import { type PodOptions, podProperties, podTemplate } from '../../core/pod';
import { fields, propertyProblems } from '../../core/properties';
import type { TrialManifest } from '../../core/trial';
import { count } from '../../core/units';

export interface BatchJobOptions extends PodOptions {
  /** How often a failed pod is tried again. @default 6, by the cluster */
  readonly retries?: number;
}

const shapes = {
  container: fields({ ...containerProperties, name: 'text' }, ['name', 'image']),
  options: fields({ ...podProperties, retries: count }),
} as const;

/** A trial that is a plain Job of one pod. */
export function batchJob(container: NamedContainer, options: BatchJobOptions = {}): TrialManifest {
  const { sentences } = propertyProblems({ container, options }, shapes, ['container']);
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => `batchJob: ${sentence}`));
  const { retries, restartPolicy = 'Never', ...pod } = options;
  const { name, ...main } = container;
  const template = podTemplate(name, main, { ...pod, restartPolicy });
  const backoffLimit = retries === undefined ? {} : { backoffLimit: retries };
  return { apiVersion: 'batch/v1', kind: 'Job', spec: { ...backoffLimit, template } };
}
