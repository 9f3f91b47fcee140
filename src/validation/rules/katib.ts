import { expression } from '../pattern';
import { podTemplates } from '../pod-templates';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const TEMPLATE = 'spec.trialTemplate';
const COLLECTOR = 'spec.metricsCollectorSpec';
const PARAMETER_TYPES = ['double', 'int', 'categorical', 'discrete', 'unknown'];
const DISTRIBUTIONS = ['uniform', 'logUniform', 'normal', 'logNormal', 'unknown'];
/** Kinds for which Katib fills both conditions; TrainJob since 0.19. */
const CONDITIONS_FILLED = new Set(['Job', 'TFJob', 'PyTorchJob', 'XGBoostJob', 'MPIJob', 'TrainJob']);
const METADATA_KEYS = new Set(['Name', 'Namespace', 'Kind', 'APIVersion', 'Annotations', 'Labels']);
const DEFAULT_PARALLEL_TRIALS = 3;

type Ids = keyof typeof rules;
type Katib = Subject<Ids>;

const rules = {
  'katib/name': 'The name starts with a lower-case letter and has at most 40 characters.',
  'katib/trial-counts': 'Trial counts are positive, and neither failed nor parallel trials exceed the maximum.',
  'katib/objective': 'There is an objective.',
  'katib/objective-type': 'The objective is minimized or maximized.',
  'katib/objective-metric-name': 'The objective names its metric.',
  'katib/additional-metric-names': 'The objective metric is not repeated among the additional ones.',
  'katib/algorithm': 'There is an algorithm.',
  'katib/algorithm-name': 'The algorithm is one that the installation serves.',
  'katib/early-stopping-name': 'The early stopping algorithm is one that the installation serves.',
  'katib/resume-policy': 'The resume policy is Never, LongRunning or FromVolume.',
  'katib/parameters-or-nas': 'The experiment has either parameters or a NAS configuration.',
  'katib/parameter-type': 'A parameter is double, int, categorical or discrete.',
  'katib/parameter-distribution': 'A distribution is uniform, logUniform, normal or logNormal.',
  'katib/feasible-space': 'Every parameter has a feasible space that fits its type.',
  'katib/trial-template': 'There is one trial template, as an object or in a ConfigMap, and it is complete.',
  'katib/primary-container-name': 'The primary container is named.',
  'katib/primary-container': 'A container of the trial has the name of the primary container.',
  'katib/trial-conditions': 'Success and failure conditions are given for kinds that Katib does not know.',
  'katib/trial-parameters': 'Trial parameters have names and references, each once, and are used in the template.',
  'katib/trial-parameter-reference':
    'A trial parameter refers to a parameter of the search space or to trial metadata.',
  'katib/trial-placeholders': 'Every placeholder of the template is a trial parameter.',
  'katib/trial-spec':
    'The trial is an object with apiVersion and kind, without name and namespace, that its API takes.',
  'katib/metrics-collector': 'The metrics collector is of a known kind, and its source fits it.',
  'katib/metrics-format': 'A metrics filter is a regular expression with two groups: name and value.',
} as const;

/** What Katib's admission webhook demands of an experiment. */
export const katib = ruleSet<Ids>({
  sources: [
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/webhook/v1beta1/experiment/validator/validator.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/apis/controller/experiments/v1beta1/experiment_defaults.go',
    'https://github.com/kubeflow/katib/blob/v0.19.0/pkg/webhook/v1beta1/pod/utils.go',
  ],
  kinds: ['kubeflow.org/v1beta1/Experiment'],
  rules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const name = text(at(object, 'metadata', 'name'));
    if (name !== '' && (!/^[a-z]/.test(name) || name.length > 40)) {
      report(
        'katib/name',
        'metadata.name',
        `'${name}' must start with a lower-case letter and have at most 40 characters`,
      );
    }
    checkCounts(subject, spec);
    if (!given(spec.objective)) {
      report('katib/objective', 'spec.objective', 'is required');
      return;
    }
    checkObjective(subject, record(spec.objective));
    checkAlgorithms(subject, spec);
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
    checkCollector(subject, spec);
  },
});

