import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { releaseOf } from '../../core/release';
import { type Metadata, Resource, type SpecOf } from '../../core/resource';
import { adaptTrial, isTrialManifest, type TrialForm, type TrialTemplate } from '../../core/trial';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import { warn } from '../../core/warning';
import { type Algorithm, algorithmSpec, type NasAlgorithm, type Trials } from './algorithm';
import { defaultsOf, isWatched, manifestTrial } from './conditions';
import { type Collector, type MetricsCollector, metricsCollector } from './metrics';
import { type Nas, type NasParams, nasConfig, nasParams } from './nas';
import { type Objective, objectiveSpec } from './objective';
import { Placeholders, type TrialMeta, writtenOut } from './placeholders';
import { withoutSidecars } from './sidecars';
import { type Param, type Params, parameterSpecs, type SearchSpace } from './space';

export interface EarlyStopping {
  /** Ends a trial that is worse than the median of the others at the same step. */
  readonly medianStop: {
    /** Trials that must be done before, from 1. @default 3 */
    readonly minTrials?: number;
    /** Reports of the metric before which no trial is ended, from 1. @default 4 */
    readonly startStep?: number;
  };
}

/** A trial in a ConfigMap: its manifest under `path`, which uses these parameters. */
export interface TrialConfigMap {
  readonly configMap: { readonly name: string; readonly namespace: string; readonly path: string };
  /** Parameters of the space that the template uses, under their own names. @default all */
  readonly parameters?: readonly string[];
}

interface ExperimentBase {
  readonly objective: Objective;
  /** @default { max: 12, parallel: 3, failed: 3 } */
  readonly trials?: Trials;
  readonly earlyStopping?: EarlyStopping;
  /** @default 'stdOut' */
  readonly metrics?: MetricsCollector;
  /** Whether a finished search can go on. @default 'Never', and 'FromVolume' for pbt */
  readonly resumePolicy?: 'Never' | 'LongRunning' | 'FromVolume';
  /** Keep each trial's job and pods after it ends. @default false */
  readonly retain?: boolean;
  /** Container whose metrics count. @default the job's main one */
  readonly primaryContainer?: string;
  /** Labels of the pod whose metrics count. @default those of the job's first pod */
  readonly primaryPodLabels?: Readonly<Record<string, string>>;
  /**
   * GJSON paths over the job that find something at its end.
   * @default known for every job kind, Workflow, PipelineRun, JobSet and RayJob
   */
  readonly successCondition?: string;
  readonly failureCondition?: string;
  /** Let Istio put its sidecar into the trials' pods. @default false */
  readonly mesh?: boolean;
  readonly metadata?: Metadata;
}
export interface KatibExperimentProps<S extends SearchSpace> extends ExperimentBase {
  readonly space: S;
  /** @default 'tpe' */
  readonly algorithm?: Algorithm<NoInfer<S>>;
  /** One trial: the job you would have written without Katib, or a manifest without a name. */
  readonly trial: ((params: Params<NoInfer<S>>, meta: TrialMeta) => TrialForm) | TrialConfigMap;
}
export interface KatibNasExperimentProps extends ExperimentBase {
  /** Search for a network's architecture. */
  readonly nas: Nas;
  readonly algorithm: NasAlgorithm;
  /** One trial, given what the algorithm proposes. */
  readonly trial: (params: Readonly<Record<NasParams[keyof NasParams], Param<string>>>, meta: TrialMeta) => TrialForm;
}
/** Either of them, as a program without types may mix them. */
type AnyProps = ExperimentBase & {
  readonly space?: SearchSpace;
  readonly nas?: Nas;
  readonly algorithm?: Algorithm<SearchSpace> | NasAlgorithm;
  readonly trial: KatibExperimentProps<SearchSpace>['trial'] | KatibNasExperimentProps['trial'];
};

type ExperimentSpec = SpecOf<typeof EXPERIMENT>;

/**
 * Characters that Katib puts behind an experiment's name for a trial.
 * Source: pkg/controller.v1beta1/experiment, `-` and 8 random ones.
 */
const TRIAL_SUFFIX = 9;

const EXPERIMENT = 'kubeflow.org/v1beta1/Experiment';
const RUNTIME = 'trainer.kubeflow.org/v1alpha1/TrainingRuntime';

