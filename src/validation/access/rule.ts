import { isRecord } from '../../core/values';
import {
  type Attribute,
  operationFields,
  type PolicyContext,
  sourceFields,
  type Test,
  Unusable,
  whenAttribute,
} from './attributes';
import type { Facts } from './facts';

/** One rule, ready to be asked. */
export interface CompiledRule {
  /** The part that refuses the request, in the policy's words; `undefined` where the rule matches. */
  mismatch(facts: Facts): string | undefined;
}
/** A rule that the proxy does not get, and why. */
export interface DroppedRule {
  readonly dropped: string;
}

/** `restricts` is true of actions that deny: what cannot be compared is left out there, so that they reach further. */
export interface RuleOptions extends PolicyContext {
  readonly tcp: boolean;
  readonly restricts: boolean;
}

/** Upstream: istio pilot/pkg/security/authz/model/model.go. */
export function compileRule(rule: unknown, options: RuleOptions): CompiledRule | DroppedRule {
  if (!isRecord(rule)) return { dropped: 'is empty' };
  try {
    const when = list(rule.when).map((condition) => compileWhen(condition, options));
    const from = list(rule.from).map((source) => compileFields(part(source, 'source'), sourceFields, options));
    const to = list(rule.to).map((operation) => compileFields(part(operation, 'operation'), operationFields, options));
    return { mismatch: (facts) => anyOf('from', from, facts) ?? anyOf('to', to, facts) ?? firstOf(when.flat(), facts) };
  } catch (error) {
    if (error instanceof Unusable) return { dropped: error.message };
    throw error;
  }
}

interface NamedTest {
  readonly name: string;
  readonly test: Test;
}

function anyOf(name: string, alternatives: readonly (readonly NamedTest[])[], facts: Facts): string | undefined {
  const missed = alternatives.map((tests) => firstOf(tests, facts));
  if (missed.length === 0 || missed.includes(undefined)) return undefined;
  return `${name} (${[...new Set(missed)].join(', ')})`;
}

function firstOf(tests: readonly NamedTest[], facts: Facts): string | undefined {
  return tests.find(({ test }) => !test(facts))?.name;
}

function compileFields(
  fields: Record<string, unknown>,
  known: Readonly<Record<string, Attribute>>,
  options: RuleOptions,
): NamedTest[] {
  return Object.entries(known).flatMap(([field, attribute]) => {
    const not = `not${field[0]!.toUpperCase()}${field.slice(1)}`;
    return compileValues(attribute, field, [field, not], texts(fields[field]), texts(fields[not]), options);
  });
}

function compileWhen(condition: unknown, options: RuleOptions): NamedTest[] {
  const { key, values, notValues } = isRecord(condition) ? condition : {};
  const attribute = typeof key === 'string' ? whenAttribute(key) : undefined;
  if (attribute === undefined) throw new Unusable(`${String(key)} is no attribute that Istio knows`);
  return compileValues(
    attribute,
    key as string,
    [key as string, `${key} (notValues)`],
    texts(values),
    texts(notValues),
    options,
  );
}

function compileValues(
  attribute: Attribute,
  key: string,
  names: readonly [string, string],
  values: readonly string[],
  notValues: readonly string[],
  options: RuleOptions,
): NamedTest[] {
  const wanted = testsOf(attribute, key, values, options);
  const refused = testsOf(attribute, key, notValues, options);
  const found: NamedTest[] = [];
  if (wanted.length > 0) found.push({ name: names[0], test: (facts) => wanted.some((test) => test(facts)) });
  if (refused.length > 0) found.push({ name: names[1], test: (facts) => !refused.some((test) => test(facts)) });
  return found;
}

function testsOf(attribute: Attribute, key: string, values: readonly string[], options: RuleOptions): Test[] {
  const meant = attribute.expand?.(values, options) ?? values;
  return meant.flatMap((value) => {
    try {
      if (attribute.http && options.tcp) throw new Unusable(`${key} is known of HTTP requests only`);
      return [attribute.test(value, key, options)];
    } catch (error) {
      if (error instanceof Unusable && options.restricts) return [];
      throw error;
    }
  });
}

function part(entry: unknown, name: string): Record<string, unknown> {
  const inner = isRecord(entry) ? entry[name] : undefined;
  return isRecord(inner) ? inner : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).map(String);
}
