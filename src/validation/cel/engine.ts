import { registerKubernetes } from './kubernetes';

type CelModule = typeof import('@marcbachmann/cel-js', { with: { 'resolution-mode': 'import' }});
type Environment = InstanceType<CelModule['Environment']>;
type EvaluationError = InstanceType<CelModule['EvaluationError']>;
type ParseResult = ReturnType<Environment['parse']>;

/** One expression, ready to run. */
export interface Program {
  /** Whether integers must be told from floating point numbers, and dates from text, for the result to be right. */
  readonly exact: boolean;
  /** Throws CelFailure. */
  readonly run: (variables: Record<string, unknown>) => unknown;
}

/** Why an expression has no result. */
export class CelFailure extends Error {
  override readonly name = 'CelFailure';

  constructor(
    /** `data`: the values are at fault, a key is missing; `cost`: it takes too long; `engine`: neither, nothing follows from it. */
    override readonly cause: 'data' | 'cost' | 'engine',
    message: string,
  ) {
    super(message);
  }
}

/** Steps that all comprehensions of one expression may take together; the API server stops at about as many. */
const MOST_STEPS = 200_000;
const DATA_ERRORS = new Set([
  'no_such_key',
  'index_out_of_bounds',
  'index_out_of_range',
  'division_by_zero',
  'modulo_by_zero',
  'numeric_overflow',
  'invalid_duration',
  'invalid_timestamp',
  'no_such_overload',
  'int_conversion_error',
  'double_conversion_error',
  'uint_conversion_error',
  'bool_conversion_error',
  'kubernetes',
]);

/** One for rules on new objects alone, to which an old object is at most optional; one for rules on changes. */
let engine: { readonly created: Environment; readonly changed: Environment } | undefined;
const programs = new Map<string, Program | CelFailure>();

/**
 * Compiles an expression once. Throws CelFailure where it is no valid expression.
 * @param change whether it compares an object with its old self
 */
export function program(expression: string, change = false): Program {
  const key = change ? `change ${expression}` : expression;
  let known = programs.get(key);
  if (known === undefined) {
    known = compile(expression, change);
    if (programs.size > 5000) programs.clear();
    programs.set(key, known);
  }
  if (known instanceof CelFailure) throw known;
  return known;
}

function compile(expression: string, change: boolean): Program | CelFailure {
  engine ??= start();
  const env = change ? engine.changed : engine.created;
  let parsed: ParseResult;
  const budget: Budget = { steps: 0 };
  let exact: boolean;
  try {
    parsed = env.parse(expression);
    exact = adapt(parsed.ast as unknown as CelNode, budget) || expression.includes('__');
  } catch (error) {
    return new CelFailure('engine', summary(error));
  }
  const check = parsed.check();
  if (!check.valid) return new CelFailure('engine', summary(check.error));
  const run = parsed as unknown as (variables: Record<string, unknown>) => unknown;
  return {
    exact,
    run: (variables) => {
      budget.steps = MOST_STEPS;
      let result: unknown;
      try {
        result = run(variables);
      } catch (error) {
        throw failure(error, budget);
      }
      if (budget.steps < 0) throw failure(undefined, budget);
      return result;
    },
  };
}

function failure(error: unknown, budget: Budget): CelFailure {
  if (budget.steps < 0) return new CelFailure('cost', 'takes too many steps to evaluate');
  const code = (error as EvaluationError | undefined)?.code ?? '';
  return new CelFailure(DATA_ERRORS.has(code) ? 'data' : 'engine', summary(error));
}

function summary(error: unknown): string {
  const { summary: short, message } = (error ?? {}) as { summary?: string; message?: string };
  return (short ?? message ?? String(error)).split('\n')[0]!;
}

function start(): { created: Environment; changed: Environment } {
  const cel = require('@marcbachmann/cel-js') as CelModule;
  const env = new cel.Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: { maxAstNodes: 50_000, maxDepth: 250, maxListElements: 1000, maxMapEntries: 1000, maxCallArguments: 32 },
  });
  env.registerVariable('self', 'dyn');
  registerKubernetes(env, cel);
  return {
    created: env.clone().registerVariable('oldSelf', 'optional<dyn>'),
    changed: env.clone().registerVariable('oldSelf', 'dyn'),
  };
}

