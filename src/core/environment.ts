import type { EnvValue, IConfigMap, ISecret } from 'cdk8s-plus-28';
import type { EnvFromSource, EnvVar } from '../generated/core';
import { fields, mapOf, or, propertyProblems, type Shape } from './properties';
import { defined, InvalidValue, isRecord, shown, type Text, text, within } from './values';

/** One key of a Secret. */
export interface SecretKey {
  readonly secret: string | ISecret;
  readonly key: string;
  /** @default false */
  readonly optional?: boolean;
}
/** One key of a ConfigMap. */
export interface ConfigMapKey {
  readonly configMap: string | IConfigMap;
  readonly key: string;
  /** @default false */
  readonly optional?: boolean;
}
/** A field of the pod itself: `{ field: 'metadata.name' }`. */
export interface PodField {
  readonly field: string;
}
/** What the container itself may use: `{ resource: 'limits.cpu' }`. */
export interface ContainerResource {
  readonly resource: string;
  readonly container?: string;
  readonly divisor?: string;
}
export type EnvSource = Text | SecretKey | ConfigMapKey | PodField | ContainerResource | EnvValue;
/** Environment variables by name. */
export type Env = Readonly<Record<string, EnvSource>>;

/** Every key of a Secret or ConfigMap as a variable. */
export type EnvFrom = ({ readonly secret: string | ISecret } | { readonly configMap: string | IConfigMap }) & {
  readonly prefix?: string;
  /** @default false */
  readonly optional?: boolean;
};

/** kubernetes/kubernetes pkg/apis/core/validation: printable ASCII without `=`. */
const NAME = /^[ -<>-~]+$/;

/** Variables by name. */
export const envShape = or(mapOf(checkSource), (given: unknown) => {
  throw new InvalidValue(
    Array.isArray(given)
      ? `is a list: write { NAME: value }, which Kubernetes' list of { name, value } is made of`
      : `${shown(given)} is not { NAME: value }`,
  );
});

export function envVars(env: Env): EnvVar[] {
  if (!isRecord(env as unknown)) throw new InvalidValue(`env ${shown(env)} is not { NAME: value }`);
  return Object.entries(env).map(([name, source]) => {
    if (!NAME.test(name)) throw new InvalidValue(`env ${shown(name)} is not a name of an environment variable`);
    return { name, ...envSource(name, source) };
  });
}

/** A key of a Secret; what is given instead is not printed, it may be the secret itself. */
export const secretKeyShape = or(fields({ secret: nameOf, key: 'text', optional: 'flag' }, ['secret', 'key']), () => {
  throw new InvalidValue('is not { secret, key }: name the Secret that holds it, a secret in a program ends up in Git');
});
const FROM = { secret: nameOf, configMap: nameOf, prefix: 'text', optional: 'flag' } as const;

/** Throws InvalidValue for what is no whole Secret or ConfigMap. */
export function checkEnvFrom(source: unknown): void {
  if (!isRecord(source) || 'secret' in source === 'configMap' in source)
    throw new InvalidValue(`${shown(source)} is neither { secret } nor { configMap }`);
  const { sentences } = propertyProblems(source, FROM);
  if (sentences.length > 0) throw new InvalidValue(`${shown(source)}: ${sentences.join(', ')}`);
}

export function envFrom(sources: readonly EnvFrom[]): EnvFromSource[] {
  return sources.map((source) => {
    if (!isRecord(source)) throw new InvalidValue(`envFrom ${shown(source)} is neither { secret } nor { configMap }`);
    const { prefix, optional } = source;
    return 'secret' in source
      ? defined({
          prefix,
          secretRef: defined({ name: within('envFrom secret', () => nameOf(source.secret)), optional }),
        })
      : defined({
          prefix,
          configMapRef: defined({ name: within('envFrom configMap', () => nameOf(source.configMap)), optional }),
        });
  });
}

/** The name of an object that is given by itself or by name. */
export function nameOf(object: string | { readonly name: string }): string {
  if (typeof object === 'string' && object !== '') return object;
  if (object === undefined) throw new InvalidValue('is missing');
  if (!isRecord(object) || typeof object.name !== 'string')
    throw new InvalidValue(`${shown(object)} is neither a name nor an object that has one`);
  return object.name;
}

const SOURCES: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  secret: { secret: nameOf, key: 'text', optional: 'flag' },
  configMap: { configMap: nameOf, key: 'text', optional: 'flag' },
  field: { field: 'text' },
  resource: { resource: 'text', container: 'text', divisor: 'text' },
};

/** Throws InvalidValue for what no variable can be read from. */
function checkSource(source: unknown): void {
  if (Array.isArray(source) || typeof source === 'function') throw new InvalidValue(`${shown(source)} is no text`);
  if (!isRecord(source)) {
    if (source === null) throw new InvalidValue('null is no value, leave it out');
    return;
  }
  const kind = Object.keys(SOURCES).find((key) => key in source);
  if (kind === undefined) return;
  const required = kind === 'secret' || kind === 'configMap' ? ['key'] : [];
  const { sentences } = propertyProblems(source, SOURCES[kind]!, required);
  if (sentences.length > 0) throw new InvalidValue(`${shown(source)}: ${sentences.join(', ')}`);
}

function envSource(name: string, source: EnvSource): Omit<EnvVar, 'name'> {
  if (source === undefined || source === null) throw new InvalidValue(`env ${name} has no value`);
  if (!isRecord(source)) return { value: text(source as Text) };
  if ('secret' in source) {
    const { secret, key, optional } = source as unknown as SecretKey;
    return {
      valueFrom: { secretKeyRef: defined({ name: within(`env ${name} secret`, () => nameOf(secret)), key, optional }) },
    };
  }
  if ('configMap' in source) {
    const { configMap, key, optional } = source as unknown as ConfigMapKey;
    return {
      valueFrom: {
        configMapKeyRef: defined({ name: within(`env ${name} configMap`, () => nameOf(configMap)), key, optional }),
      },
    };
  }
  if ('field' in source) return { valueFrom: { fieldRef: { fieldPath: String(source.field) } } };
  if ('resource' in source) {
    const { resource, container, divisor } = source as unknown as ContainerResource;
    return { valueFrom: { resourceFieldRef: defined({ resource, containerName: container, divisor }) } };
  }
  if ('value' in source || 'valueFrom' in source) {
    // cdk8s-plus's EnvValue
    return defined({ value: source.value, valueFrom: source.valueFrom }) as Omit<EnvVar, 'name'>;
  }
  if (source.toString === Object.prototype.toString) {
    throw new InvalidValue(
      `env ${name} is ${JSON.stringify(source)}, write a text, { secret, key }, { configMap, key }, { field } or { resource }`,
    );
  }
  return { value: text(source as unknown as Text) };
}
