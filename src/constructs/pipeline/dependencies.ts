import type { Channel } from './channel';
import { runtimeSettings } from './container-ir';
import { channelsIn, type PipelineBuilder } from './context';
import { type Comparison, type Group, isCondition, pathTo, type TaskNode, taskNode } from './graph';
import { kubernetesChannels } from './kubernetes';
import { taskName } from './naming';
import { exitGroup } from './on-exit';
import { wayOut } from './scopes';

/** The siblings that each task and group waits for, by name. */
export type Dependencies = ReadonlyMap<TaskNode | Group, Set<string>>;

/** The channels a task reads, in its arguments and its settings. */
export function consumed(task: TaskNode): Channel[] {
  return [
    ...channelsIn(task.args),
    ...channelsIn(runtimeSettings(task.settings)),
    ...kubernetesChannels(task.settings),
  ];
}

/** The channels that conditions compare. */
export function operands(conditions: readonly Comparison[]): Channel[] {
  return conditions.flatMap(({ left, right }) => (typeof right === 'object' ? [left, right] : [left]));
}

/** Which siblings each task and group waits for. */
export function dependenciesOf(builder: PipelineBuilder, groups: readonly Group[]): Dependencies {
  const dependencies = new Map<TaskNode | Group, Set<string>>();
  for (const group of groups) {
    for (const task of group.tasks) {
      const path: (TaskNode | Group)[] = [...pathTo(group), task];
      const channels = [
        ...channelsIn(task.args),
        ...channelsIn(task.settings.image),
        ...kubernetesChannels(task.settings),
      ];
      for (const condition of pathTo(group).filter(isCondition)) channels.push(...operands(condition.conditions));
      const upstream = new Set(channels.flatMap((c) => producers(c)));
      for (const before of upstream) addDependency(builder, dependencies, path, before, task, false);
      for (const before of task.settings.after ?? []) {
        const node = taskNode(before) ?? exitGroup(before)!;
        if (!('component' in node) || builder.tasks.get(node.name) === node)
          addDependency(builder, dependencies, path, node, task, true);
        else builder.fail(`comes after ${node.name}, a step of another pipeline`, task.name);
      }
    }
  }
  return dependencies;
}

function addDependency(
  builder: PipelineBuilder,
  all: Map<TaskNode | Group, Set<string>>,
  path: readonly (TaskNode | Group)[],
  before: TaskNode | Group,
  task: TaskNode,
  ordered: boolean,
): void {
  if (before === task) builder.fail('comes after itself', task.name);
  if (before.parent === undefined) builder.fail(`comes after ${before.name}, which runs last`, task.name);
  const other: (TaskNode | Group)[] = [...pathTo(before.parent), before];
  let common = 0;
  while (common < path.length && common < other.length && path[common] === other[common]) common += 1;
  const [mine, theirs] = [path[common], other[common]];
  if (mine === undefined || theirs === undefined) return;
  if (ordered && theirs !== before && (isCondition(theirs as Group) || (theirs as Group).kind === 'exit-handler')) {
    const way = isCondition(theirs as Group)
      ? 'a branch may not run: move this step into it'
      : wayOut(theirs as Group).replace('takes it', 'waits');
    builder.fail(`comes after ${before.name}, which is inside ${theirs.name}: ${way}`, task.name);
  }
  let names = all.get(mine);
  if (names === undefined) {
    names = new Set();
    all.set(mine, names);
  }
  names.add(taskName(theirs.name));
}

/** The tasks and decisions that a channel comes from. */
function producers(c: Channel): (TaskNode | Group)[] {
  const { source } = c;
  switch (source.kind) {
    case 'input':
      return [];
    case 'output':
      return [source.task];
    case 'item':
      return source.loop.over === undefined ? [] : producers(source.loop.over);
    case 'field':
      return producers(source.item);
    case 'one-of':
      return [source.group];
    case 'collected':
      return producers(source.of);
  }
}
