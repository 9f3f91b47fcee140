import type { Group, LoopGroup, TaskNode } from './graph';
import type { ArtifactSchema, ParameterTypeName } from './ir';

export type ChannelType =
  /** `item` is what a LIST is known to hold, `value` what a STRUCT does; the IR keeps neither. */
  | {
      readonly kind: 'parameter';
      readonly type: ParameterTypeName;
      readonly item?: ParameterTypeName;
      readonly anything?: boolean;
    }
  | { readonly kind: 'artifact'; readonly schema: ArtifactSchema; readonly list: boolean };

/** Where a value comes from. */
export type Source =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'output'; readonly task: TaskNode; readonly name: string }
  | { readonly kind: 'item'; readonly loop: LoopGroup }
  | { readonly kind: 'field'; readonly item: Channel; readonly field: string }
  | { readonly kind: 'one-of'; readonly branches: readonly Channel[]; readonly group: Group; readonly name: string }
  | { readonly kind: 'collected'; readonly of: Channel };

/** A value or artifact on its way between tasks. */
export interface Channel {
  readonly source: Source;
  readonly type: ChannelType;
  /** How it prints in a text, to be found again by the compiler. */
  readonly pattern: string;
}

/** The name that the SDK gives a channel, unique in its pipeline: task and output, or parameter. */
export function fullName(channel: Channel): string {
  const { source } = channel;
  switch (source.kind) {
    case 'input':
      return source.name;
    case 'output':
      return `${source.task.name}-${source.name}`;
    case 'item':
      return typeof source.loop.items === 'string' ? source.loop.items : `${fullName(source.loop.over!)}-loop-item`;
    case 'field':
      return `${fullName(source.item)}-subvar-${source.field}`;
    case 'one-of':
      return `${source.group.name}-${source.name}`;
    case 'collected':
      return fullName(source.of);
  }
}

/** What a component calls an input that the compiler adds to it. */
export function injectedName(channelName: string): string {
  return `pipelinechannel--${channelName}`;
}