abstract class Search extends Resource<typeof EXPERIMENT> {
  /** What all trials share, where their job needs it. */
  readonly shared?: Resource<typeof RUNTIME>;

  constructor(scope: Construct, id: string, props: AnyProps) {
    const { spec, shared, warnings } = experiment(scope, id, props);
    super(scope, id, EXPERIMENT, { spec }, props.metadata);
    for (const warning of warnings) warn(this, warning);
    if (shared === undefined) return;
    const { name = id, namespace } = props.metadata ?? {};
    this.shared = new Resource(scope, `${id}-runtime`, RUNTIME, shared.manifest as object, { name, namespace });
    this.node.addDependency(this.shared);
  }
}

/** A search for the parameters of a job that score best. */
export class KatibExperiment<const S extends SearchSpace> extends Search {
  constructor(scope: Construct, id: string, props: KatibExperimentProps<S>) {
    super(scope, id, props as unknown as AnyProps);
  }
}

/** A search for the architecture of a network. */
export class KatibNasExperiment extends Search {
  constructor(scope: Construct, id: string, props: KatibNasExperimentProps) {
    super(scope, id, props);
  }
}

interface Written {
  readonly spec: ExperimentSpec;
  readonly shared?: TrialTemplate['shared'];
  readonly warnings: readonly string[];
}

