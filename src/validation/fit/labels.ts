import type { FitExpression } from './document';

export type Labels = Readonly<Record<string, string>>;

/** Every pair of the selector is among the labels. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);
}

/**
 * Required node affinity: terms ORed, expressions ANDed; an empty term matches nothing.
 * Upstream: k8s.io/component-helpers/scheduling/corev1/nodeaffinity.
 */
export function matchesTerms(terms: readonly (readonly FitExpression[])[] | undefined, labels: Labels): boolean {
  if (terms === undefined || terms.length === 0) return true;
  return terms.some((term) => term.length > 0 && term.every((expression) => holds(expression, labels)));
}

/** One requirement, as apimachinery's labels.Requirement matches it: NotIn and DoesNotExist hold where the key is absent. */
export function holds({ key, operator, values = [] }: FitExpression, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.some((one) => String(one) === value);
    case 'NotIn':
      return value === undefined || !values.some((one) => String(one) === value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
    case 'Lt': {
      const bound = values.length === 1 ? integer(String(values[0])) : undefined;
      const held = value === undefined ? undefined : integer(value);
      if (bound === undefined || held === undefined) return false;
      return operator === 'Gt' ? held > bound : held < bound;
    }
    default:
      return false;
  }
}

export function integer(text: string): bigint | undefined {
  return /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
}
