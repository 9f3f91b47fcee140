import { channel, currentBuilder, makeRef, type PipelineBuilder } from './context';
import type { CollectedRef } from './for-each';
import type { AnyRef } from './ref';

/** One output of a step in a loop, as the list of what every turn gave; to be taken outside of the loop. */
export function collected<R extends AnyRef>(output: R): CollectedRef<R> {
  const builder: PipelineBuilder = currentBuilder('collected');
  const of = channel(output);
  if (of === undefined || of.source.kind === 'input' || of.source.kind === 'item' || of.source.kind === 'field') {
    builder.fail('collected takes an output of a step in a loop');
  }
  if (of.source.kind === 'collected') return output as never;
  const type =
    of.type.kind === 'artifact'
      ? ({ ...of.type, list: true } as const)
      : ({ kind: 'parameter', type: 'LIST', ...(of.type.anything ? {} : { item: of.type.type }) } as const);
  return makeRef({ kind: 'collected', of }, type) as never;
}
