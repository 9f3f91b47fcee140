import { type Channel, fullName, injectedName } from './channel';
import { addDefinition, type ComponentSpec, type InputSpec, interfaceIR } from './component-spec';
import { celExpression } from './conditions';
import { containerIR, injectedPlaceholder, runtimeSettings } from './container-ir';
import { channel, channelsIn, type PipelineBuilder, replaceChannels } from './context';
import { consumed, type Dependencies, dependenciesOf, operands } from './dependencies';
import {
  allGroups,
  type ConditionGroup,
  type Group,
  isCondition,
  isExit,
  isLoop,
  type LoopGroup,
  pathTo,
  type TaskNode,
} from './graph';
import type {
  CompiledPipeline,
  ComponentIR,
  DagOutputs,
  ExecutorIR,
  ImporterIR,
  IoSpec,
  Json,
  ParameterSource,
  PipelineSpec,
  PlatformSpec,
  TaskSpec,
} from './ir';
import { kubernetesConfig } from './kubernetes';
import { mergePipeline } from './merge';
import { componentKey, executorKey, taskName, uniqueName } from './naming';
import { pythonJson } from './python-text';
import { retryPolicy } from './retry';
import { addDagOutput, artifactSource, parameterSource, Scopes, typeOf, type Wire } from './scopes';
import { SDK_VERSION } from './sdk-version';

export interface Root {
  readonly info: PipelineSpec['pipelineInfo'];
  readonly interface: Pick<ComponentSpec, 'inputs' | 'outputs'>;
  readonly outputs: Readonly<Record<string, Channel>>;
  readonly pipelineRoot?: string;
  readonly pipelineConfig?: Record<string, Json>;
}

/** The pipeline as Pipelines' intermediate representation. Throws KubeflowError. */
export function compile(builder: PipelineBuilder, root: Root): CompiledPipeline {
  return new Compiler(builder, root).compile();
}

class Compiler {
  private readonly scopes: Scopes;
  private readonly components: Record<string, ComponentIR> = {};
  private readonly executors: Record<string, ExecutorIR> = {};
  private readonly platforms: PlatformSpec['platforms'] = {};
  private readonly componentOf = new Map<Group, ComponentIR>();

  constructor(
    private readonly builder: PipelineBuilder,
    private readonly root: Root,
  ) {
    this.scopes = new Scopes(builder.name, builder.root);
  }

  compile(): CompiledPipeline {
    const { builder, root } = this;
    const groups = allGroups(builder.root);
    for (const group of groups) {
      if (group.groups.length === 0 && group.tasks.length === 0)
        builder.fail('has no steps', group.kind === 'root' ? undefined : group.name);
    }
    for (const group of groups) for (const task of group.tasks) this.readInputs(task, group);
    for (const group of groups) this.readGroup(group);
    const outputs: DagOutputs = {};
    for (const [name, c] of Object.entries(root.outputs)) {
      const produced = this.scopes.returned(c, name);
      addDagOutput(outputs, name, root.interface.outputs[name]!.type, produced);
    }
    const dependencies = dependenciesOf(builder, groups);

    const rootIR: ComponentIR = { ...interfaceIR(root.interface), dag: { tasks: {} } };
    this.componentOf.set(builder.root, rootIR);
    for (const group of groups) this.emitGroup(group, dependencies);
    for (const group of groups) if (isExit(group)) this.emitExitTask(group.exitTask, group, rootIR);
    if (Object.keys(outputs).length > 0) rootIR.dag!.outputs = outputs;

    const { pipelineConfig } = root;
    if (pipelineConfig !== undefined) this.platform('kubernetes').pipelineConfig = pipelineConfig;
    const pipelineSpec: PipelineSpec = {
      pipelineInfo: root.info,
      schemaVersion: '2.1.0',
      sdkVersion: SDK_VERSION,
      root: rootIR,
      components: this.components,
      deploymentSpec: { executors: this.executors },
    };
    if (root.pipelineRoot !== undefined) pipelineSpec.defaultPipelineRoot = root.pipelineRoot;
    return Object.keys(this.platforms).length === 0
      ? { pipelineSpec }
      : { pipelineSpec, platformSpec: { platforms: this.platforms } };
  }

  /** First walk: what crosses the borders of groups. */
  private readInputs(task: TaskNode, group: Group): void {
    for (const c of consumed(task)) {
      this.scopes.read(c, group, task.name);
      this.passItemsOfField(c, task.name);
    }
    for (const condition of pathTo(group).filter(isCondition)) {
      for (const c of operands(condition.conditions)) {
        if (c.source.kind === 'field') {
          const loop = c.source.item.source.kind === 'item' ? c.source.item.source.loop : undefined;
          if (loop?.over !== undefined) this.readBelow(c.source.item, group, condition, task.name);
        } else this.readBelow(c, group, condition, task.name);
      }
    }
  }

  /** Everything below a condition can see what it compares. */
  private readBelow(c: Channel, group: Group, condition: ConditionGroup, consumer: string): void {
    if (pathTo(group).includes(condition)) this.scopes.read(c, group, consumer);
  }

