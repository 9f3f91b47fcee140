import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import { type Choice, combinations, type Double, type Int, type SearchSpace } from './space';

/** Settings of each algorithm under the names that its service reads. */
export interface AlgorithmSettings {
  random: {
    /** Seed, from 0. */
    readonly random_state?: number;
  };
  grid: { readonly random_state?: number };
  tpe: {
    /** Share of trials that count as good, between 0 and 1. */
    readonly gamma?: number;
    /** Weight of the prior, more than 0. */
    readonly prior_weight?: number;
    /** Candidates for each suggestion, from 1. */
    readonly n_EI_candidates?: number;
    readonly random_state?: number;
  };
  'multivariate-tpe': {
    /** Random trials before the model, from 0. */
    readonly n_startup_trials?: number;
    readonly n_ei_candidates?: number;
    readonly random_state?: number;
  };
  bayesianoptimization: {
    /** @default 'GP' */
    readonly base_estimator?: 'GP' | 'RF' | 'ET' | 'GBRT';
    /** Random points before the model, from 0. @default 10 */
    readonly n_initial_points?: number;
    /** @default 'gp_hedge' */
    readonly acq_func?: 'gp_hedge' | 'LCB' | 'EI' | 'PI' | 'EIps' | 'PIps';
    /** @default 'auto' */
    readonly acq_optimizer?: 'auto' | 'sampling' | 'lbfgs';
    readonly random_state?: number;
  };
  cmaes: {
    readonly random_state?: number;
    /** Standard deviation at the start. */
    readonly sigma?: number;
    readonly restart_strategy?: 'ipop' | 'bipop' | 'none';
  };
  sobol: Record<never, never>;
  pbt: {
    /** Folder that trials write checkpoints to; each finds its parent's there. */
    readonly suggestion_trial_dir: string;
    /** From 5. */
    readonly n_population: number;
    /** Share of the population that is replaced, 0 to 1. */
    readonly truncation_threshold: number;
  };
  enas: {
    readonly controller_hidden_size?: number;
    readonly controller_temperature?: number | 'None';
    readonly controller_tanh_const?: number | 'None';
    readonly controller_entropy_weight?: number | 'None';
    readonly controller_baseline_decay?: number;
    readonly controller_learning_rate?: number;
    readonly controller_skip_target?: number;
    readonly controller_skip_weight?: number | 'None';
    readonly controller_train_steps?: number;
    readonly controller_log_every_steps?: number;
  };
  darts: {
    readonly num_epochs?: number;
    readonly w_lr?: number;
    readonly w_lr_min?: number;
    readonly w_momentum?: number;
    readonly w_weight_decay?: number;
    readonly w_grad_clip?: number;
    readonly alpha_lr?: number;
    readonly alpha_weight_decay?: number;
    readonly batch_size?: number | 'None';
    readonly num_workers?: number;
    readonly init_channels?: number;
    readonly print_step?: number;
    readonly num_nodes?: number;
    readonly stem_multiplier?: number;
  };
}
/** Successive halving: many short trials, then fewer and longer ones. */
export interface Hyperband<Resource> {
  /** The parameter that says how long a trial trains, epochs for example. */
  readonly resource: Resource;
  /** The most of it that one trial may use, more than 1. */
  readonly budget: number;
  /** One in this many trials goes on to the next round. @default 3 */
  readonly eta?: number;
}

type IsUnion<T, U = T> = [T] extends [never] ? false : T extends unknown ? ([U] extends [T] ? false : true) : never;
type NumericKeys<S> = { [K in keyof S]: S[K] extends Int | Double ? K : never }[keyof S];
type UnsteppedKeys<S> = { [K in keyof S]: S[K] extends Double<false> ? K : never }[keyof S];
/** A space that is only known when the program runs; it is checked then. */
type IsOpen<S> = string extends keyof S ? true : false;
type Named<N extends keyof AlgorithmSettings> = {} extends AlgorithmSettings[N]
  ? N | { readonly [K in N]: AlgorithmSettings[N] }
  : { readonly [K in N]: AlgorithmSettings[N] };

/** Only the algorithms that can search this space, with their settings: `'tpe'`, or `{ tpe: { gamma: 0.25 } }`. */
export type Algorithm<S> =
  | Named<'random'>
  | Named<'tpe'>
  | Named<'multivariate-tpe'>
  | Named<'bayesianoptimization'>
  | Named<'sobol'>
  | ([UnsteppedKeys<S>] extends [never] ? Named<'grid'> | Named<'pbt'> : never)
  | (IsOpen<S> extends true ? Named<'cmaes'> : IsUnion<NumericKeys<S>> extends true ? Named<'cmaes'> : never)
  | { readonly hyperband: Hyperband<IsOpen<S> extends true ? string : NumericKeys<S>> };
