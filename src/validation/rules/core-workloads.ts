import { isRecord } from '../finding';
import { label, labelValue, qualifiedName } from '../names';
import { podTemplates } from '../pod-templates';
import { checkClaim } from './claims';
import { checkPod, podRules } from './core-pod';
import { checkSelector, selects } from './label-selector';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  ...podRules,
  'workload/selector': "The selector matches the template's labels.",
  'workload/counts': 'Replicas and limits are not negative.',
  'workload/strategy': 'An update strategy has the settings of its type.',
  'workload/template': 'Labels and annotations of the template are valid.',
  'workload/stateful-set': 'Names, claims and ordinals of a stateful set are those that its pods can have.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

const ALWAYS = ['Always', ''];
const RESTART: Record<string, readonly string[]> = {
  Deployment: ALWAYS,
  StatefulSet: ALWAYS,
  DaemonSet: ALWAYS,
  ReplicaSet: ALWAYS,
  ReplicationController: ALWAYS,
  Job: ['OnFailure', 'Never'],
  CronJob: ['OnFailure', 'Never'],
};
const WITH_SELECTOR = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** What Kubernetes demands of its workloads. */
export const coreWorkloads = ruleSet<Ids>({
  sources: [
    'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/core/validation/validation.go',
    'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/apps/validation/validation.go',
  ],
  kinds: [
    'v1/Pod',
    'v1/ReplicationController',
    'apps/v1/Deployment',
    'apps/v1/StatefulSet',
    'apps/v1/DaemonSet',
    'apps/v1/ReplicaSet',
    'batch/v1/Job',
    'batch/v1/CronJob',
  ],
  rules,
  check: ({ object, report }) => {
    const kind = text(object.kind);
    const spec = record(object.spec);
    checkPods(object, kind, report);
    if (WITH_SELECTOR.has(kind)) checkOwnSelector(spec, report);
    if (RESTART[kind] === ALWAYS || kind === 'Job') checkTemplate(record(spec.template), 'spec.template', kind, report);
    for (const field of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']) {
      const value = kind === 'StatefulSet' && field === 'revisionHistoryLimit' ? undefined : number(spec[field]);
      if (value !== undefined && value < 0) report('workload/counts', `spec.${field}`, `${value} is negative`);
    }
    if (kind === 'Deployment') checkDeployment(spec, report);
    else if (kind === 'DaemonSet') checkDaemonSet(spec, report);
    else if (kind === 'StatefulSet') checkStatefulSet(object, spec, report);
  },
});

function checkPods(object: Fields, kind: string, report: Report): void {
  const restart = RESTART[kind];
  const templates = podTemplates(object);
  if (templates.length === 0) {
    const path =
      kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : kind === 'Pod' ? 'spec' : 'spec.template.spec';
    report('pod/containers', `${path}.containers`, 'are required');
  }
  for (const { spec: pod, path } of templates) {
    const claims = records(at(object, 'spec', 'volumeClaimTemplates')).map((c) => text(at(c, 'metadata', 'name')));
    checkPod(pod, path, report, { claims, ...(restart && { restart }) });
  }
}

function checkOwnSelector(spec: Fields, report: Report): void {
  if (!isRecord(spec.selector)) {
    if (!given(spec.selector)) report('workload/selector', 'spec.selector', 'is required');
    return;
  }
  const { selector } = spec;
  checkSelector(selector, 'spec.selector', (path, message) => report('workload/selector', path, message));
  if (Object.keys(record(selector.matchLabels)).length === 0 && list(selector.matchExpressions).length === 0)
    report('workload/selector', 'spec.selector', 'is empty, and would select every pod');
  else if (!selects(selector, record(at(spec, 'template', 'metadata', 'labels'))))
    report('workload/selector', 'spec.template.metadata.labels', 'do not match spec.selector');
}

function checkTemplate(template: Fields, path: string, kind: string, report: Report): void {
  const { labels, annotations } = record(template.metadata);
  for (const [key, value] of Object.entries(record(labels))) {
    const wrong = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
    if (wrong !== undefined) report('workload/template', `${path}.metadata.labels`, wrong);
  }
  for (const key of Object.keys(record(annotations))) {
    const wrong = qualifiedName(key.toLowerCase());
    if (wrong !== undefined) report('workload/template', `${path}.metadata.annotations`, wrong);
  }
  if (kind !== 'Job' && given(at(template, 'spec', 'activeDeadlineSeconds')))
    report('workload/template', `${path}.spec.activeDeadlineSeconds`, 'must be left out: these pods run on');
}

/** Why a share or number of pods is none; shares up to 100 percent where that is the most. */
export function amountProblem(value: unknown, most = Number.POSITIVE_INFINITY): string | undefined {
  if (typeof value === 'number') return value < 0 ? `${value} is negative` : undefined;
  if (typeof value !== 'string') return undefined;
  if (!/^\d+%$/.test(value)) return `'${value}' is neither a number nor a percentage`;
  return Number(value.slice(0, -1)) > most ? `'${value}' is more than ${most}%` : undefined;
}

function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && /^0+%$/.test(value));
}

