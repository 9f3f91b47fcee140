import { label1035, subdomain } from '../names';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const FAILURE_REASONS = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
  'PodFailurePolicy',
];
const MOST_PODS = 2 ** 31 - 1;

const rules = {
  'jobset/depends-on': 'A job depends on jobs that stand before it; the first one on none.',
  'jobset/subdomain': 'The subdomain is a host label.',
  'jobset/managed-by': "The manager is a path with a domain before '/', of 63 characters at most.",
  'jobset/job-size': 'Replicas times parallelism is a 32 bit number.',
  'jobset/group-name': 'The name of a group is a host label.',
  'jobset/names': 'The names of jobs and pods that are made are host labels.',
  'jobset/success-policy': 'The success policy names jobs of the set.',
  'jobset/failure-policy': 'Failure rules have names of their own, and name jobs of the set and reasons that exist.',
  'jobset/coordinator': 'The coordinator is a pod of an indexed job of the set.',
} as const;

type Ids = keyof typeof rules;

/** What JobSet's webhook demands. */
export const jobset = ruleSet<Ids>({
  sources: ['https://github.com/kubernetes-sigs/jobset/blob/v0.10.1/pkg/webhooks/jobset_webhook.go'],
  kinds: ['jobset.x-k8s.io/v1alpha2/JobSet'],
  rules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const jobs = records(spec.replicatedJobs);
    if (given(jobs[0]?.dependsOn))
      report('jobset/depends-on', 'spec.replicatedJobs[0].dependsOn', 'may not be set for the first job');
    const domain = text(record(spec.network).subdomain);
    const wrongDomain = domain === '' ? undefined : (subdomain(domain) ?? label1035(domain));
    if (wrongDomain !== undefined) report('jobset/subdomain', 'spec.network.subdomain', wrongDomain);
    if (given(spec.managedBy)) {
      const manager = text(spec.managedBy);
      const wrong = domainPath(manager);
      if (wrong !== undefined) report('jobset/managed-by', 'spec.managedBy', wrong);
      else if (manager.length > 63)
        report('jobset/managed-by', 'spec.managedBy', `has ${manager.length} characters, at most 63 are allowed`);
    }
    const name = text(at(object, 'metadata', 'name'));
    const before = new Set<string>();
    for (const [i, job] of jobs.entries()) checkJob(subject, name, job, `spec.replicatedJobs[${i}]`, before);
    for (const [i, target] of list(record(spec.successPolicy).targetReplicatedJobs).entries()) {
      if (!before.has(word(target)))
        report(
          'jobset/success-policy',
          `spec.successPolicy.targetReplicatedJobs[${i}]`,
          `'${word(target)}' is no job of the set`,
        );
    }
    checkFailurePolicy(subject, records(record(spec.failurePolicy).rules), before);
    if (given(spec.coordinator)) checkCoordinator(subject, record(spec.coordinator), jobs);
  },
});

function checkJob(
  { report }: Subject<Ids>,
  set: string,
  job: Record<string, unknown>,
  path: string,
  before: Set<string>,
): void {
  const name = text(job.name);
  before.add(name);
  const spec = record(at(job, 'template', 'spec'));
  const replicas = number(job.replicas) ?? 1;
  const parallelism = number(spec.parallelism) ?? 1;
  if (parallelism * replicas > MOST_PODS)
    report(
      'jobset/job-size',
      `${path}.replicas`,
      `times parallelism is ${parallelism * replicas}, at most ${MOST_PODS} is possible`,
    );
  const group = given(job.groupName) ? text(job.groupName) : 'default';
  const wrongGroup = label1035(group);
  if (wrongGroup !== undefined) report('jobset/group-name', `${path}.groupName`, wrongGroup);
  if (set !== '' && name !== '') {
    const longest = `${set}-${name}-${replicas - 1}`;
    const wrong = label1035(longest);
    if (wrong !== undefined) report('jobset/names', `${path}.name`, `leads to the job name ${wrong}`);
    else if ((spec.completionMode ?? 'Indexed') === 'Indexed' && given(spec.completions)) {
      const pod = `${longest}-${(number(spec.completions) ?? 1) - 1}-abcde`;
      const wrongPod = label1035(pod);
      if (wrongPod !== undefined) report('jobset/names', `${path}.name`, `leads to the pod name ${wrongPod}`);
    }
  }
  for (const [i, dependency] of records(job.dependsOn).entries()) {
    if (!before.has(text(dependency.name)))
      report(
        'jobset/depends-on',
        `${path}.dependsOn[${i}].name`,
        `'${text(dependency.name)}' is no job that stands before`,
      );
  }
}

