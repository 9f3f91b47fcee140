import type { Channel, ChannelType } from './channel';
import { typeText } from './component-spec';
import { channel, currentBuilder, isBranches, makeRef, type PipelineBuilder } from './context';
import { type BranchesGroup, type Group, pathTo } from './graph';
import type { AnyRef, Ref } from './ref';

/** The output of whichever branch ran: one of every branch of a `when(...).otherwise(...)`, all of one type. */
export function oneOf<R extends AnyRef>(first: R, ...others: readonly NoInfer<R>[]): R {
  const builder: PipelineBuilder = currentBuilder('oneOf');
  const branches = pathTo(homeOf(builder, first)).findLast(isBranches);
  if (branches === undefined) builder.fail('oneOf takes the outputs of the branches of one when(...).otherwise(...)');
  return joinBranches(builder, branches, [first, ...others]) as unknown as R;
}

export function joinBranches(builder: PipelineBuilder, branches: BranchesGroup, refs: readonly unknown[]): Ref {
  const channels = refs.map((ref) => channel(ref) ?? builder.fail(`oneOf joins outputs, ${String(ref)} is none`));
  if (!branches.complete)
    builder.fail('oneOf needs a branch that runs when no other did: end the chain with otherwise(...)', branches.name);
  for (const branch of branches.groups) {
    const found = channels.filter((c) => pathTo(homeOf(builder, c)).includes(branch));
    if (found.length !== 1)
      builder.fail(`oneOf takes exactly one output of each branch, ${found.length} of ${branch.name}`, branches.name);
  }
  const [first, ...rest] = channels;
  for (const other of rest) {
    if (!sameType(first!.type, other.type))
      builder.fail(`oneOf joins one type, not ${typeText(first!.type)} and ${typeText(other.type)}`, branches.name);
  }
  branches.oneOfs += 1;
  const name = `pipelinechannel--${branches.name}-oneof-${branches.oneOfs}`;
  return makeRef({ kind: 'one-of', branches: channels, group: branches, name }, first!.type);
}

/** The group in whose DAG the value is made. */
export function homeOf(builder: PipelineBuilder, ref: AnyRef | Channel): Group {
  const { source } = 'source' in ref ? ref : channel(ref)!;
  switch (source.kind) {
    case 'input':
      return builder.root;
    case 'output':
      return source.task.parent ?? builder.root;
    case 'item':
      return source.loop;
    case 'field':
      return homeOf(builder, source.item);
    case 'one-of':
      return source.group.parent!;
    case 'collected':
      return homeOf(builder, source.of);
  }
}

function sameType(a: ChannelType, b: ChannelType): boolean {
  return typeText(a) === typeText(b);
}
