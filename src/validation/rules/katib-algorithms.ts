import { type Service, serviceRules } from './katib-ids';
import { checkGraph, checkOperations } from './katib-nas';
import { goFloat, goInteger } from './katib-numbers';
import { checkHyperband, checkPbt } from './katib-population';
import { checkSampling } from './katib-sampling';
import { checkGoptuna, checkGrid } from './katib-search-space';
import {
  checkKnown,
  checkRanges,
  float,
  oneOf,
  orNone,
  type Ranges,
  type Setting,
  settingsOf,
  whole,
} from './katib-settings';
import { record, records, text } from './read';
import { ruleSet } from './rule';

type Check = (subject: Service, settings: readonly Setting[], spec: Record<string, unknown>) => void;

const atLeastZero = float((v) => v >= 0, 'of at least 0');
const positive = float((v) => !(v <= 0), 'more than 0');
const share = float((v) => !(v <= 0 || v > 1), 'more than 0 and at most 1');

const HYPEROPT_TPE: Ranges = {
  gamma: float((v) => v > 0 && v < 1, 'between 0 and 1, both excluded'),
  prior_weight: float((v) => v > 0, 'more than 0'),
  n_EI_candidates: whole(1),
  random_state: whole(0),
};
const OPTUNA_TPE: Ranges = {
  n_startup_trials: whole(0),
  n_ei_candidates: whole(0),
  random_state: whole(0),
};
const SKOPT: Ranges = {
  base_estimator: oneOf('GP', 'RF', 'ET', 'GBRT'),
  n_initial_points: whole(0),
  acq_func: oneOf('gp_hedge', 'LCB', 'EI', 'PI', 'EIps', 'PIps'),
  acq_optimizer: oneOf('auto', 'sampling', 'lbfgs'),
  random_state: whole(0),
};
const DARTS: Ranges = {
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
const ENAS: Ranges = {
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
const GOPTUNA_CMAES: Ranges = {
  random_state: (value) => (goInteger(value) === undefined ? 'must be a whole number' : undefined),
  sigma: (value) => (goFloat(value) === undefined ? 'must be a number' : undefined),
  restart_strategy: oneOf('ipop', 'bipop', 'none'),
};

const MEDIANSTOP: Ranges = { min_trials_required: whole(1), start_step: whole(1) };

/** The service that the shipped katib-config starts for each algorithm. */
const SERVICES: Readonly<Record<string, Check>> = {
  random: known('random', { random_state: whole(0) }),
  tpe: known('tpe', HYPEROPT_TPE),
  'multivariate-tpe': known('multivariate-tpe', OPTUNA_TPE),
  bayesianoptimization: known('bayesianoptimization', SKOPT),
  grid: (subject, settings, spec) => {
    checkKnown(subject, settings, 'grid', { random_state: whole(0) });
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
    checkKnown(subject, settings, 'enas', ENAS);
  },
};

function known(algorithm: string, ranges: Ranges): Check {
  return (subject, settings) => checkKnown(subject, settings, algorithm, ranges);
}

/** What Katib's algorithm services demand of an experiment before its first trial. */
export const katibAlgorithms = ruleSet<keyof typeof serviceRules>({
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
  rules: serviceRules,
  check: (subject) => {
    const spec = record(subject.object.spec);
    const algorithm = record(spec.algorithm);
    const settings = settingsOf(algorithm);
    const name = text(algorithm.algorithmName);
    if (Object.hasOwn(SERVICES, name)) SERVICES[name]!(subject, settings, spec);
    checkSampling(subject, name, settings, spec);
    const stopping = record(spec.earlyStopping);
    if (stopping.algorithmName === 'medianstop') checkKnown(subject, settingsOf(stopping), 'medianstop', MEDIANSTOP);
  },
});
