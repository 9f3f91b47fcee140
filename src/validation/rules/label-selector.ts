import { labelValue, qualifiedName, subdomain } from '../names';
import { list, record, records, text, word } from './read';

type Fields = Record<string, unknown>;
type Tell = (path: string, message: string) => void;

/** A label selector's requirements. Facts: k8s.io/apimachinery pkg/apis/meta/v1/validation. */
export function checkSelector(selector: Fields, path: string, report: Tell): void {
  checkLabelMap(selector.matchLabels, `${path}.matchLabels`, report);
  for (const [i, expression] of records(selector.matchExpressions).entries()) {
    const below = `${path}.matchExpressions[${i}]`;
    const values = list(expression.values);
    switch (expression.operator) {
      case 'In':
      case 'NotIn':
        if (values.length === 0) report(`${below}.values`, `are required for operator ${expression.operator}`);
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (values.length > 0) report(`${below}.values`, `must be left out for operator ${expression.operator}`);
        break;
      default:
        report(`${below}.operator`, `'${text(expression.operator)}' is none of In, NotIn, Exists, DoesNotExist`);
    }
    const wrong = qualifiedName(text(expression.key));
    if (wrong !== undefined) report(`${below}.key`, wrong);
    for (const [j, value] of values.entries()) {
      const wrongValue = labelValue(word(value));
      if (wrongValue !== undefined) report(`${below}.values[${j}]`, wrongValue);
    }
  }
}

/** Labels by Kubernetes' grammar; the path is that of the map, as upstream has it. */
export function checkLabelMap(labels: unknown, path: string, report: Tell): void {
  for (const [key, value] of Object.entries(record(labels))) {
    const wrong = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
    if (wrong !== undefined) report(path, wrong);
  }
}

/** Whether the labels are selected. */
export function selects(selector: Fields, labels: Fields): boolean {
  const matched = Object.entries(record(selector.matchLabels)).every(([key, value]) => labels[key] === value);
  return matched && records(selector.matchExpressions).every((expression) => fits(expression, labels));
}

function fits(expression: Fields, labels: Fields): boolean {
  const key = text(expression.key);
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
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

/** A selector of nodes: the requirements of each term. Fact: kubernetes pkg/apis/core/validation ValidateNodeSelector. */
export function checkNodeSelector(selector: Fields, path: string, report: Tell): void {
  const terms = records(selector.nodeSelectorTerms);
  if (terms.length === 0) report(`${path}.nodeSelectorTerms`, 'are required');
  for (const [i, term] of terms.entries()) checkNodeTerm(term, `${path}.nodeSelectorTerms[${i}]`, report);
}

export function checkNodeTerm(term: Fields, path: string, report: Tell): void {
  for (const [i, { key, operator, values }] of records(term.matchExpressions).entries()) {
    const below = `${path}.matchExpressions[${i}]`;
    const count = list(values).length;
    if (operator === 'In' || operator === 'NotIn') {
      if (count === 0) report(`${below}.values`, `are required for operator ${operator}`);
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (count > 0) report(`${below}.values`, `must be left out for operator ${operator}`);
    } else if (operator === 'Gt' || operator === 'Lt') {
      if (count !== 1) report(`${below}.values`, `must be one for operator ${operator}`);
    } else report(`${below}.operator`, `'${text(operator)}' is none of In, NotIn, Exists, DoesNotExist, Gt, Lt`);
    const wrong = qualifiedName(text(key));
    if (wrong !== undefined) report(`${below}.key`, wrong);
    for (const [j, value] of list(values).entries()) {
      const bad = labelValue(word(value));
      if (bad !== undefined) report(`${below}.values[${j}]`, bad);
    }
  }
  for (const [i, { key, operator, values }] of records(term.matchFields).entries()) {
    const below = `${path}.matchFields[${i}]`;
    if (operator !== 'In' && operator !== 'NotIn')
      report(`${below}.operator`, `'${text(operator)}' is neither In nor NotIn`);
    else if (list(values).length !== 1) report(`${below}.values`, 'must be one');
    if (key !== 'metadata.name') report(`${below}.key`, `'${text(key)}' must be metadata.name`);
    for (const [j, value] of list(values).entries()) {
      const wrong = key === 'metadata.name' ? subdomain(word(value)) : undefined;
      if (wrong !== undefined) report(`${below}.values[${j}]`, wrong);
    }
  }
}
