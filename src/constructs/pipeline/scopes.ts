import { KubeflowError } from '../../core/errors';
import { type Channel, type ChannelType, fullName, injectedName } from './channel';
import { addDefinition, typeText } from './component-spec';
import { type Group, isCondition, isLoop, pathTo } from './graph';
import type { ArtifactSource, DagOutputs, IoSpec, ParameterSource } from './ir';

/** Where a task or group finds a value inside one DAG. */
export type Wire =
  | { readonly task: string; readonly key: string }
  | { readonly input: string; readonly selector?: string };

/** What one group's component takes from and gives to the DAG around it. */
export interface Scope {
  readonly inputs: IoSpec;
  /** How the group's own task fills those inputs. */
  readonly wires: Map<string, { wire: Wire; type: ChannelType }>;
  readonly outputs: IoSpec;
  readonly dagOutputs: DagOutputs;
}
/** A value as its DAG names it: the output `key` of the task or group `producer` in `home`. */
interface Produced {
  readonly producer: string;
  readonly key: string;
  readonly home: Group;
  readonly type: ChannelType;
}

/**
 * Brings values across the borders of groups: a group that needs a value from outside gets an input for it, one whose value
 * is taken outside gets an output. Upstream: sdk/python/kfp/compiler/compiler_utils.py.
 */
export class Scopes {
  readonly #scopes = new Map<Group, Scope>();

  constructor(
    private readonly pipeline: string,
    private readonly root: Group,
  ) {}

  of(group: Group): Scope {
    let scope = this.#scopes.get(group);
    if (scope === undefined) {
      scope = { inputs: {}, wires: new Map(), outputs: {}, dagOutputs: {} };
      this.#scopes.set(group, scope);
    }
    return scope;
  }

  /** How something directly in `group` reads the channel; `consumer` is its name, for errors. */
  read(channel: Channel, group: Group, consumer: string): Wire {
    const { source } = channel;
    switch (source.kind) {
      case 'input':
        return group === this.root ? { input: source.name } : this.pass(channel, group, consumer);
      case 'item': {
        if (group === source.loop) return { input: injectedName(fullName(channel)) };
        if (!pathTo(group).includes(source.loop))
          this.fail(consumer, `takes the item of ${source.loop.name} outside of that loop`);
        this.distinct(channel, group, source.loop, consumer);
        return this.pass(channel, group, consumer);
      }
      case 'field': {
        const wire = this.read(source.item, group, consumer);
        return { input: (wire as { input: string }).input, selector: `parseJson(string_value)["${source.field}"]` };
      }
      case 'output':
        if (source.task.parent === undefined)
          this.fail(consumer, `takes an output of ${source.task.name}, which runs last`);
        return this.readProduced(
          { producer: source.task.name, key: source.name, home: source.task.parent, type: channel.type },
          group,
          consumer,
        );
      case 'one-of':
        return this.readProduced(this.joined(channel, consumer), group, consumer);
      case 'collected':
        return this.readProduced(this.gathered(channel, group, consumer), group, consumer);
    }
  }

  /** Loops over the same list call their items the same, so that the inner one hides the outer. */
  private distinct(item: Channel, group: Group, loop: Group, consumer: string): void {
    const path = pathTo(group);
    for (const inner of path.slice(path.indexOf(loop) + 1)) {
      if (isLoop(inner) && inner.over !== undefined && `${fullName(inner.over)}-loop-item` === fullName(item)) {
        this.fail(
          consumer,
          `takes the item of ${loop.name} inside ${inner.name}, which goes over the same list: hand the list through a step to tell the items apart`,
        );
      }
    }
  }

  /** Gives a group an input for the channel, under the name that the SDK gives it. */
  pass(channel: Channel, group: Group, consumer: string, name = injectedName(fullName(channel))): Wire {
    return this.addInput(group, name, typeOf(channel), () => this.read(channel, group.parent!, consumer));
  }

  /** What the pipeline returns, as the root's DAG names it. */
  returned(channel: Channel, name: string): Produced {
    const at = `output ${name}`;
    const produced =
      channel.source.kind === 'collected'
        ? this.gathered(channel, this.root, at, true)
        : this.produced(channel, this.root, at);
    if (produced.home !== this.root) this.fail(`output ${name}`, this.outside(produced.home, this.root));
    return produced;
  }

  private produced(channel: Channel, group: Group, consumer: string): Produced {
    const { source } = channel;
    if (source.kind === 'output') {
      if (source.task.parent === undefined)
        this.fail(consumer, `takes an output of ${source.task.name}, which runs last`);
      return { producer: source.task.name, key: source.name, home: source.task.parent, type: channel.type };
    }
    if (source.kind === 'one-of') return this.joined(channel, consumer);
    if (source.kind === 'collected') return this.gathered(channel, group, consumer);
    return this.fail(consumer, 'is an output of the pipeline, and only outputs of steps can be');
  }

  private readProduced(produced: Produced, group: Group, consumer: string): Wire {
    if (group === produced.home) return { task: produced.producer, key: produced.key };
    if (!pathTo(group).includes(produced.home)) this.fail(consumer, this.outside(produced.home, group));
    const name = injectedName(`${produced.producer}-${produced.key}`);
    return this.addInput(group, name, produced.type, () => this.readProduced(produced, group.parent!, consumer));
  }

  private addInput(group: Group, name: string, type: ChannelType, fill: () => Wire): Wire {
    const scope = this.of(group);
    if (!scope.wires.has(name)) {
      scope.wires.set(name, { wire: fill(), type });
      addDefinition(scope.inputs, name, type);
    }
    return { input: name };
  }