  /** A loop over a field of another loop's item sees that item too. */
  private passItemsOfField(c: Channel, consumer: string): void {
    const item = c.source.kind === 'field' ? c.source.item : c;
    if (item.source.kind !== 'item') return;
    const { loop } = item.source;
    const over = loop.over;
    if (
      over?.source.kind === 'field' &&
      over.source.item.source.kind === 'item' &&
      over.source.item.source.loop.over !== undefined
    ) {
      this.scopes.pass(over.source.item, loop, consumer);
    }
  }

  private readGroup(group: Group): void {
    if (isCondition(group)) for (const c of operands(group.conditions)) this.scopes.pass(c, group, group.name);
    if (isLoop(group)) {
      if (group.over !== undefined) this.passItems(group, group.over);
      addDefinition(this.scopes.of(group).inputs, this.itemInput(group), group.itemType);
    }
  }

  private passItems(group: LoopGroup, over: Channel): void {
    this.scopes.pass(over, group, group.name, this.itemsInput(group));
  }

  /** What a loop calls the list it goes over. */
  private itemsInput(group: LoopGroup): string {
    return this.itemInput(group).replace(/-loop-item$/, '');
  }

  private itemInput(group: LoopGroup): string {
    return injectedName(group.items ?? `${fullName(this.overOf(group))}-loop-item`);
  }

  private overOf(group: LoopGroup): Channel {
    return group.over!;
  }

  /** Second walk: one component for each group and task. */
  private emitGroup(group: Group, dependencies: Dependencies): void {
    const { tasks } = this.componentOf.get(group)!.dag!;
    for (const child of group.groups) {
      const scope = this.scopes.of(child);
      const component: ComponentIR = { dag: { tasks: {} } };
      if (filled(scope.inputs)) component.inputDefinitions = scope.inputs;
      if (filled(scope.outputs)) component.outputDefinitions = scope.outputs;
      if (filled(scope.dagOutputs)) component.dag!.outputs = scope.dagOutputs;
      const key = uniqueName(componentKey(child.name), keys(this.components));
      this.components[key] = component;
      this.componentOf.set(child, component);
      tasks[child.name] = { ...this.groupTask(child, key), ...waits(dependencies.get(child)) };
    }
    for (const task of group.tasks) tasks[task.name] = this.emitTask(task, group, dependencies.get(task));
  }

  private groupTask(group: Group, key: string): TaskSpec {
    const spec: TaskSpec = { taskInfo: { name: group.displayName ?? group.name }, componentRef: { name: key } };
    const wires = [...this.scopes.of(group).wires];
    const inputs = this.wired(wires.map(([name, { wire, type }]) => [name, type.kind, wire] as const));
    if (filled(inputs)) spec.inputs = inputs;
    if (isCondition(group)) spec.triggerPolicy = { condition: celExpression(group.conditions) };
    if (isLoop(group)) {
      const itemInput = this.itemInput(group);
      if (group.itemType.kind === 'artifact')
        spec.artifactIterator = { items: { inputArtifact: this.itemsInput(group) }, itemInput };
      else {
        const items =
          group.raw === undefined ? { inputParameter: this.itemsInput(group) } : { raw: pythonJson(group.raw, true) };
        spec.parameterIterator = { items, itemInput };
      }
      if (group.parallel > 0) spec.iteratorPolicy = { parallelismLimit: group.parallel };
    }
    return spec;
  }

  private wired(
    wires: readonly (readonly [string, 'parameter' | 'artifact', Wire])[],
  ): NonNullable<TaskSpec['inputs']> {
    const inputs: NonNullable<TaskSpec['inputs']> = {};
    for (const [name, kind, wire] of wires) {
      if (kind === 'artifact') {
        inputs.artifacts ??= {};
        inputs.artifacts[name] = artifactSource(wire);
      } else {
        inputs.parameters ??= {};
        inputs.parameters[name] = parameterSource(wire);
      }
    }
    return inputs;
  }

