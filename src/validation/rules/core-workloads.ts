import { isRecord } from '../finding';
import { podTemplates } from '../pod-templates';
import { checkPod, podRules } from './core-pod';
import { checkSelector } from './kueue';
import { at, given, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

const rules = {
  ...podRules,
  'workload/selector': "The selector matches the template's labels.",
  'workload/counts': 'Replicas, parallelism and limits are not negative.',
  'workload/strategy': 'An update strategy has the settings of its type.',
  'workload/schedule': 'A cron job has a schedule.',
} as const;

const RESTART: Record<string, readonly string[]> = {
  Deployment: ['Always', ''],
  StatefulSet: ['Always', ''],
  DaemonSet: ['Always', ''],
  ReplicaSet: ['Always', ''],
  ReplicationController: ['Always', ''],
  Job: ['OnFailure', 'Never'],
  CronJob: ['OnFailure', 'Never'],
};
const WITH_SELECTOR = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** What Kubernetes demands of its workloads. */
export const coreWorkloads = ruleSet<keyof typeof rules>({
  sources: [
    'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/core/validation/validation.go',
    'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/apps/validation/validation.go',
    'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/batch/validation/validation.go',
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
    const allowed = RESTART[kind];
    for (const { spec: pod, path } of podTemplates(object))
      checkPod(pod, path, report, allowed ? { restart: allowed } : {});
    if (WITH_SELECTOR.has(kind)) {
      const selector = record(spec.selector);
      checkSelector(selector, 'spec.selector', (path, message) => report('workload/selector', path, message));
      const labels = record(at(spec, 'template', 'metadata', 'labels'));
      if (isRecord(spec.selector)) {
        if (Object.keys(record(selector.matchLabels)).length === 0 && list(selector.matchExpressions).length === 0) {
          report('workload/selector', 'spec.selector', 'is empty, and would select every pod');
        } else if (!selects(selector, labels))
          report('workload/selector', 'spec.template.metadata.labels', 'do not match spec.selector');
      }
    }
    const job = kind === 'CronJob' ? record(at(spec, 'jobTemplate', 'spec')) : spec;
    const base = kind === 'CronJob' ? 'spec.jobTemplate.spec' : 'spec';
    for (const field of [
      'replicas',
      'minReadySeconds',
      'revisionHistoryLimit',
      'parallelism',
      'completions',
      'backoffLimit',
      'activeDeadlineSeconds',
      'ttlSecondsAfterFinished',
    ]) {
      const value = number(job[field]);
      if (value !== undefined && value < 0) report('workload/counts', `${base}.${field}`, `${value} is negative`);
    }
    if (kind === 'CronJob' && text(spec.schedule) === '') report('workload/schedule', 'spec.schedule', 'is required');
    const strategy = record(spec.strategy);
    if (kind === 'Deployment' && strategy.type === 'Recreate' && given(strategy.rollingUpdate)) {
      report('workload/strategy', 'spec.strategy.rollingUpdate', 'may not be given for type Recreate');
    }
    if (
      kind === 'Deployment' &&
      isZero(record(strategy.rollingUpdate).maxSurge) &&
      isZero(record(strategy.rollingUpdate).maxUnavailable)
    ) {
      report('workload/strategy', 'spec.strategy.rollingUpdate.maxUnavailable', 'may not be 0 where maxSurge is 0');
    }
  },
});

function isZero(value: unknown): boolean {
  return value === 0 || value === '0%' || value === '0';
}

function selects(selector: Record<string, unknown>, labels: Record<string, unknown>): boolean {
  const matched = Object.entries(record(selector.matchLabels)).every(([key, value]) => labels[key] === value);
  return matched && records(selector.matchExpressions).every((expression) => fits(expression, labels));
}

function fits(expression: Record<string, unknown>, labels: Record<string, unknown>): boolean {
  const value = labels[text(expression.key)];
  switch (expression.operator) {
    case 'In':
      return list(expression.values).includes(value);
    case 'NotIn':
      return !list(expression.values).includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
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
