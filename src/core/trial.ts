import type { Construct } from 'constructs';
import type { Kind } from './resource';
import { isRecord } from './values';

/** A Kubernetes object without a name: Katib names each trial itself. */
export interface TrialManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
}

/** One trial as Katib runs it: the job, and how Katib finds its metrics and its end. */
export interface TrialTemplate {
  readonly manifest: TrialManifest;
  /** The container whose metrics are read. */
  readonly primaryContainerName: string;
  /** A GJSON path that finds something once the trial has succeeded. */
  readonly successCondition: string;
  readonly failureCondition: string;
  /** Labels of the one pod whose metrics are read. @default every pod of the job */
  readonly primaryPodLabels?: Readonly<Record<string, string>>;
  /** Characters that the job's controller puts behind the trial's name in the longest name it makes. */
  readonly suffix?: number;
  /** An object that all trials use, made once under the experiment's name. */
  readonly shared?: { readonly kind: Kind; readonly manifest: object };
}

/**
 * What a trial may be written as: a manifest, and the properties of every job construct, which adds them by declaration
 * merging.
 */
export interface TrialForms {
  readonly manifest: TrialManifest;
}
export type TrialForm = TrialForms[keyof TrialForms];

/** Turns what a job construct takes into a trial. `undefined` where `form` is none of its own. Throws InvalidValue. */
export type TrialAdapter = (
  scope: Construct,
  form: TrialForm,
  options: { readonly sharedName: string },
) => TrialTemplate | undefined;

const adapters: TrialAdapter[] = [];

export function registerTrialAdapter(adapter: TrialAdapter): void {
  adapters.push(adapter);
}

/** The trial that a job construct makes of `form`; `undefined` for a plain manifest. */
export function adaptTrial(...args: Parameters<TrialAdapter>): TrialTemplate | undefined {
  for (const adapter of adapters) {
    const template = adapter(...args);
    if (template !== undefined) return template;
  }
  return undefined;
}

export function isTrialManifest(form: TrialForm): form is TrialManifest {
  return isRecord(form) && typeof form.apiVersion === 'string' && typeof form.kind === 'string';
}
