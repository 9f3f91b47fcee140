import type { Known } from '../../core/properties';
import type { Channel, ChannelType } from './channel';
import { type CollectedOutputs, collected } from './collected';
import { typeText } from './component-spec';
import { channel, channelsIn, currentBuilder, makeRef, type PipelineBuilder } from './context';
import type { LoopGroup } from './graph';
import type { Artifact, Scalar } from './io-types';
import type { ParameterTypeName } from './ir';
import { lazyRefs } from './lazy-refs';
import { checkBody, checkShape } from './properties';
import type { AnyParameter, IoOf, Ref } from './ref';

/** What `forEach` goes over: literals, or a list that only the run knows. */
export type Items =
  | readonly LiteralItem[]
  | Ref<'list'>
  | { [S in Scalar]: Ref<`${S}[]`> }[Scalar]
  | { [A in Artifact]: Ref<`${A}[]`> }[Artifact];
type LiteralItem = string | number | boolean | readonly unknown[] | { readonly [field: string]: unknown };

/** A struct whose fields only the run knows. */
export interface Fields {
  /** One field of the item; lists and structs travel as JSON texts. */
  field<T extends Scalar = 'string'>(name: string, type?: T): Ref<T>;
}
type NumberItem<N extends number> = number extends N
  ? Ref<'int' | 'double'>
  : [`${N}`] extends [`${bigint}`]
    ? Ref<'int'>
    : Ref<'double'>;
type Literal<E> = [E] extends [string]
  ? Ref<'string'>
  : [E] extends [number]
    ? NumberItem<E>
    : [E] extends [boolean]
      ? Ref<'bool'>
      : [E] extends [readonly unknown[]]
        ? Ref<'list'>
        : Ref<'struct'> & Fields & { readonly [K in keyof E as K extends string ? K : never]: Literal<E[K]> };
/** One item, by what is gone over. */
export type Item<T> = T extends readonly (infer E)[]
  ? Literal<E>
  : IoOf<T> extends infer L
    ? L extends 'list'
      ? AnyParameter & Fields
      : L extends `${infer S extends Scalar}[]`
        ? S extends 'struct'
          ? Ref<'struct'> & Fields
          : S extends 'list'
            ? Ref<'list'>
            : Ref<S>
        : L extends `${infer A extends Artifact}[]`
          ? Ref<A>
          : never
    : never;

export interface ForEachOptions {
  /** Most items at a time; 0 is all. @default 0 */
  readonly parallel?: number;
  /** Display name of the loop. */
  readonly name?: string;
}

const forEachProperties: Known<ForEachOptions> = { parallel: true, name: 'text' };

/** Runs the body once for each item, side by side. Gives the body's outputs as lists. */
export function forEach<const T extends Items, B>(
  items: T,
  body: (item: Item<T>) => B,
  options: ForEachOptions = {},
): CollectedOutputs<B> {
  const builder: PipelineBuilder = currentBuilder('forEach');
  checkBody(builder, 'forEach', body);
  checkShape(`${builder.name}/forEach`, options, forEachProperties);
  const parallel = options.parallel ?? 0;
  if (!Number.isSafeInteger(parallel) || parallel < 0)
    builder.fail(`parallel ${parallel} is not a whole number of 0 or more`, 'forEach');
  const over = channel(items);
  const loop =
    over === undefined
      ? literalLoop(builder, items as readonly unknown[], parallel, options.name)
      : channelLoop(builder, over, parallel, options.name);
  const result = builder.within(loop, () => body(itemRef(builder, loop) as unknown as Item<T>));
  return lazyRefs([result], ([ref]) => collected(ref as Ref)) as CollectedOutputs<B>;
}

