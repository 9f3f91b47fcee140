import type { ContainerPort, Lifecycle, Container as PodContainer, Probe } from '../generated/core';
import { checkEnvFrom, type Env, type EnvFrom, envFrom, envShape, envVars } from './environment';
import { label } from './names';
import { fields, type Known, listOf, oneOf, or } from './properties';
import { claimOf, type Resources, resourceProperties, resourceRequirements } from './resources';
import { checkSecurity, type Security, securityContext } from './security';
import { count } from './units';
import { defined, InvalidValue, isRecord, shown, type Text, text, within } from './values';
import { type Mounts, mountsShape, type PodVolumes } from './volumes';

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
  image: imageName,
  command: listOf(word),
  args: listOf(word),
  env: envShape,
  envFrom: listOf(checkEnvFrom),
  mounts: mountsShape,
  workingDir: 'text',
  ports: listOf(
    or(
      fields({ containerPort: port, hostPort: port, hostIP: 'text', name: 'text', protocol: 'text' }, [
        'containerPort',
      ]),
      port,
    ),
  ),
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  security: checkSecurity,
  liveness: 'object',
  readiness: 'object',
  startup: 'object',
  lifecycle: 'object',
  ...resourceProperties,
} as const satisfies Known<Container>;

/** Throws InvalidValue for what no image is called. */
function imageName(image: unknown): string {
  if (typeof image !== 'string' || !/^\S+$/.test(image)) throw new InvalidValue(`${shown(image)} is not an image`);
  return image;
}

function port(number: number): number {
  if (count(number, 1) > 65_535) throw new InvalidValue(`${number} is no port, they end at 65535`);
  return number;
}

/** Throws InvalidValue for what does not print as text. */
export function word(value: unknown): void {
  if (value === undefined || value === null || typeof value === 'function' || Array.isArray(value))
    throw new InvalidValue(`${shown(value)} is no text`);
  if (typeof value === 'object' && value.toString === Object.prototype.toString)
    throw new InvalidValue(`${shown(value)} is no text`);
}

/** A container beside the main one. */
export interface NamedContainer extends Container {
  readonly name: string;
}

/** A Kubernetes container; its volumes are added to `volumes`. Throws InvalidValue. */
export function podContainer(name: string, props: Container, volumes: PodVolumes): PodContainer {
  if (!isRecord(props as unknown)) throw new InvalidValue(`${shown(props)} is not a container, write { image }`);
  if (props.image === undefined || props.image === null) throw new InvalidValue('image is missing');
  const image = within('image', () => imageName(props.image));
  return { name: within('container', () => label(name)), image, ...containerFields(props, volumes) };
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
  for (const value of values ?? []) within(field, () => word(value));
  return values?.map(text);
}
