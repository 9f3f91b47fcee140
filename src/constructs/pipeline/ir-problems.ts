import { didYouMean } from '../../core/errors';
import { isRecord } from '../../core/values';
import type { ComponentIR, PipelineSpec } from './ir';
import { type MessageName, messages } from './ir-messages';

/** What Pipelines would refuse of a compiled pipeline, as sentences. Upstream: backend/src/apiserver/template/v2_template.go. */
export function irProblems(value: unknown): string[] {
  if (!isRecord(value)) return ['is no compiled pipeline, which is an object'];
  const problems = shapeProblems(value, 'PipelineSpec', '');
  if (problems.length > 0) return problems;
  const spec = value as unknown as PipelineSpec;
  const name = spec.pipelineInfo?.name;
  if (typeof name !== 'string' || name === '') problems.push('pipelineInfo.name is empty, a pipeline needs a name');
  else if (!/[a-z0-9]/.test(name)) problems.push(`pipelineInfo.name '${name}' has no lower-case letter or digit`);
  if (spec.schemaVersion !== '2.1.0')
    problems.push(`schemaVersion is ${JSON.stringify(spec.schemaVersion)}, Pipelines reads '2.1.0'`);
  if (!isRecord(spec.root)) problems.push('root is missing, a pipeline needs one');
  if (problems.length > 0) return problems;
  return [...referenceProblems(spec), ...shapeOfExecutors(spec)];
}

export function platformProblems(value: unknown, spec: PipelineSpec): string[] {
  const problems = shapeProblems(value, 'PlatformSpec', '');
  if (problems.length > 0 || !isRecord(value)) return problems;
  const platforms = (value.platforms ?? {}) as Record<
    string,
    { deploymentSpec?: { executors?: Record<string, unknown> } }
  >;
  const executors = spec.deploymentSpec?.executors ?? {};
  for (const [platform, { deploymentSpec }] of Object.entries(platforms)) {
    for (const [label, config] of Object.entries(deploymentSpec?.executors ?? {})) {
      const at = `platforms.${platform}.deploymentSpec.executors.${label}`;
      if (!Object.hasOwn(executors, label))
        problems.push(
          `${at} configures an executor that the pipeline does not have${didYouMean(label, Object.keys(executors))}`,
        );
      if (platform === 'kubernetes') problems.push(...shapeProblems(config, 'KubernetesExecutorConfig', at));
    }
  }
  return problems;
}

/** Checks fields by name and kind, as protojson does: both spellings of a field are read, unknown ones are not. */
function shapeProblems(value: unknown, message: MessageName, path: string): string[] {
  if (!isRecord(value)) return [`${path || 'the document'} is not an object`];
  const fields: Readonly<Record<string, string>> = messages[message];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const field = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const kind = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (kind === undefined) return [`${at} is not a field of ${message}${didYouMean(key, Object.keys(fields))}`];
    return item === null ? [] : kindProblems(item, kind, at);
  });
}

function kindProblems(value: unknown, kind: string, at: string): string[] {
  if (kind.startsWith('[]')) {
    if (!Array.isArray(value)) return [`${at} is not a list`];
    return value.flatMap((item, i) => kindProblems(item, kind.slice(2), `${at}[${i}]`));
  }
  if (kind.startsWith('{}')) {
    if (!isRecord(value)) return [`${at} is not an object`];
    return Object.entries(value).flatMap(([key, item]) => kindProblems(item, kind.slice(2), `${at}.${key}`));
  }
  if (kind.includes('|')) {
    const names = kind.split('|');
    return names.includes(value as string)
      ? []
      : [`${at} ${JSON.stringify(value)} is not one of ${names.join(', ')}${didYouMean(String(value), names)}`];
  }
  switch (kind) {
    case 'string':
      return typeof value === 'string' ? [] : [`${at} ${JSON.stringify(value)} is not a text`];
    case 'bool':
      return typeof value === 'boolean' ? [] : [`${at} ${JSON.stringify(value)} is not true or false`];
    case 'number':
      return typeof value === 'number' ||
        (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
        ? []
        : [`${at} ${JSON.stringify(value)} is not a number`];
    case 'int':
      return Number.isSafeInteger(typeof value === 'string' && value !== '' ? Number(value) : value)
        ? []
        : [`${at} ${JSON.stringify(value)} is not a whole number`];
    case 'duration':
      return typeof value === 'string' && /^-?\d+(\.\d{1,9})?s$/.test(value)
        ? []
        : [`${at} ${JSON.stringify(value)} is not a duration in seconds, like '60s'`];
    case 'struct':
      return isRecord(value) ? [] : [`${at} is not an object`];
    case 'any':
      return [];
    default:
      return shapeProblems(value, kind as MessageName, at);
  }
}

function shapeOfExecutors(spec: PipelineSpec): string[] {
  return spec.deploymentSpec === undefined
    ? []
    : shapeProblems(spec.deploymentSpec, 'PipelineDeploymentConfig', 'deploymentSpec');
}

/** Names that point nowhere: a run with such a pipeline fails after it is submitted. `null` is as good as nothing, as in protojson. */
function referenceProblems(spec: PipelineSpec): string[] {
  const components = spec.components ?? {};
  const executors = spec.deploymentSpec?.executors ?? {};
  const check = (component: ComponentIR, at: string): string[] => {
    const problems: string[] = [];
    const label = component.executorLabel ?? undefined;
    if (label !== undefined && !Object.hasOwn(executors, label)) {
      problems.push(
        `${at}.executorLabel '${label}' is not in deploymentSpec.executors${didYouMean(label, Object.keys(executors))}`,
      );
    }
    const tasks = component.dag?.tasks ?? {};
    for (const [name, task] of Object.entries(tasks)) {
      const here = `${at}.dag.tasks.${name}`;
      const ref = task.componentRef?.name;
      if (ref === undefined || !Object.hasOwn(components, ref))
        problems.push(
          `${here}.componentRef '${ref ?? ''}' is not in components${didYouMean(ref ?? '', Object.keys(components))}`,
        );
      const producers: (readonly [string, string | undefined])[] = (task.dependentTasks ?? []).map(
        (t) => ['dependentTasks', t] as const,
      );
      for (const [input, source] of Object.entries(task.inputs?.parameters ?? {})) {
        const producer = source.taskOutputParameter?.producerTask ?? source.taskFinalStatus?.producerTask;
        if (typeof producer === 'string') producers.push([`inputs.${input}`, producer]);
      }
      for (const [input, source] of Object.entries(task.inputs?.artifacts ?? {})) {
        const output = source.taskOutputArtifact ?? undefined;
        if (output !== undefined) producers.push([`inputs.${input}`, output.producerTask]);
      }
      for (const [field, producer] of producers) {
        if (producer === undefined || !Object.hasOwn(tasks, producer))
          problems.push(
            `${here}.${field} '${producer ?? ''}' is not a task of the same dag${didYouMean(producer ?? '', Object.keys(tasks))}`,
          );
      }
    }
    return problems;
  };
  return [
    ...check(spec.root, 'root'),
    ...Object.entries(components).flatMap(([name, component]) => check(component, `components.${name}`)),
  ];
}
