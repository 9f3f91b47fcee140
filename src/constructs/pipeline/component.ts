import { KubeflowError } from '../../core/errors';
import { type Known, mapOf } from '../../core/properties';
import { callComponent } from './call';
import { compileComponent } from './compile-component';
import { type ComponentSpec, componentInterface, type Passthrough } from './component-spec';
import type { Inputs, Outputs } from './io-types';
import type { PipelineSpec } from './ir';
import { taskName } from './naming';
import { type CommandIo, type CommandText, commandIo, commandWords } from './placeholders';
import { callable, checkShape, passthroughList } from './properties';
import type { Args, TaskOf } from './ref';
import type { TaskOptions } from './task-options';

export const specOf: unique symbol = Symbol('component');

/** One kind of step. Calling it in a pipeline's body adds a step and gives its outputs. */
export interface Component<I extends Inputs = Inputs, O extends Outputs = Outputs> {
  (
    ...args: {} extends Args<I> ? [args?: Args<I>, options?: TaskOptions] : [args: Args<I>, options?: TaskOptions]
  ): TaskOf<O>;
  readonly [specOf]: ComponentSpec;
  /** The component alone, as a pipeline of one step. */
  toIR(): PipelineSpec;
}

export interface ContainerComponentProps<I extends Inputs, O extends Outputs> {
  /** Steps are called so, in lower case and with dashes. */
  readonly name: string;
  readonly image: string;
  readonly description?: string;
  readonly inputs?: I;
  readonly outputs?: O;
  /** @default the image's entry point */
  readonly command?: (io: CommandIo<I, O>) => readonly CommandText[];
  readonly args?: (io: CommandIo<I, O>) => readonly CommandText[];
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the step that its program hands on to what it starts. */
  readonly passthroughs?: readonly Passthrough[];
}

const componentProperties: Known<ContainerComponentProps<Inputs, Outputs>> = {
  name: true,
  image: true,
  description: 'text',
  inputs: 'object',
  outputs: 'object',
  command: callable("({ inputs }) => ['train.py', inputs.data.path]"),
  args: callable("({ inputs }) => ['--rows', inputs.rows]"),
  env: mapOf('text'),
  passthroughs: passthroughList,
};

/** A step that runs a container. */
export function component<const I extends Inputs = {}, const O extends Outputs = {}>(
  props: ContainerComponentProps<I, O>,
): Component<I, O> {
  const path = `component ${props?.name ?? ''}`.trimEnd();
  checkShape(path, props, componentProperties);
  const name = taskName(String(props.name));
  if (name === '') throw new KubeflowError([`${path}: the name has no letter or digit`]);
  if (typeof props.image !== 'string' || !/^\S+$/.test(props.image)) {
    throw new KubeflowError([`${path}: image ${JSON.stringify(props.image)} is not an image`]);
  }
  const { inputs, outputs } = componentInterface(path, props.inputs ?? {}, props.outputs ?? {});
  const io = commandIo(path, { inputs, outputs }) as unknown as CommandIo<I, O>;
  return makeComponent({
    name,
    description: props.description,
    inputs,
    outputs,
    passthroughs: props.passthroughs,
    implementation: {
      container: {
        image: props.image,
        command: commandWords(path, 'command', props.command?.(io) ?? []),
        args: commandWords(path, 'args', props.args?.(io) ?? []),
        env: props.env,
      },
    },
  });
}

export function makeComponent<I extends Inputs, O extends Outputs>(spec: ComponentSpec): Component<I, O> {
  const call = (args: Readonly<Record<string, unknown>> = {}, options: TaskOptions = {}) =>
    callComponent(spec, args, options);
  return Object.defineProperties(call, {
    [specOf]: { value: spec },
    toIR: { value: () => compileComponent(spec).pipelineSpec, configurable: true },
  }) as unknown as Component<I, O>;
}
