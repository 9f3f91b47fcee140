import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import {
  checkProperties,
  fields,
  type Known,
  listOf,
  mapOf,
  oneOf,
  or,
  positive,
  propertyProblems,
} from '../../core/properties';
import type { TrialTemplate } from '../../core/trial';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, within } from '../../core/values';
import type { Trials } from './algorithm';
import { algorithmSpec } from './algorithm-spec';
import type { AnyProps, EarlyStopping, ExperimentBase, ExperimentSpec, TrialConfigMap } from './experiment-props';
import { type Collector, metricsCollector, metricsShape } from './metrics';
import { type NasParams, nasConfig, nasParams, nasProperties } from './nas';
import { type Objective, objectiveSpec } from './objective';
import { parameterSpecs } from './space';
import { trialTemplate } from './trial-template';

const objective: Known<Objective> = {
  type: oneOf('maximize', 'minimize'),
  metric: 'text',
  goal: 'number',
  additional: listOf('text'),
  strategies: mapOf(oneOf('min', 'max', 'latest')),
};
const trials: Known<Trials> = { max: positive, parallel: positive, failed: count };
const configMapTrial: Known<TrialConfigMap> = {
  configMap: fields({ name: 'text', namespace: 'text', path: 'text' }, ['name', 'namespace', 'path']),
  parameters: listOf('text'),
};

/** What a search may be given; the compiler misses none. */
const FIELDS: Known<AnyProps> = {
  objective: fields(objective, ['type', 'metric']),
  space: mapOf('object'),
  nas: fields(nasProperties, ['layers', 'operations']),
  algorithm: or(mapOf('object'), 'text'),
  trials: fields(trials),
  earlyStopping: fields({ medianStop: fields({ minTrials: positive, startStep: positive }) }, ['medianStop']),
  metrics: metricsShape,
  trial: isTrial,
  resumePolicy: oneOf('Never', 'LongRunning', 'FromVolume'),
  retain: 'flag',
  primaryContainer: 'text',
  primaryPodLabels: mapOf('text'),
  successCondition: 'text',
  failureCondition: 'text',
  mesh: 'flag',
  metadata: metadataShape,
};

function isTrial(trial: unknown): void {
  if (typeof trial === 'function') return;
  const { sentences } = isRecord(trial) ? propertyProblems(trial, configMapTrial, ['configMap']) : { sentences: [''] };
  if (sentences.length > 0)
    throw new InvalidValue('is neither a function nor { configMap: { name, namespace, path } }');
}

interface Written {
  readonly spec: ExperimentSpec;
  readonly shared?: TrialTemplate['shared'];
  readonly warnings: readonly string[];
}

/** An experiment as Katib's API spells it. Throws KubeflowError with everything that is wrong. */
export function experimentSpec(scope: Construct, id: string, props: AnyProps): Written {
  const problems = new Problems(scope, id);
  const refused = checkProperties(problems, props, FIELDS, ['objective', 'trial']);
  /** What its kind alone is wrong with is said already. */
  const read = <T>(field: keyof AnyProps, take: () => T) => (refused.has(field) ? undefined : problems.try(take));
  const warnings: string[] = [];
  const name = props.metadata?.name ?? id;
  problems.try(() => checkName(name));
  const nas = props.nas !== undefined;
  const space = props.space ?? {};
  const parameters = read('space', () => (nas ? undefined : parameterSpecs(space)));
  if (nas === (props.space !== undefined)) problems.add('give one of space and nas');
  else if (!nas && Object.keys(space).length === 0) problems.add('space is empty, there is nothing to search');
  const objective = read('objective', () => objectiveSpec(props.objective));
  const algorithm = read('algorithm', () => {
    const checked = algorithmSpec(props.algorithm ?? 'tpe', space);
    const forNas = checked.spec.algorithmName in nasParams;
    if (nas !== forNas)
      throw new InvalidValue(
        `algorithm '${checked.spec.algorithmName}' searches ${forNas ? 'architectures: give nas' : 'a space: give space'}`,
      );
    return checked;
  });
  const network = read('nas', () =>
    props.nas && algorithm ? nasConfig(props.nas, algorithm.spec.algorithmName) : undefined,
  );
  // DARTS finds its network in one trial.
  const usual = algorithm?.spec.algorithmName === 'darts' ? 1 : 12;
  const counts = read('trials', () =>
    trialCounts(props.trials, algorithm?.leastParallel ?? 1, algorithm?.mostTrials ?? Number.POSITIVE_INFINITY, usual),
  );
  const collector = read('metrics', () => (props.metrics === undefined ? undefined : metricsCollector(props.metrics)));
  const earlyStopping = read('earlyStopping', () => props.earlyStopping && stopping(props.earlyStopping, collector));
  const resumePolicy = read('resumePolicy', () => resume(props.resumePolicy, algorithm?.needsVolume ?? false));
  const searched = nas ? (nasParams[algorithm?.spec.algorithmName as keyof NasParams] ?? []) : Object.keys(space);
  const trial = read('trial', () => trialTemplate(scope, name, props, searched, warnings));
  problems.throw();
  warnings.push(...algorithm!.warnings);
  if (collector?.kind === 'PrometheusMetric') {
    warnings.push(
      `no release configures the collector PrometheusMetric, so Katib refuses it: add it to metricsCollectors of katib-config, or write metrics to a file`,
    );
  }
  const spec = defined({
    objective,
    algorithm: algorithm!.spec,
    earlyStopping,
    ...counts,
    resumePolicy,
    metricsCollectorSpec: collector?.spec,
    parameters,
    nasConfig: network,
    trialTemplate: trial!.template,
  }) as ExperimentSpec;
  return { spec, shared: trial!.shared, warnings };
}

