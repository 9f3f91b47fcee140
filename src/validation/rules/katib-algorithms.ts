import { at, given, goFloat, goInteger, list, number, pythonFloat, pythonInteger, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const SETTINGS = 'spec.algorithm.algorithmSettings';

const rules = {
  'katib/algorithm-settings': 'The algorithm has its required settings, and no other than it knows, each in its range.',
  'katib/early-stopping-settings': 'Early stopping has only settings it knows, each in its range.',
  'katib/algorithm-parameters': 'The search space is one that the algorithm can search.',
  'katib/grid-size': 'A grid search has no more trials than combinations.',
  'katib/hyperband-parallel': 'Hyperband runs as many trials in parallel as its first bracket has.',
  'katib/nas-config': 'A search for architectures describes its graph and its operations.',
} as const;

type Ids = keyof typeof rules;
type Katib = Subject<Ids>;
interface Setting {
  readonly name: string;
  readonly value: string;
}

/** What Katib's algorithm services demand of an experiment before its first trial. */
export const katibAlgorithms = ruleSet<Ids>({
  sources: [
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/hyperopt/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/optuna/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/internal/search_space.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/skopt/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/hyperband/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/goptuna/service.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/goptuna/converter.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/nas/common/validation.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/nas/darts/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/nas/enas/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/suggestion/v1beta1/pbt/service.py',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/earlystopping/v1beta1/medianstop/service.py',
  ],
  kinds: ['kubeflow.org/v1beta1/Experiment'],
  rules,
  check: (subject) => {
    const spec = record(subject.object.spec);
    const algorithm = record(spec.algorithm);
    const settings = settingsOf(algorithm);
    SERVICES[text(algorithm.algorithmName)]?.(subject, settings, spec);
    const stopping = record(spec.earlyStopping);
    if (stopping.algorithmName === 'medianstop') {
      checkKnown(
        subject,
        'katib/early-stopping-settings',
        'spec.earlyStopping.algorithmSettings',
        settingsOf(stopping),
        'medianstop',
        {
          min_trials_required: whole(1),
          start_step: whole(1),
        },
      );
    }
  },
});

type Service = (subject: Katib, settings: readonly Setting[], spec: Record<string, unknown>) => void;
/** What is wrong with a setting's value, as the end of a sentence. */
type Range = (value: string) => string | undefined;

const whole =
  (least: number, parse = pythonInteger): Range =>
  (value) => {
    const amount = parse(value);
    return amount !== undefined && amount >= least ? undefined : `must be a whole number of at least ${least}`;
  };
const float =
  (fits: (value: number) => boolean, means: string): Range =>
  (value) => {
    const amount = pythonFloat(value);
    return amount !== undefined && fits(amount) ? undefined : `must be a number ${means}`;
  };
const oneOf =
  (...values: readonly string[]): Range =>
  (value) =>
    values.includes(value) ? undefined : `must be one of ${values.join(', ')}`;
const orNone =
  (range: Range): Range =>
  (value) =>
    value === 'None' ? undefined : range(value);

const atLeastZero = float((v) => v >= 0, 'of at least 0');
const positive = float((v) => !(v <= 0), 'more than 0');
const share = float((v) => !(v <= 0 || v > 1), 'more than 0 and at most 1');

const HYPEROPT_TPE: Record<string, Range> = {
  gamma: float((v) => v > 0 && v < 1, 'between 0 and 1, both excluded'),
  prior_weight: float((v) => v > 0, 'more than 0'),
  n_EI_candidates: whole(1),
  random_state: whole(0),
};
const OPTUNA_TPE: Record<string, Range> = {
  n_startup_trials: whole(0),
  n_ei_candidates: whole(0),
  random_state: whole(0),
};
const SKOPT: Record<string, Range> = {
  base_estimator: oneOf('GP', 'RF', 'ET', 'GBRT'),
  n_initial_points: whole(0),
  acq_func: oneOf('gp_hedge', 'LCB', 'EI', 'PI', 'EIps', 'PIps'),
  acq_optimizer: oneOf('auto', 'sampling', 'lbfgs'),
  random_state: whole(0),
};
const DARTS: Record<string, Range> = {
  num_epochs: whole(1),
  w_lr: atLeastZero,
  w_lr_min: atLeastZero,
  alpha_lr: atLeastZero,
  w_weight_decay: atLeastZero,
  alpha_weight_decay: atLeastZero,
  w_momentum: atLeastZero,
  w_grad_clip: atLeastZero,
  batch_size: orNone(whole(1)),
  num_workers: whole(0),
  init_channels: whole(1),
  print_step: whole(1),
  num_nodes: whole(1),
  stem_multiplier: whole(1),
};
const ENAS: Record<string, Range> = {
  controller_hidden_size: whole(1),
  controller_temperature: orNone(positive),
  controller_tanh_const: orNone(positive),
  controller_entropy_weight: orNone(positive),
  controller_baseline_decay: share,
  controller_learning_rate: share,
  controller_skip_target: share,
  controller_skip_weight: orNone(positive),
  controller_train_steps: whole(1),
  controller_log_every_steps: whole(1),
};
const GOPTUNA_CMAES: Record<string, Range> = {
  random_state: (value) => (goInteger(value) === undefined ? 'must be a whole number' : undefined),
  sigma: (value) => (goFloat(value) === undefined ? 'must be a number' : undefined),
  restart_strategy: oneOf('ipop', 'bipop', 'none'),
};

/** The service that the shipped katib-config starts for each algorithm. */
const SERVICES: Record<string, Service> = {
  random: known('random', { random_state: whole(0) }),
  tpe: known('tpe', HYPEROPT_TPE),
  'multivariate-tpe': known('multivariate-tpe', OPTUNA_TPE),
  bayesianoptimization: known('bayesianoptimization', SKOPT),
  grid: (subject, settings, spec) => {
    checkKnown(subject, 'katib/algorithm-settings', SETTINGS, settings, 'grid', { random_state: whole(0) });
    checkGrid(subject, spec);
  },
  hyperband: checkHyperband,
  cmaes: (subject, settings, spec) => {
    const numeric = records(spec.parameters).filter(
      ({ parameterType }) => parameterType === 'double' || parameterType === 'int',
    );
    if (numeric.length < 2) {
      subject.report(
        'katib/algorithm-parameters',
        'spec.parameters',
        `has ${numeric.length} numeric parameters, cmaes needs two or more`,
      );
    }
    checkRanges(subject, settings, GOPTUNA_CMAES);
    checkGoptuna(subject, spec);
  },
  sobol: (subject, _settings, spec) => checkGoptuna(subject, spec),
  pbt: checkPbt,
  darts: (subject, settings, spec) => {
    checkOperations(subject, spec);
    checkRanges(subject, settings, DARTS);
  },
  enas: (subject, settings, spec) => {
    checkGraph(subject, spec);
    checkOperations(subject, spec);
    checkKnown(subject, 'katib/algorithm-settings', SETTINGS, settings, 'enas', ENAS);
  },
};

function settingsOf(algorithm: Record<string, unknown>): Setting[] {
  return records(algorithm.algorithmSettings).map(({ name, value }) => ({ name: text(name), value: text(value) }));
}

function known(algorithm: string, ranges: Record<string, Range>): Service {
  return (subject, settings) => checkKnown(subject, 'katib/algorithm-settings', SETTINGS, settings, algorithm, ranges);
}

function checkKnown(
  { report }: Katib,
  rule: Ids,
  path: string,
  settings: readonly Setting[],
  algorithm: string,
  ranges: Record<string, Range>,
): void {
  for (const [i, { name, value }] of settings.entries()) {
    if (!Object.hasOwn(ranges, name)) {
      report(
        rule,
        `${path}[${i}].name`,
        `'${name}' is no setting of ${algorithm}, which knows ${Object.keys(ranges).join(', ')}`,
      );
      continue;
    }
    const problem = ranges[name]!(value);
    if (problem !== undefined) report(rule, `${path}[${i}].value`, `'${value}' of ${name} ${problem}`);
  }
}

/** Settings that a service knows; it passes over all others. */
function checkRanges({ report }: Katib, settings: readonly Setting[], ranges: Record<string, Range>): void {
  for (const [i, { name, value }] of settings.entries()) {
    const problem = Object.hasOwn(ranges, name) ? ranges[name]!(value) : undefined;
    if (problem !== undefined)
      report('katib/algorithm-settings', `${SETTINGS}[${i}].value`, `'${value}' of ${name} ${problem}`);
  }
}

function checkGrid({ report }: Katib, spec: Record<string, unknown>): void {
  const sizes = new Map<string, number>();
  const wrong = (i: number, field: string, message: string) => {
    report('katib/algorithm-parameters', `spec.parameters[${i}].feasibleSpace.${field}`, message);
    return undefined;
  };
  let complete = true;
  for (const [i, parameter] of records(spec.parameters).entries()) {
    const space = record(parameter.feasibleSpace);
    const size = gridSize(text(parameter.parameterType), space, (field, message) => wrong(i, field, message));
    if (size === undefined) complete = false;
    else sizes.set(text(parameter.name), size);
  }
  const most = number(spec.maxTrialCount) ?? 0;
  const combinations = [...sizes.values()].reduce((product, size) => product * size, 1);
  if (complete && most > combinations) {
    report('katib/grid-size', 'spec.maxTrialCount', `${most} is more than the grid's ${combinations} combinations`);
  }
}

function gridSize(
  type: string,
  space: Record<string, unknown>,
  wrong: (field: string, message: string) => undefined,
): number | undefined {
  if (type === 'categorical' || type === 'discrete') return list(space.list).length;
  if (type !== 'int' && type !== 'double') return undefined;
  const read = type === 'int' ? pythonInteger : pythonFloat;
  const bound = (field: string, fallback: string) => {
    const value = read(text(space[field]) || fallback);
    return (
      value ??
      wrong(field, text(space[field]) === '' ? 'is required in a grid' : `'${text(space[field])}' is no ${type}`)
    );
  };
  const min = bound('min', '');
  const max = bound('max', '');
  const step = bound('step', type === 'int' ? '1' : '');
  if (min === undefined || max === undefined || step === undefined) return undefined;
  if (step === 0) return wrong('step', 'may not be 0');
  if (type === 'int') return Math.max(0, Math.ceil((max + 1 - min) / step));
  const count = Math.ceil((max + step - min) / step);
  if (!(count > 0)) return wrong('step', `'${text(space.step)}' leads from min to nowhere`);
  return min + (count - 1) * step > max ? count - 1 : count;
}

function checkHyperband({ report }: Katib, settings: readonly Setting[], spec: Record<string, unknown>): void {
  const rule = 'katib/algorithm-settings';
  const last = (name: string) => settings.findLastIndex((s) => s.name === name);
  const [resource, budget, eta] = [last('resource_name'), last('r_l'), last('eta')];
  if (resource < 0 || budget < 0) {
    report(rule, SETTINGS, 'of hyperband need r_l and resource_name');
    return;
  }
  const most = pythonFloat(settings[budget]!.value);
  if (most === undefined || most < 0) {
    report(rule, `${SETTINGS}[${budget}].value`, `'${settings[budget]!.value}' of r_l must be a number more than 0`);
    return;
  }
  if (most === 0 || !Number.isFinite(most)) {
    report(
      rule,
      `${SETTINGS}[${budget}].value`,
      `'${settings[budget]!.value}' of r_l must be a finite number more than 0`,
    );
    return;
  }
  const given = eta < 0 ? 3 : pythonFloat(settings[eta]!.value);
  if (given === undefined || !Number.isFinite(given)) {
    report(rule, `${SETTINGS}[${eta}].value`, `'${settings[eta]!.value}' of eta must be a number`);
    return;
  }
  const factor = Math.trunc(given) <= 0 ? 3 : Math.trunc(given);
  if (factor === 1) {
    report(rule, `${SETTINGS}[${eta}].value`, `'${settings[eta]!.value}' of eta must be 2 or more`);
    return;
  }
  const bracket = Math.ceil(factor ** Math.trunc(Math.log(most) / Math.log(factor)));
  const parallel = number(spec.parallelTrialCount) ?? 3;
  if (parallel < bracket)
    report(
      'katib/hyperband-parallel',
      'spec.parallelTrialCount',
      `${parallel} is less than ${bracket}, which r_l and eta of hyperband need`,
    );
  const name = settings[resource]!.value;
  if (!records(spec.parameters).some((p) => p.name === name)) {
    report(rule, `${SETTINGS}[${resource}].value`, `'${name}' of resource_name is no parameter of the search space`);
  }
}

function checkPbt({ report }: Katib, settings: readonly Setting[]): void {
  const rule = 'katib/algorithm-settings';
  const missing = ['suggestion_trial_dir', 'n_population', 'truncation_threshold'].filter(
    (name) => !settings.some((s) => s.name === name),
  );
  if (missing.length > 0) {
    report(rule, SETTINGS, `of pbt need ${missing.join(', ')}`);
    return;
  }
  const check = (name: string, range: Range) => {
    const i = settings.findLastIndex((s) => s.name === name);
    const problem = i < 0 ? undefined : range(settings[i]!.value);
    if (problem !== undefined) report(rule, `${SETTINGS}[${i}].value`, `'${settings[i]!.value}' of ${name} ${problem}`);
  };
  check('n_population', whole(5));
  check(
    'truncation_threshold',
    float((v) => v >= 0 && v <= 1, 'from 0 to 1'),
  );
  check('resample_probability', () => 'cannot be given: the service of Katib 0.18 and 0.19 fails on any value');
}

/** What goptuna's search space is made of. */
function checkGoptuna({ report }: Katib, spec: Record<string, unknown>): void {
  const rule = 'katib/algorithm-parameters';
  const names = new Set<string>();
  for (const [i, parameter] of records(spec.parameters).entries()) {
    const path = `spec.parameters[${i}]`;
    const name = text(parameter.name);
    if (names.has(name)) report(rule, `${path}.name`, `'${name}' is used twice`);
    names.add(name);
    const type = text(parameter.parameterType);
    if (type === 'unknown') report(rule, `${path}.parameterType`, 'must be double, int, categorical or discrete');
    if (type !== 'double' && type !== 'int') continue;
    const space = record(parameter.feasibleSpace);
    for (const field of ['max', 'min', 'step']) {
      const value = text(space[field]);
      // What is missing altogether is the webhook's to say.
      if (value === '') continue;
      if ((type === 'int' ? goInteger(value) : goFloat(value)) === undefined)
        report(rule, `${path}.feasibleSpace.${field}`, `'${value}' is no ${type}`);
    }
  }
}

function checkGraph({ report }: Katib, spec: Record<string, unknown>): void {
  const graph = record(at(spec, 'nasConfig', 'graphConfig'));
  const path = 'spec.nasConfig.graphConfig';
  if (list(graph.inputSizes).length === 0) report('katib/nas-config', `${path}.inputSizes`, 'is required');
  if (list(graph.outputSizes).length === 0) report('katib/nas-config', `${path}.outputSizes`, 'is required');
  if (!given(graph.numLayers) || graph.numLayers === 0) report('katib/nas-config', `${path}.numLayers`, 'is required');
}

function checkOperations({ report }: Katib, spec: Record<string, unknown>): void {
  const rule = 'katib/nas-config';
  for (const [i, operation] of records(at(spec, 'nasConfig', 'operations')).entries()) {
    const path = `spec.nasConfig.operations[${i}]`;
    if (text(operation.operationType) === '') report(rule, `${path}.operationType`, 'is required');
    const parameters = records(operation.parameters);
    if (parameters.length === 0) report(rule, `${path}.parameters`, 'is required');
    for (const [j, parameter] of parameters.entries())
      checkOperationParameter(report, parameter, `${path}.parameters[${j}]`);
  }
}

function checkOperationParameter(report: Katib['report'], parameter: Record<string, unknown>, path: string): void {
  const rule = 'katib/nas-config';
  const space = record(parameter.feasibleSpace);
  if (text(parameter.name) === '') report(rule, `${path}.name`, 'is required');
  switch (parameter.parameterType) {
    case 'categorical':
    case 'discrete':
      if (list(space.list).length === 0) report(rule, `${path}.feasibleSpace.list`, 'is required');
      return;
    case 'int':
    case 'double': {
      if (text(space.min) === '' && text(space.max) === '') report(rule, `${path}.feasibleSpace`, 'needs min and max');
      const step = pythonFloat(text(space.step));
      if (parameter.parameterType === 'double' && !(step !== undefined && !(step <= 0))) {
        report(rule, `${path}.feasibleSpace.step`, `'${text(space.step)}' must be a number more than 0`);
      }
      return;
    }
    default:
      report(rule, `${path}.parameterType`, 'must be double, int, categorical or discrete');
  }
}
