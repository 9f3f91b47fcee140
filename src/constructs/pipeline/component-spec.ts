import { KubeflowError } from '../../core/errors';
import { isRecord } from '../../core/values';
import type { ChannelType } from './channel-type';
import type { InputDefinition, Inputs, OutputDefinition, Outputs } from './io-types';
import type { CompiledPipeline, ComponentIR, IoSpec, Json, ParameterTypeName, SystemTypeName } from './ir';

/** What a task runs: its interface and how it is done. */
export interface ComponentSpec {
  /** As tasks of it are called. */
  readonly name: string;
  readonly description?: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  readonly passthroughs?: readonly Passthrough[];
  readonly implementation: Implementation;
}
export interface InputSpec {
  readonly type: ChannelType | { readonly kind: 'system'; readonly type: SystemTypeName };
  readonly optional: boolean;
  readonly default?: Json;
  readonly description?: string;
}
export interface OutputSpec {
  readonly type: ChannelType;
  readonly description?: string;
}
/** A part of a task's Kubernetes settings that its program hands on to what it starts. */
export interface Passthrough {
  readonly field:
    | 'RESOURCES'
    | 'ENV'
    | 'KUBERNETES_AFFINITY'
    | 'KUBERNETES_TOLERATIONS'
    | 'KUBERNETES_NODE_SELECTOR'
    | 'KUBERNETES_VOLUMES';
  readonly applyToTask?: boolean;
}
export type Implementation =
  | { readonly container: ContainerImplementation }
  | { readonly importer: ImporterImplementation }
  | { readonly graph: CompiledPipeline };
