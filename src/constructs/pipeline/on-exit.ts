import { channelsIn, currentBuilder, type PipelineBuilder } from './context';
import { type ExitGroup, type Group, isExit, taskNode } from './graph';
import { checkBody, checkShape } from './properties';
import { exitOf, type OnExit, type Task } from './ref';

/**
 * Steps after which `task` runs, whether they succeeded or not. An input of type TaskFinalStatus tells it how they ended.
 * Only at the top of a pipeline.
 */
export function onExit(task: Task, body: () => unknown, options: { readonly name?: string } = {}): OnExit {
  const builder: PipelineBuilder = currentBuilder('onExit');
  checkBody(builder, 'onExit', body);
  checkShape(`${builder.name}/onExit`, options, { name: 'text' });
  const exitTask = taskNode(task);
  if (exitTask === undefined) builder.fail('takes a step: onExit(cleanup({ ... }), () => { ... })', 'onExit');
  if (builder.current.kind !== 'root')
    builder.fail('stands at the top of a pipeline only, not in a branch, loop or other onExit', 'onExit');
  if (exitTask.parent === undefined) builder.fail('is the exit task of another onExit', exitTask.name);
  const depends =
    (exitTask.settings.after ?? []).length > 0 || channelsIn(exitTask.args).some((c) => c.source.kind !== 'input');
  if (depends) builder.fail('is an exit task, which cannot depend on other steps', exitTask.name);
  if ('importer' in exitTask.component.implementation)
    builder.fail('is an exit task, which cannot be an importer', exitTask.name);
  builder.detach(exitTask);
  const handler: ExitGroup = {
    kind: 'exit-handler',
    name: `exit-handler-${builder.nextGroup()}`,
    displayName: options.name,
    groups: [],
    tasks: [],
    exitTask,
  };
  builder.within(handler, body);
  return { [exitOf]: handler };
}

export function exitGroup(value: unknown): ExitGroup | undefined {
  const found =
    typeof value === 'object' && value !== null ? ((value as Partial<OnExit>)[exitOf] as Group | undefined) : undefined;
  return found !== undefined && isExit(found) ? found : undefined;
}