export type NasAlgorithm = Named<'enas'> | Named<'darts'>;

export interface AlgorithmSpec {
  readonly algorithmName: string;
  readonly algorithmSettings?: { readonly name: string; readonly value: string }[];
}
export interface Trials {
  readonly max?: number;
  readonly parallel?: number;
  readonly failed?: number;
}

/** Algorithms whose services read a parameter's distribution; the others take every range as uniform. */
const HONOR_DISTRIBUTION = ['random', 'tpe', 'multivariate-tpe'];

interface Checked {
  readonly spec: AlgorithmSpec;
  /** Trials that the algorithm needs at the same time. */
  readonly leastParallel: number;
  /** The most trials that make sense. */
  readonly mostTrials: number;
  /** Whether trials hand checkpoints to each other through the suggestion's volume. */
  readonly needsVolume: boolean;
  readonly warnings: readonly string[];
}

/**
 * Checks an algorithm as its service would when the experiment starts.
 * Sources: pkg/suggestion/v1beta1/<service>/service.py|go.
 */
export function algorithmSpec(algorithm: Algorithm<SearchSpace> | NasAlgorithm, space: SearchSpace): Checked {
  const [name, settings] = named(algorithm);
  if (name === 'hyperband') return hyperband(settings as unknown as Hyperband<string>, space);
  const rules = RULES[name as keyof AlgorithmSettings];
  if (rules === undefined)
    throw new InvalidValue(`algorithm ${shown(name)} is none of ${[...Object.keys(RULES), 'hyperband'].join(', ')}`);
  const algorithmSettings = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([setting, value]) => {
      const rule = rules[setting];
      if (name === 'pbt' && setting === 'resample_probability')
        throw new InvalidValue(
          'algorithm.pbt.resample_probability stops the service of Katib 0.18 and 0.19, leave it out',
        );
      if (rule === undefined)
        throw new InvalidValue(
          `algorithm.${name} has no setting ${shown(setting)}, it has ${Object.keys(rules).join(', ') || 'none'}`,
        );
      const problem = rule(value);
      if (problem !== undefined) throw new InvalidValue(`algorithm.${name}.${setting} ${shown(value)} ${problem}`);
      return { name: setting, value: String(value) };
    });
  return {
    spec: defined({
      algorithmName: name,
      algorithmSettings: algorithmSettings.length === 0 ? undefined : algorithmSettings,
    }),
    leastParallel: 1,
    mostTrials: name === 'grid' ? combinations(space) : Number.POSITIVE_INFINITY,
    needsVolume: name === 'pbt',
    warnings: [...spaceProblems(name, settings, space), ...ignoredDistributions(name, space)],
  };
}

function named(algorithm: unknown): [string, Record<string, unknown>] {
  if (typeof algorithm === 'string') return [algorithm, {}];
  const entries = isRecord(algorithm) ? Object.entries(algorithm) : [];
  if (entries.length !== 1 || !isRecord(entries[0]![1])) {
    throw new InvalidValue(`algorithm ${JSON.stringify(algorithm)} is neither a name nor { name: settings }`);
  }
  return entries[0] as [string, Record<string, unknown>];
}

/** What the space lacks; nothing of it can be mended by the service, so it throws. */
function spaceProblems(name: string, settings: Record<string, unknown>, space: SearchSpace): string[] {
  const numeric = Object.entries(space).filter(([, domain]) => domain.type === 'int' || domain.type === 'double');
  if (name === 'cmaes' && numeric.length < 2) {
    throw new InvalidValue(`algorithm 'cmaes' needs two int or double parameters or more, space has ${numeric.length}`);
  }
  if (name === 'grid' || name === 'pbt') {
    const unstepped = numeric
      .filter(([, domain]) => domain.type === 'double' && (domain as Double).step === undefined)
      .map(([key]) => key);
    if (unstepped.length > 0)
      throw new InvalidValue(`algorithm '${name}' needs a step on ${unstepped.join(', ')}: double(min, max, { step })`);
  }
  if (name === 'pbt') {
    for (const required of ['suggestion_trial_dir', 'n_population', 'truncation_threshold']) {
      if (settings[required] === undefined) throw new InvalidValue(`algorithm.pbt needs ${required}`);
    }
  }
  return [];
}

function ignoredDistributions(name: string, space: SearchSpace): string[] {
  if (HONOR_DISTRIBUTION.includes(name)) return [];
  const set = Object.entries(space)
    .filter(
      ([, domain]) =>
        'distribution' in domain && domain.distribution !== undefined && domain.distribution !== 'uniform',
    )
    .map(([key]) => key);
  return set.length === 0
    ? []
    : [
        `algorithm '${name}' takes ${set.join(', ')} as uniform, whatever its scale: ${HONOR_DISTRIBUTION.join(', ')} do not`,
      ];
}

