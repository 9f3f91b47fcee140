import { seconds } from '../../core/duration';
import { didYouMean } from '../../core/errors';
import { fields, type Known, or, type Shape } from '../../core/properties';
import { count } from '../../core/units';
import { InvalidValue, within } from '../../core/values';
import { containerIR, runtimeSettings } from './container-ir';
import { channel, type PipelineBuilder } from './context';
import { type TaskNode, taskNode } from './graph';
import { kubernetesConfig } from './kubernetes';
import { kubernetesProperties } from './kubernetes-properties';
import { exitGroup } from './on-exit';
import { checkShape, nameOrRef, refOr } from './properties';
import { retryPolicy } from './retry';
import type { Retry, TaskOptions } from './task-options';

const KNOWN: Record<keyof TaskOptions, 'any' | 'container'> = {
  cache: 'any',
  retries: 'any',
  timeout: 'container',
  after: 'any',
  ignoreUpstreamFailure: 'any',
  displayName: 'any',
  env: 'container',
  image: 'container',
  cpu: 'container',
  memory: 'container',
  gpu: 'container',
  accelerator: 'container',
  kubernetes: 'container',
};

const retry: Known<Retry> = { count, backoff: seconds, factor: 'number', maxBackoff: seconds };
/** The options of a task that have members of their own. */
const nestedOptions: Readonly<Partial<Record<keyof TaskOptions, Shape>>> = {
  retries: or(fields(retry, ['count']), count),
  accelerator: fields({ type: nameOrRef, count: refOr(count, 'count') }, ['type']),
  kubernetes: fields(kubernetesProperties),
};

/** Refuses options that the task cannot have. Throws KubeflowError under the task's name. */
export function checkTaskOptions(builder: PipelineBuilder, task: TaskNode, options: TaskOptions): void {
  const { implementation } = task.component;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const kind = (KNOWN as Record<string, string | undefined>)[name];
    if (kind === undefined) builder.fail(`has no option '${name}'${didYouMean(name, Object.keys(KNOWN))}`, task.name);
    if (kind === 'container' && !('container' in implementation)) {
      const what = 'graph' in implementation ? 'a pipeline used as a step' : 'an importer';
      builder.fail(`is ${what}, which has no container: ${name} goes to the steps that have`, task.name);
    }
  }
  const nested = Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(nestedOptions, name)));
  checkShape(`${builder.name}/${task.name}`, nested, nestedOptions);
  for (const before of options.after ?? []) {
    if (taskNode(before) === undefined && exitGroup(before) === undefined)
      builder.fail('after takes steps and onExit(...) groups', task.name);
  }
  if (options.ignoreUpstreamFailure) {
    for (const [name, input] of Object.entries(task.component.inputs)) {
      const given = channel(task.args[name]);
      if (given !== undefined && !input.optional && given.source.kind !== 'input') {
        builder.fail(
          `runs even when a step before it failed, so its input ${name}, an output of such a step, needs a default`,
          task.name,
        );
      }
    }
  }
  try {
    if (options.retries !== undefined) within('retries', () => retryPolicy(options.retries!));
    if (options.cache !== undefined && typeof options.cache === 'object' && typeof options.cache.key !== 'string') {
      throw new InvalidValue(`cache key ${String(options.cache.key)} is not a text`);
    }
    if ('container' in implementation) {
      containerIR(implementation.container, options);
      runtimeSettings(options);
      within('kubernetes', () => kubernetesConfig(options, () => ({})));
      if (options.accelerator?.count !== undefined && typeof options.accelerator.count === 'number')
        within('accelerator', () => count(options.accelerator!.count as number));
    }
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    builder.fail(error.message, task.name);
  }
  checkPassthroughs(builder, task, options);
}

/** A program that hands settings on to what it starts would let others fall silently. */
function checkPassthroughs(builder: PipelineBuilder, task: TaskNode, options: TaskOptions): void {
  const passed = task.component.passthroughs;
  if (passed === undefined || passed.length === 0) return;
  const fields = new Set(passed.map((p) => p.field));
  const k = options.kubernetes ?? {};
  const set = {
    RESOURCES: options.cpu ?? options.memory ?? options.gpu ?? options.accelerator,
    ENV: options.env,
    KUBERNETES_TOLERATIONS: k.tolerations,
    KUBERNETES_NODE_SELECTOR: k.nodeSelector,
    KUBERNETES_AFFINITY: k.nodeAffinity ?? k.podAffinity,
    KUBERNETES_VOLUMES: k.pvcs ?? k.secretVolumes ?? k.configMapVolumes,
  } as const;
  for (const [field, value] of Object.entries(set)) {
    if (value !== undefined && !fields.has(field as keyof typeof set)) {
      builder.fail(
        `hands on ${[...fields].join(', ')} only, ${field} would be lost: add it to the component's passthroughs`,
        task.name,
      );
    }
  }
}
