import { clip, isRecord, type Json, type Problem, pathOf, type Step } from '../finding';
import type { CelRule, SchemaNode } from '../schema';
import { CelFailure, type Program, program } from './engine';
import { celValue, isForeign, isPlain } from './values';

/**
 * What the CEL rules of a schema say of a new object. Rules that compare with the old object do not apply to a new one.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/schema/cel/validation.go.
 */
export function celProblems(nodes: readonly SchemaNode[], root: number, object: Json): Problem[] {
  const carriers = carriersOf(nodes);
  if (!carriers.has(root)) return NONE;
  const problems: Problem[] = [];
  new CelWalk(nodes, carriers, String(object.kind), isForeign(object), problems).visit(root, object);
  return problems;
}

const NONE: Problem[] = [];
const carriersByNodes = new WeakMap<readonly SchemaNode[], Carriers>();

/** Which nodes have rules in or below them, found out once. */
class Carriers {
  readonly #known = new Map<number, boolean>();

  constructor(private readonly nodes: readonly SchemaNode[]) {}

  has(index: number): boolean {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    this.#known.set(index, false);
    const node = this.nodes[index]!;
    const below = [...Object.values(node.properties ?? {}), ...(node.allOf ?? [])];
    if (node.items !== undefined) below.push(node.items);
    if (typeof node.additionalProperties === 'number') below.push(node.additionalProperties);
    const carries = (node['x-kubernetes-validations']?.length ?? 0) > 0 || below.some((i) => this.has(i));
    this.#known.set(index, carries);
    return carries;
  }
}

function carriersOf(nodes: readonly SchemaNode[]): Carriers {
  let carriers = carriersByNodes.get(nodes);
  if (carriers === undefined) {
    carriers = new Carriers(nodes);
    carriersByNodes.set(nodes, carriers);
  }
  return carriers;
}

class CelWalk {
  readonly #steps: Step[] = [];

  constructor(
    private readonly nodes: readonly SchemaNode[],
    private readonly carriers: Carriers,
    private readonly kind: string,
    private readonly foreign: boolean,
    private readonly problems: Problem[],
  ) {}

  visit(index: number, value: unknown, spine = index): void {
    if (value === null || value === undefined) return;
    const node = this.nodes[index]!;
    for (const rule of node['x-kubernetes-validations'] ?? []) this.#rule(rule, spine, value);
    for (const member of node.allOf ?? []) if (this.carriers.has(member)) this.visit(member, value, spine);
    if (Array.isArray(value)) {
      const { items } = node;
      if (items === undefined || !this.carriers.has(items)) return;
      for (let i = 0; i < value.length; i++) this.#below(items, value[i], i);
    } else if (isRecord(value)) {
      const { properties, additionalProperties } = node;
      for (const name in properties) {
        const child = properties[name]!;
        if (Object.hasOwn(value, name) && this.carriers.has(child)) this.#below(child, value[name], name);
      }
      if (typeof additionalProperties === 'number' && this.carriers.has(additionalProperties)) {
        for (const name of Object.keys(value)) {
          if (properties === undefined || !Object.hasOwn(properties, name))
            this.#below(additionalProperties, value[name], name);
        }
      }
    }
  }

  #below(index: number, value: unknown, step: Step): void {
    this.#steps.push(step);
    this.visit(index, value);
    this.#steps.pop();
  }

  #rule(rule: CelRule, node: number, value: unknown): void {
    const compared = /\boldSelf\b/.test(rule.rule);
    if (compared && !rule.optionalOldSelf) return;
    let compiled: Program;
    try {
      compiled = program(rule.rule);
    } catch {
      this.#report(rule, 'cel/not-evaluated', `has a rule that cannot be read: ${clip(rule.rule)}`, 'warning');
      return;
    }
    const self = this.#variable(compiled, node, value);
    const variables = compared ? { self, oldSelf: noOldSelf() } : { self };
    let result: unknown;
    try {
      result = compiled.run(variables);
    } catch (error) {
      if (!(error instanceof CelFailure)) throw error;
      const text = rule.message ?? rule.rule;
      if (error.cause === 'data')
        this.#report(rule, this.#id(rule), `${error.message}, in the rule: ${clip(text.trim(), 160)}`);
      else if (error.cause === 'cost')
        this.#report(rule, this.#id(rule), `has so many items that a rule ${error.message}: ${clip(text.trim(), 160)}`);
      return;
    }
    if (result !== false) return;
    this.#report(rule, this.#id(rule), this.#message(rule, node, value));
  }

  #variable(compiled: Program, node: number, value: unknown): unknown {
    return this.foreign || compiled.exact || !isPlain(this.nodes, node) ? celValue(this.nodes, node, value) : value;
  }

  #message(rule: CelRule, node: number, value: unknown): string {
    if (rule.messageExpression) {
      try {
        const compiled = program(rule.messageExpression);
        const text = compiled.run({ self: this.#variable(compiled, node, value) });
        if (typeof text === 'string' && text.trim() !== '' && !text.trim().includes('\n')) return text.trim();
      } catch (error) {
        if (!(error instanceof CelFailure)) throw error;
      }
    }
    return rule.message?.trim() || `failed rule: ${rule.rule.trim()}`;
  }

  #id(rule: CelRule): string {
    const words = (rule.message?.trim() || rule.rule)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return `cel/${this.kind.toLowerCase()}/${words.slice(0, 60).replace(/-$/, '')}`;
  }

  #report(rule: CelRule, id: string, message: string, severity: Problem['severity'] = 'error'): void {
    this.problems.push({ rule: id, severity, path: pathOf([...this.#steps, ...fieldPath(rule.fieldPath)]), message });
  }
}

/** `.spec.x` or `.labels['a.b']` as steps. */
function fieldPath(path: string | undefined): Step[] {
  if (!path) return [];
  return [...path.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)].map(
    ([, name, key]) => name ?? key!.replace(/\\(.)/g, '$1'),
  );
}

function noOldSelf(): unknown {
  const { Optional } = require('@marcbachmann/cel-js') as { Optional: { none(): unknown } };
  return Optional.none();
}