function hyperband(settings: Hyperband<string>, space: SearchSpace): Checked {
  const { resource, budget, eta = 3, ...rest } = settings;
  const unknown = Object.keys(rest);
  if (unknown.length > 0)
    throw new InvalidValue(`algorithm.hyperband has no setting ${unknown.join(', ')}, it has resource, budget, eta`);
  const domain = space[resource] as Int | Double | Choice<string> | undefined;
  if (domain === undefined) throw new InvalidValue(`algorithm.hyperband.resource '${resource}' is not in space`);
  if (domain.type !== 'int' && domain.type !== 'double')
    throw new InvalidValue(`algorithm.hyperband.resource '${resource}' is no number in space`);
  within('algorithm.hyperband.eta', () => count(eta, 2));
  if (typeof budget !== 'number' || !(budget > 1))
    throw new InvalidValue(`algorithm.hyperband.budget ${shown(budget)} is not more than 1`);
  const rounds = Math.trunc(Math.log(budget) / Math.log(eta));
  const algorithmSettings = [
    { name: 'resource_name', value: resource },
    ...(settings.eta === undefined ? [] : [{ name: 'eta', value: String(eta) }]),
    { name: 'r_l', value: String(budget) },
  ];
  return {
    spec: { algorithmName: 'hyperband', algorithmSettings },
    leastParallel: Math.ceil(eta ** rounds),
    mostTrials: Number.POSITIVE_INFINITY,
    needsVolume: false,
    warnings: ignoredDistributions('hyperband', space),
  };
}

/** What is wrong with a value, to be read after it. */
type Rule = (value: unknown) => string | undefined;
const isInt = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);
const from =
  (least: number): Rule =>
  (value) =>
    isInt(value) && value >= least ? undefined : `is no whole number from ${least}`;
const atLeast =
  (least: number): Rule =>
  (value) =>
    typeof value === 'number' && value >= least ? undefined : `is no number from ${least}`;
const above =
  (least: number, most = Number.POSITIVE_INFINITY): Rule =>
  (value) =>
    typeof value === 'number' && value > least && value <= most
      ? undefined
      : `is not above ${least}${Number.isFinite(most) ? ` and at most ${most}` : ''}`;
const oneOf =
  (...values: string[]): Rule =>
  (value) =>
    values.includes(value as string) ? undefined : `is none of ${values.join(', ')}`;
const orNone =
  (rule: Rule): Rule =>
  (value) =>
    value === 'None' ? undefined : rule(value);

const RULES: { readonly [N in keyof AlgorithmSettings]: Readonly<Record<string, Rule>> } = {
  random: { random_state: from(0) },
  grid: { random_state: from(0) },
  tpe: {
    gamma: (value) => (typeof value === 'number' && value > 0 && value < 1 ? undefined : 'is not between 0 and 1'),
    prior_weight: above(0),
    n_EI_candidates: from(1),
    random_state: from(0),
  },
  'multivariate-tpe': { n_startup_trials: from(0), n_ei_candidates: from(0), random_state: from(0) },
  bayesianoptimization: {
    base_estimator: oneOf('GP', 'RF', 'ET', 'GBRT'),
    n_initial_points: from(0),
    acq_func: oneOf('gp_hedge', 'LCB', 'EI', 'PI', 'EIps', 'PIps'),
    acq_optimizer: oneOf('auto', 'sampling', 'lbfgs'),
    random_state: from(0),
  },
  cmaes: { random_state: from(0), sigma: atLeast(0), restart_strategy: oneOf('ipop', 'bipop', 'none') },
  sobol: {},
  pbt: {
    suggestion_trial_dir: (value) =>
      typeof value === 'string' && value.startsWith('/') ? undefined : 'is no absolute path',
    n_population: from(5),
    truncation_threshold: (value) =>
      typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'is not from 0 to 1',
  },
  enas: {
    controller_hidden_size: from(1),
    controller_temperature: orNone(above(0)),
    controller_tanh_const: orNone(above(0)),
    controller_entropy_weight: orNone(above(0)),
    controller_baseline_decay: above(0, 1),
    controller_learning_rate: above(0, 1),
    controller_skip_target: above(0, 1),
    controller_skip_weight: orNone(above(0)),
    controller_train_steps: from(1),
    controller_log_every_steps: from(1),
  },
  darts: {
    num_epochs: from(1),
    w_lr: atLeast(0),
    w_lr_min: atLeast(0),
    w_momentum: atLeast(0),
    w_weight_decay: atLeast(0),
    w_grad_clip: atLeast(0),
    alpha_lr: atLeast(0),
    alpha_weight_decay: atLeast(0),
    batch_size: orNone(from(1)),
    num_workers: from(0),
    init_channels: from(1),
    print_step: from(1),
    num_nodes: from(1),
    stem_multiplier: from(1),
  },
};