  private emitTask(task: TaskNode, group: Group, dependencies: Set<string> | undefined): TaskSpec {
    const { settings } = task;
    for (const [name, input] of Object.entries(task.component.inputs)) {
      if (!asksFinalStatus(input) || settings.ignoreUpstreamFailure || this.builder.alone) continue;
      this.builder.fail(
        `asks with ${name} how other steps ended, which only the exit task of onExit and steps with ignoreUpstreamFailure can`,
        task.name,
      );
    }
    const spec = this.taskSpec(task, group);
    Object.assign(spec, waits(dependencies));
    if (settings.ignoreUpstreamFailure) {
      spec.triggerPolicy = { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' };
      for (const [name, input] of Object.entries(task.component.inputs)) {
        if (!asksFinalStatus(input)) continue;
        const [before, ...more] = spec.dependentTasks ?? [];
        if (before === undefined || more.length > 0) {
          this.builder.fail(
            `asks with ${name} how one step ended, and comes after ${spec.dependentTasks?.length ?? 0}: let it come after one step of its own group`,
            task.name,
          );
        }
        finalStatus(spec, name, before);
      }
    }
    this.implement(task, group, spec);
    return spec;
  }

  private emitExitTask(task: TaskNode, handler: Group, root: ComponentIR): void {
    const spec = this.taskSpec(task, this.builder.root);
    spec.dependentTasks = [taskName(handler.name)];
    spec.triggerPolicy = { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' };
    for (const [name, input] of Object.entries(task.component.inputs)) {
      if (asksFinalStatus(input)) finalStatus(spec, name, taskName(handler.name));
    }
    this.implement(task, this.builder.root, spec);
    root.dag!.tasks[task.name] = spec;
  }

  private taskSpec(task: TaskNode, group: Group): TaskSpec {
    const { settings } = task;
    const spec: TaskSpec = {
      taskInfo: { name: settings.displayName ?? task.name },
      componentRef: { name: componentKey(task.name) },
      cachingOptions: {},
    };
    if (settings.enableCache) spec.cachingOptions!.enableCache = true;
    if (typeof settings.cache === 'object') spec.cachingOptions!.cacheKey = settings.cache.key;
    if (settings.retries !== undefined) spec.retryPolicy = retryPolicy(settings.retries);
    const inputs = this.taskInputs(task, group);
    if (filled(inputs)) spec.inputs = inputs;
    return spec;
  }

  private taskInputs(task: TaskNode, group: Group): NonNullable<TaskSpec['inputs']> {
    const parameters: Record<string, ParameterSource> = {};
    const inputs: NonNullable<TaskSpec['inputs']> = {};
    for (const [name, value] of Object.entries({ ...task.args, ...runtimeSettings(task.settings) })) {
      const direct = channel(value);
      if (direct !== undefined) {
        const wire = this.scopes.read(direct, group, task.name);
        if (typeOf(direct).kind === 'artifact') {
          inputs.artifacts ??= {};
          inputs.artifacts[name] = artifactSource(wire);
        } else parameters[name] = parameterSource(wire);
        continue;
      }
      for (const c of channelsIn(value)) {
        const injected = injectedName(fullName(c));
        if (injected in task.component.inputs)
          this.builder.fail(`has an input called ${injected}, a name the compiler needs: rename it`, task.name);
        parameters[injected] = parameterSource(this.scopes.read(c, group, task.name));
      }
      parameters[name] = { runtimeValue: { constant: replaceChannels(value, injectedPlaceholder) as Json } };
    }
    return Object.keys(parameters).length === 0 ? inputs : { ...inputs, parameters };
  }

  /** Adds the task's component and executor, or those of the pipeline that it stands for. */
  private implement(task: TaskNode, group: Group, spec: TaskSpec): void {
    const { implementation } = task.component;
    let component: ComponentIR;
    if ('graph' in implementation) {
      component = mergePipeline(
        { components: this.components, executors: this.executors, platform: (name) => this.platform(name) },
        implementation.graph,
      );
    } else {
      const label = uniqueName(executorKey(task.name), keys(this.executors));
      component = { ...interfaceIR(task.component), executorLabel: label };
      if ('container' in implementation) {
        this.executors[label] = { container: containerIR(implementation.container, task.settings) };
        const config = kubernetesConfig(task.settings, (c) => parameterSource(this.scopes.read(c, group, task.name)));
        if (config !== undefined) {
          const platform = this.platform('kubernetes');
          platform.deploymentSpec ??= {};
          platform.deploymentSpec.executors ??= {};
          platform.deploymentSpec.executors[label] = config;
        }
      } else {
        this.executors[label] = { importer: importerIR(implementation.importer) };
      }
    }
    const key = uniqueName(componentKey(task.name), keys(this.components));
    spec.componentRef.name = key;
    this.components[key] = component;
  }

  private platform(name: string): PlatformSpec['platforms'][string] {
    this.platforms[name] ??= {};
    return this.platforms[name];
  }
}

function importerIR(importer: Extract<ComponentSpec['implementation'], { importer: unknown }>['importer']): ImporterIR {
  const ir: ImporterIR = {
    artifactUri: channel(importer.uri) === undefined ? { constant: String(importer.uri) } : { runtimeParameter: 'uri' },
    typeSchema: importer.type.schema,
  };
  if (importer.metadata !== undefined) ir.metadata = importer.metadata;
  if (importer.reimport) ir.reimport = true;
  if (importer.downloadToWorkspace) ir.downloadToWorkspace = true;
  return ir;
}

function asksFinalStatus({ type }: InputSpec): boolean {
  return type.kind === 'system' && type.type === 'TASK_FINAL_STATUS';
}

function finalStatus(spec: TaskSpec, input: string, producerTask: string): void {
  spec.inputs ??= {};
  spec.inputs.parameters ??= {};
  spec.inputs.parameters[input] = { taskFinalStatus: { producerTask } };
}

function waits(names: Set<string> | undefined): { dependentTasks?: string[] } {
  return names === undefined ? {} : { dependentTasks: [...names].sort() };
}

function filled(value: IoSpec | DagOutputs | NonNullable<TaskSpec['inputs']>): boolean {
  return value.parameters !== undefined || value.artifacts !== undefined;
}

function keys(record: object): { has(name: string): boolean } {
  return { has: (name) => Object.hasOwn(record, name) };
}