/** Source: pkg/webhook/v1beta1/experiment/validator/validator.go; the name also becomes a Service's. */
function checkName(name: string): void {
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name))
    throw new InvalidValue(`name '${name}' may only have lower-case letters, digits and '-', starting with a letter`);
  if (name.length > 40) throw new InvalidValue(`name '${name}' has ${name.length} characters, Katib allows 40`);
}

function trialCounts(trials: Trials = {}, leastParallel: number, mostTrials: number, usualTrials: number) {
  const max = within('trials.max', () =>
    count(trials.max ?? Math.max(leastParallel, trials.parallel ?? 1, Math.min(usualTrials, mostTrials)), 1),
  );
  const parallel = within('trials.parallel', () =>
    count(trials.parallel ?? Math.max(leastParallel, Math.min(3, max)), 1),
  );
  const failed = within('trials.failed', () => count(trials.failed ?? Math.min(3, max)));
  if (parallel > max) throw new InvalidValue(`trials.parallel ${parallel} is more than trials.max ${max}`);
  if (failed > max) throw new InvalidValue(`trials.failed ${failed} is more than trials.max ${max}`);
  if (parallel < leastParallel)
    throw new InvalidValue(
      `trials.parallel ${parallel} is less than ${leastParallel}, which this budget and eta of hyperband need at once`,
    );
  if (max > mostTrials)
    throw new InvalidValue(`trials.max ${max} is more than the ${mostTrials} combinations of the space`);
  return { parallelTrialCount: parallel, maxTrialCount: max, maxFailedTrialCount: failed };
}

function stopping(earlyStopping: EarlyStopping, collector: Collector | undefined) {
  const { medianStop, ...rest } = earlyStopping;
  if (!isRecord(medianStop) || Object.keys(rest).length > 0)
    throw new InvalidValue('earlyStopping takes medianStop only');
  if (collector !== undefined && collector.kind !== 'StdOut' && collector.kind !== 'File') {
    throw new InvalidValue(
      `earlyStopping needs metrics from stdOut or a file, the collector ${collector.kind} cannot end a trial`,
    );
  }
  const { minTrials, startStep } = medianStop;
  const settings = [
    ...(minTrials === undefined
      ? []
      : [
          {
            name: 'min_trials_required',
            value: String(within('earlyStopping.medianStop.minTrials', () => count(minTrials, 1))),
          },
        ]),
    ...(startStep === undefined
      ? []
      : [
          {
            name: 'start_step',
            value: String(within('earlyStopping.medianStop.startStep', () => count(startStep, 1))),
          },
        ]),
  ];
  return { algorithmName: 'medianstop', ...(settings.length > 0 && { algorithmSettings: settings }) };
}

function resume(policy: ExperimentBase['resumePolicy'], needsVolume: boolean): string | undefined {
  if (!needsVolume) return policy;
  if (policy !== undefined && policy !== 'FromVolume')
    throw new InvalidValue(`resumePolicy '${policy}' gives pbt no volume for its checkpoints, it needs FromVolume`);
  return 'FromVolume';
}
