import type { Double, Int } from './space';

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