/** What the parser makes; its members are public but for their types. */
interface CelNode {
  op: string;
  args: unknown;
  readonly meta: { alternate?: CelNode; macro?: Record<string, unknown> };
  clone(op: object, args: unknown): CelNode;
  setMeta(key: string, value: unknown): CelNode;
}

interface Budget {
  steps: number;
}

const OUT_OF_STEPS = new Error('out of steps');
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '-_']);

/**
 * Makes an expression safe to run on anybody's values: regular expressions go to the linear engine, and comprehensions are counted.
 * Returns whether it computes with numbers.
 */
function adapt(node: CelNode, budget: Budget): boolean {
  let exact = ARITHMETIC.has(node.op);
  const { alternate, macro } = node.meta;
  if (alternate !== undefined) return adapt(alternate, budget);
  if (macro !== undefined) {
    const field =
      node.op === 'call' && Array.isArray(node.args) && node.args[0] === 'has' ? hasArgument(macro) : undefined;
    if (field !== undefined && !isChain(field)) {
      node.setMeta('alternate', presence(node, field));
      return adaptAll(field.args, budget);
    }
    for (const value of Object.values(macro))
      if (isNode(value) && value !== node) exact = adapt(value, budget) || exact;
    if (macro.args !== undefined) exact = adaptAll(macro.args, budget) || exact;
    return exact;
  }
  if (node.op === 'rcall' && Array.isArray(node.args) && node.args[0] === 'matches') node.args[0] = 'matchesLinear';
  if (node.op === 'call' && Array.isArray(node.args)) {
    if (node.args[0] === 'matches') node.args[0] = 'matchesLinear';
    if (node.args[0] === 'int') node.args[0] = 'strictInt';
    if (
      node.args[0] === 'strictInt' ||
      node.args[0] === 'type' ||
      node.args[0] === 'string' ||
      node.args[0] === 'timestamp'
    )
      exact = true;
  }
  exact = adaptAll(node.args, budget) || exact;
  if (node.op === 'comprehension') {
    const parts = node.args as { step: CelNode };
    parts.step = parts.step
      .clone(
        {
          name: 'counted',
          check: (checker: { check(n: unknown, c: unknown): unknown }, ast: CelNode, context: unknown) =>
            checker.check(ast.args, context),
          evaluate: (evaluator: { run(n: unknown, c: unknown): unknown }, ast: CelNode, context: unknown) => {
            if (--budget.steps < 0) throw OUT_OF_STEPS;
            return evaluator.run(ast.args, context);
          },
        },
        parts.step,
      )
      .setMeta('async', false);
  }
  return exact;
}

function hasArgument(macro: Record<string, unknown>): CelNode | undefined {
  const [field] = Array.isArray(macro.args) ? macro.args : [];
  return isNode(field) && field.op === '.' ? field : undefined;
}

/** Whether the engine's own `has` can read it: names joined by dots. */
function isChain(node: CelNode): boolean {
  let at: CelNode | undefined = node;
  while (at !== undefined && (at.op === '.' || at.op === '.?')) at = (at.args as CelNode[])[0];
  return at?.op === 'id';
}

/** `has(list[0].field)`, which the engine does not know. */
function presence(node: CelNode, field: CelNode): CelNode {
  type Checker = { check(n: unknown, c: unknown): unknown; getType(name: string): unknown };
  const [of, name] = field.args as [CelNode, string];
  return node
    .clone(
      {
        name: 'presence',
        check: (checker: Checker, _ast: CelNode, context: unknown) => {
          checker.check(of, context);
          return checker.getType('bool');
        },
        evaluate: (evaluator: { run(n: unknown, c: unknown): unknown }, _ast: CelNode, context: unknown) => {
          const holder = evaluator.run(of, context);
          return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name);
        },
      },
      [of],
    )
    .setMeta('async', false);
}

function adaptAll(value: unknown, budget: Budget): boolean {
  if (isNode(value)) return adapt(value, budget);
  let exact = false;
  if (Array.isArray(value)) for (const item of value) exact = adaptAll(item, budget) || exact;
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const item of Object.values(value)) if (isNode(item)) exact = adapt(item, budget) || exact;
  }
  return exact;
}

function isNode(value: unknown): value is CelNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value && 'meta' in value;
}
