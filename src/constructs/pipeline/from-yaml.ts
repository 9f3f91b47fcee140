import { readFileSync } from 'node:fs';
import type { Document } from 'yaml';
import { KubeflowError } from '../../core/errors';
import { isRecord } from '../../core/values';
import type { ChannelType } from './channel';
import {
  type ComponentSpec,
  componentInterface,
  type Implementation,
  type InputSpec,
  type OutputSpec,
  typeText,
} from './component-spec';
import { definitionOf, type PipelineDefinition } from './definition';
import type { Inputs, Outputs } from './io-types';
import type { ArtifactSpec, CompiledPipeline, ComponentIR, ParameterSpec, PipelineSpec, PlatformSpec } from './ir';
import { irProblems, platformProblems } from './ir-problems';
import { componentKey, executorKey, taskName } from './naming';
import { indentQuotedLines } from './quoted-indent';
import { yaml } from './yaml';

export interface FromYamlOptions<P extends Inputs, O extends Outputs> {
  /** The parameters by type, for the compiler; checked against the file. */
  readonly params?: P;
  /** The outputs by type, for the compiler; checked against the file. */
  readonly outputs?: O;
}

/** A pipeline or component that the Python SDK or this library has compiled, unchanged. Throws KubeflowError on what Pipelines would refuse. */
export function pipelineFromYaml<const P extends Inputs = Inputs, const O extends Outputs = Outputs>(
  file: string,
  options: FromYamlOptions<P, O> = {},
): PipelineDefinition<P, O> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new KubeflowError([`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`]);
  }
  const compiled = readCompiled(text, file);
  const spec = loadedComponent(compiled);
  const problems = [
    ...declaredProblems('parameter', options.params ?? {}, spec.inputs, (d) => componentInterface(file, d, {}).inputs),
    ...declaredProblems('output', options.outputs ?? {}, spec.outputs, (d) => componentInterface(file, {}, d).outputs),
  ];
  if (problems.length > 0) throw new KubeflowError(problems.map((problem) => `${file}: ${problem}`));
  return definitionOf<P, O>(spec, compiled);
}

/** Reads the one or two documents of a compiled pipeline. Throws KubeflowError naming `from`. */
export function readCompiled(text: string, from: string): CompiledPipeline {
  let documents = parse(text);
  if (documents.some((document) => document.errors.length > 0)) documents = parse(indentQuotedLines(text));
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) throw new KubeflowError([`${from}: ${readingError(error)}`]);
    const value: unknown = contentOf(document, from);
    if (value !== null && value !== undefined) values.push(value);
  }
  const specs = values.filter((v) => isRecord(v) && !('platforms' in v));
  const platforms = values.filter((v) => isRecord(v) && 'platforms' in v);
  const other = values.filter((v) => !isRecord(v));
  const problems: string[] = [];
  if (other.length > 0) problems.push('a document is no object');
  if (specs.length === 0)
    problems.push('has no pipeline: a compiled pipeline has pipelineInfo, schemaVersion and root');
  if (specs.length > 1) problems.push(`has ${specs.length} pipelines, a file holds one`);
  if (platforms.length > 1) problems.push(`has ${platforms.length} platform documents, a file holds one`);
  if (problems.length === 0) {
    problems.push(...irProblems(specs[0]));
    if (platforms.length > 0) problems.push(...platformProblems(platforms[0], specs[0] as PipelineSpec));
  }
  if (problems.length > 0) throw new KubeflowError(problems.map((problem) => `${from}: ${problem}`));
  const pipelineSpec = specs[0] as PipelineSpec;
  return platforms.length === 0 ? { pipelineSpec } : { pipelineSpec, platformSpec: platforms[0] as PlatformSpec };
}

function readingError({ message }: Error): string {
  return message.startsWith('Maximum call stack') ? 'nests too deeply to be read' : message.split('\n')[0]!;
}

