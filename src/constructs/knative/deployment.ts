import { type DurationLike, goDuration, seconds } from '../../core/duration';
import type { KubeflowRelease } from '../../core/release';
import type { RequestAndLimit } from '../../core/resources';
import { yamlText } from '../../core/synth/yaml';
import type { BytesLike, CpuLike } from '../../core/units';
import { InvalidValue, within } from '../../core/values';
import { type Data, Settings } from './settings';

/** The proxy that Knative puts beside every service. */
export interface QueueProxy {
  /** @default the release's */
  readonly image?: string;
  /** @default { request: '25m' }, by Knative */
  readonly cpu?: RequestAndLimit<CpuLike>;
  /** @default none, by Knative */
  readonly memory?: RequestAndLimit<BytesLike>;
  readonly ephemeralStorage?: RequestAndLimit<BytesLike>;
}

/** Pods of services. Source: knative/serving pkg/deployment/config.go. */
export interface DeploymentSettings {
  /** Time that a revision may take to become ready; large models need more. Whole seconds. @default '600s', by Knative */
  readonly progressDeadline?: DurationLike;
  /** @default '10s', by Knative */
  readonly digestResolutionTimeout?: DurationLike;
  /** Registries whose tags are taken as they are. @default ['kind.local', 'ko.local', 'dev.local'], by Knative */
  readonly registriesSkippingTagResolving?: readonly string[];
  /** @default 'prefer-spread-revision-over-nodes', by Knative */
  readonly defaultAffinity?: 'none' | 'prefer-spread-revision-over-nodes';
  /** Runtime classes by the labels of the services that get them; an empty selector is everybody. */
  readonly runtimeClasses?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Source: kubeflow/manifests common/knative/knative-serving/overlays/gateways. */
const QUEUE_IMAGE = 'gcr.io/knative-releases/knative.dev/serving/cmd/queue@sha256:';
const old = `${QUEUE_IMAGE}698ef80ebc698f4d2bb93c1e85684063a0cf253a83faebcbf106cee444181d8e`;
export const queueImages: Readonly<Record<KubeflowRelease, string>> = {
  '1.10': old,
  '1.11': old,
  '26.03': `${QUEUE_IMAGE}40957d3ced3b185b7a78bbd771be69b0a13137dcbee5ff7f82ae738b56037d9c`,
};

export function deploymentData(given: DeploymentSettings, queue: QueueProxy, release: KubeflowRelease): Data {
  const { runtimeClasses } = given;
  const classes =
    runtimeClasses &&
    Object.fromEntries(
      Object.entries(runtimeClasses).map(([name, selector]) => [
        name,
        Object.keys(selector).length === 0 ? {} : { selector },
      ]),
    );
  // The controller needs an image even where only a size is changed.
  return new Settings()
    .text('queue-sidecar-image', queue.image ?? queueImages[release])
    .cpu('queue-sidecar', queue.cpu)
    .memory('queue-sidecar', queue.memory)
    .storage('queue-sidecar', queue.ephemeralStorage)
    .duration('progress-deadline', given.progressDeadline, { least: 1 })
    .duration('digest-resolution-timeout', given.digestResolutionTimeout, { least: 0.001, whole: false })
    .text('registries-skipping-tag-resolving', given.registriesSkippingTagResolving?.join(','))
    .text('default-affinity-type', given.defaultAffinity)
    .text('runtime-class-name', classes && yamlText([classes])).data;
}

/** What services get that do not say. Source: knative/serving pkg/apis/config/defaults.go. */
export interface ServiceDefaults {
  /** Time that a request may take. @default '300s', by Knative */
  readonly timeout?: DurationLike;
  /** The most that a service may say. @default '600s', by Knative */
  readonly maxTimeout?: DurationLike;
  /** Time until the first byte. @default the timeout */
  readonly responseStartTimeout?: DurationLike;
  /** Time without a byte; 0 is unlimited. @default '0s', by Knative */
  readonly idleTimeout?: DurationLike;
  /** Requests at once in a pod; 0 is unlimited. @default 0, by Knative */
  readonly concurrency?: number;
  /** @default 1000, by Knative */
  readonly maxConcurrency?: number;
  /** @default true, by Knative */
  readonly allowUnlimitedConcurrency?: boolean;
  /** @default false, by Knative */
  readonly enableServiceLinks?: boolean;
  readonly cpu?: RequestAndLimit<CpuLike>;
  readonly memory?: RequestAndLimit<BytesLike>;
  readonly ephemeralStorage?: RequestAndLimit<BytesLike>;
}

export function defaultsData(given: ServiceDefaults): Data {
  const inSeconds = (field: keyof ServiceDefaults) => {
    const value = given[field] as DurationLike | undefined;
    return value === undefined ? undefined : within(`defaults.${field}`, () => seconds(value));
  };
  const timeout = inSeconds('timeout');
  const maxTimeout = inSeconds('maxTimeout');
  const start = inSeconds('responseStartTimeout');
  const idle = inSeconds('idleTimeout');
  if ((timeout ?? 300) > (maxTimeout ?? 600)) {
    throw new InvalidValue(`defaults.timeout ${timeout ?? 300}s is more than maxTimeout ${maxTimeout ?? 600}s`);
  }
  for (const [name, value] of Object.entries({ responseStartTimeout: start, idleTimeout: idle })) {
    if (value !== undefined && value > (timeout ?? 300))
      throw new InvalidValue(`defaults.${name} ${value}s is more than timeout ${timeout ?? 300}s`);
  }
  const { concurrency, maxConcurrency } = given;
  return new Settings()
    .number('revision-timeout-seconds', timeout)
    .number('max-revision-timeout-seconds', maxTimeout)
    .number('revision-response-start-timeout-seconds', start)
    .number('revision-idle-timeout-seconds', idle)
    .number('container-concurrency', concurrency, { least: 0, most: maxConcurrency ?? 1000, whole: true })
    .number('container-concurrency-max-limit', maxConcurrency, { least: 1, whole: true })
    .flag('allow-container-concurrency-zero', given.allowUnlimitedConcurrency)
    .flag('enable-service-links', given.enableServiceLinks)
    .cpu('revision', given.cpu)
    .memory('revision', given.memory)
    .storage('revision', given.ephemeralStorage).data;
}

/** How long old revisions stay. Source: knative/serving pkg/gc/config.go. */
export interface GarbageCollection {
  /** @default '48h', by Knative */
  readonly retainSinceCreate?: DurationLike | 'disabled';
  /** @default '15h', by Knative */
  readonly retainSinceLastActive?: DurationLike | 'disabled';
  /** @default 20, by Knative */
  readonly minNonActiveRevisions?: number;
  /** @default 1000, by Knative */
  readonly maxNonActiveRevisions?: number | 'disabled';
}

export function garbageCollectionData(given: GarbageCollection): Data {
  const { minNonActiveRevisions: min, maxNonActiveRevisions: max } = given;
  if (typeof max === 'number' && (min ?? 20) > max) {
    throw new InvalidValue(`min-non-active-revisions ${min ?? 20} is more than max-non-active-revisions ${max}`);
  }
  const time = (value: DurationLike | 'disabled' | undefined) =>
    value === undefined || value === 'disabled' ? value : goDuration(value);
  const settings = new Settings()
    .text('retain-since-create-time', time(given.retainSinceCreate))
    .text('retain-since-last-active-time', time(given.retainSinceLastActive))
    .number('min-non-active-revisions', min, { least: 0, whole: true });
  return max === 'disabled'
    ? settings.text('max-non-active-revisions', max).data
    : settings.number('max-non-active-revisions', max, { least: 0, whole: true }).data;
}
