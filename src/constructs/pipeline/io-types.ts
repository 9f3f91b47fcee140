/** TypeScript's value for each of Pipelines' parameter types. */
export interface Values {
  string: string;
  int: number;
  double: number;
  bool: boolean;
  list: readonly unknown[];
  struct: Readonly<Record<string, unknown>>;
}
export type Scalar = keyof Values;
/** `'list'` holds anything; `'int[]'` says of what it is a list, so that its items are typed in a loop. */
export type ParameterType = Scalar | `${Scalar}[]`;
/** Pipelines' own artifact types, and Google Cloud's (`google.VertexModel`). */
export type Artifact =
  | 'Artifact'
  | 'Dataset'
  | 'Model'
  | 'Metrics'
  | 'ClassificationMetrics'
  | 'SlicedClassificationMetrics'
  | 'HTML'
  | 'Markdown'
  | `google.${string}`;
export type ArtifactType = Artifact | `${Artifact}[]`;
/** What a component takes and gives: a parameter or an artifact. */
export type Io = ParameterType | ArtifactType;

/** Inputs that Pipelines fills in itself; callers never pass them. */
export type SystemInput = 'TaskFinalStatus' | 'TaskConfig';
/** A trailing `?` makes an input optional without giving it a default. */
export type InputType = Io | `${Io}?` | SystemInput;

interface Described {
  readonly description?: string;
}
/** `{ int: 3 }`: an int that is 3 unless the caller says otherwise. */
export type WithDefault = { [K in ParameterType]: { readonly [P in K]: ValueOf<K> } & Described }[ParameterType];
export type InputDefinition = InputType | WithDefault | ({ readonly type: InputType } & Described);
export type OutputDefinition = Io | ({ readonly type: Io } & Described);
export type Inputs = Readonly<Record<string, InputDefinition>>;
export type Outputs = Readonly<Record<string, OutputDefinition>>;

/** The literal value of a parameter type. */
export type ValueOf<T> = T extends Scalar
  ? Values[T]
  : T extends `${infer S extends Scalar}[]`
    ? readonly Values[S][]
    : never;

/** The type behind a definition: `{ int: 3 }`, `'int?'` and `'int'` are all an int. */
export type TypeOf<D> = D extends `${infer T extends Io}?`
  ? T
  : D extends SystemInput
    ? 'struct'
    : D extends Io
      ? D
      : D extends { readonly type: infer T }
        ? TypeOf<T>
        : Extract<keyof D, ParameterType>;

type IsSystem<D> = D extends SystemInput ? true : D extends { readonly type: SystemInput } ? true : false;
type IsOptional<D> = D extends `${Io}?` | SystemInput
  ? true
  : D extends Io
    ? false
    : D extends { readonly type: infer T }
      ? IsOptional<T>
      : true;
export type CallableKeys<I> = { [K in keyof I]: IsSystem<I[K]> extends true ? never : K }[keyof I];
export type RequiredKeys<I> = { [K in keyof I]: IsOptional<I[K]> extends true ? never : K }[keyof I];
