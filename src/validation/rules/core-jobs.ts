import { label, qualifiedName, subdomain } from '../names';
import { scheduleProblem, zoneProblem } from './cron';
import { checkSelector, selects } from './label-selector';
import { at, given, goInteger, list, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'workload/selector': "The selector matches the template's labels.",
  'workload/counts': 'Replicas, parallelism and limits are not negative.',
  'workload/schedule': 'A cron job has a schedule, in a time zone that exists.',
  'workload/job-index': 'An indexed job has completions, and limits of failures that fit them.',
  'workload/job-policy': 'Policies of failure and success have rules that can come true.',
  'workload/job-name': 'Names leave room for what controllers add to them.',
} as const;

type Fields = Record<string, unknown>;
type Report = Subject<keyof typeof rules>['report'];
type Tell = (path: string, message: string) => void;

const telling =
  (report: Report, rule: keyof typeof rules): Tell =>
  (path, message) =>
    report(rule, path, message);

/** What Kubernetes demands of jobs beyond their pods. */
export const coreJobs = ruleSet<keyof typeof rules>({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/batch/validation/validation.go'],
  kinds: ['batch/v1/Job', 'batch/v1/CronJob'],
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const name = text(at(object, 'metadata', 'name'));
    if (object.kind === 'Job') {
      checkJob(spec, 'spec', report);
      const indexed = spec.completionMode === 'Indexed' && (number(spec.completions) ?? 0) > 0;
      const pod = indexed ? `${name}-${number(spec.completions)! - 1}` : name;
      if (name !== '' && pod.length > 63 && (indexed || spec.manualSelector !== true))
        report('workload/job-name', 'metadata.name', `'${pod}' has ${pod.length} characters, at most 63 are allowed`);
      else if (indexed && name !== '' && label(pod) !== undefined)
        report('workload/job-name', 'metadata.name', `makes no host label of its pods: ${label(pod)}`);
      checkOwnSelector(spec, report);
      return;
    }
    if (name.length > 52)
      report('workload/job-name', 'metadata.name', `'${name}' has ${name.length} characters, at most 52 are allowed`);
    const schedule = text(spec.schedule);
    const wrong = schedule === '' ? 'is required' : scheduleProblem(schedule);
    if (wrong !== undefined) report('workload/schedule', 'spec.schedule', wrong);
    const zone = typeof spec.timeZone === 'string' ? zoneProblem(spec.timeZone) : undefined;
    if (zone !== undefined) report('workload/schedule', 'spec.timeZone', zone);
    notNegative(spec, 'spec', HISTORY, telling(report, 'workload/counts'));
    const job = record(at(spec, 'jobTemplate', 'spec'));
    checkJob(job, 'spec.jobTemplate.spec', report);
    if (given(job.selector))
      report('workload/selector', 'spec.jobTemplate.spec.selector', 'must be left out: it is made for each job');
    if (job.manualSelector === true)
      report('workload/selector', 'spec.jobTemplate.spec.manualSelector', 'may not be true');
  },
});

