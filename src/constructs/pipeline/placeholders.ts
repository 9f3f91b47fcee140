import { KubeflowError } from '../../core/errors';
import type { Placeholder } from '../../core/values';
import type { ComponentSpec } from './component-spec';
import type { CallableKeys, InputDefinition, Inputs, Outputs, ParameterType, TypeOf } from './io-types';
import { pythonJson } from './python-text';

declare const brand: unique symbol;
/** A word of a container's command that Pipelines writes when the step starts. May stand inside a text: `` `--in=${path}` ``. */
export interface Word extends Placeholder {
  readonly [brand]: 'word';
}
/** Words that Pipelines joins, or leaves out. Stands alone, never inside a text. */
export interface Structured {
  readonly [brand]: 'structured';
}
/** One word of a command. */
export type CommandText = string | number | Word | Structured;

export interface ArtifactWords {
  /** Where the step finds or leaves its file or folder. */
  readonly path: Word;
  /** Where the artifact is kept: `s3://...`. */
  readonly uri: Word;
  /** All of its metadata as JSON, or one entry: `metadata.get('rows')`. */
  readonly metadata: Word & { get(key: string): Word };
}
type GivenInput<D> = D extends 'TaskFinalStatus' | 'TaskConfig'
  ? Word
  : TypeOf<D> extends ParameterType
    ? Word
    : TypeOf<D> extends `${string}[]`
      ? Word
      : ArtifactWords;
type GivenOutput<D> =
  TypeOf<D> extends ParameterType ? { readonly path: Word } : TypeOf<D> extends `${string}[]` ? Word : ArtifactWords;

/** What a component's command is made of. */
export interface CommandIo<I extends Inputs, O extends Outputs> {
  /** A parameter is its value, a list of artifacts is JSON, an artifact has a path and a URI. */
  readonly inputs: { readonly [K in keyof I]: GivenInput<I[K]> };
  /** Where to leave each output. */
  readonly outputs: { readonly [K in keyof O]: GivenOutput<O[K]> };
  /** One word of several. */
  concat(...parts: readonly CommandText[]): Structured;
  /** `then` where the caller has given the optional input, else `otherwise`. */
  ifPresent(
    input: CallableKeys<I> & string,
    then: CommandText | readonly CommandText[],
    otherwise?: CommandText | readonly CommandText[],
  ): Structured;
  /** All inputs and outputs as one JSON text, as the Python SDK's executor reads it. */
  readonly executorInput: Word;
  /** Where that executor leaves its outputs as one JSON file. */
  readonly outputFile: Word;
}

class WordValue {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** Says what Concat and IfPresent join. Upstream: sdk/python/kfp/dsl/placeholders.py. */
class StructuredValue {
  constructor(
    private readonly owner: string,
    readonly json: Readonly<Record<string, unknown>>,
  ) {}
  toString(): string {
    throw new KubeflowError([
      `${this.owner}: concat(...) and ifPresent(...) are words of their own, they cannot be part of a text`,
    ]);
  }
}

/** An artifact, or an output: it has words, and is none. Inside a text it would be '[object Object]'. */
class WordlessValue {
  readonly #owner: string;
  readonly #sentence: string;

  /** @param place `outputs.model` */
  constructor(owner: string, place: string, words: Readonly<Record<string, unknown>>) {
    Object.assign(this, words);
    this.#owner = owner;
    const ways = ['path', 'uri'].filter((name) => name in words).map((name) => `${place}.${name}`);
    this.#sentence = `${place} is no text here: write ${ways.join(' or ')}`;
  }

  static sentenceOf(value: unknown): string | undefined {
    return value instanceof WordlessValue ? value.#sentence : undefined;
  }

  [Symbol.toPrimitive](): never {
    throw new KubeflowError([`${this.#owner}: ${this.#sentence}`]);
  }

