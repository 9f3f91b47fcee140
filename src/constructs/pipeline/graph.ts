import type { ChannelType } from './channel-type';
import type { ComponentSpec } from './component-spec';
import { taskOf } from './ref';
import type { TaskSettings } from './task-options';

/** Where a value comes from. */
export type Source =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'output'; readonly task: TaskNode; readonly name: string }
  | { readonly kind: 'item'; readonly loop: LoopGroup }
  | { readonly kind: 'field'; readonly item: Channel; readonly field: string }
  | { readonly kind: 'one-of'; readonly branches: readonly Channel[]; readonly group: Group; readonly name: string }
  | { readonly kind: 'collected'; readonly of: Channel };

/** A value or artifact on its way between tasks. */
export interface Channel {
  readonly source: Source;
  readonly type: ChannelType;
  /** How it prints in a text, to be found again by the compiler. */
  readonly pattern: string;
}

/** A pipeline's body as it was written: tasks in groups, groups in groups. */
export interface Group {
  readonly kind: 'root' | 'condition' | 'condition-branches' | 'for-loop' | 'exit-handler';
  name: string;
  readonly displayName?: string;
  parent?: Group;
  readonly groups: Group[];
  readonly tasks: TaskNode[];
}
export interface ConditionGroup extends Group {
  readonly kind: 'condition';
  /** All must hold. */
  readonly conditions: readonly Comparison[];
}
export interface BranchesGroup extends Group {
  readonly kind: 'condition-branches';
  oneOfs: number;
  complete: boolean;
}
export interface LoopGroup extends Group {
  readonly kind: 'for-loop';
  /** The item's name where the items are literals. */
  readonly items: string | undefined;
  readonly raw?: readonly unknown[];
  readonly over?: Channel;
  itemType: ChannelType;
  /** 0 is without limit. */
  readonly parallel: number;
}
export interface ExitGroup extends Group {
  readonly kind: 'exit-handler';
  readonly exitTask: TaskNode;
}

export interface TaskNode {
  readonly name: string;
  readonly component: ComponentSpec;
  readonly args: Readonly<Record<string, unknown>>;
  readonly settings: TaskSettings;
  /** None for an exit task, which waits outside of all groups. */
  parent?: Group;
}

export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=';
export interface Comparison {
  readonly left: Channel;
  readonly operator: Operator;
  readonly right: Channel | string | number | boolean;
  readonly negated: boolean;
}

export function isCondition(group: Group): group is ConditionGroup {
  return group.kind === 'condition';
}
export function isLoop(group: Group): group is LoopGroup {
  return group.kind === 'for-loop';
}
export function isExit(group: Group): group is ExitGroup {
  return group.kind === 'exit-handler';
}

/** From the root down to the group itself. */
export function pathTo(group: Group): Group[] {
  const path: Group[] = [];
  for (let g: Group | undefined = group; g !== undefined; g = g.parent) path.unshift(g);
  return path;
}

export function allGroups(root: Group): Group[] {
  return [root, ...root.groups.flatMap(allGroups)];
}

/** The task behind what a component's call gave. */
export function taskNode(value: unknown): TaskNode | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as { [taskOf]?: TaskNode })[taskOf];
}