function checkFailurePolicy(
  { report }: Subject<Ids>,
  policies: readonly Record<string, unknown>[],
  jobs: ReadonlySet<string>,
): void {
  const rule = 'jobset/failure-policy';
  const names = new Set<string>();
  for (const [i, policy] of policies.entries()) {
    const path = `spec.failurePolicy.rules[${i}]`;
    const name = text(policy.name) || `failurePolicyRule${i}`;
    if (name.length > 128) report(rule, `${path}.name`, `has ${name.length} characters, at most 128 are allowed`);
    else if (!/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(name))
      report(rule, `${path}.name`, `'${name}' must be letters, digits, '_', ',' and ':', starting with a letter`);
    if (names.has(name)) report(rule, `${path}.name`, `'${name}' is used twice`);
    names.add(name);
    for (const [j, target] of list(policy.targetReplicatedJobs).entries()) {
      if (!jobs.has(word(target)))
        report(rule, `${path}.targetReplicatedJobs[${j}]`, `'${word(target)}' is no job of the set`);
    }
    for (const [j, reason] of list(policy.onJobFailureReasons).entries()) {
      if (!FAILURE_REASONS.includes(word(reason)))
        report(rule, `${path}.onJobFailureReasons[${j}]`, `'${word(reason)}' is none of ${FAILURE_REASONS.join(', ')}`);
    }
  }
}

function checkCoordinator(
  { report }: Subject<Ids>,
  coordinator: Record<string, unknown>,
  jobs: readonly Record<string, unknown>[],
): void {
  const rule = 'jobset/coordinator';
  const job = jobs.find(({ name }) => name === coordinator.replicatedJob);
  if (job === undefined) {
    report(rule, 'spec.coordinator.replicatedJob', `'${text(coordinator.replicatedJob)}' is no job of the set`);
    return;
  }
  const index = number(coordinator.jobIndex) ?? 0;
  const replicas = number(job.replicas) ?? 1;
  if (index < 0 || index >= replicas) {
    report(rule, 'spec.coordinator.jobIndex', `${index} is no index of a job with ${replicas} replicas`);
    return;
  }
  const spec = record(at(job, 'template', 'spec'));
  const completions = number(spec.completions);
  if ((spec.completionMode ?? 'Indexed') !== 'Indexed' || completions === undefined) {
    report(
      rule,
      'spec.coordinator.replicatedJob',
      `'${text(coordinator.replicatedJob)}' must be an indexed job with completions`,
    );
    return;
  }
  const pod = number(coordinator.podIndex) ?? 0;
  if (pod < 0 || pod >= completions)
    report(rule, 'spec.coordinator.podIndex', `${pod} is no index of a job with ${completions} completions`);
}

/** `domain/path`. Facts: k8s.io/apimachinery pkg/util/validation, IsDomainPrefixedPath. */
export function domainPath(value: string): string | undefined {
  const at = value.indexOf('/');
  if (value === '') return 'is empty';
  if (at < 0) return `'${value}' must be a domain, '/' and a path, such as 'example.com/controller'`;
  const domain = value.slice(0, at);
  const path = value.slice(at + 1);
  if (domain === '' || path === '')
    return `'${value}' must be a domain, '/' and a path, such as 'example.com/controller'`;
  const wrong = subdomain(domain);
  if (wrong !== undefined) return `'${value}' begins with no domain: ${wrong}`;
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path) ? undefined : `'${value}' has characters that no path has`;
}
