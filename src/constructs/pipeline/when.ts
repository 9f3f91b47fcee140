import type { Channel } from './channel';
import { typeText } from './component-spec';
import { channel, currentBuilder, type PipelineBuilder } from './context';
import type { BranchesGroup, Comparison, ConditionGroup, Operator } from './graph';
import { lazyRefs } from './lazy-refs';
import { joinBranches } from './one-of';
import { checkBody, checkShape } from './properties';
import type { AnyRef, Comparable, IoOf, Operand, taskOf } from './ref';

/** The outputs that every branch gives, under the same name and of the same type. */
export type Joined<B, C> = {
  readonly [K in Exclude<keyof B & keyof C, typeof taskOf> as B[K] extends AnyRef
    ? [IoOf<B[K]>, IoOf<C[K]>] extends [IoOf<C[K]>, IoOf<B[K]>]
      ? K
      : never
    : never]: B[K];
};

/** A condition that further branches may follow at once. */
export interface When<B> {
  /** A branch that runs when no branch before it did and this holds too. */
  elseWhen<R extends Comparable, C>(
    left: R,
    operator: Operator,
    right: NoInfer<Operand<R>>,
    body: () => C,
    options?: BranchOptions,
  ): When<Joined<B, C>>;
  /** The branch that runs when no other did. Gives what every branch gives, from whichever ran. */
  otherwise<C>(body: () => C, options?: BranchOptions): Joined<B, C>;
}
export interface BranchOptions {
  /** Display name of the branch. */
  readonly name?: string;
}

const JAVASCRIPT: Readonly<Record<string, string>> = {
  STRING: 'string',
  NUMBER_INTEGER: 'number',
  NUMBER_DOUBLE: 'number',
  BOOLEAN: 'boolean',
};
const OPERATORS: readonly string[] = ['==', '!=', '>', '>=', '<', '<='];

/** Steps that run only when the comparison holds. */
export function when<R extends Comparable, B>(
  left: R,
  operator: Operator,
  right: NoInfer<Operand<R>>,
  body: () => B,
  options?: BranchOptions,
): When<B> {
  const builder: PipelineBuilder = currentBuilder('when');
  checkBranch(builder, body, options);
  const condition = comparison(builder, left, operator, right);
  const first = group(`condition-${builder.nextGroup()}`, [condition], options);
  const results = [builder.within(first, body) as unknown];
  return chain(builder, first, undefined, [negated(condition)], results) as When<B>;
}

/** Branches of one decision are numbered as the SDK does: the group around them takes the number of the first. */
function chain(
  builder: PipelineBuilder,
  last: ConditionGroup,
  around: BranchesGroup | undefined,
  refused: readonly Comparison[],
  results: unknown[],
): When<unknown> {
  const parent = (around ?? last).parent!;
  const branch = (conditions: readonly Comparison[], body: () => unknown, options: BranchOptions | undefined) => {
    if (builder.current !== parent || parent.groups.at(-1) !== (around ?? last)) {
      builder.fail('elseWhen and otherwise follow at once on the branch before them', last.name);
    }
    if (around?.complete) builder.fail('otherwise is the last branch', last.name);
    checkBranch(builder, body, options);
    const branches = around ?? wrap(builder, last);
    const next = group(`condition-${builder.nextGroup()}`, conditions, options);
    return { branches, next, result: builder.within(branches, () => builder.within(next, body)) };
  };
  return {
    elseWhen(left, operator, right, body, options) {
      const condition = comparison(builder, left, operator, right);
      const { branches, next, result } = branch([...refused, condition], body, options);
      return chain(builder, next, branches, [...refused, negated(condition)], [...results, result]) as never;
    },
    otherwise(body, options) {
      const { branches, result } = branch(refused, body, options);
      branches.complete = true;
      return lazyRefs([...results, result], (refs) => joinBranches(builder, branches, refs)) as never;
    },
  };
}

function wrap(builder: PipelineBuilder, first: ConditionGroup): BranchesGroup {
  const number = first.name.replace('condition-', '');
  first.name = `condition-${builder.nextGroup()}`;
  const parent = first.parent!;
  const branches: BranchesGroup = {
    kind: 'condition-branches',
    name: `condition-branches-${number}`,
    parent,
    groups: [first],
    tasks: [],
    oneOfs: 0,
    complete: false,
  };
  parent.groups[parent.groups.indexOf(first)] = branches;
  first.parent = branches;
  return branches;
}

function group(name: string, conditions: readonly Comparison[], options: BranchOptions | undefined): ConditionGroup {
  return { kind: 'condition', name, displayName: options?.name, conditions, groups: [], tasks: [] };
}

function checkBranch(builder: PipelineBuilder, body: unknown, options: BranchOptions | undefined): void {
  checkBody(builder, 'when', body);
  checkShape(`${builder.name}/when`, options ?? {}, { name: 'text' });
}

function negated(condition: Comparison): Comparison {
  return { ...condition, negated: true };
}

function comparison(builder: PipelineBuilder, leftRef: AnyRef, operator: Operator, right: unknown): Comparison {
  const left = channel(leftRef);
  if (left === undefined) builder.fail(`when compares an output or a parameter, ${JSON.stringify(leftRef)} is none`);
  if (!OPERATORS.includes(operator))
    builder.fail(`'${operator}' is no comparison, write one of ${OPERATORS.join(' ')}`);
  const other = channel(right);
  for (const side of [left, other]) {
    if (
      side !== undefined &&
      (side.type.kind === 'artifact' || side.type.type === 'LIST' || side.type.type === 'STRUCT')
    ) {
      builder.fail(`when compares strings, numbers and booleans, not ${typeText(side.type)}`);
    }
  }
  if (other !== undefined) {
    return mirrored(left, other)
      ? { left: other, operator: MIRRORED[operator], right: left, negated: false }
      : { left, operator, right: other, negated: false };
  }
  if (
    typeof right !== 'string' &&
    typeof right !== 'boolean' &&
    !(typeof right === 'number' && Number.isFinite(right))
  ) {
    builder.fail(`when compares with a string, a number or a boolean, not ${JSON.stringify(right)}`);
  }
  if (left.type.kind === 'parameter' && !left.type.anything && typeof right !== JAVASCRIPT[left.type.type]) {
    builder.fail(`when compares ${typeText(left.type)} with ${JSON.stringify(right)}, which is another type`);
  }
  if (typeof right === 'string' && /['\\\n]/.test(right)) {
    builder.fail(
      `when cannot compare with ${JSON.stringify(right)}: Pipelines' conditions know no quotes, backslashes or line breaks in texts`,
    );
  }
  return { left, operator, right: right as string | number | boolean, negated: false };
}

const MIRRORED: Readonly<Record<Operator, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** Python lets the more special operand compare first, so the SDK writes loop items and joined outputs on the left. */
function mirrored(left: Channel, right: Channel): boolean {
  const plain = left.source.kind === 'input' || left.source.kind === 'output';
  return plain && right.source.kind !== 'input' && right.source.kind !== 'output';
}
