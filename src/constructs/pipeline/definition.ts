import { KubeflowError } from '../../core/errors';
import { fields, type Known } from '../../core/properties';
import type { BytesLike } from '../../core/units';
import { bytes } from '../../core/units';
import { within } from '../../core/values';
import { accepts } from './call';
import type { Channel, ChannelType } from './channel';
import { compile } from './compile';
import { type Component, makeComponent, type specOf } from './component';
import { type ComponentSpec, channelType, componentInterface, type OutputSpec, typeText } from './component-spec';
import { channel, makeRef, PipelineBuilder, runBody } from './context';
import type { Inputs, OutputDefinition } from './io-types';
import type { CompiledPipeline, Json, PipelineSpec, PlatformSpec } from './ir';
import { taskName } from './naming';
import { checkShape } from './properties';
import type { AnyRef, IoOf, Ref, Refs, Task, taskOf } from './ref';
import { pipelineYaml } from './yaml';

/** A pipeline: compiles, ships, and is a step of other pipelines. */
export interface PipelineDefinition<
  P extends Inputs = Inputs,
  O extends Readonly<Record<string, OutputDefinition>> = Readonly<Record<string, OutputDefinition>>,
> extends Component<P, O>,
    ParameterizedDefinition<P> {
  readonly name: string;
  toIR(): PipelineSpec;
}
/** A pipeline by its parameters, whatever it gives. */
export interface ParameterizedDefinition<P extends Inputs> extends CompiledDefinition {
  readonly [specOf]: ComponentSpec;
  /** Phantom: the parameters by type. */
  readonly __params?: P;
}
/** What ships a pipeline needs of it. */
export interface CompiledDefinition {
  readonly name: string;
  readonly description?: string;
  /** Pipelines' intermediate representation, the same object each time. */
  toIR(): PipelineSpec;
  /** What only Kubernetes knows of the steps, if they ask for any. */
  toPlatformSpec(): PlatformSpec | undefined;
  /** Both as the YAML file that Pipelines' UI, the SDK and Vertex AI take. */
  toYaml(): string;
}

export interface PipelineOptions {
  readonly description?: string;
  /** @default the name */
  readonly displayName?: string;
  /** Where runs keep their artifacts: `'s3://bucket/runs'`. @default the namespace's, or the installation's */
  readonly pipelineRoot?: string;
  /** Whether steps take the outputs of earlier runs, unless they say otherwise. @default true */
  readonly cache?: boolean;
  /** A volume that all steps of a run share, under `pipelineRun.workspace`. */
  readonly workspace?: { readonly size: BytesLike; readonly pvcSpec?: Readonly<Record<string, unknown>> };
  /** Types and descriptions of the outputs, where they say more than the steps' own. */
  readonly outputs?: Readonly<Record<string, OutputDefinition>>;
}
const pipelineProperties: Known<PipelineOptions> = {
  description: 'text',
  displayName: 'text',
  pipelineRoot: 'text',
  cache: 'flag',
  workspace: fields({ size: true, pvcSpec: 'object' }, ['size']),
  outputs: 'object',
};

/** What a body may return: outputs by name, or a step whose outputs are the pipeline's. */
type Returned = Readonly<Record<string, AnyRef>> | Task | undefined;
type OutputsOf<R> = { readonly [K in Exclude<keyof R, typeof taskOf> as R[K] extends AnyRef ? K : never]: IoOf<R[K]> };

/** What Pipelines fills in itself reaches the steps as a struct. */
const STATUS: ChannelType = { kind: 'parameter', type: 'STRUCT' };
/** Upstream: sdk/python/kfp/dsl/utils.py. */
const PIPELINE_NAME = /^[a-z0-9][a-z0-9-]{0,127}$/;

/** A pipeline of steps: the body calls components, and returns what the pipeline gives. */
export function pipeline<
  const P extends Inputs,
  // biome-ignore lint/suspicious/noConfusingVoidType: a body may return nothing
  const R extends Returned | void = void,
