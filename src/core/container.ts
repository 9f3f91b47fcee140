import type { ContainerPort, Lifecycle, Container as PodContainer, Probe } from '../generated/core';
import { type Env, type EnvFrom, envFrom, envVars } from './environment';
import { label } from './names';
import type { Known } from './properties';
import { claimOf, type Resources, resourceProperties, resourceRequirements } from './resources';
import { type Security, securityContext } from './security';
import { defined, InvalidValue, isRecord, shown, type Text, text, within } from './values';
import type { Mounts, PodVolumes } from './volumes';

/** One container: its image, what it runs, what it asks of its node. */
export interface Container extends Resources {
  readonly image: string;
  /** @default the image's entry point */
  readonly command?: readonly Text[];
  /** @default the image's arguments */
  readonly args?: readonly Text[];
  readonly env?: Env;
  /** Whole Secrets and ConfigMaps as variables. */
  readonly envFrom?: readonly EnvFrom[];
  /** Volumes by the absolute path they are mounted at. */
  readonly mounts?: Mounts;
  readonly workingDir?: string;
  /** A number is a TCP port without a name. */
  readonly ports?: readonly (number | ContainerPort)[];
  /** @default 'Always' for the tag latest, else 'IfNotPresent', by the cluster */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** @default the cluster's */
  readonly security?: Security;
  readonly liveness?: Probe;
  readonly readiness?: Probe;
  readonly startup?: Probe;
  readonly lifecycle?: Lifecycle;
}

/** The properties of a container. */
export const containerProperties = {
  image: true,
  command: true,
  args: true,
  env: 'object',
  envFrom: true,
  mounts: 'object',
  workingDir: true,
  ports: true,
  imagePullPolicy: true,
  security: true,
  liveness: true,
  readiness: true,
  startup: true,
  lifecycle: true,
  ...resourceProperties,
} as const satisfies Known<Container>;

/** A container beside the main one. */
export interface NamedContainer extends Container {
  readonly name: string;
}

/** A Kubernetes container; its volumes are added to `volumes`. Throws InvalidValue. */
export function podContainer(name: string, props: Container, volumes: PodVolumes): PodContainer {
  if (!isRecord(props as unknown)) throw new InvalidValue(`${shown(props)} is not a container, write { image }`);
  if (props.image === undefined || props.image === null) throw new InvalidValue('image is missing');
  if (typeof props.image !== 'string' || !/^\S+$/.test(props.image)) {
    throw new InvalidValue(`image ${shown(props.image)} is not an image`);
  }
  return { name: within('container', () => label(name)), image: props.image, ...containerFields(props, volumes) };
}

/** Everything of a container but its name and image, for places where a controller says those. Throws InvalidValue. */
export function containerFields(props: Partial<Container>, volumes: PodVolumes): Omit<PodContainer, 'name' | 'image'> {
  const env = { ...claimOf(props)?.env, ...props.env };
  const mounts = props.mounts === undefined ? [] : volumes.mount(props.mounts);
  return defined<Omit<PodContainer, 'name' | 'image'>>({
    command: texts('command', props.command),
    args: texts('args', props.args),
    workingDir: props.workingDir,
    env: Object.keys(env).length === 0 ? undefined : envVars(env),
    envFrom: list('envFrom', props.envFrom) && envFrom(props.envFrom!),
    ports: list('ports', props.ports)?.map((port) => (typeof port === 'number' ? { containerPort: port } : port)),
    resources: resourceRequirements(props),
    volumeMounts: mounts.length === 0 ? undefined : mounts,
    imagePullPolicy: props.imagePullPolicy,
    securityContext: securityContext(props.security),
    livenessProbe: props.liveness,
    readinessProbe: props.readiness,
    startupProbe: props.startup,
    lifecycle: props.lifecycle,
  });
}

function list<T>(field: string, values: readonly T[] | undefined): readonly T[] | undefined {
  if (values !== undefined && !Array.isArray(values)) throw new InvalidValue(`${field} ${shown(values)} is not a list`);
  return values;
}

function texts(field: string, values: readonly Text[] | undefined): string[] | undefined {
  if (values !== undefined && !Array.isArray(values))
    throw new InvalidValue(`${field} ${shown(values)} is not a list of words`);
  return values?.map(text);
}