function literalLoop(
  builder: PipelineBuilder,
  items: readonly unknown[],
  parallel: number,
  displayName: string | undefined,
): LoopGroup {
  if (!Array.isArray(items)) builder.fail(`goes over a list, ${JSON.stringify(items)} is none`, 'forEach');
  if (items.length === 0) builder.fail('goes over an empty list, give it one item at least', 'forEach');
  if (channelsIn(items).length > 0)
    builder.fail('goes over literals or over one list that a step gives, not over a mix', 'forEach');
  const kinds = new Set(items.map((item) => (Array.isArray(item) ? 'list' : item === null ? 'null' : typeof item)));
  if (kinds.size > 1) builder.fail(`goes over items of one type, not of ${[...kinds].join(' and ')}`, 'forEach');
  const name = `loop-item-param-${builder.nextGroup()}`;
  const itemType: ChannelType = { kind: 'parameter', type: literalType(builder, items) };
  return { ...loopGroup(builder, parallel, displayName), items: name, raw: items, itemType };
}

function channelLoop(
  builder: PipelineBuilder,
  over: Channel,
  parallel: number,
  displayName: string | undefined,
): LoopGroup {
  const { type } = over;
  if (type.kind === 'artifact') {
    if (!type.list) builder.fail(`goes over a list, not over one ${typeText(type)}`, 'forEach');
    return { ...loopGroup(builder, parallel, displayName), items: undefined, over, itemType: { ...type, list: false } };
  }
  const listField = over.source.kind === 'field';
  if (type.type !== 'LIST' && !listField && !type.anything)
    builder.fail(`goes over a list, not over ${typeText(type)}`, 'forEach');
  const itemType: ChannelType =
    type.item === undefined
      ? { kind: 'parameter', type: 'STRING', anything: true }
      : { kind: 'parameter', type: type.item };
  return { ...loopGroup(builder, parallel, displayName), items: undefined, over, itemType };
}

function loopGroup(builder: PipelineBuilder, parallel: number, displayName: string | undefined) {
  return {
    kind: 'for-loop' as const,
    name: `for-loop-${builder.nextGroup()}`,
    displayName,
    groups: [],
    tasks: [],
    parallel,
  };
}

function literalType(builder: PipelineBuilder, values: readonly unknown[]): ParameterTypeName {
  const [first] = values;
  if (typeof first === 'string') return 'STRING';
  if (typeof first === 'boolean') return 'BOOLEAN';
  if (typeof first === 'number')
    return values.every((v) => Number.isSafeInteger(v)) ? 'NUMBER_INTEGER' : 'NUMBER_DOUBLE';
  if (Array.isArray(first)) return 'LIST';
  if (typeof first === 'object' && first !== null) return 'STRUCT';
  return builder.fail(`goes over strings, numbers, booleans, lists and objects, not over ${String(first)}`, 'forEach');
}

function itemRef(builder: PipelineBuilder, loop: LoopGroup): Ref {
  const fields: Record<string, unknown> = {};
  const item = makeRef({ kind: 'item', loop }, loop.itemType, fields);
  if (loop.itemType.kind === 'artifact') return item;
  const field = (name: string, type: ChannelType): Ref => {
    if (!/^[A-Za-z_][0-9A-Za-z_]*$/.test(name))
      builder.fail(`'${name}' is no field that Pipelines can read: letters, digits and _ only`, loop.name);
    return makeRef({ kind: 'field', item: channel(item)!, field: name }, type);
  };
  const properties: PropertyDescriptorMap = {
    field: { value: (name: string, type: Scalar = 'string') => field(name, fieldType(type)), configurable: true },
  };
  if (loop.raw !== undefined && loop.itemType.type === 'STRUCT') {
    const records = loop.raw as readonly Record<string, unknown>[];
    for (const name of Object.keys(records[0]!)) {
      const values = records.map(
        (record) =>
          record[name] ??
          builder.fail(`goes over objects with the same fields, '${name}' is missing in one`, 'forEach'),
      );
      properties[name] = {
        get: () => field(name, { kind: 'parameter', type: literalType(builder, values) }),
        enumerable: true,
      };
    }
  }
  return Object.defineProperties(item, properties);
}

function fieldType(type: Scalar): ChannelType {
  const names: Record<Scalar, ParameterTypeName> = {
    string: 'STRING',
    int: 'NUMBER_INTEGER',
    double: 'NUMBER_DOUBLE',
    bool: 'BOOLEAN',
    list: 'STRING',
    struct: 'STRING',
  };
  return { kind: 'parameter', type: names[type], anything: type === 'list' || type === 'struct' };
}
