import { KubeflowError } from '../../core/errors';
import type { Channel, ChannelType, Source } from './channel';
import type { BranchesGroup, Group, TaskNode } from './graph';
import { uniqueName } from './naming';
import { channelOf, type Ref } from './ref';

/** The pipeline whose body is running: where calls of components land. */
export class PipelineBuilder {
  readonly root: Group;
  readonly tasks = new Map<string, TaskNode>();
  #groups = 0;
  readonly #open: Group[];

  constructor(
    readonly name: string,
    readonly cacheByDefault: boolean,
    /** One component compiled on its own. */
    readonly alone = false,
  ) {
    this.root = { kind: 'root', name, groups: [], tasks: [] };
    this.#open = [this.root];
  }

  get current(): Group {
    return this.#open.at(-1)!;
  }

  fail(sentence: string, at?: string): never {
    throw new KubeflowError([`${at === undefined ? this.name : `${this.name}/${at}`}: ${sentence}`]);
  }

  /** Groups are numbered in the order they are opened, all kinds together. */
  nextGroup(): number {
    this.#groups += 1;
    return this.#groups;
  }

  addTask(task: Omit<TaskNode, 'name'>): TaskNode {
    const name = uniqueName(task.component.name || 'task', this.tasks);
    const node: TaskNode = { ...task, name, parent: this.current };
    this.tasks.set(name, node);
    this.current.tasks.push(node);
    return node;
  }

  /** Adds the group to the current one and runs `body` inside. */
  within<T>(group: Group, body: () => T): T {
    if (group !== this.root && group.parent === undefined) {
      group.parent = this.current;
      this.current.groups.push(group);
    }
    const depth = this.#open.length;
    this.#open.push(group);
    try {
      const result = body();
      if (result instanceof Promise) this.fail('a body cannot wait: write it without async', group.name);
      return result;
    } finally {
      this.#open.length = depth;
    }
  }

  /** Takes an exit task out of the group it was called in. */
  detach(task: TaskNode): void {
    const siblings = task.parent?.tasks;
    if (siblings !== undefined) siblings.splice(siblings.indexOf(task), 1);
    task.parent = undefined;
  }
}

const open: PipelineBuilder[] = [];

export function currentBuilder(caller: string): PipelineBuilder {
  const builder = open.at(-1);
  if (builder === undefined)
    throw new KubeflowError([`${caller}: is called outside of a pipeline, call it in the body of pipeline(...)`]);
  return builder;
}

export function runBody<T>(builder: PipelineBuilder, body: () => T): T {
  open.push(builder);
  try {
    return body();
  } finally {
    open.pop();
  }
}

const patterns = new Map<string, Channel>();
const PATTERN = /\{\{pipeline-ref:\d+\}\}/g;

export function makeRef(source: Source, type: ChannelType, extra: Readonly<Record<string, unknown>> = {}): Ref {
  const pattern = `{{pipeline-ref:${patterns.size + 1}}}`;
  const channel: Channel = { source, type, pattern };
  patterns.set(pattern, channel);
  return Object.defineProperties(
    {},
    {
      ...Object.fromEntries(Object.entries(extra).map(([key, value]) => [key, { value, enumerable: true }])),
      [channelOf]: { value: channel },
      toString: { value: () => pattern },
      toJSON: { value: () => pattern },
    },
  ) as Ref;
}

export function channel(value: unknown): Channel | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Partial<Ref>)[channelOf] as Channel | undefined;
}

/** The channels that are named in a text, a list or an object, each once. */
export function channelsIn(value: unknown): Channel[] {
  const found = new Set<Channel>();
  const visit = (v: unknown): void => {
    const direct = channel(v);
    if (direct !== undefined) found.add(direct);
    else if (typeof v === 'string') for (const [pattern] of v.matchAll(PATTERN)) found.add(patterns.get(pattern)!);
    else if (Array.isArray(v)) v.forEach(visit);
    else if (typeof v === 'object' && v !== null) for (const entry of Object.entries(v)) entry.forEach(visit);
  };
  visit(value);
  return [...found];
}

/** The value with every channel in it written as `write` says. */
export function replaceChannels(value: unknown, write: (channel: Channel) => string): unknown {
  const direct = channel(value);
  if (direct !== undefined) return write(direct);
  if (typeof value === 'string') return value.replace(PATTERN, (pattern) => write(patterns.get(pattern)!));
  if (Array.isArray(value)) return value.map((item) => replaceChannels(item, write));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [replaceChannels(key, write), replaceChannels(item, write)]),
    );
  }
  return value;
}

export function isBranches(group: Group | undefined): group is BranchesGroup {
  return group?.kind === 'condition-branches';
}
