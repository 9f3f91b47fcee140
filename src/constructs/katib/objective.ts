import { definedOrNone, InvalidValue, shown } from '../../core/values';

/** Which value of a metric counts when a trial reports several. */
export type MetricStrategy = 'min' | 'max' | 'latest';
export interface ObjectiveOptions {
  /** Further metrics to record. */
  readonly additional?: readonly string[];
  /** By metric. @default 'max' when maximizing, else 'min' */
  readonly strategies?: Readonly<Record<string, MetricStrategy>>;
}
export interface Objective extends ObjectiveOptions {
  readonly type: 'maximize' | 'minimize';
  readonly metric: string;
  /** The search ends when a trial reaches it. @default none: all trials run */
  readonly goal?: number;
}

export function maximize(metric: string, goal?: number, options: ObjectiveOptions = {}): Objective {
  return { type: 'maximize', metric, goal, ...options };
}

export function minimize(metric: string, goal?: number, options: ObjectiveOptions = {}): Objective {
  return { type: 'minimize', metric, goal, ...options };
}

export function objectiveSpec(objective: Objective) {
  const { type, metric, goal, additional, strategies } = objective;
  if (type !== 'maximize' && type !== 'minimize')
    throw new InvalidValue(`objective.type ${shown(type)} is neither maximize nor minimize`);
  if (typeof metric !== 'string' || metric === '')
    throw new InvalidValue(`objective.metric ${shown(metric)} is no name`);
  if (goal !== undefined && (typeof goal !== 'number' || !Number.isFinite(goal)))
    throw new InvalidValue(`objective.goal ${shown(goal)} is no number`);
  if (additional?.includes(metric))
    throw new InvalidValue(`objective.additional names the objective '${metric}' again`);
  const known = [metric, ...(additional ?? [])];
  for (const name of Object.keys(strategies ?? {})) {
    if (!known.includes(name))
      throw new InvalidValue(
        `objective.strategies names '${name}', which is no metric of the objective: add it to additional`,
      );
  }
  return definedOrNone({
    type,
    goal,
    objectiveMetricName: metric,
    additionalMetricNames: additional && [...additional],
    metricStrategies: strategies && Object.entries(strategies).map(([name, value]) => ({ name, value })),
  })!;
}
