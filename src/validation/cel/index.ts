import { clip, isRecord, type Json, type Problem, pathOf, type Step } from '../finding';
import type { CelRule, SchemaNode } from '../schema';
import { type Carrier, carriersOf, type Rule } from './carriers';
import type * as Engine from './engine';
import { celValue, isForeign, isPlain } from './values';

/**
 * What the CEL rules of a schema say of a new object. Rules that compare with the old object do not apply to a new one.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/schema/cel/validation.go.
 */
export function celProblems(nodes: readonly SchemaNode[], root: number, object: Json): readonly Problem[] {
  const carrier = carriersOf(nodes).get(root);
  if (carrier === undefined) return NONE;
  const walk = new CelWalk(nodes, object);
  walk.visit(carrier, object);
  return walk.problems;
}

const NONE: readonly Problem[] = [];

/** The engine is loaded when a value first needs it: most keep rules so plain that they need none. */
function engine(): typeof Engine {
  return require('./engine') as typeof Engine;
}

class CelWalk {
  readonly problems: Problem[] = [];
  readonly #steps: Step[] = [];
  #foreign: boolean | undefined;

  constructor(
    private readonly nodes: readonly SchemaNode[],
    private readonly object: Json,
  ) {}

  /** @param node the schema of the value; the rules may stand in its `allOf` */
  visit(carrier: Carrier, value: unknown, node = carrier.node): void {
    if (value === null || value === undefined) return;
    for (const rule of carrier.rules) {
      if (rule.sure === undefined || !isPlain(this.nodes, node) || !rule.sure(value)) this.#judge(rule, node, value);
    }
    for (const member of carrier.allOf) this.visit(member, value, node);
    if (Array.isArray(value)) {
      if (carrier.items === undefined) return;
      for (let i = 0; i < value.length; i++) this.#below(carrier.items, value[i], i);
    } else if (isRecord(value)) {
      for (const [name, below] of carrier.properties) {
        if (Object.hasOwn(value, name)) this.#below(below, value[name], name);
      }
      if (carrier.additional === undefined) return;
      const { properties = {} } = this.nodes[carrier.node]!;
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(properties, name)) this.#below(carrier.additional, value[name], name);
      }
    }
  }

  #below(carrier: Carrier, value: unknown, step: Step): void {
    this.#steps.push(step);
    this.visit(carrier, value);
    this.#steps.pop();
  }

  #judge({ rule, compares }: Rule, node: number, value: unknown): void {
    let compiled: Engine.Program;
    try {
      compiled = engine().program(rule.rule);
    } catch {
      this.#report(rule, 'cel/not-evaluated', `has a rule that cannot be read: ${clip(rule.rule)}`, 'warning');
      return;
    }
    const self = this.#variable(compiled, node, value);
    const variables = compares ? { self, oldSelf: noOldSelf() } : { self };
    let result: unknown;
    try {
      result = compiled.run(variables);
    } catch (error) {
      if (!(error instanceof engine().CelFailure)) throw error;
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

  #variable(compiled: Engine.Program, node: number, value: unknown): unknown {
    this.#foreign ??= isForeign(this.object);
    return this.#foreign || compiled.exact || !isPlain(this.nodes, node) ? celValue(this.nodes, node, value) : value;
  }

  #message(rule: CelRule, node: number, value: unknown): string {
    if (rule.messageExpression) {
      try {
        const compiled = engine().program(rule.messageExpression);
        const text = compiled.run({ self: this.#variable(compiled, node, value) });
        if (typeof text === 'string' && text.trim() !== '' && !text.trim().includes('\n')) return text.trim();
      } catch (error) {
        if (!(error instanceof engine().CelFailure)) throw error;
      }
    }
    return rule.message?.trim() || `failed rule: ${rule.rule.trim()}`;
  }

  #id(rule: CelRule): string {
    const words = (rule.message?.trim() || rule.rule)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return `cel/${String(this.object.kind).toLowerCase()}/${words.slice(0, 60).replace(/-$/, '')}`;
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
