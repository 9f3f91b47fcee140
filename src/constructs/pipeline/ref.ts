import type {
  Artifact,
  CallableKeys,
  Inputs,
  Io,
  OutputDefinition,
  ParameterType,
  RequiredKeys,
  Scalar,
  TypeOf,
  ValueOf,
} from './io-types';

declare const io: unique symbol;
declare const kind: unique symbol;
/** Where a ref keeps what the compiler needs of it. */
export const channelOf: unique symbol = Symbol('channel');
/** Where a call's result keeps its task. */
export const taskOf: unique symbol = Symbol('task');

/**
 * A value or artifact that exists when the pipeline runs. Goes where its type is asked for, and into texts: `` `run ${ref}` ``.
 * A ref of a union of types is accepted wherever one of them is.
 */
export interface Ref<T extends Io = Io> {
  readonly [io]: { readonly [K in T]: true };
  /** Open sets of types, like Google's, look alike by name alone. */
  readonly [kind]: KindOf<T>;
  readonly [channelOf]: object;
  toString(): string;
}
export type AnyRef = { readonly [channelOf]: object };
type KindOf<T extends Io> = T extends ParameterType ? 'parameter' : T extends `${string}[]` ? 'artifacts' : 'artifact';
type Distributed<T extends Io> = T extends unknown ? Ref<T> : never;

/** A parameter of any type, as the untyped items of a `'list'` are. */
export type AnyParameter = Ref<Scalar>;
export type ParameterRef = Distributed<ParameterType>;

/** What an input of type T accepts. */
export type Arg<T extends Io> = T extends 'list'
  ? ValueOf<T> | Distributed<'list' | `${Scalar}[]`>
  : T extends `${Scalar}[]`
    ? ValueOf<T> | Ref<T> | Ref<'list'> | readonly Distributed<ItemOf<T>>[]
    : T extends ParameterType
      ? ValueOf<T> | Ref<T>
      : T extends `${string}[]`
        ? T extends 'Artifact[]'
          ? Distributed<`${Artifact}[]`>
          : Ref<T> | Ref<'Artifact[]'>
        : T extends 'Artifact'
          ? Distributed<Artifact>
          : Ref<T> | Ref<'Artifact'>;
type ItemOf<T> = T extends `${infer S extends Scalar}[]` ? S : never;

/** The arguments of a component with these inputs. */
export type Args<I extends Inputs> = { readonly [K in RequiredKeys<I>]: Arg<TypeOf<I[K]>> } & {
  readonly [K in Exclude<CallableKeys<I>, RequiredKeys<I>>]?: Arg<TypeOf<I[K]>>;
};
/** A pipeline's parameters, or a task's outputs. */
export type Refs<I extends Readonly<Record<string, unknown>>> = { readonly [K in keyof I]: Ref<TypeOf<I[K]>> };

/** One step: its outputs by name. Also names the step in `after`. */
export interface Task {
  readonly [taskOf]: object;
}
export type TaskOf<O extends Readonly<Record<string, OutputDefinition>>> = Refs<O> & Task;

/** Refs that compare with `==` and `<`. */
export type Comparable = Distributed<'string' | 'int' | 'double' | 'bool'>;
type TypesOf<R> = R extends { readonly [io]: infer F } ? keyof F : never;
type Numeric = 'int' | 'double';
/** What a comparable ref may be compared with: a literal of its type or a ref of a comparable type. */
export type Operand<R> =
  TypesOf<R> extends infer T
    ? T extends Numeric
      ? number | Distributed<Numeric>
      : T extends Scalar
        ? ValueOf<T> | Ref<T>
        : never
    : never;
/** The type a ref has in Pipelines. */
export type IoOf<R> = Extract<TypesOf<R>, Io>;

/** Where `onExit` keeps its group. */
export const exitOf: unique symbol = Symbol('exit handler');
/** The steps that an exit task waits for; other steps may come after all of them. */
export interface OnExit {
  readonly [exitOf]: object;
}
