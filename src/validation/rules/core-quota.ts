import { qualifiedName } from '../names';
import { containerResource } from './pod-resources';
import { isBroken, quantity } from './quantity';
import { given, list, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

type Fields = Record<string, unknown>;
type Tell = (path: string, message: string) => void;

const SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis';

/** What Kubernetes demands of limits to what a namespace uses, and of priorities. */
export const coreQuota = ruleSet({
  sources: [`${SOURCE}/core/validation/validation.go`, `${SOURCE}/scheduling/validation/validation.go`],
  kinds: ['v1/ResourceQuota', 'v1/LimitRange', 'scheduling.k8s.io/v1/PriorityClass'],
  rules: {
    'core/quota': 'Quotas are of resources that exist, whole where they are counted, and not negative.',
    'core/quota-scope': 'Scopes of a quota exist, and count what it limits.',
    'core/limit-range': 'Limits are in their order: min, default request, default, max.',
    'core/priority-class': 'A priority is at most a billion, beyond which is the system.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    if (object.kind === 'ResourceQuota') {
      checkHard(record(spec.hard), (path, message) => report('core/quota', path, message));
      checkScopes(spec, (path, message) => report('core/quota-scope', path, message));
    } else if (object.kind === 'LimitRange') {
      const types = new Set<string>();
      for (const [i, item] of records(spec.limits).entries()) {
        const tell: Tell = (path, message) => report('core/limit-range', path, message);
        checkLimit(item, `spec.limits[${i}]`, tell);
        const type = text(item.type);
        if (types.has(type)) tell(`spec.limits[${i}].type`, `'${type}' stands twice`);
        types.add(type);
      }
    } else {
      const value = number(object.value) ?? 0;
      const name = text(record(object.metadata).name);
      if (value > 1_000_000_000 && !name.startsWith('system-'))
        report('core/priority-class', 'value', `${value} is more than 1000000000`);
      if (object.preemptionPolicy === '')
        report('core/priority-class', 'preemptionPolicy', "'' is neither PreemptLowerPriority nor Never");
    }
  },
});

const OBJECTS = new Set(
  'pods services replicationcontrollers resourcequotas secrets configmaps persistentvolumeclaims services.nodeports services.loadbalancers'.split(
    ' ',
  ),
);
const AMOUNTS = new Set(
  'cpu memory ephemeral-storage requests.cpu requests.memory requests.storage requests.ephemeral-storage limits.cpu limits.memory limits.ephemeral-storage'.split(
    ' ',
  ),
);

function checkHard(hard: Fields, tell: Tell): void {
  for (const [name, amount] of Object.entries(hard)) {
    const path = `spec.hard.${name}`;
    const value = quantity(amount);
    const wrong = standardResource(name);
    if (wrong !== undefined) tell(path, wrong);
    if (value === undefined) continue;
    if (value < 0n) tell(path, 'is negative');
    else if ((OBJECTS.has(name) || isCounted(name)) && isBroken(value))
      tell(path, `${word(amount)} must be a whole number`);
  }
}

function standardResource(name: string): string | undefined {
  const known = OBJECTS.has(name) || AMOUNTS.has(name) || /^(requests\.)?hugepages-/.test(name) || name === 'storage';
  const wrong = qualifiedName(name);
  if (wrong !== undefined || known || name.includes('/')) return wrong;
  return `'${name}' is no resource that is known`;
}

/** Resources with a domain other than Kubernetes' own are whole, and so are counts of objects. */
function isCounted(name: string): boolean {
  return name.includes('/') && !name.startsWith('requests.') && !/(^|\.)kubernetes\.io\//.test(name);
}

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];
const EXISTING = new Set(SCOPES.filter((scope) => scope !== 'PriorityClass' && scope !== 'VolumeAttributesClass'));

