import { label, labelValue, qualifiedName } from '../names';
import { checkLabelMap, checkNodeSelector, checkNodeTerm, checkSelector } from './label-selector';
import type { Fields, PodReport } from './pod-rules';
import { at, given, list, number, record, records, text, word } from './read';

type Tell = (path: string, message: string) => void;

/** Where a pod may run. */
export function checkScheduling(pod: Fields, path: string, report: PodReport): void {
  const tell: Tell = (where, message) => report('pod/scheduling', where, message);
  checkLabelMap(pod.nodeSelector, `${path}.nodeSelector`, tell);
  checkTolerations(records(pod.tolerations), `${path}.tolerations`, tell);
  checkAffinity(record(pod.affinity), `${path}.affinity`, tell);
  checkSpread(records(pod.topologySpreadConstraints), `${path}.topologySpreadConstraints`, tell);
  const gates = new Set<string>();
  for (const [i, gate] of records(pod.schedulingGates).entries()) {
    const name = text(gate.name);
    const wrong = gates.has(name) ? `'${name}' stands twice` : qualifiedName(name);
    if (wrong !== undefined) tell(`${path}.schedulingGates[${i}].name`, wrong);
    gates.add(name);
  }
  for (const [i, gate] of records(pod.readinessGates).entries()) {
    const wrong = qualifiedName(text(gate.conditionType));
    if (wrong !== undefined) tell(`${path}.readinessGates[${i}].conditionType`, wrong);
  }
}

function checkTolerations(tolerations: readonly Fields[], path: string, tell: Tell): void {
  for (const [i, toleration] of tolerations.entries()) {
    const below = `${path}[${i}]`;
    const key = text(toleration.key);
    const operator = text(toleration.operator);
    const value = text(toleration.value);
    const wrong = key === '' ? undefined : qualifiedName(key);
    if (wrong !== undefined) tell(`${below}.key`, wrong);
    if (key === '' && operator !== 'Exists') tell(`${below}.operator`, 'must be Exists where no key is given');
    if (operator === 'Exists' && value !== '') tell(`${below}.value`, 'must be left out for operator Exists');
    const bad = operator === 'Exists' ? undefined : labelValue(value);
    if (bad !== undefined) tell(`${below}.value`, bad);
    if (given(toleration.tolerationSeconds) && toleration.effect !== 'NoExecute')
      tell(`${below}.effect`, 'must be NoExecute where tolerationSeconds is given');
  }
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function checkAffinity(affinity: Fields, path: string, tell: Tell): void {
  const required = at(affinity, 'nodeAffinity', REQUIRED);
  if (given(required)) checkNodeSelector(record(required), `${path}.nodeAffinity.${REQUIRED}`, tell);
  for (const kind of ['nodeAffinity', 'podAffinity', 'podAntiAffinity']) {
    for (const [i, term] of records(record(affinity[kind])[PREFERRED]).entries()) {
      const below = `${path}.${kind}.${PREFERRED}[${i}]`;
      const weight = number(term.weight);
      if (weight !== undefined && (weight < 1 || weight > 100))
        tell(`${below}.weight`, `${weight} must be from 1 to 100`);
      if (kind === 'nodeAffinity') checkNodeTerm(record(term.preference), `${below}.preference`, tell);
      else checkPodTerm(record(term.podAffinityTerm), `${below}.podAffinityTerm`, tell);
    }
    if (kind === 'nodeAffinity') continue;
    for (const [i, term] of records(record(affinity[kind])[REQUIRED]).entries())
      checkPodTerm(term, `${path}.${kind}.${REQUIRED}[${i}]`, tell);
  }
}

function checkPodTerm(term: Fields, path: string, tell: Tell): void {
  for (const field of ['labelSelector', 'namespaceSelector'])
    if (given(term[field])) checkSelector(record(term[field]), `${path}.${field}`, tell);
  for (const [i, namespace] of list(term.namespaces).entries()) {
    const wrong = label(word(namespace));
    if (wrong !== undefined) tell(`${path}.namespaces[${i}]`, wrong);
  }
  checkLabelKeys(term, path, tell);
  checkTopologyKey(term, path, tell);
}

function checkTopologyKey(term: Fields, path: string, tell: Tell): void {
  const key = text(term.topologyKey);
  const wrong = key === '' ? 'is required' : qualifiedName(key);
  if (wrong !== undefined) tell(`${path}.topologyKey`, wrong);
}

function checkLabelKeys(term: Fields, path: string, tell: Tell): void {
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = list(term[field]);
    if (keys.length > 0 && !given(term.labelSelector)) tell(`${path}.${field}`, 'go with labelSelector only');
    for (const [i, key] of keys.entries()) {
      const wrong = qualifiedName(word(key));
      if (wrong !== undefined) tell(`${path}.${field}[${i}]`, wrong);
    }
  }
}

function checkSpread(constraints: readonly Fields[], path: string, tell: Tell): void {
  const seen = new Set<string>();
  for (const [i, constraint] of constraints.entries()) {
    const below = `${path}[${i}]`;
    const skew = number(constraint.maxSkew);
    if (skew !== undefined && skew <= 0) tell(`${below}.maxSkew`, `${skew} must be more than 0`);
    const key = text(constraint.topologyKey);
    if (key === '') tell(`${below}.topologyKey`, 'is required');
    const pair = `${key} ${text(constraint.whenUnsatisfiable)}`;
    if (seen.has(pair)) tell(below, `repeats topologyKey and whenUnsatisfiable, '${pair}'`);
    seen.add(pair);
    const domains = number(constraint.minDomains);
    if (domains !== undefined && domains <= 0) tell(`${below}.minDomains`, `${domains} must be more than 0`);
    if (domains !== undefined && constraint.whenUnsatisfiable !== 'DoNotSchedule')
      tell(`${below}.minDomains`, 'goes with whenUnsatisfiable DoNotSchedule only');
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy', 'whenUnsatisfiable'])
      if (constraint[field] === '') tell(`${below}.${field}`, "may not be ''");
    if (given(constraint.labelSelector))
      checkSelector(record(constraint.labelSelector), `${below}.labelSelector`, tell);
    checkLabelKeys(constraint, below, tell);
  }
}