>(
  name: string,
  params: P,
  body: (params: Refs<P>) => R,
  options: PipelineOptions = {},
): PipelineDefinition<P, OutputsOf<R>> {
  const path = `pipeline ${name}`;
  const called = taskName(String(name));
  if (!PIPELINE_NAME.test(called))
    throw new KubeflowError([`${path}: a pipeline's name has 1 to 128 lower-case letters, digits and dashes`]);
  if (typeof body !== 'function')
    throw new KubeflowError([`${path}: needs a body: pipeline('${called}', { rows: 'int' }, ({ rows }) => { ... })`]);
  checkShape(path, options, pipelineProperties);
  const builder = new PipelineBuilder(called, options.cache ?? true);
  const { inputs } = componentInterface(path, params, {});
  const refs: Record<string, Ref> = {};
  for (const [param, { type }] of Object.entries(inputs)) {
    refs[param] = makeRef({ kind: 'input', name: param }, type.kind === 'system' ? STATUS : type);
  }
  const graph = runBody(builder, () => {
    const returned = builder.within(builder.root, () => body(refs as Refs<P>));
    const channels = outputChannels(builder, returned);
    const outputs = outputSpecs(builder, channels, options.outputs ?? {});
    const info: PipelineSpec['pipelineInfo'] = { name: called };
    if (options.displayName !== undefined) info.displayName = options.displayName;
    if (options.description !== undefined) info.description = options.description;
    const compiled = compile(builder, {
      info,
      interface: { inputs, outputs },
      outputs: channels,
      pipelineRoot: options.pipelineRoot,
      pipelineConfig: pipelineConfig(path, options),
    });
    return { compiled, outputs };
  });
  const spec: ComponentSpec = {
    name: called,
    description: options.description,
    inputs,
    outputs: graph.outputs,
    implementation: { graph: graph.compiled },
  };
  return definitionOf(spec, graph.compiled, () => checkWorkspace(path, graph.compiled, options));
}

/** A definition around what is compiled. */
export function definitionOf<P extends Inputs, O extends Readonly<Record<string, OutputDefinition>>>(
  spec: ComponentSpec,
  compiled: CompiledPipeline,
  check: () => void = () => {},
): PipelineDefinition<P, O> {
  /** What is not whole as a pipeline of its own may still be a step of one that is. */
  const checked = (): CompiledPipeline => {
    check();
    return compiled;
  };
  return Object.defineProperties(makeComponent<P, O>(spec), {
    name: { value: spec.name },
    description: { value: spec.description },
    toIR: { value: () => checked().pipelineSpec },
    toPlatformSpec: { value: () => checked().platformSpec },
    toYaml: { value: () => pipelineYaml(checked()) },
  }) as unknown as PipelineDefinition<P, O>;
}

function outputChannels(builder: PipelineBuilder, returned: unknown): Record<string, Channel> {
  if (returned === undefined) return {};
  if (typeof returned !== 'object' || returned === null || channel(returned) !== undefined) {
    builder.fail('a body returns its outputs by name: return { model }');
  }
  return Object.fromEntries(
    Object.entries(returned).map(([name, ref]) => [
      name,
      channel(ref as AnyRef) ?? builder.fail(`output ${name} is not an output of a step`),
    ]),
  );
}

function outputSpecs(
  builder: PipelineBuilder,
  channels: Readonly<Record<string, Channel>>,
  declared: Readonly<Record<string, OutputDefinition>>,
): Record<string, OutputSpec> {
  for (const name of Object.keys(declared))
    if (!(name in channels)) builder.fail(`output ${name} is declared, and the body does not return it`);
  return Object.fromEntries(
    Object.entries(channels).map(([name, c]) => {
      const definition = declared[name];
      if (definition === undefined) return [name, { type: c.type }];
      const { type: io, description } =
        typeof definition === 'string' ? { type: definition, description: undefined } : definition;
      const type = channelType(io);
      if (!accepts(type, c))
        builder.fail(`output ${name} is declared as ${typeText(type)}, and is ${typeText(c.type)}`);
      return [name, { type, ...(description === undefined ? {} : { description }) }];
    }),
  );
}

function pipelineConfig(path: string, options: PipelineOptions): Record<string, Json> | undefined {
  if (options.workspace === undefined) return undefined;
  const { size, pvcSpec } = options.workspace;
  try {
    return {
      workspace: {
        size: within('workspace size', () => bytes(size)),
        kubernetes: { pvcSpecPatch: (pvcSpec ?? {}) as Json },
      },
    };
  } catch (error) {
    throw new KubeflowError([`${path}: ${(error as Error).message}`]);
  }
}

function checkWorkspace(path: string, { pipelineSpec }: CompiledPipeline, options: PipelineOptions): void {
  if (options.workspace !== undefined) return;
  const text = JSON.stringify(pipelineSpec);
  if (text.includes('{{$.workspace_path}}') || text.includes('"downloadToWorkspace":true')) {
    throw new KubeflowError([
      `${path}: a step uses the workspace, and the pipeline has none: give it workspace: { size: '10Gi' }`,
    ]);
  }
}