function checkScopes(spec: Fields, tell: Tell): void {
  const scopes = list(spec.scopes).map(word);
  for (const [i, scope] of scopes.entries())
    if (!SCOPES.includes(scope)) tell(`spec.scopes[${i}]`, `'${scope}' is none of ${SCOPES.join(', ')}`);
  const both = (a: string, b: string) => {
    if (scopes.includes(a) && scopes.includes(b)) tell('spec.scopes', `have ${a} and ${b}, which nothing is both`);
  };
  both('BestEffort', 'NotBestEffort');
  both('Terminating', 'NotTerminating');
  if (scopes.includes('BestEffort'))
    for (const name of Object.keys(record(spec.hard)))
      if (name !== 'pods') tell('spec.scopes', `have BestEffort, which limits pods only, not ${name}`);
  for (const [i, item] of records(record(spec.scopeSelector).matchExpressions).entries()) {
    const path = `spec.scopeSelector.matchExpressions[${i}]`;
    const scope = text(item.scopeName);
    const { operator } = item;
    const count = list(item.values).length;
    if (!SCOPES.includes(scope)) tell(`${path}.scopeName`, `'${scope}' is none of ${SCOPES.join(', ')}`);
    else if (EXISTING.has(scope) && operator !== 'Exists')
      tell(`${path}.operator`, `must be Exists for scope ${scope}`);
    if (operator === 'In' || operator === 'NotIn') {
      if (count === 0) tell(`${path}.values`, `are required for operator ${operator}`);
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (count > 0) tell(`${path}.values`, `must be left out for operator ${operator}`);
    } else tell(`${path}.operator`, `'${text(operator)}' is none of In, NotIn, Exists, DoesNotExist`);
  }
}

const ORDER = ['min', 'defaultRequest', 'default', 'max'] as const;
/** What each amount may not be more than, 1, or less than, -1. */
const BOUNDS: readonly (readonly [string, readonly (readonly [string, 1 | -1])[]])[] = [
  ['min', [['max', 1]]],
  [
    'defaultRequest',
    [
      ['min', -1],
      ['max', 1],
      ['default', 1],
    ],
  ],
  [
    'default',
    [
      ['min', -1],
      ['max', 1],
    ],
  ],
];
const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];

function checkLimit(item: Fields, path: string, tell: Tell): void {
  const type = text(item.type);
  const wrongType = qualifiedName(type);
  if (wrongType !== undefined) tell(`${path}.type`, wrongType);
  else if (!type.includes('/') && !TYPES.includes(type))
    tell(`${path}.type`, `'${type}' is none of ${TYPES.join(', ')}`);
  for (const field of [...ORDER, 'maxLimitRequestRatio'] as const) {
    for (const name of Object.keys(record(item[field]))) {
      const wrong = type === 'Container' || type === 'Pod' ? containerResource(name) : standardResource(name);
      if (wrong !== undefined) tell(`${path}.${field}.${name}`, wrong);
    }
  }
  if (type === 'Pod')
    for (const field of ['default', 'defaultRequest'])
      if (Object.keys(record(item[field])).length > 0) tell(`${path}.${field}`, 'must be left out for type Pod');
  if (type === 'PersistentVolumeClaim' && !given(record(item.min).storage) && !given(record(item.max).storage))
    tell(`${path}.limits`, 'need min or max of storage');
  for (const [field, others] of BOUNDS) {
    for (const [name, amount] of Object.entries(record(item[field]))) {
      const value = quantity(amount);
      for (const [other, sign] of others) {
        const bound = quantity(record(item[other])[name]);
        if (value === undefined || bound === undefined || sign * Number(value - bound) <= 0) continue;
        const shown = word(record(item[other])[name]);
        tell(`${path}.${field}.${name}`, `${word(amount)} is ${sign > 0 ? 'more' : 'less'} than ${other}, ${shown}`);
      }
    }
  }
  for (const [name, ratio] of Object.entries(record(item.maxLimitRequestRatio))) {
    const most = quantity(ratio);
    const [min, max] = [quantity(record(item.min)[name]), quantity(record(item.max)[name])];
    if (most === undefined) continue;
    if (most < 1_000_000_000n) tell(`${path}.maxLimitRequestRatio.${name}`, `${word(ratio)} is less than 1`);
    else if (min !== undefined && max !== undefined && min > 0n && most * min > max * 1_000_000_000n)
      tell(`${path}.maxLimitRequestRatio.${name}`, `${word(ratio)} is more than max by min`);
  }
}