function checkCounts({ report }: Katib, spec: Record<string, unknown>): void {
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

function checkObjective({ report }: Katib, objective: Record<string, unknown>): void {
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

/** The algorithms of the shipped katib-config. */
export const ALGORITHMS = [
  'random',
  'tpe',
  'grid',
  'hyperband',
  'bayesianoptimization',
  'cmaes',
  'sobol',
  'multivariate-tpe',
  'enas',
  'darts',
  'pbt',
] as const;

function checkAlgorithms({ report }: Katib, spec: Record<string, unknown>): void {
  if (!given(spec.algorithm)) report('katib/algorithm', 'spec.algorithm', 'is required');
  else {
    const name = text(record(spec.algorithm).algorithmName);
    if (!(ALGORITHMS as readonly string[]).includes(name)) {
      const problem =
        name === '' ? 'is required' : `'${name}' is none of the installed algorithms: ${ALGORITHMS.join(', ')}`;
      report('katib/algorithm-name', 'spec.algorithm.algorithmName', problem);
    }
  }
  if (!given(spec.earlyStopping)) return;
  const stopping = text(record(spec.earlyStopping).algorithmName);
  if (stopping !== 'medianstop') {
    const problem = stopping === '' ? 'is required' : `'${stopping}' is not installed, medianstop is`;
    report('katib/early-stopping-name', 'spec.earlyStopping.algorithmName', problem);
  }
}

function checkParameter({ report }: Katib, parameter: Record<string, unknown>, path: string): void {
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

function checkTemplate(subject: Katib, spec: Record<string, unknown>): void {
  const { report } = subject;
  if (!given(spec.trialTemplate)) {
    report('katib/trial-template', TEMPLATE, 'is required');
    return;
  }
  const template = record(spec.trialTemplate);
  const source = isObject(template.trialSpec) ? record(template.trialSpec) : undefined;
  if (text(template.primaryContainerName) === '')
    report('katib/primary-container-name', `${TEMPLATE}.primaryContainerName`, 'is required');
  const filled =
    source !== undefined &&
    CONDITIONS_FILLED.has(text(source.kind)) &&
    !(source.kind === 'TrainJob' && subject.release === '1.10');
  if (!filled && (text(template.successCondition) === '' || text(template.failureCondition) === '')) {
    report(
      'katib/trial-conditions',
      TEMPLATE,
      `needs successCondition and failureCondition: Katib knows none for ${text(source?.kind) || 'this kind'}`,
    );
  }
  if (!Array.isArray(template.trialParameters)) {
    report('katib/trial-parameters', `${TEMPLATE}.trialParameters`, 'is required');
    return;
  }
  const map = given(template.configMap) ? record(template.configMap) : undefined;
  if (source === undefined && map === undefined) {
    report('katib/trial-template', TEMPLATE, 'needs trialSpec or configMap');
    return;
  }
  if (source !== undefined && map !== undefined) {
    report('katib/trial-template', TEMPLATE, 'has trialSpec and configMap, only one of them is possible');
    return;
  }
  if (map !== undefined) {
    const missing = ['configMapName', 'configMapNamespace', 'templatePath'].filter((field) => text(map[field]) === '');
    if (missing.length > 0) report('katib/trial-template', `${TEMPLATE}.configMap`, `lacks ${missing.join(', ')}`);
    return;
  }
  const replaced = checkTrialParameters(subject, spec, records(template.trialParameters), JSON.stringify(source));
  if (replaced !== undefined) checkTrial(subject, template, replaced);
}

/** Checks the parameters against the template; returns the template with all of them replaced, unless it must not be looked at further. */
function checkTrialParameters(
  { report }: Katib,
  spec: Record<string, unknown>,
  parameters: readonly Record<string, unknown>[],
  template: string,
): string | undefined {
  const known = new Set(records(spec.parameters).map((p) => text(p.name)));
  const names = new Set<string>();
  const references = new Set<string>();
  let rest = template;
  for (const [i, parameter] of parameters.entries()) {
    const path = `${TEMPLATE}.trialParameters[${i}]`;
    const name = text(parameter.name);
    const reference = text(parameter.reference);
    if (name === '' || reference === '' || /[{}]/.test(name)) {
      report('katib/trial-parameters', path, "needs a name without '{' and '}', and a reference");
      continue;
    }
    if (names.has(name)) {
      report('katib/trial-parameters', `${path}.name`, `'${name}' is used twice`);
      continue;
    }
    if (references.has(reference)) {
      report('katib/trial-parameters', `${path}.reference`, `'${reference}' is referred to twice`);
      continue;
    }
    names.add(name);
    references.add(reference);
    if (known.size > 0 && !isMetadata(reference) && !known.has(reference)) {
      report(
        'katib/trial-parameter-reference',
        `${path}.reference`,
        `'${reference}' is no parameter of the search space: ${[...known].join(', ')}`,
      );
    }
    const placeholder = `\${trialParameters.${name}}`;
    if (!rest.includes(placeholder)) {
      report(
        'katib/trial-parameters',
        `${path}.name`,
        `'${name}' is used nowhere in the template: write ${placeholder}`,
      );
      return undefined;
    }
    rest = rest.replaceAll(placeholder, 'test-value');
  }
  const left = new Set(rest.match(/\$\{trialParameters\.[^\n]+?\}/g) ?? []);
  if (left.size > 0)
    report('katib/trial-placeholders', TEMPLATE, `has ${[...left].join(', ')}, which trialParameters does not name`);
  return rest;
}

function isMetadata(reference: string): boolean {
  const key = /\$\{trialSpec\.([^\n]+?)\}/.exec(reference)?.[1];
  if (key === undefined) return false;
  return METADATA_KEYS.has(key) || METADATA_KEYS.has(/^([^\n]+)\[([^\n]+)\]/.exec(key)?.[1] ?? '');
}

function checkTrial(subject: Katib, template: Record<string, unknown>, replaced: string): void {
  const { report } = subject;
  const trial = record(JSON.parse(replaced));
  if (text(at(trial, 'metadata', 'name')) !== '' || text(at(trial, 'metadata', 'namespace')) !== '') {
    report('katib/trial-spec', TEMPLATE, 'may not set metadata.name or metadata.namespace of the trial: Katib does');
  }
  if (text(trial.apiVersion) === '' || text(trial.kind) === '') {
    report('katib/trial-spec', TEMPLATE, 'needs apiVersion and kind of the trial');
    return;
  }
  const job = trial.apiVersion === 'batch/v1' && trial.kind === 'Job';
  for (const problem of subject.structure(trial)) {
    if (problem.rule !== 'schema/unknown-field' && problem.rule !== 'schema/type') continue;
    if (/\.resources\.(limits|requests)\./.test(problem.path)) continue;
    if (job) report('katib/trial-spec', TEMPLATE, `trialSpec.${problem.path} ${problem.message}`);
    else report('katib/trial-spec', `${TEMPLATE}.trialSpec.${problem.path}`, problem.message, 'warning');
  }
  const wanted = text(template.primaryContainerName);
  const pods = podTemplates(trial);
  const names = pods.flatMap(({ spec }) => records(spec.containers).map((c) => text(c.name)));
  if (wanted !== '' && names.length > 0 && !names.includes(wanted)) {
    // The webhook lets it pass; every trial then ends without metrics.
    report(
      'katib/primary-container',
      `${TEMPLATE}.primaryContainerName`,
      `'${wanted}' is no container of the trial: ${[...new Set(names)].join(', ')}`,
      'warning',
    );
  }
}

function checkCollector({ report }: Katib, spec: Record<string, unknown>): void {
  const collector = record(spec.metricsCollectorSpec);
  const kind = given(collector.collector) ? text(record(collector.collector).kind) : 'StdOut';
  const source = record(collector.source);
  const file = record(source.fileSystemPath);
  const path = text(file.path);
  const rule = 'katib/metrics-collector';
  switch (kind) {
    case 'StdOut':
    case 'Push':
      return;
    case 'File': {
      const format = text(file.format) || 'TEXT';
      if ((text(file.kind) || 'File') !== 'File' || !(path || '/').startsWith('/')) {
        report(
          rule,
          `${COLLECTOR}.source.fileSystemPath.path`,
          'must be an absolute path, of kind File, where the metrics are written',
        );
      }
      if (format !== 'TEXT' && format !== 'JSON')
        report(rule, `${COLLECTOR}.source.fileSystemPath.format`, `'${format}' is neither TEXT nor JSON`);
      if (format === 'JSON' && given(source.filter))
        report(rule, `${COLLECTOR}.source.filter`, 'does not go with metrics in JSON');
      break;
    }
    case 'TensorFlowEvent':
      if ((text(file.kind) || 'Directory') !== 'Directory' || !(path || '/').startsWith('/')) {
        report(
          rule,
          `${COLLECTOR}.source`,
          'needs fileSystemPath of kind Directory with an absolute path, where the events are written',
        );
      }
      if (text(file.format) !== '') report(rule, `${COLLECTOR}.source.fileSystemPath.format`, 'must be left out');
      break;
    case 'PrometheusMetric': {
      const get = record(source.httpGet);
      const port =
        get.port === undefined || get.port === null || get.port === 0 || get.port === '0' ? '8080' : word(get.port);
      if (!/^\+?\d{1,18}$/.test(port) || Number(port) <= 0)
        report(rule, `${COLLECTOR}.source.httpGet.port`, `'${port}' is no positive number`);
      if (!(text(get.path) || '/metrics').startsWith('/'))
        report(rule, `${COLLECTOR}.source.httpGet.path`, `'${text(get.path)}' must start with '/'`);
      break;
    }
    case 'Custom':
      if (!given(record(collector.collector).customCollector))
        report(rule, `${COLLECTOR}.collector.customCollector`, 'is required for kind Custom');
      if (
        given(source.fileSystemPath) &&
        (!path.startsWith('/') || (file.kind !== 'Directory' && file.kind !== 'File'))
      ) {
        report(rule, `${COLLECTOR}.source.fileSystemPath`, 'needs an absolute path and kind File or Directory');
      }
      break;
    default:
      report(
        rule,
        `${COLLECTOR}.collector.kind`,
        `'${kind}' is none of StdOut, File, TensorFlowEvent, PrometheusMetric, Push and Custom`,
      );
  }
  checkFilter(report, source);
}

function checkFilter(report: Katib['report'], source: Record<string, unknown>): void {
  for (const format of list(record(source.filter).metricsFormat)) {
    const pattern = text(format);
    const path = `${COLLECTOR}.source.filter.metricsFormat`;
    if (expression(pattern) === undefined)
      report('katib/metrics-format', path, `'${pattern}' is no regular expression`);
    else if (!/\(.*\).*\(.*\)/.test(pattern))
      report('katib/metrics-format', path, `'${pattern}' needs two groups in parentheses: the name and the value`);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
