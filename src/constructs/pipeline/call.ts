import { didYouMean } from '../../core/errors';
import type { Channel, ChannelType } from './channel';
import { checkTaskOptions } from './check-options';
import { type ComponentSpec, literalProblem, typeText } from './component-spec';
import { channel, channelsIn, currentBuilder, makeRef, type PipelineBuilder } from './context';
import { taskOf } from './ref';
import type { TaskOptions } from './task-options';

/** Adds a task to the pipeline whose body runs. Throws KubeflowError on arguments that do not fit. */
export function callComponent(
  spec: ComponentSpec,
  args: Readonly<Record<string, unknown>>,
  options: TaskOptions,
  alone = false,
): Readonly<Record<string, unknown>> {
  const builder: PipelineBuilder = currentBuilder(spec.name);
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  if (!alone) checkArguments(builder, spec, given);
  const cache = options.cache ?? builder.cacheByDefault;
  const task = builder.addTask({
    component: spec,
    args: given,
    settings: { ...options, enableCache: cache !== false },
  });
  checkTaskOptions(builder, task, options);
  const outputs = Object.entries(spec.outputs).map(([name, output]) => [
    name,
    { value: makeRef({ kind: 'output', task, name }, output.type), enumerable: true },
  ]);
  return Object.defineProperties({}, { ...Object.fromEntries(outputs), [taskOf]: { value: task } });
}

function checkArguments(builder: PipelineBuilder, spec: ComponentSpec, args: Readonly<Record<string, unknown>>): void {
  const names = Object.entries(spec.inputs)
    .filter(([, input]) => input.type.kind !== 'system')
    .map(([name]) => name);
  for (const name of Object.keys(args)) {
    if (!names.includes(name)) {
      const list = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`;
      builder.fail(`has no input '${name}'${didYouMean(name, names)}: ${list}`, spec.name);
    }
  }
  for (const name of names) {
    const input = spec.inputs[name]!;
    const value = args[name];
    if (value === undefined) {
      if (!input.optional)
        builder.fail(`input ${name} is missing, give it ${article(typeText(input.type))}`, spec.name);
      continue;
    }
    const problem = argumentProblem(input.type as ChannelType, value);
    if (problem !== undefined) builder.fail(`input ${name} ${problem}`, spec.name);
  }
}

function argumentProblem(type: ChannelType, value: unknown): string | undefined {
  const given = channel(value);
  if (given === undefined) {
    const hidden = channelsIn(value).find((c) => c.type.kind === 'artifact');
    if (hidden !== undefined) return 'has an artifact inside a text or list, only parameters can stand there';
    const problem = literalProblem(type, value);
    return problem === undefined ? undefined : `is ${article(typeText(type))}: ${problem}`;
  }
  return accepts(type, given)
    ? undefined
    : `is ${article(typeText(type))}, it is given ${article(typeText(given.type))}`;
}

/** Whether the channel may go into an input of the type. Upstream: sdk/python/kfp/dsl/types/type_utils.py. */
export function accepts(type: ChannelType, given: Channel): boolean {
  if (type.kind === 'artifact') {
    if (given.type.kind !== 'artifact' || type.list !== given.type.list) return false;
    const titles = [type.schema.schemaTitle, given.type.schema.schemaTitle];
    return titles.includes('system.Artifact') || titles[0] === titles[1];
  }
  if (given.type.kind === 'artifact') return false;
  if (given.type.type === type.type || given.type.anything === true) return true;
  return promoted(type, given);
}

/** Literal whole numbers of a loop count as doubles where one is asked for. */
function promoted(type: ChannelType & { kind: 'parameter' }, given: Channel): boolean {
  if (type.type !== 'NUMBER_DOUBLE' || given.source.kind !== 'item') return false;
  const { loop } = given.source;
  if (loop.raw === undefined || !loop.raw.every((item) => typeof item === 'number')) return false;
  loop.itemType = { kind: 'parameter', type: 'NUMBER_DOUBLE' };
  return true;
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}