  toString(): string {
    return this[Symbol.toPrimitive]();
  }
}

export function word(text: string): Word {
  return new WordValue(text) as unknown as Word;
}

/** What a run knows of itself; goes into commands and into arguments of steps. */
export const pipelineRun = {
  /** The run's display name. */
  name: '{{$.pipeline_job_name}}',
  /** The name of the Argo Workflow. */
  resourceName: '{{$.pipeline_job_resource_name}}',
  id: '{{$.pipeline_job_uuid}}',
  taskName: '{{$.pipeline_task_name}}',
  taskId: '{{$.pipeline_task_uuid}}',
  /** Where the run keeps its artifacts. */
  root: '{{$.pipeline_root}}',
  createdAt: '{{$.pipeline_job_create_time_utc}}',
  scheduledAt: '{{$.pipeline_job_schedule_time_utc}}',
  /** Where the workspace of the pipeline is mounted. */
  workspace: '{{$.workspace_path}}',
} as const;

/** The words that a component's command function is given; what it does wrong with them is a KubeflowError under `owner`. */
export function commandIo(owner: string, spec: Pick<ComponentSpec, 'inputs' | 'outputs'>): CommandIo<Inputs, Outputs> {
  const place = (group: 'inputs' | 'outputs', name: string) =>
    /^\w+$/.test(name) ? `${group}.${name}` : `${group}['${name}']`;
  const artifact = (group: 'inputs' | 'outputs', name: string) => {
    const at = `${group}.artifacts['${name}']`;
    return new WordlessValue(owner, place(group, name), {
      path: word(`{{$.${at}.path}}`),
      uri: word(`{{$.${at}.uri}}`),
      metadata: Object.assign(word(`{{$.${at}.metadata}}`), {
        get: (key: string) => word(`{{$.${at}.metadata['${key}']}}`),
      }),
    });
  };
  const scalar = (name: string) =>
    new WordlessValue(owner, place('outputs', name), { path: word(`{{$.outputs.parameters['${name}'].output_file}}`) });
  const structured = (json: Readonly<Record<string, unknown>>): Structured =>
    new StructuredValue(owner, json) as unknown as Structured;
  const part = (text: CommandText): unknown => {
    try {
      return structureOf(text);
    } catch (error) {
      throw new KubeflowError([`${owner}: ${(error as Error).message}`]);
    }
  };
  const inputs: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(spec.inputs)) {
    if (type.kind !== 'artifact') inputs[name] = word(`{{$.inputs.parameters['${name}']}}`);
    else inputs[name] = type.list ? word(`{{$.inputs.artifacts['${name}']}}`) : artifact('inputs', name);
  }
  const outputs: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(spec.outputs)) {
    if (type.kind !== 'artifact') outputs[name] = scalar(name);
    else outputs[name] = type.list ? word(`{{$.outputs.artifacts['${name}']}}`) : artifact('outputs', name);
  }
  return {
    inputs: inputs as CommandIo<Inputs, Outputs>['inputs'],
    outputs: outputs as CommandIo<Inputs, Outputs>['outputs'],
    concat: (...parts) => structured({ Concat: parts.map(part) }),
    ifPresent(input, then, otherwise) {
      const side = (words: CommandText | readonly CommandText[]) =>
        Array.isArray(words) ? words.map(part) : part(words as CommandText);
      const present: Record<string, unknown> = { InputName: input, Then: side(then) };
      if (otherwise !== undefined && !(Array.isArray(otherwise) && otherwise.length === 0))
        present.Else = side(otherwise);
      return structured({ IfPresent: present });
    },
    executorInput: word('{{$}}'),
    outputFile: word('{{$.outputs.output_file}}'),
  };
}

function structureOf(part: CommandText): unknown {
  const value: unknown = part;
  if (value instanceof StructuredValue) return value.json;
  return wordText(part);
}

function wordText(part: CommandText): string {
  const value: unknown = part;
  if (value instanceof WordValue) return value.toString();
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new Error(WordlessValue.sentenceOf(value) ?? `${shown(value)} is no word of a command`);
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `an object with ${Object.keys(value).join(', ')}`
    : String(value);
}

/** A command as the IR says it. Throws KubeflowError under `path`. */
export function commandWords(path: string, field: string, words: readonly CommandText[]): string[] {
  if (!Array.isArray(words)) throw new KubeflowError([`${path}: ${field} is not a list of words`]);
  return words.map((part, i) => {
    try {
      const value: unknown = part;
      if (!(value instanceof StructuredValue)) return wordText(part);
      checkStructure(value.json, false);
      return pythonJson(value.json);
    } catch (error) {
      throw new KubeflowError([`${path}: ${field}[${i}]: ${(error as Error).message}`]);
    }
  });
}

/** Inside concat, ifPresent can only choose between single words. */
function checkStructure(json: unknown, inConcat: boolean): void {
  if (typeof json !== 'object' || json === null) return;
  const { Concat: parts, IfPresent: choice } = json as {
    Concat?: unknown[];
    IfPresent?: { Then: unknown; Else?: unknown };
  };
  for (const part of parts ?? []) checkStructure(part, true);
  for (const side of [choice?.Then, choice?.Else]) {
    if (inConcat && Array.isArray(side))
      throw new Error('inside concat(...), ifPresent(...) chooses between single words, not lists');
    for (const part of Array.isArray(side) ? side : [side]) checkStructure(part, inConcat);
  }
}

/** Names of inputs that are asked for with ifPresent. */
export type OptionalKeys<I> = { [K in keyof I]: I[K] extends InputDefinition ? K : never }[keyof I];
