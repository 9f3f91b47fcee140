import { KubeflowError } from '../../core/errors';
import { type Known, oneOf, propertyProblems } from '../../core/properties';
import { InvalidValue, isRecord, type Placeholder, shown, within } from '../../core/values';

/** How values are spread over a range, as Katib calls it. */
export type Distribution = 'uniform' | 'logUniform' | 'normal' | 'logNormal';
export interface RangeOptions {
  /** Distance between values. */
  readonly step?: number;
  /** `log` spreads by order of magnitude; the range must be above zero. @default 'linear' */
  readonly scale?: 'linear' | 'log';
  /** The same in Katib's words, with two more. Honored by random, tpe and multivariate-tpe. */
  readonly distribution?: Distribution;
}
interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly distribution?: Distribution;
}

export interface Int extends Range {
  readonly type: 'int';
}
export interface Double<Stepped extends boolean = boolean> extends Range {
  readonly type: 'double';
  readonly stepped: Stepped;
}
export interface Choice<V> {
  readonly type: 'categorical' | 'discrete';
  readonly values: readonly V[];
}
/** What is searched: each parameter's name and its values. */
export type SearchSpace = Readonly<Record<string, Int | Double | Choice<string | number>>>;

/** A parameter's value in one trial; prints as what Katib replaces. */
export interface Param<T> extends Placeholder {
  readonly name: string;
  /** For the compiler only. */
  readonly __value?: T;
}
/** The parameters of a space, by name. */
export type Params<S extends SearchSpace> = {
  readonly [K in keyof S]: Param<S[K] extends Choice<infer V> ? V : number>;
};

/** Whole numbers from `min` to `max`, both included. */
export function int(min: number, max: number, options: RangeOptions = {}): Int {
  checkOptions(`int(${min}, ${max})`, options);
  return { type: 'int', min, max, ...range(options) };
}

/** Numbers from `min` to `max`. Grid search and population-based training need a step. */
export function double(min: number, max: number, options: RangeOptions & { readonly step: number }): Double<true>;
export function double(min: number, max: number, options?: Omit<RangeOptions, 'step'>): Double<false>;
export function double(min: number, max: number, options: RangeOptions = {}): Double {
  checkOptions(`double(${min}, ${max})`, options);
  return { type: 'double', min, max, ...range(options), stepped: options.step !== undefined };
}

/** One of these values: numbers are a discrete parameter, anything else a categorical one. */
export function choice<const V extends readonly (string | number)[]>(...values: V): Choice<V[number]> {
  return { type: values.every((value) => typeof value === 'number') ? 'discrete' : 'categorical', values };
}

const rangeProperties: Known<RangeOptions> = {
  step: 'number',
  scale: oneOf('linear', 'log'),
  distribution: oneOf('uniform', 'logUniform', 'normal', 'logNormal'),
};

/** A range belongs to no construct yet. Throws KubeflowError. */
function checkOptions(of: string, options: RangeOptions): void {
  const { sentences } = isRecord(options)
    ? propertyProblems(options, rangeProperties)
    : { sentences: [`options ${shown(options)} are no object`] };
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => `${of}: ${sentence}`));
}

function range({ step, scale, distribution }: RangeOptions): Pick<Range, 'step' | 'distribution'> {
  const spread = distribution ?? (scale === undefined ? undefined : scale === 'log' ? 'logUniform' : 'uniform');
  return { ...(step === undefined ? {} : { step }), ...(spread === undefined ? {} : { distribution: spread }) };
}

/** A parameter as Katib's API spells it. */
export interface ParameterSpec {
  readonly name: string;
  readonly parameterType: 'int' | 'double' | 'categorical' | 'discrete';
  readonly feasibleSpace: {
    readonly min?: string;
    readonly max?: string;
    readonly step?: string;
    readonly list?: string[];
    readonly distribution?: Distribution;
  };
}

const domainProperties: Known<SearchSpace[string]> = {
  type: 'text',
  min: true,
  max: true,
  step: true,
  distribution: true,
  stepped: true,
  values: true,
};

/** Throws InvalidValue for a space that no value is in. */
export function parameterSpecs(space: SearchSpace): ParameterSpec[] {
  return Object.entries(space).map(([name, domain]) => within(`space.${name}:`, () => parameterSpec(name, domain)));
}

function parameterSpec(name: string, domain: SearchSpace[string]): ParameterSpec {
  const { sentences } = propertyProblems(domain as object as Record<string, unknown>, domainProperties);
  if (sentences.length > 0) throw new InvalidValue(sentences.join(', '));
  if (/[{}]/.test(name)) throw new InvalidValue(`'${name}' may not have { or } in it`);
  if (isChoice(domain)) {
    if (!Array.isArray(domain.values)) throw new InvalidValue(`values ${shown(domain.values)} is no list`);
    const list = domain.values.map(String);
    const odd = domain.values.find((value) => typeof value !== 'string' && typeof value !== 'number');
    if (odd !== undefined || domain.values.includes(undefined as never))
      throw new InvalidValue(`${shown(odd)} is neither text nor a number`);
    if (list.length === 0) throw new InvalidValue('there is nothing to choose from');
    if (new Set(list).size < list.length) throw new InvalidValue(`${list.join(', ')} names a value twice`);
    return { name, parameterType: domain.type, feasibleSpace: { list } };
  }
  const { type, min, max, step, distribution } = domain;
  if (type !== 'int' && type !== 'double')
    throw new InvalidValue(`${shown(type)} is no type of parameter, write int(), double() or choice()`);
  for (const [field, value] of [
    ['min', min],
    ['max', max],
    ['step', step],
  ] as const) {
    if (value === undefined && field === 'step') continue;
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new InvalidValue(`${field} ${shown(value)} is no number`);
    if (type === 'int' && !Number.isInteger(value))
      throw new InvalidValue(`${field} ${value} is not whole, use double()`);
  }
  if (min > max) throw new InvalidValue(`min ${min} is more than max ${max}`);
  if (step !== undefined && step <= 0) throw new InvalidValue(`step ${step} is not more than zero`);
  if (distribution !== undefined && !['uniform', 'logUniform', 'normal', 'logNormal'].includes(distribution)) {
    throw new InvalidValue(`distribution ${shown(distribution)} is none of uniform, logUniform, normal, logNormal`);
  }
  if (distribution?.startsWith('log') && min <= 0)
    throw new InvalidValue(`min ${min} has no logarithm, start above zero`);
  return {
    name,
    parameterType: type,
    feasibleSpace: {
      min: String(min),
      max: String(max),
      ...(step === undefined ? {} : { step: String(step) }),
      ...(distribution === undefined ? {} : { distribution }),
    },
  };
}

export function isChoice(domain: SearchSpace[string]): domain is Choice<string | number> {
  return domain.type === 'categorical' || domain.type === 'discrete';
}

/**
 * Number of points of a space with steps; infinite without.
 * Source: Katib's HyperParameterSearchSpace.convert_to_combinations.
 */
export function combinations(space: SearchSpace): number {
  return Object.values(space).reduce((product, domain) => {
    if (isChoice(domain)) return product * domain.values.length;
    const step = domain.step ?? (domain.type === 'int' ? 1 : 0);
    if (step === 0) return Number.POSITIVE_INFINITY;
    return product * (Math.floor((domain.max - domain.min) / step + 1e-9) + 1);
  }, 1);
}