function checkDeployment(spec: Fields, report: Report): void {
  const path = 'spec.strategy.rollingUpdate';
  const strategy = record(spec.strategy);
  const deadline = number(spec.progressDeadlineSeconds) ?? 600;
  const ready = number(spec.minReadySeconds) ?? 0;
  if (deadline <= ready && deadline >= 0)
    report(
      'workload/counts',
      'spec.progressDeadlineSeconds',
      `${deadline} must be more than minReadySeconds, ${ready}`,
    );
  if (!given(strategy.rollingUpdate)) return;
  if (strategy.type === 'Recreate') {
    report('workload/strategy', path, 'may not be given for type Recreate');
    return;
  }
  const { maxSurge, maxUnavailable } = record(strategy.rollingUpdate);
  checkAmounts({ maxSurge, maxUnavailable }, path, report);
  if (isZero(maxSurge) && isZero(maxUnavailable))
    report('workload/strategy', `${path}.maxUnavailable`, 'may not be 0 where maxSurge is 0');
}

function checkAmounts(amounts: Fields, path: string, report: Report): void {
  for (const [field, value] of Object.entries(amounts)) {
    const wrong = amountProblem(value, field === 'maxUnavailable' ? 100 : undefined);
    if (wrong !== undefined) report('workload/strategy', `${path}.${field}`, wrong);
  }
}

function checkDaemonSet(spec: Fields, report: Report): void {
  const path = 'spec.updateStrategy.rollingUpdate';
  const strategy = record(spec.updateStrategy);
  if (strategy.type === 'OnDelete' || !given(strategy.rollingUpdate)) return;
  const { maxSurge = 0, maxUnavailable = 1 } = record(strategy.rollingUpdate);
  checkAmounts({ maxSurge, maxUnavailable }, path, report);
  if (isZero(maxUnavailable) && isZero(maxSurge))
    report('workload/strategy', `${path}.maxUnavailable`, 'may not be 0 where maxSurge is 0');
  else if (!isZero(maxUnavailable) && !isZero(maxSurge))
    report('workload/strategy', `${path}.maxSurge`, 'must be 0 unless maxUnavailable is 0');
}

function checkStatefulSet(object: Fields, spec: Fields, report: Report): void {
  const rule = 'workload/stateful-set';
  const name = text(at(object, 'metadata', 'name'));
  const wrongName = name === '' ? undefined : label(name);
  if (wrongName !== undefined) report(rule, 'metadata.name', wrongName);
  const service = text(spec.serviceName);
  const wrong = service === '' ? undefined : label(service);
  if (wrong !== undefined) report(rule, 'spec.serviceName', wrong);
  const start = number(record(spec.ordinals).start) ?? 0;
  if (start < 0) report(rule, 'spec.ordinals.start', `${start} is negative`);
  const retention = record(spec.persistentVolumeClaimRetentionPolicy);
  for (const field of ['whenDeleted', 'whenScaled']) {
    const value = retention[field];
    if (given(value) && value !== '' && value !== 'Retain' && value !== 'Delete')
      report(
        rule,
        `spec.persistentVolumeClaimRetentionPolicy.${field}`,
        `'${word(value)}' is neither Retain nor Delete`,
      );
  }
  const partition = number(at(spec, 'updateStrategy', 'rollingUpdate', 'partition')) ?? 0;
  if (partition < 0)
    report('workload/strategy', 'spec.updateStrategy.rollingUpdate.partition', `${partition} is negative`);
  if (at(spec, 'updateStrategy', 'type') === 'OnDelete' && given(at(spec, 'updateStrategy', 'rollingUpdate')))
    report('workload/strategy', 'spec.updateStrategy.rollingUpdate', 'may not be given for type OnDelete');
  for (const [i, claim] of records(spec.volumeClaimTemplates).entries()) {
    const called = text(at(claim, 'metadata', 'name'));
    const bad = called === '' ? 'is required' : label(called);
    if (bad !== undefined) report(rule, `spec.volumeClaimTemplates[${i}].metadata.name`, bad);
    checkClaim(record(claim.spec), `spec.volumeClaimTemplates[${i}].spec`, (path, message) =>
      report(rule, path, message),
    );
  }
}

/** Pods inside custom resources: their webhooks let these pass, and the pods are refused when the controller makes them. */
export const customPods = ruleSet({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/core/validation/validation.go'],
  kinds: [
    'kubeflow.org/v1/PyTorchJob',
    'kubeflow.org/v1/TFJob',
    'kubeflow.org/v1/XGBoostJob',
    'kubeflow.org/v1/PaddleJob',
    'kubeflow.org/v1/JAXJob',
    'kubeflow.org/v1/MPIJob',
    'kubeflow.org/v1/Notebook',
    'kubeflow.org/v1beta1/Notebook',
    'jobset.x-k8s.io/v1alpha2/JobSet',
    'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet',
  ],
  rules: podRules,
  check: ({ object, report }) => {
    for (const { spec, path } of podTemplates(object)) {
      checkPod(spec, path, (rule, at, message) => report(rule, at, message, 'warning'), { unfinished: true });
    }
  },
});