function contentOf(document: Document, from: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const bomb = (error as Error).message.includes('alias count');
    throw new KubeflowError([
      `${from}: ${bomb ? 'its aliases expand too far to be read' : readingError(error as Error)}`,
    ]);
  }
}

function parse(text: string): Document[] {
  const documents = yaml().parseAllDocuments(text);
  return Array.isArray(documents) ? (documents as Document[]) : [];
}

/** A file of one component is that component; any other is a pipeline. Upstream: sdk/python/kfp/dsl/structures.py. */
function loadedComponent(compiled: CompiledPipeline): ComponentSpec {
  const { pipelineSpec } = compiled;
  const { name } = pipelineSpec.pipelineInfo;
  const called = taskName(name);
  const component = pipelineSpec.components?.[componentKey(name)] ?? pipelineSpec.root;
  const executor = pipelineSpec.deploymentSpec?.executors?.[executorKey(name)];
  const container = executor?.container;
  const implementation: Implementation =
    container === undefined || compiled.platformSpec !== undefined
      ? { graph: compiled }
      : {
          container: {
            image: container.image,
            command: container.command ?? [],
            args: container.args ?? [],
            env: container.env ? Object.fromEntries(container.env.map((e) => [e.name, e.value])) : undefined,
          },
        };
  const source = 'graph' in implementation ? pipelineSpec.root : component;
  return { name: called, description: pipelineSpec.pipelineInfo.description, ...interfaceOf(source), implementation };
}

function interfaceOf(component: ComponentIR): Pick<ComponentSpec, 'inputs' | 'outputs' | 'passthroughs'> {
  const inputs: Record<string, InputSpec> = {};
  const outputs: Record<string, OutputSpec> = {};
  const described = (of: { description?: string }) =>
    of.description === undefined ? {} : { description: of.description };
  for (const [name, p] of Object.entries(component.inputDefinitions?.parameters ?? {})) {
    const optional = p.isOptional === true || p.defaultValue !== undefined;
    inputs[name] = {
      type: parameterType(p),
      optional,
      ...(p.defaultValue === undefined ? {} : { default: p.defaultValue }),
      ...described(p),
    };
  }
  for (const [name, a] of Object.entries(component.inputDefinitions?.artifacts ?? {})) {
    inputs[name] = { type: artifactType(a), optional: a.isOptional === true, ...described(a) };
  }
  for (const [name, p] of Object.entries(component.outputDefinitions?.parameters ?? {}))
    outputs[name] = { type: parameterType(p) as ChannelType, ...described(p) };
  for (const [name, a] of Object.entries(component.outputDefinitions?.artifacts ?? {}))
    outputs[name] = { type: artifactType(a), ...described(a) };
  const passthroughs = component.taskConfigPassthroughs as ComponentSpec['passthroughs'];
  return { inputs, outputs, ...(passthroughs === undefined ? {} : { passthroughs }) };
}

function parameterType(spec: ParameterSpec): InputSpec['type'] {
  const type = spec.parameterType;
  if (type === 'TASK_FINAL_STATUS' || type === 'TASK_CONFIG') return { kind: 'system', type };
  return { kind: 'parameter', type };
}

function artifactType(spec: ArtifactSpec): ChannelType & { kind: 'artifact' } {
  return { kind: 'artifact', schema: spec.artifactType, list: spec.isArtifactList === true };
}

function declaredProblems<D extends Inputs | Outputs>(
  what: string,
  declared: D,
  found: Readonly<Record<string, InputSpec | OutputSpec>>,
  read: (declared: D) => Readonly<Record<string, InputSpec | OutputSpec>>,
): string[] {
  return Object.entries(read(declared)).flatMap(([name, { type }]) => {
    const has = found[name];
    if (has === undefined) return [`has no ${what} ${name}: it has ${Object.keys(found).join(', ') || 'none'}`];
    return typeText(has.type) === typeText(type)
      ? []
      : [`${what} ${name} is ${typeText(has.type)}, not ${typeText(type)}`];
  });
}