const HISTORY = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const COUNTS = [
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

function notNegative(spec: Fields, path: string, fields: readonly string[], tell: Tell): void {
  for (const field of fields) {
    const value = number(spec[field]);
    if (value !== undefined && value < 0) tell(`${path}.${field}`, `${value} is negative`);
  }
}

function checkOwnSelector(spec: Fields, report: Report): void {
  if (spec.manualSelector !== true) {
    if (given(spec.selector) && !given(record(record(spec.selector).matchLabels)['batch.kubernetes.io/controller-uid']))
      report('workload/selector', 'spec.selector', 'must be left out, or manualSelector be true');
    return;
  }
  if (!given(spec.selector)) {
    report('workload/selector', 'spec.selector', 'is required where manualSelector is true');
    return;
  }
  checkSelector(record(spec.selector), 'spec.selector', telling(report, 'workload/selector'));
  if (!selects(record(spec.selector), record(at(spec, 'template', 'metadata', 'labels'))))
    report('workload/selector', 'spec.template.metadata.labels', 'do not match spec.selector');
}

function checkJob(spec: Fields, path: string, report: Report): void {
  notNegative(spec, path, COUNTS, telling(report, 'workload/counts'));
  const tell = telling(report, 'workload/job-index');
  const indexed = spec.completionMode === 'Indexed';
  if (spec.completionMode === '') tell(`${path}.completionMode`, "'' is neither NonIndexed nor Indexed");
  const { completions, maxFailedIndexes, parallelism } = spec;
  const all = number(completions);
  const most = number(maxFailedIndexes);
  const many = number(parallelism);
  if (most !== undefined && !given(spec.backoffLimitPerIndex))
    tell(`${path}.backoffLimitPerIndex`, 'is required beside maxFailedIndexes');
  if (indexed) {
    if (!given(completions)) tell(`${path}.completions`, 'is required for completionMode Indexed');
    if (many !== undefined && many > 100_000) tell(`${path}.parallelism`, `${many} is more than 100000`);
    if (most !== undefined && all !== undefined && most > all)
      tell(`${path}.maxFailedIndexes`, `${most} is more than completions, ${all}`);
    else if (most !== undefined && most > 100_000) tell(`${path}.maxFailedIndexes`, `${most} is more than 100000`);
    if (all !== undefined && all > 100_000 && given(spec.backoffLimitPerIndex)) {
      if (most === undefined) tell(`${path}.maxFailedIndexes`, 'is required for more than 100000 completions');
      else if (most > 10_000) tell(`${path}.maxFailedIndexes`, `${most} is more than 10000`);
      if (many !== undefined && many > 10_000) tell(`${path}.parallelism`, `${many} is more than 10000`);
    }
  } else {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'])
      if (given(spec[field])) tell(`${path}.${field}`, 'goes with completionMode Indexed');
    if (given(spec.successPolicy)) tell(`${path}.successPolicy`, 'goes with completionMode Indexed');
  }
  const policy = telling(report, 'workload/job-policy');
  const owner = spec.managedBy;
  if (typeof owner === 'string' && !isDomainPath(owner))
    policy(`${path}.managedBy`, `'${owner}' must be a domain, '/' and a path, of at most 63 characters`);
  const replaces = spec.podReplacementPolicy;
  if (given(spec.podFailurePolicy)) {
    if (given(replaces) && replaces !== 'Failed')
      policy(`${path}.podReplacementPolicy`, `'${text(replaces)}' must be Failed beside podFailurePolicy`);
    if (at(spec, 'template', 'spec', 'restartPolicy') === 'OnFailure')
      policy(`${path}.template.spec.restartPolicy`, "'OnFailure' must be Never beside podFailurePolicy");
    checkFailurePolicy(spec, `${path}.podFailurePolicy.rules`, policy);
  } else if (replaces === '') policy(`${path}.podReplacementPolicy`, "'' is neither TerminatingOrFailed nor Failed");
  if (indexed && given(spec.successPolicy)) checkSuccessPolicy(spec, `${path}.successPolicy.rules`, policy);
}

function isDomainPath(name: string): boolean {
  const slash = name.indexOf('/');
  return (
    slash > 0 &&
    name.length <= 63 &&
    subdomain(name.slice(0, slash)) === undefined &&
    /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(name.slice(slash + 1))
  );
}

const ACTIONS = ['FailJob', 'FailIndex', 'Ignore', 'Count'];

function checkFailurePolicy(spec: Fields, path: string, tell: Tell): void {
  const pod = record(at(spec, 'template', 'spec'));
  const names = new Set([...records(pod.containers), ...records(pod.initContainers)].map(({ name }) => text(name)));
  const policies = records(record(spec.podFailurePolicy).rules);
  if (policies.length > 20) tell(path, `are ${policies.length}, at most 20 are allowed`);
  for (const [i, rule] of policies.entries()) {
    const below = `${path}[${i}]`;
    const action = text(rule.action);
    if (action === '') tell(`${below}.action`, `is required: one of ${ACTIONS.join(', ')}`);
    else if (action === 'FailIndex' && !given(spec.backoffLimitPerIndex))
      tell(`${below}.action`, "'FailIndex' needs backoffLimitPerIndex");
    const conditions = records(rule.onPodConditions);
    if (given(rule.onExitCodes) === conditions.length > 0)
      tell(
        below,
        conditions.length > 0
          ? 'has onExitCodes and onPodConditions, only one is possible'
          : 'needs onExitCodes or onPodConditions',
      );
    if (given(rule.onExitCodes)) checkExitCodes(record(rule.onExitCodes), `${below}.onExitCodes`, names, tell);
    if (conditions.length > 20) tell(`${below}.onPodConditions`, `are ${conditions.length}, at most 20 are allowed`);
    for (const [j, { type, status }] of conditions.entries()) {
      const wrong = qualifiedName(text(type));
      if (wrong !== undefined) tell(`${below}.onPodConditions[${j}].type`, wrong);
      // The server fills in what is left out.
      if (text(status) !== '' && !['True', 'False', 'Unknown'].includes(text(status)))
        tell(`${below}.onPodConditions[${j}].status`, `'${text(status)}' is none of True, False, Unknown`);
    }
  }
}

function checkExitCodes(codes: Fields, path: string, names: ReadonlySet<string>, tell: Tell): void {
  const { operator, containerName } = codes;
  if (text(operator) === '') tell(`${path}.operator`, 'is required: In or NotIn');
  if (typeof containerName === 'string' && !names.has(containerName))
    tell(`${path}.containerName`, `'${containerName}' is no container of the pod`);
  const values = list(codes.values).map(Number);
  if (values.length === 0) tell(`${path}.values`, 'are required');
  if (values.length > 255) tell(`${path}.values`, `are ${values.length}, at most 255 are allowed`);
  for (const [i, value] of values.entries()) {
    if (operator === 'In' && value === 0) tell(`${path}.values[${i}]`, '0 is no failure, and not for operator In');
    if (values.indexOf(value) < i) tell(`${path}.values[${i}]`, `${value} stands twice`);
  }
  if (values.some((value, i) => i > 0 && values[i - 1]! > value)) tell(`${path}.values`, 'must be in their order');
}

function checkSuccessPolicy(spec: Fields, path: string, tell: Tell): void {
  const policies = records(record(spec.successPolicy).rules);
  if (policies.length === 0) tell(path, 'are required');
  if (policies.length > 20) tell(path, `are ${policies.length}, at most 20 are allowed`);
  const all = number(spec.completions) ?? 0;
  for (const [i, rule] of policies.entries()) {
    const below = `${path}[${i}]`;
    const count = number(rule.succeededCount);
    const indexes = rule.succeededIndexes;
    if (count === undefined && typeof indexes !== 'string') tell(below, 'needs succeededCount or succeededIndexes');
    const total = typeof indexes === 'string' ? countIndexes(indexes, all) : undefined;
    if (typeof total === 'string') tell(`${below}.succeededIndexes`, total);
    if (count === undefined) continue;
    if (count < 0) tell(`${below}.succeededCount`, `${count} is negative`);
    if (count > all) tell(`${below}.succeededCount`, `${count} is more than completions, ${all}`);
    else if (typeof total === 'number' && count > total)
      tell(`${below}.succeededCount`, `${count} is more than the indexes, ${total}`);
  }
}

/** How many indexes `0,2-4` are; why it is no such list. */
function countIndexes(indexes: string, all: number): number | string {
  if (indexes === '') return 0;
  let before = -1;
  let total = 0;
  for (const part of indexes.split(',')) {
    const [first = '', last, ...more] = part.split('-');
    const from = goInteger(first);
    const to = last === undefined ? from : goInteger(last);
    if (more.length > 0 || from === undefined || to === undefined)
      return `'${part}' is no index and no range such as 2-4`;
    if (to >= all || from >= all) return `'${part}' is not less than completions, ${all}`;
    if (from <= before || (last !== undefined && from >= to)) return `'${indexes}' must be in ascending order`;
    before = to;
    total += to - from + 1;
  }
  return total;
}