export interface ContainerImplementation {
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
export interface ImporterImplementation {
  readonly uri: unknown;
  readonly type: ChannelType & { kind: 'artifact' };
  readonly reimport: boolean;
  readonly metadata?: Record<string, Json>;
  readonly downloadToWorkspace: boolean;
}

const PARAMETERS: Record<string, ParameterTypeName> = {
  string: 'STRING',
  int: 'NUMBER_INTEGER',
  double: 'NUMBER_DOUBLE',
  bool: 'BOOLEAN',
  list: 'LIST',
  struct: 'STRUCT',
};
const SYSTEM: Record<string, SystemTypeName> = { TaskFinalStatus: 'TASK_FINAL_STATUS', TaskConfig: 'TASK_CONFIG' };
const ARTIFACTS = [
  'Artifact',
  'Dataset',
  'Model',
  'Metrics',
  'ClassificationMetrics',
  'SlicedClassificationMetrics',
  'HTML',
  'Markdown',
];
const SCHEMA_VERSION = '0.0.1';
/** Upstream: sdk/python/kfp/dsl/pipeline_channel.py, the names a channel may have. */
const NAME = /^[A-Za-z][A-Za-z0-9 _-]*$/;

/** The type as the IR says it. Throws on a word that is none. */
export function channelType(io: string): ChannelType {
  const list = io.endsWith('[]');
  const base = list ? io.slice(0, -2) : io;
  const parameter = Object.hasOwn(PARAMETERS, base) ? PARAMETERS[base] : undefined;
  if (parameter !== undefined) {
    if (list) return { kind: 'parameter', type: 'LIST', item: parameter };
    return { kind: 'parameter', type: parameter };
  }
  if (ARTIFACTS.includes(base))
    return { kind: 'artifact', schema: { schemaTitle: `system.${base}`, schemaVersion: SCHEMA_VERSION }, list };
  if (/^google\.[A-Za-z]+$/.test(base))
    return { kind: 'artifact', schema: { schemaTitle: base, schemaVersion: SCHEMA_VERSION }, list };
  throw new Error(`'${io}' is not a type, write one of ${[...Object.keys(PARAMETERS), ...ARTIFACTS].join(', ')}`);
}

/** Reads a component's inputs and outputs. Throws KubeflowError under `path`. */
export function componentInterface(
  path: string,
  inputs: Inputs,
  outputs: Outputs,
): Pick<ComponentSpec, 'inputs' | 'outputs'> {
  const problems: string[] = [];
  const read = <D, S>(what: string, definitions: Readonly<Record<string, D>>, spec: (d: D) => S): Record<string, S> => {
    const specs: Record<string, S> = {};
    for (const [name, definition] of Object.entries(definitions)) {
      if (!NAME.test(name))
        problems.push(`${path}: ${what} '${name}' begins with a letter and has letters, digits, spaces, - and _ only`);
      try {
        specs[name] = spec(definition);
      } catch (error) {
        problems.push(`${path}: ${what} ${name}: ${(error as Error).message}`);
      }
    }
    return specs;
  };
  const spec = { inputs: read('input', inputs, inputSpec), outputs: read('output', outputs, outputSpec) };
  if (problems.length > 0) throw new KubeflowError(problems);
  return spec;
}

function inputSpec(definition: InputDefinition): InputSpec {
  if (typeof definition === 'string') {
    if (Object.hasOwn(SYSTEM, definition))
      return { type: { kind: 'system', type: SYSTEM[definition]! }, optional: true };
    if (definition.endsWith('?')) return { type: channelType(definition.slice(0, -1)), optional: true };
    return { type: channelType(definition), optional: false };
  }
  if (!isRecord(definition)) throw new Error(`${String(definition)} is not a type`);
  const { description, ...rest } = definition as Record<string, unknown> & { description?: string };
  const described = description === undefined ? {} : { description };
  if (typeof rest.type === 'string') return { ...inputSpec(rest.type as InputDefinition), ...described };
  const [entry, more] = Object.entries(rest);
  if (entry === undefined || more !== undefined)
    throw new Error(`${JSON.stringify(definition)} is not a type with its default, write { int: 3 }`);
  const [io, value] = entry;
  const type = channelType(io);
  if (value === undefined) return { type, optional: true, ...described };
  const problem = literalProblem(type, value);
  if (problem !== undefined) throw new Error(`default ${problem}`);
  return { type, optional: true, default: value as Json, ...described };
}

function outputSpec(definition: OutputDefinition): OutputSpec {
  if (typeof definition === 'string') return { type: channelType(definition) };
  if (!isRecord(definition) || typeof definition.type !== 'string')
    throw new Error(`${JSON.stringify(definition)} is not a type`);
  return {
    type: channelType(definition.type),
    ...(definition.description === undefined ? {} : { description: definition.description }),
  };
}

/** Why the value is not of the type, or nothing. */
export function literalProblem(type: ChannelType, value: unknown): string | undefined {
  if (type.kind === 'artifact')
    return `${shown(value)} is no artifact: artifacts come from tasks, or from importer({ uri, type })`;
  const expected: Record<ParameterTypeName, [(v: unknown) => boolean, string]> = {
    STRING: [(v) => typeof v === 'string', 'a string'],
    NUMBER_INTEGER: [(v) => typeof v === 'number' && Number.isSafeInteger(v), 'a whole number'],
    NUMBER_DOUBLE: [(v) => typeof v === 'number' && Number.isFinite(v), 'a number'],
    BOOLEAN: [(v) => typeof v === 'boolean', 'true or false'],
    LIST: [Array.isArray, 'a list'],
    STRUCT: [isRecord, 'an object'],
  };
  const [is, called] = expected[type.type];
  return is(value) ? undefined : `${shown(value)} is not ${called}`;
}

function shown(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}

/** The interface as the IR says it. */
export function interfaceIR(component: Pick<ComponentSpec, 'inputs' | 'outputs' | 'passthroughs'>): ComponentIR {
  const ir: ComponentIR = {};
  const inputs: IoSpec = {};
  for (const [name, input] of Object.entries(component.inputs)) {
    const optional = input.optional ? { isOptional: true as const } : {};
    const described = input.description === undefined ? {} : { description: input.description };
    if (input.type.kind === 'artifact') {
      inputs.artifacts ??= {};
      inputs.artifacts[name] = { ...artifactIR(input.type), ...optional, ...described };
    } else {
      inputs.parameters ??= {};
      const withDefault = input.default === undefined ? {} : { defaultValue: input.default };
      inputs.parameters[name] = { parameterType: input.type.type, ...optional, ...withDefault, ...described };
    }
  }
  const outputs: IoSpec = {};
  for (const [name, output] of Object.entries(component.outputs))
    addDefinition(outputs, name, output.type, output.description);
  if (inputs.artifacts !== undefined || inputs.parameters !== undefined) ir.inputDefinitions = inputs;
  if (outputs.artifacts !== undefined || outputs.parameters !== undefined) ir.outputDefinitions = outputs;
  if (component.passthroughs !== undefined && component.passthroughs.length > 0) {
    ir.taskConfigPassthroughs = component.passthroughs.map((p) => ({
      field: p.field,
      ...(p.applyToTask ? { applyToTask: true as const } : {}),
    }));
  }
  return ir;
}

export function addDefinition(io: IoSpec, name: string, type: ChannelType, description?: string): void {
  const described = description === undefined ? {} : { description };
  if (type.kind === 'artifact') {
    io.artifacts ??= {};
    io.artifacts[name] = { ...artifactIR(type), ...described };
  } else {
    io.parameters ??= {};
    io.parameters[name] = { parameterType: type.type, ...described };
  }
}

function artifactIR(type: ChannelType & { kind: 'artifact' }) {
  return { artifactType: type.schema, ...(type.list ? { isArtifactList: true as const } : {}) };
}

/** How an error calls a type. */
export function typeText(type: InputSpec['type']): string {
  if (type.kind === 'artifact') return `${type.schema.schemaTitle.replace(/^system\./, '')}${type.list ? '[]' : ''}`;
  if (type.kind === 'system') return type.type === 'TASK_CONFIG' ? 'TaskConfig' : 'TaskFinalStatus';
  return Object.entries(PARAMETERS).find(([, name]) => name === type.type)![0];
}
