import { checkCollector } from './katib-collector';
import { type KatibConfig, katibConfig } from './katib-config';
import { type Admission, admissionRules } from './katib-ids';
import { checkTemplate } from './katib-template';
import { given, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

const PARAMETER_TYPES = ['double', 'int', 'categorical', 'discrete', 'unknown'];
const DISTRIBUTIONS = ['uniform', 'logUniform', 'normal', 'logNormal', 'unknown'];
const DEFAULT_PARALLEL_TRIALS = 3;

/** What Katib's admission webhook demands of an experiment. */
export const katib = ruleSet<keyof typeof admissionRules>({
  sources: [
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/webhook/v1beta1/experiment/validator/validator.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/apis/controller/experiments/v1beta1/experiment_defaults.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/webhook/v1beta1/pod/utils.go',
  ],
  kinds: ['kubeflow.org/v1beta1/Experiment'],
  rules: admissionRules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    checkName(subject, record(object.metadata));
    checkCounts(subject, spec);
    if (!given(spec.objective)) {
      report('katib/objective', 'spec.objective', 'is required');
      return;
    }
    checkObjective(subject, record(spec.objective));
    const config = katibConfig(subject);
    checkAlgorithms(subject, spec, config);
    if (!['', 'Never', 'LongRunning', 'FromVolume'].includes(text(spec.resumePolicy))) {
      report(
        'katib/resume-policy',
        'spec.resumePolicy',
        `'${text(spec.resumePolicy)}' is none of Never, LongRunning and FromVolume`,
      );
    }
    checkTemplate(subject, spec);
    const parameters = records(spec.parameters);
    if (parameters.length === 0 && !given(spec.nasConfig)) {
      report('katib/parameters-or-nas', 'spec', "needs 'parameters' or 'nasConfig': there is nothing to search");
    } else if (parameters.length > 0 && given(spec.nasConfig)) {
      report('katib/parameters-or-nas', 'spec', "has 'parameters' and 'nasConfig', only one of them is possible");
    }
    for (const [i, parameter] of parameters.entries()) checkParameter(subject, parameter, `spec.parameters[${i}]`);
    checkCollector(subject, spec, config);
  },
});

const MOST_NAME = 40;
/** What the server appends to `generateName`, and after how many characters of it. */
const GENERATED = { most: 58, random: 5 };

function checkName({ report }: Admission, metadata: Record<string, unknown>): void {
  const own = text(metadata.name);
  const field = own === '' ? 'generateName' : 'name';
  const name = text(metadata[field]);
  if (name === '') return;
  const length = field === 'name' ? name.length : Math.min(name.length, GENERATED.most) + GENERATED.random;
  if (/^[a-z]/.test(name) && length <= MOST_NAME) return;
  const most = field === 'name' ? MOST_NAME : MOST_NAME - GENERATED.random;
  report(
    'katib/name',
    `metadata.${field}`,
    `'${name}' must start with a lower-case letter and have at most ${most} characters`,
  );
}

function checkCounts({ report }: Admission, spec: Record<string, unknown>): void {
  const most = number(spec.maxTrialCount);
  const failed = number(spec.maxFailedTrialCount);
  const parallel =
    number(spec.parallelTrialCount) ?? (given(spec.parallelTrialCount) ? undefined : DEFAULT_PARALLEL_TRIALS);
  const rule = 'katib/trial-counts';
  if (failed !== undefined && failed < 0) report(rule, 'spec.maxFailedTrialCount', `${failed} is less than 0`);
  if (most !== undefined && most <= 0) report(rule, 'spec.maxTrialCount', `${most} is not more than 0`);
  if (parallel !== undefined && parallel <= 0)
    report(rule, 'spec.parallelTrialCount', `${parallel} is not more than 0`);
  if (failed !== undefined && most !== undefined && failed > most) {
    report(rule, 'spec.maxFailedTrialCount', `${failed} is more than maxTrialCount, ${most}`);
  }
  if (parallel !== undefined && most !== undefined && parallel > most) {
    const from = given(spec.parallelTrialCount) ? '' : ', the default,';
    report(rule, 'spec.parallelTrialCount', `${parallel}${from} is more than maxTrialCount, ${most}`);
  }
}