function experiment(scope: Construct, id: string, props: AnyProps): Written {
  const problems = new Problems(scope, id);
  const warnings: string[] = [];
  const name = props.metadata?.name ?? id;
  problems.try(() => checkName(name));
  const nas = props.nas !== undefined;
  const space = props.space ?? {};
  const parameters = problems.try(() => (nas ? undefined : parameterSpecs(space)));
  if (nas === (props.space !== undefined)) problems.add('give one of space and nas');
  else if (!nas && Object.keys(space).length === 0) problems.add('space is empty, there is nothing to search');
  const objective = problems.try(() => objectiveSpec(props.objective));
  const algorithm = problems.try(() => {
    const checked = algorithmSpec(props.algorithm ?? 'tpe', space);
    const forNas = checked.spec.algorithmName in nasParams;
    if (nas !== forNas)
      throw new InvalidValue(
        `algorithm '${checked.spec.algorithmName}' searches ${forNas ? 'architectures: give nas' : 'a space: give space'}`,
      );
    return checked;
  });
  const network = problems.try(() =>
    props.nas && algorithm ? nasConfig(props.nas, algorithm.spec.algorithmName) : undefined,
  );
  const counts = problems.try(() =>
    trialCounts(props.trials, algorithm?.leastParallel ?? 1, algorithm?.mostTrials ?? Number.POSITIVE_INFINITY),
  );
  const collector = problems.try(() => (props.metrics === undefined ? undefined : metricsCollector(props.metrics)));
  const earlyStopping = problems.try(() => props.earlyStopping && stopping(props.earlyStopping, collector));
  const resumePolicy = problems.try(() => resume(props.resumePolicy, algorithm?.needsVolume ?? false));
  const searched = nas ? (nasParams[algorithm?.spec.algorithmName as keyof NasParams] ?? []) : Object.keys(space);
  const trial = problems.try(() => trialTemplate(scope, name, props, searched, warnings));
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

function trialCounts(trials: Trials = {}, leastParallel: number, mostTrials: number) {
  const max = within('trials.max', () => count(trials.max ?? Math.max(leastParallel, Math.min(12, mostTrials)), 1));
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
  if (policy !== undefined && !['Never', 'LongRunning', 'FromVolume'].includes(policy)) {
    throw new InvalidValue(`resumePolicy ${shown(policy)} is none of Never, LongRunning, FromVolume`);
  }
  if (!needsVolume) return policy;
  if (policy !== undefined && policy !== 'FromVolume')
    throw new InvalidValue(`resumePolicy '${policy}' gives pbt no volume for its checkpoints, it needs FromVolume`);
  return 'FromVolume';
}

function trialTemplate(
  scope: Construct,
  name: string,
  props: AnyProps,
  searched: readonly string[],
  warnings: string[],
) {
  const { trial, retain, primaryContainer, primaryPodLabels, successCondition, failureCondition } = props;
  const what = props.nas === undefined ? 'space' : 'what the algorithm proposes';
  if (typeof trial !== 'function') return configMapTrial(trial, props, searched);
  const release = releaseOf(scope);
  const placeholders = new Placeholders(searched, what);
  const form = writtenOut(
    (trial as (params: unknown, meta: TrialMeta) => TrialForm)(placeholders.params, placeholders.meta),
  );
  if (!isRecord(form)) throw new InvalidValue('trial returns nothing, it must return a job');
  const own = { primaryContainerName: primaryContainer, primaryPodLabels, successCondition, failureCondition };
  const adapted = adaptTrial(scope, form as TrialForm, { sharedName: name });
  if (adapted === undefined && !isTrialManifest(form as TrialForm)) {
    throw new InvalidValue('trial returns neither the properties of a job nor a manifest with apiVersion and kind');
  }
  const found: TrialTemplate =
    adapted === undefined
      ? manifestTrial(form as unknown as TrialTemplate['manifest'], own)
      : { ...adapted, ...(defined(own) as Partial<TrialTemplate>) };
  const manifest = props.mesh === true ? found.manifest : withoutSidecars(found.manifest);
  checkManifest(manifest);
  checkLength(name, found.suffix);
  const trialParameters = placeholders.trialParameters(manifest, searched, what);
  if (found.shared !== undefined && JSON.stringify(found.shared).includes('${trialParameters.')) {
    throw new InvalidValue(
      'trial uses a parameter in what only a TrainingRuntime can say, which is the same for all trials: use it in command, args or env',
    );
  }
  if (!isWatched(manifest, release)) {
    warnings.push(
      `Katib of Kubeflow ${release} does not watch ${manifest.apiVersion} ${manifest.kind}: add it to trialResources of katib-config, and its verbs to the ClusterRole katib-controller`,
    );
  }
  const defaults = defaultsOf(manifest, release);
  const unlessDefault = <F extends keyof typeof defaults>(field: F) =>
    same(found[field], defaults[field]) ? undefined : found[field];
  const template = defined({
    retain,
    primaryContainerName: found.primaryContainerName,
    primaryPodLabels: unlessDefault('primaryPodLabels'),
    successCondition: unlessDefault('successCondition'),
    failureCondition: unlessDefault('failureCondition'),
    trialParameters,
    trialSpec: manifest,
  });
  return { template: template as ExperimentSpec['trialTemplate'], shared: found.shared };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function configMapTrial(trial: TrialConfigMap, props: ExperimentBase, searched: readonly string[]) {
  const { name, namespace, path } = trial?.configMap ?? {};
  if (!name || !namespace || !path)
    throw new InvalidValue('trial is neither a function nor { configMap: { name, namespace, path } }');
  const { primaryContainer, successCondition, failureCondition, primaryPodLabels, retain } = props;
  if (!primaryContainer || !successCondition || !failureCondition) {
    throw new InvalidValue(
      'trial is in a ConfigMap: set primaryContainer, successCondition and failureCondition, its kind is not known here',
    );
  }
  const parameters = trial.parameters ?? searched;
  const unknown = parameters.filter((parameter) => !searched.includes(parameter));
  if (unknown.length > 0) throw new InvalidValue(`trial.parameters names ${unknown.join(', ')}, which is not in space`);
  const template = defined({
    retain,
    primaryContainerName: primaryContainer,
    primaryPodLabels,
    successCondition,
    failureCondition,
    trialParameters: parameters.map((parameter) => ({ name: parameter, reference: parameter })),
    configMap: { configMapName: name, configMapNamespace: namespace, templatePath: path },
  });
  return { template: template as ExperimentSpec['trialTemplate'], shared: undefined };
}

function checkManifest(manifest: TrialTemplate['manifest']): void {
  const metadata = manifest.metadata as { name?: unknown; namespace?: unknown } | undefined;
  if (metadata?.name !== undefined || metadata?.namespace !== undefined)
    throw new InvalidValue('trial has a name or namespace, Katib gives each trial its own');
}

/** What the trial's controller makes of its name must fit in 63 characters too. */
function checkLength(name: string, suffix = 0): void {
  const longest = 63 - TRIAL_SUFFIX - suffix;
  if (name.length > longest) {
    throw new InvalidValue(
      `name '${name}' has ${name.length} characters, its trials' pods allow ${longest}: choose a shorter one`,
    );
  }
}
