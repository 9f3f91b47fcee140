import type { CompiledPipeline, ComponentIR, ExecutorIR, PlatformSpec } from './ir';
import { uniqueName } from './naming';

/** What a pipeline is folded into. */
export interface MergeTarget {
  readonly components: Record<string, ComponentIR>;
  readonly executors: Record<string, ExecutorIR>;
  platform(name: string): PlatformSpec['platforms'][string];
}

/** Folds a pipeline used as a step into the one around it; what has a taken name is renamed. Gives the step's component. */
export function mergePipeline(target: MergeTarget, inner: CompiledPipeline): ComponentIR {
  const { components, executors, platform } = target;
  const { root, components: parts = {}, deploymentSpec } = structuredClone(inner.pipelineSpec);

  const labels = new Map<string, string>();
  for (const [label, executor] of Object.entries(deploymentSpec?.executors ?? {})) {
    const free = uniqueName(label, keys(executors));
    labels.set(label, free);
    executors[free] = executor;
  }
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(components));
  for (const name of Object.keys(parts)) {
    const free = uniqueName(name, taken);
    names.set(name, free);
    taken.add(name).add(free);
  }
  for (const component of [root, ...Object.values(parts)]) {
    if (component.executorLabel !== undefined) component.executorLabel = labels.get(component.executorLabel);
    for (const task of Object.values(component.dag?.tasks ?? {}))
      task.componentRef.name = names.get(task.componentRef.name)!;
  }
  for (const [name, component] of Object.entries(parts)) components[names.get(name)!] = component;
  for (const [name, spec] of Object.entries(inner.platformSpec?.platforms ?? {})) {
    for (const [label, config] of Object.entries(spec.deploymentSpec?.executors ?? {})) {
      const target = platform(name);
      target.deploymentSpec ??= {};
      target.deploymentSpec.executors ??= {};
      target.deploymentSpec.executors[labels.get(label) ?? label] = structuredClone(config);
    }
  }
  return root;
}

function keys(record: object): { has(name: string): boolean } {
  return { has: (name) => Object.hasOwn(record, name) };
}