function checkObjective({ report }: Admission, objective: Record<string, unknown>): void {
  const type = text(objective.type);
  const metric = text(objective.objectiveMetricName);
  if (type !== 'minimize' && type !== 'maximize') {
    report(
      'katib/objective-type',
      'spec.objective.type',
      type === '' ? 'is required, minimize or maximize' : `'${type}' is neither minimize nor maximize`,
    );
  }
  if (metric === '') report('katib/objective-metric-name', 'spec.objective.objectiveMetricName', 'is required');
  if (list(objective.additionalMetricNames).includes(metric)) {
    report(
      'katib/additional-metric-names',
      'spec.objective.additionalMetricNames',
      `repeats the objective metric '${metric}'`,
    );
  }
}

function checkAlgorithms({ report }: Admission, spec: Record<string, unknown>, config: KatibConfig): void {
  if (!given(spec.algorithm)) report('katib/algorithm', 'spec.algorithm', 'is required');
  else {
    const name = text(record(spec.algorithm).algorithmName);
    if (!config.algorithms.includes(name)) {
      const all = config.algorithms.join(', ');
      const problem = name === '' ? 'is required' : `'${name}' is none of the installed algorithms: ${all}`;
      report('katib/algorithm-name', 'spec.algorithm.algorithmName', problem);
    }
  }
  if (!given(spec.earlyStopping)) return;
  const stopping = text(record(spec.earlyStopping).algorithmName);
  if (!config.earlyStoppings.includes(stopping)) {
    const all = config.earlyStoppings.join(', ');
    const problem = stopping === '' ? 'is required' : `'${stopping}' is not installed, there is ${all}`;
    report('katib/early-stopping-name', 'spec.earlyStopping.algorithmName', problem);
  }
}

function checkParameter({ report }: Admission, parameter: Record<string, unknown>, path: string): void {
  const type = text(parameter.parameterType);
  if (!PARAMETER_TYPES.includes(type)) {
    report(
      'katib/parameter-type',
      `${path}.parameterType`,
      `'${type}' is none of double, int, categorical and discrete`,
    );
  }
  const space = record(parameter.feasibleSpace);
  const distribution = text(space.distribution);
  if (distribution !== '' && !DISTRIBUTIONS.includes(distribution)) {
    report(
      'katib/parameter-distribution',
      `${path}.feasibleSpace.distribution`,
      `'${distribution}' is none of ${DISTRIBUTIONS.slice(0, 4).join(', ')}`,
    );
  }
  const has = (field: string) => text(space[field]) !== '';
  const listed = list(space.list).length > 0;
  if (!listed && !['min', 'max', 'step', 'distribution'].some(has)) {
    report('katib/feasible-space', `${path}.feasibleSpace`, 'is required');
    // The defaulting webhook gives numeric parameters a distribution first: what is missing is then min and max.
    if (type === 'double' || type === 'int')
      report(
        'katib/feasible-space',
        `${path}.feasibleSpace.max`,
        `and min are both required for parameterType ${type}`,
      );
  } else if (type === 'double' || type === 'int') {
    if (listed)
      report(
        'katib/feasible-space',
        `${path}.feasibleSpace.list`,
        `does not go with parameterType ${type}: give min and max`,
      );
    if (!has('min') || !has('max'))
      report(
        'katib/feasible-space',
        `${path}.feasibleSpace.max`,
        `and min are both required for parameterType ${type}`,
      );
  } else if (type === 'categorical' || type === 'discrete') {
    if (has('min') || has('max') || has('step')) {
      report(
        'katib/feasible-space',
        `${path}.feasibleSpace`,
        `of parameterType ${type} has a list, not min, max or step`,
      );
    }
  }
}
