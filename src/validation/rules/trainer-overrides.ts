import { given, list, record, records, text } from './read';
import type { TrainJob } from './trainer-ids';
import type { TrainerRuntime } from './trainer-runtime';

export function checkInitializers({ report }: TrainJob, spec: Record<string, unknown>, runtime: TrainerRuntime): void {
  for (const part of ['dataset', 'model']) {
    if (!given(record(spec.initializer)[part])) continue;
    const job = `${part}-initializer`;
    if (!Object.hasOwn(runtime.jobs, job))
      report(
        'trainer/initializer',
        'spec.runtimeRef',
        `names a runtime without a job '${job}', which initializer.${part} needs`,
      );
    else if (!runtime.jobs[job]!.includes(job))
      report('trainer/initializer', 'spec.runtimeRef', `names a runtime whose job '${job}' has no container '${job}'`);
  }
}

export function checkOverrides({ report }: TrainJob, spec: Record<string, unknown>, runtime: TrainerRuntime): void {
  const rule = 'trainer/overrides';
  const path = 'spec.podTemplateOverrides';
  const steps = ['dataset-initializer', 'model-initializer', 'node'];
  for (const [i, override] of records(spec.podTemplateOverrides).entries()) {
    for (const [j, target] of records(override.targetJobs).entries()) {
      const job = text(target.name);
      const names = Object.hasOwn(runtime.jobs, job) ? runtime.jobs[job]! : undefined;
      if (names === undefined)
        report(
          rule,
          path,
          `[${i}].targetJobs[${j}].name: '${job}' is no job of the runtime: ${Object.keys(runtime.jobs).join(', ')}`,
        );
      for (const field of ['initContainers', 'containers'] as const) {
        for (const [k, container] of records(record(override.spec)[field]).entries()) {
          const name = text(container.name);
          const below = `[${i}].spec.${field}[${k}]`;
          // The webhook merges overrides before it looks: it then finds a container, which has no image and starts nothing.
          if (names !== undefined && !names.includes(name))
            report(
              rule,
              path,
              `${below}.name: '${name}' is no container of the runtime's job '${job}': ${names.join(', ')}`,
              'warning',
            );
          else if (field === 'containers' && steps.includes(name) && list(container.env).length > 0) {
            report(rule, path, `${below}.env may not be set for '${name}': use the env of trainer or initializer`);
          }
        }
      }
    }
  }
}
