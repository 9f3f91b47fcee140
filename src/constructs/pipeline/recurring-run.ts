import type { Construct } from 'constructs';
import { type DurationLike, seconds } from '../../core/duration';
import { didYouMean, fail, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { count } from '../../core/units';
import { InvalidValue, shown, within } from '../../core/values';
import type { Channel } from './channel';
import { specOf } from './component';
import { literalProblem, typeText } from './component-spec';
import { contentHash } from './content-hash';
import { cron } from './cron';
import type { ParameterizedDefinition } from './definition';
import type { Inputs } from './io-types';
import type { Args } from './ref';
import { starterWorkflow } from './starter';

export type Schedule =
  /** A cron expression of 5 fields, or 6 with seconds in front; in the time zone of the controller, UTC unless installed otherwise. */
  | { readonly cron: string; readonly interval?: never }
  /** Every so often from the start, whole seconds. */
  | { readonly interval: DurationLike; readonly cron?: never };

interface RecurringRunOptions<P extends Inputs> {
  /** Arguments by parameter. Texts may hold [[ScheduledTime]], [[CurrentTime]], [[Index]] and [[RunUUID]]. */
  readonly args?: Partial<Args<NoInfer<P>>>;
  /** Moment of the first turn, RFC 3339. @default when it is created */
  readonly start?: string;
  /** Moment after which there are none, RFC 3339. */
  readonly end?: string;
  /** Make up for turns that were missed. @default false */
  readonly catchUp?: boolean;
  /** Runs that go on at the same time, 1 to 10. @default 1 */
  readonly maxConcurrency?: number;
  /** Finished runs that the schedule remembers, 0 to 100. @default 10 */
  readonly maxHistory?: number;
  /** @default true */
  readonly enabled?: boolean;
  /** Runs all steps. @default 'default-editor' */
  readonly serviceAccount?: string;
  /** Where runs keep their artifacts. @default the pipeline's, the namespace's, or the installation's */
  readonly pipelineRoot?: string;
  /** Name of the experiment that runs appear in. @default 'Default' */
  readonly experiment?: string;
  /** Image with Python 3.9 or newer that starts each run. @default 'python:3.12-slim' */
  readonly starterImage?: string;
  /** Where the Pipelines API answers. @default 'http://ml-pipeline.kubeflow:8888' */
  readonly api?: string;
  readonly metadata?: Metadata;
}
export type RecurringRunProps<P extends Inputs> = RecurringRunOptions<P> &
  Schedule & {
    readonly definition: ParameterizedDefinition<P>;
    /** Name of the Pipeline that holds the definition. @default the definition's name */
    readonly pipeline?: string;
    /** Name of the PipelineVersion to run. @default the one with the definition's content hash */
    readonly version?: string;
  };
export type ScheduleOptions<P extends Inputs> = RecurringRunOptions<P> & Schedule;

export const scheduleProperties: Known<ScheduleOptions<Inputs>> = {
  cron: true,
  interval: true,
  args: 'object',
  start: 'text',
  end: 'text',
  catchUp: 'flag',
  maxConcurrency: true,
  maxHistory: true,
  enabled: 'flag',
  serviceAccount: 'text',
  pipelineRoot: 'text',
  experiment: 'text',
  starterImage: 'text',
  api: 'text',
  metadata: metadataShape,
};
const runProperties: Known<RecurringRunProps<Inputs>> = {
  ...scheduleProperties,
  definition: pipelineDefinition,
  pipeline: 'text',
  version: 'text',
};

/** What pipeline() and pipelineFromYaml() give. Throws InvalidValue. */
export function pipelineDefinition(value: unknown): void {
  if (typeof value !== 'function' || !('toIR' in value))
    throw new InvalidValue(`${shown(value)} is no pipeline: it is what pipeline() or pipelineFromYaml() gives`);
}

/** The text that the schedule's controller puts in place of these when a turn comes. */
const MACRO = /\[\[(ScheduledTime|CurrentTime|RunUUID|Index)(\.[^\]]*)?\]\]/;

/**
 * Runs a pipeline at set times, as a ScheduledWorkflow in Pipelines' v2 form. Each turn starts the pipeline through the
 * Pipelines API by its name, so that nothing needs an id that only the cluster knows.
 */
