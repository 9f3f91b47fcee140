import { label } from '../names';
import { amountProblem } from './core-workloads';
import { checkSelector } from './label-selector';
import { containerResource } from './pod-resources';
import { quantity } from './quantity';
import { given, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

type Fields = Record<string, unknown>;
type Tell = (path: string, message: string) => void;

const SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis';

/** What Kubernetes demands of scaling and disruption. */
export const coreAutoscaling = ruleSet({
  sources: [`${SOURCE}/autoscaling/validation/validation.go`, `${SOURCE}/policy/validation/validation.go`],
  kinds: [
    'autoscaling/v1/HorizontalPodAutoscaler',
    'autoscaling/v2/HorizontalPodAutoscaler',
    'policy/v1/PodDisruptionBudget',
  ],
  rules: {
    'core/autoscaler': 'An autoscaler has a target, at least one replica, and no more at least than at most.',
    'core/autoscaler-metric': 'A metric of an autoscaler has the source of its type, and a target.',
    'core/autoscaler-behavior': 'Scaling rules have policies, over at most half an hour.',
    'core/disruption-budget': 'A budget says what may be disrupted in one way.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    if (object.kind === 'PodDisruptionBudget') {
      checkBudget(spec, (path, message) => report('core/disruption-budget', path, message));
      return;
    }
    const tell: Tell = (path, message) => report('core/autoscaler', path, message);
    const metrics = records(spec.metrics);
    const min = number(spec.minReplicas) ?? 1;
    const max = number(spec.maxReplicas);
    if (min < 1) tell('spec.minReplicas', `${min} must be at least 1`);
    if (max !== undefined && max < 1) tell('spec.maxReplicas', `${max} must be at least 1`);
    if (max !== undefined && max < min) tell('spec.maxReplicas', `${max} is less than minReplicas, ${min}`);
    checkTarget(record(spec.scaleTargetRef), 'spec.scaleTargetRef', true, tell);
    const share = number(spec.targetCPUUtilizationPercentage);
    if (share !== undefined && share < 1) tell('spec.targetCPUUtilizationPercentage', `${share} must be more than 0`);
    for (const [i, metric] of metrics.entries())
      checkMetric(metric, `spec.metrics[${i}]`, (path, message) => report('core/autoscaler-metric', path, message));
    for (const direction of ['scaleUp', 'scaleDown']) {
      const behavior = record(spec.behavior)[direction];
      if (given(behavior))
        checkBehavior(record(behavior), `spec.behavior.${direction}`, (path, message) =>
          report('core/autoscaler-behavior', path, message),
        );
    }
  },
});

function checkTarget(target: Fields, path: string, scaled: boolean, tell: Tell): void {
  for (const field of ['kind', 'name']) {
    const value = text(target[field]);
    if (value === '') tell(`${path}.${field}`, 'is required');
    else if (/[/%]|^\.\.?$/.test(value)) tell(`${path}.${field}`, `'${value}' may not have '/' or '%'`);
  }
  const version = text(target.apiVersion);
  const parts = version.split('/').length;
  if (parts > 2) tell(`${path}.apiVersion`, `'${version}' must be group/version`);
  else if (scaled && (parts < 2 || version.startsWith('/')) && version !== 'v1')
    tell(`${path}.apiVersion`, `'${version}' has no group: write group/version`);
}

const SOURCES: Readonly<Record<string, string>> = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

function checkMetric(metric: Fields, path: string, tell: Tell): void {
  const type = text(metric.type);
  const expected = Object.hasOwn(SOURCES, type) ? SOURCES[type]! : undefined;
  if (expected === undefined)
    tell(`${path}.type`, type === '' ? 'is required' : `'${type}' is none of ${Object.keys(SOURCES).join(', ')}`);
  const present = Object.values(SOURCES).filter((field) => given(metric[field]));
  if (expected !== undefined && !present.includes(expected))
    tell(`${path}.${expected}`, `is required for type ${type}`);
  for (const field of present) if (field !== expected) tell(`${path}.${field}`, `does not go with type ${type}`);
  const [first] = present;
  if (first !== undefined) checkSource(record(metric[first]), first, `${path}.${first}`, tell);
}

