import type { ISecret, IServiceAccount } from 'cdk8s-plus-28';
import type { PodSecurityContext, PodSpec, PodTemplateSpec } from '../generated/core';
import { type Container, containerProperties, type NamedContainer, podContainer } from './container';
import { type DurationLike, seconds } from './duration';
import { nameOf } from './environment';
import { mergePlacements, type Scheduling, schedulingProperties } from './placement';
import { fields, type Known, listOf, mapOf, oneOf } from './properties';
import { claimOf, type Resources } from './resources';
import { defined, definedOrNone, InvalidValue, isRecord, shown, within } from './values';
import { PodVolumes } from './volumes';

/** What a pod has beyond its main container. */
export interface PodOptions extends Scheduling {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default the namespace's default */
  readonly serviceAccount?: string | IServiceAccount;
  /** Secrets with registry credentials. */
  readonly imagePullSecrets?: readonly (string | ISecret)[];
  /** Run one after the other before the main container. */
  readonly initContainers?: readonly NamedContainer[];
  /** Run beside the main container. */
  readonly sidecars?: readonly NamedContainer[];
  /** User, groups and sysctls of every container in the pod. */
  readonly securityContext?: PodSecurityContext;
  /** Time between SIGTERM and SIGKILL. @default '30s', by the cluster */
  readonly terminationGracePeriod?: DurationLike;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  /** @default false */
  readonly hostNetwork?: boolean;
  /** @default false */
  readonly hostIPC?: boolean;
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /** @default true, by the cluster */
  readonly automountServiceAccountToken?: boolean;
}

const sides = listOf(
  fields({ ...containerProperties, name: 'text' } satisfies Known<NamedContainer>, ['name', 'image']),
);
/** The properties of PodOptions. */
export const podProperties = {
  ...schedulingProperties,
  labels: mapOf('text'),
  annotations: mapOf('text'),
  serviceAccount: nameOf,
  imagePullSecrets: listOf(nameOf),
  initContainers: sides,
  sidecars: sides,
  securityContext: 'object',
  terminationGracePeriod: seconds,
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  hostNetwork: 'flag',
  hostIPC: 'flag',
  dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  automountServiceAccountToken: 'flag',
} as const satisfies Known<PodOptions>;
export const podShape = fields(podProperties);

/** A pod's specification around one main container. Throws InvalidValue. */
export function podSpec(name: string, main: Container, options: PodOptions = {}): PodSpec {
  const volumes = new PodVolumes();
  const container = podContainer(name, main, volumes);
  const { containers, ...rest } = podFields(main, options, volumes);
  return { ...rest, containers: [container, ...(containers ?? [])] };
}

/** Everything of a pod but its main container, which `main` only contributes its accelerators of. Throws InvalidValue. */
export function podFields(main: Resources, options: PodOptions, volumes: PodVolumes): Partial<PodSpec> {
  if (!isRecord(options as unknown)) throw new InvalidValue(`pod ${shown(options)} is not an object of pod options`);
  for (const field of ['sidecars', 'initContainers', 'imagePullSecrets'] as const) {
    if (options[field] !== undefined && !Array.isArray(options[field]))
      throw new InvalidValue(`pod.${field} ${shown(options[field])} is not a list`);
  }
  for (const c of [...(options.sidecars ?? []), ...(options.initContainers ?? [])])
    if (!isRecord(c as unknown)) throw new InvalidValue(`pod has the container ${shown(c)}, write { name, image }`);
  const { serviceAccount } = options;
  const sidecars = options.sidecars?.map((c) => within(`sidecar ${c.name}:`, () => podContainer(c.name, c, volumes)));
  const initContainers = options.initContainers?.map((c) =>
    within(`init container ${c.name}:`, () => podContainer(c.name, c, volumes)),
  );
  const all: readonly Resources[] = [main, ...(options.sidecars ?? []), ...(options.initContainers ?? [])];
  oneKindOfGpu(all);
  const { nodeSelector, tolerations, affinity } = mergePlacements(...all.map((c) => claimOf(c)?.placement), options);
  const { terminationGracePeriod } = options;
  return defined<Partial<PodSpec>>({
    serviceAccountName:
      serviceAccount === undefined ? undefined : within('serviceAccount', () => nameOf(serviceAccount)),
    imagePullSecrets: options.imagePullSecrets?.map((secret) => ({
      name: within('imagePullSecrets', () => nameOf(secret)),
    })),
    priorityClassName: options.priorityClass,
    schedulerName: options.schedulerName,
    runtimeClassName: options.runtimeClass,
    nodeSelector: nodeSelector && { ...nodeSelector },
    tolerations: tolerations && [...tolerations],
    affinity,
    topologySpreadConstraints: options.topologySpreadConstraints && [...options.topologySpreadConstraints],
    securityContext: options.securityContext,
    hostNetwork: options.hostNetwork,
    hostIPC: options.hostIPC,
    dnsPolicy: options.dnsPolicy,
    automountServiceAccountToken: options.automountServiceAccountToken,
    restartPolicy: options.restartPolicy,
    terminationGracePeriodSeconds:
      terminationGracePeriod === undefined
        ? undefined
        : within('terminationGracePeriod', () => seconds(terminationGracePeriod)),
    initContainers,
    containers: sidecars,
    volumes: volumes.list.length === 0 ? undefined : volumes.list,
  });
}

/** The same as a template, with the pod's labels and annotations. */
export function podTemplate(name: string, main: Container, options: PodOptions = {}): PodTemplateSpec {
  const metadata = definedOrNone({ labels: options.labels, annotations: options.annotations });
  return defined<PodTemplateSpec>({ metadata, spec: podSpec(name, main, options) });
}

/** Two kinds of accelerator in one pod need a node that has both, which no pool is. */
function oneKindOfGpu(containers: readonly Resources[]): void {
  const resources = new Set(containers.map((c) => claimOf(c)?.resource).filter((r) => r !== undefined));
  if (resources.size > 1) {
    throw new InvalidValue(
      `gpu is ${[...resources].join(' and ')} in one pod, which no node offers together: use one pool for all its containers`,
    );
  }
}