export class RecurringRun<P extends Inputs = Inputs> extends Resource<'kubeflow.org/v1beta1/ScheduledWorkflow'> {
  constructor(scope: Construct, id: string, props: RecurringRunProps<P>) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, runProperties, ['definition']);
    problems.throw();
    const pipeline = props.pipeline ?? props.definition.name;
    const version = props.version ?? versionName(pipeline, props.definition);
    const parameters =
      problems.try(() => parameterValues(props.definition, props.args ?? {}, (sentence) => problems.add(sentence))) ??
      [];
    const trigger = triggerOf(scope, id, props, problems);
    const maxConcurrency = problems.try(() => within('maxConcurrency', () => ranged(props.maxConcurrency ?? 1, 1, 10)));
    const maxHistory = problems.try(() => within('maxHistory', () => ranged(props.maxHistory ?? 10, 0, 100)));
    problems.throw();
    const serviceAccount = props.serviceAccount ?? 'default-editor';
    super(
      scope,
      id,
      'kubeflow.org/v1beta1/ScheduledWorkflow',
      {
        spec: {
          enabled: props.enabled ?? true,
          maxConcurrency,
          maxHistory,
          noCatchup: !(props.catchUp ?? false),
          pipelineName: pipeline,
          serviceAccount,
          trigger,
          workflow: {
            parameters,
            ...(props.pipelineRoot === undefined ? {} : { pipelineRoot: props.pipelineRoot }),
            spec: starterWorkflow({
              pipeline,
              version,
              experiment: props.experiment ?? 'Default',
              serviceAccount,
              pipelineRoot: props.pipelineRoot,
              image: props.starterImage ?? 'python:3.12-slim',
              api: props.api ?? 'http://ml-pipeline.kubeflow:8888',
              parameters,
            }),
          },
        },
      },
      props.metadata,
    );
  }

  /** The API server asks for a status on objects that come from outside. */
  override toJson(): Record<string, unknown> {
    return { ...super.toJson(), status: {} };
  }
}

/** What the PipelineVersion of a definition is called. */
export function versionName(pipeline: string, definition: Parameters<typeof contentHash>[0]): string {
  return `${pipeline}-${contentHash(definition)}`;
}

function ranged(value: number, least: number, most: number): number {
  const n = count(value, least);
  if (n > most) throw new InvalidValue(`${n} is more than ${most}`);
  return n;
}

function triggerOf(
  scope: Construct,
  id: string,
  props: Schedule & { start?: string; end?: string },
  problems: Problems,
) {
  if ((props.cron === undefined) === (props.interval === undefined))
    fail(scope, 'a schedule has a cron or an interval, one of both', id);
  const moment = (field: 'start' | 'end') => {
    const value = props[field];
    if (
      value !== undefined &&
      !(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)))
    ) {
      problems.add(`${field} '${value}' is no moment, write it as 2030-01-31T02:00:00Z`);
    }
    return value;
  };
  const times = { startTime: moment('start'), endTime: moment('end') };
  const span = Object.fromEntries(Object.entries(times).filter(([, v]) => v !== undefined));
  if (props.cron !== undefined)
    return { cronSchedule: { cron: problems.try(() => within('cron', () => cron(props.cron!))), ...span } };
  return {
    periodicSchedule: {
      intervalSecond: problems.try(() => within('interval', () => count(seconds(props.interval!), 1))),
      ...span,
    },
  };
}

/** Arguments as the controller reads them: JSON in texts, by name. */
function parameterValues<P extends Inputs>(
  definition: ParameterizedDefinition<P>,
  args: object,
  problem: (sentence: string) => void,
): { name: string; value: string }[] {
  const { inputs } = definition[specOf];
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const input = inputs[name];
    if (input === undefined) {
      const names = Object.keys(inputs);
      problem(
        `args: pipeline ${definition.name} has no parameter '${name}'${didYouMean(name, names)}: it has ${names.join(', ') || 'none'}`,
      );
      continue;
    }
    if (input.type.kind !== 'parameter') {
      problem(`args: ${name} is ${typeText(input.type)}, and a schedule gives parameters only`);
      continue;
    }
    const wrong = literalProblem(input.type as Channel['type'], value);
    if (wrong !== undefined) {
      const macro = typeof value === 'string' && MACRO.test(value) ? ': only string parameters take macros' : '';
      problem(`args: ${name} is ${typeText(input.type)}: ${wrong}${macro}`);
    }
  }
  const names = new Set(given.map(([name]) => name));
  for (const [name, input] of Object.entries(inputs)) {
    if (!input.optional && !names.has(name))
      problem(`args: ${name} is missing, pipeline ${definition.name} has no default for it`);
  }
  return given
    .map(([name, value]) => ({ name, value: JSON.stringify(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
