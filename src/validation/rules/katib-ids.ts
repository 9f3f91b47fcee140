import type { Subject } from './rule';

/** What Katib's admission webhook demands of an experiment, by rule. */
export const admissionRules = {
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

/** What Katib's algorithm services demand of an experiment, by rule. */
export const serviceRules = {
  'katib/algorithm-settings': 'The algorithm has its required settings, and no other than it knows, each in its range.',
  'katib/early-stopping-settings': 'Early stopping has only settings it knows, each in its range.',
  'katib/algorithm-parameters': 'The search space is one that the algorithm can search.',
  'katib/search-space': 'Bounds and steps are numbers between which the algorithm finds values.',
  'katib/grid-size': 'A grid search has no more trials than combinations.',
  'katib/hyperband-parallel': 'Hyperband runs as many trials in parallel as its first bracket has.',
  'katib/nas-config': 'A search for architectures describes its graph and its operations.',
} as const;

export type Admission = Subject<keyof typeof admissionRules>;
export type Service = Subject<keyof typeof serviceRules>;
