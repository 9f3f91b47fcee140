import type { AlgorithmSettings } from './algorithm';

/** What is wrong with a value, to be read after it. */
export type Rule = (value: unknown) => string | undefined;
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

/** What the service of each algorithm takes as its settings. Source: pkg/suggestion/v1beta1/<service>. */
export const RULES: { readonly [N in keyof AlgorithmSettings]: Readonly<Record<string, Rule>> } = {
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