  /** The list that the loops between the step and `group` make of its output. */
  private gathered(channel: Channel, group: Group, consumer: string, returned = false): Produced {
    const { source } = channel;
    if (source.kind !== 'collected') throw new Error('not collected');
    let { producer, key, home } = this.produced(source.of, group, consumer);
    const surfaced = injectedName(fullName(source.of));
    const around = new Set(pathTo(group));
    const crossed: Group[] = [];
    while (!around.has(home)) {
      this.give(home, surfaced, channel.type, { producer, key });
      crossed.push(home);
      [producer, key, home] = [home.name, surfaced, home.parent!];
    }
    if (!crossed.some(isLoop) && !(returned && crossed.length > 0)) {
      this.fail(
        consumer,
        `takes collected(...) of ${fullName(source.of)}, and no loop that makes it lies between: take the output itself`,
      );
    }
    const outermost = crossed.at(-1)!;
    if (!isLoop(outermost) && !returned) {
      this.fail(
        consumer,
        `takes collected(...) of ${fullName(source.of)}, whose loop is in ${outermost.name} and may not run: ${wayOut(outermost)}`,
      );
    }
    return { producer, key, home, type: channel.type };
  }

  /** The one output of a decision that joins its branches' outputs. */
  private joined(channel: Channel, consumer: string): Produced {
    const { source } = channel;
    if (source.kind !== 'one-of') throw new Error('not joined');
    const { group, name } = source;
    const scope = this.of(group);
    const defined = scope.outputs.parameters?.[name] ?? scope.outputs.artifacts?.[name];
    if (defined === undefined) {
      addDefinition(scope.outputs, name, channel.type);
      const selectors = source.branches.map((branch) => {
        let { producer, key, home } = this.produced(
          branch,
          pathTo(this.homeOf(branch)).find((g) => g.parent === group)!,
          consumer,
        );
        const surfaced = injectedName(`${producer}-${key}`);
        while (home !== group) {
          if (isLoop(home)) this.fail(consumer, `joins ${fullName(branch)}, which is made in ${home.name}: collect it`);
          this.give(home, surfaced, branch.type, { producer, key });
          [producer, key, home] = [home.name, surfaced, home.parent!];
        }
        return { producer, key };
      });
      if (channel.type.kind === 'artifact') {
        scope.dagOutputs.artifacts ??= {};
        scope.dagOutputs.artifacts[name] = {
          artifactSelectors: selectors.map((s) => ({ producerSubtask: s.producer, outputArtifactKey: s.key })),
        };
      } else {
        scope.dagOutputs.parameters ??= {};
        scope.dagOutputs.parameters[name] = {
          valueFromOneof: {
            parameterSelectors: selectors.map((s) => ({ producerSubtask: s.producer, outputParameterKey: s.key })),
          },
        };
      }
    }
    return { producer: group.name, key: name, home: group.parent!, type: channel.type };
  }

  private homeOf(channel: Channel): Group {
    const { source } = channel;
    if (source.kind === 'output') return source.task.parent!;
    if (source.kind === 'one-of') return source.group.parent!;
    if (source.kind === 'collected') return this.homeOf(source.of);
    return this.root;
  }

  /** Makes an output of the group out of one of a task in it. */
  private give(group: Group, name: string, type: ChannelType, from: { producer: string; key: string }): void {
    const scope = this.of(group);
    if (isExitHandler(group)) this.fail(group.name, `cannot give ${name} to the outside: ${wayOut(group)}`);
    addDefinition(scope.outputs, name, type);
    addDagOutput(scope.dagOutputs, name, type, from);
  }

  private outside(home: Group, group: Group): string {
    const around = new Set(pathTo(group));
    const outermost = pathTo(home).find((g) => !around.has(g))!;
    return `takes an output from inside ${outermost.name}, which is not around it: ${wayOut(outermost)}`;
  }

  fail(consumer: string, sentence: string): never {
    throw new KubeflowError([`${this.pipeline}/${consumer}: ${sentence}`]);
  }
}

export function addDagOutput(
  outputs: DagOutputs,
  name: string,
  type: ChannelType,
  from: { producer: string; key: string },
): void {
  if (type.kind === 'artifact') {
    outputs.artifacts ??= {};
    outputs.artifacts[name] = { artifactSelectors: [{ producerSubtask: from.producer, outputArtifactKey: from.key }] };
  } else {
    outputs.parameters ??= {};
    outputs.parameters[name] = { valueFromParameter: { producerSubtask: from.producer, outputParameterKey: from.key } };
  }
}

/** The type of a channel now: a loop's item may have been taken as a double since. */
export function typeOf(channel: Channel): ChannelType {
  return channel.source.kind === 'item' ? channel.source.loop.itemType : channel.type;
}

export function parameterSource(wire: Wire): ParameterSource {
  if ('task' in wire) return { taskOutputParameter: { producerTask: wire.task, outputParameterKey: wire.key } };
  if (wire.selector === undefined) return { componentInputParameter: wire.input };
  return { componentInputParameter: wire.input, parameterExpressionSelector: wire.selector };
}

export function artifactSource(wire: Wire): ArtifactSource {
  return 'task' in wire
    ? { taskOutputArtifact: { producerTask: wire.task, outputArtifactKey: wire.key } }
    : { componentInputArtifact: wire.input };
}

function isExitHandler(group: Group): boolean {
  return group.kind === 'exit-handler';
}

export function wayOut(group: Group): string {
  if (isLoop(group)) return 'return it from the body of forEach, or take collected(...) of it';
  if (isCondition(group) || group.kind === 'condition-branches')
    return 'return it from every branch of when(...).otherwise(...), or join them with oneOf(...)';
  if (isExitHandler(group)) return 'move the step that takes it into the onExit body too';
  return `of ${typeText({ kind: 'system', type: 'TASK_CONFIG' })}`;
}