function checkSource(source: Fields, kind: string, path: string, tell: Tell): void {
  const target = record(source.target);
  const type = text(target.type);
  if (!['Utilization', 'Value', 'AverageValue'].includes(type))
    tell(`${path}.target.type`, type === '' ? 'is required' : `'${type}' is none of Utilization, Value, AverageValue`);
  for (const field of ['value', 'averageValue']) {
    const amount = quantity(target[field]);
    if (amount !== undefined && amount <= 0n)
      tell(`${path}.target.${field}`, `${word(target[field])} must be more than 0`);
  }
  const share = number(target.averageUtilization);
  if (share !== undefined && share < 1) tell(`${path}.target.averageUtilization`, `${share} must be more than 0`);
  const has = (field: string) => given(target[field]);
  if (kind === 'resource' || kind === 'containerResource') {
    const name = text(source.name);
    const wrong = name === '' ? 'is required' : kind === 'resource' ? undefined : containerResource(name);
    if (wrong !== undefined) tell(`${path}.name`, wrong);
    if (kind === 'containerResource') {
      const container = text(source.container);
      const bad = container === '' ? 'is required' : label(container);
      if (bad !== undefined) tell(`${path}.container`, bad);
    }
    if (!has('averageUtilization') && !has('averageValue'))
      tell(`${path}.target.averageUtilization`, 'is required, or averageValue');
    else if (has('averageUtilization') && has('averageValue'))
      tell(`${path}.target.averageValue`, 'does not go with averageUtilization');
    return;
  }
  const name = text(record(source.metric).name);
  if (name === '') tell(`${path}.metric.name`, 'is required');
  else if (/[/%]|^\.\.?$/.test(name)) tell(`${path}.metric.name`, `'${name}' may not have '/' or '%'`);
  if (kind === 'object') checkTarget(record(source.describedObject), `${path}.describedObject`, false, tell);
  if (!has('averageValue') && (kind === 'pods' || !has('value')))
    tell(`${path}.target.averageValue`, kind === 'pods' ? 'is required' : 'is required, or value');
  if (kind === 'external' && has('value') && has('averageValue'))
    tell(`${path}.target.value`, 'does not go with averageValue');
}

function checkBehavior(behavior: Fields, path: string, tell: Tell): void {
  const window = number(behavior.stabilizationWindowSeconds);
  if (window !== undefined && (window < 0 || window > 3600))
    tell(`${path}.stabilizationWindowSeconds`, `${window} must be from 0 to 3600`);
  const choice = behavior.selectPolicy;
  if (given(choice) && !['Max', 'Min', 'Disabled'].includes(text(choice)))
    tell(`${path}.selectPolicy`, `'${text(choice)}' is none of Max, Min, Disabled`);
  // The server fills in policies where there is no list, not where it is empty.
  if (Array.isArray(behavior.policies) && behavior.policies.length === 0) tell(`${path}.policies`, 'are required');
  for (const [i, policy] of records(behavior.policies).entries()) {
    const below = `${path}.policies[${i}]`;
    if (policy.type !== 'Pods' && policy.type !== 'Percent')
      tell(`${below}.type`, `'${text(policy.type)}' is neither Pods nor Percent`);
    const value = number(policy.value) ?? 0;
    if (value <= 0) tell(`${below}.value`, `${value} must be more than 0`);
    const period = number(policy.periodSeconds) ?? 0;
    if (period <= 0 || period > 1800) tell(`${below}.periodSeconds`, `${period} must be from 1 to 1800`);
  }
}

function checkBudget(spec: Fields, tell: Tell): void {
  if (given(spec.minAvailable) && given(spec.maxUnavailable))
    tell('spec', 'has minAvailable and maxUnavailable, only one is possible');
  for (const field of ['minAvailable', 'maxUnavailable']) {
    const wrong = amountProblem(spec[field], 100);
    if (wrong !== undefined) tell(`spec.${field}`, wrong);
  }
  if (given(spec.selector)) checkSelector(record(spec.selector), 'spec.selector', tell);
  if (spec.unhealthyPodEvictionPolicy === '') tell('spec.unhealthyPodEvictionPolicy', "may not be ''");
}
