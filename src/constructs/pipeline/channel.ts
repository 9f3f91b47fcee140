import type { Channel } from './graph';

export type { ChannelType } from './channel-type';
export type { Channel, Source } from './graph';

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
