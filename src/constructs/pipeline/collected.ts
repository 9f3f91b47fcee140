import { channel, currentBuilder, makeRef, type PipelineBuilder } from './context';
import type { Artifact, Scalar } from './io-types';
import type { AnyRef, IoOf, Ref, taskOf } from './ref';

/** Every output of the body as a list, one entry for each item. */
export type CollectedOutputs<B> = {
  readonly [K in Exclude<keyof B, typeof taskOf> as B[K] extends AnyRef ? K : never]: CollectedRef<B[K]>;
};
/** A list of what the ref is. */
export type CollectedRef<R> =
  IoOf<R> extends infer T
    ? T extends `${Scalar}[]`
      ? Ref<'list[]'>
      : T extends `${Artifact}[]`
        ? Ref<T>
        : T extends Scalar
          ? Ref<`${T}[]`>
          : T extends Artifact
            ? Ref<`${T}[]`>
            : never
    : never;

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
