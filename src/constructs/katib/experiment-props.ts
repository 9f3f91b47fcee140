import type { Metadata, SpecOf } from '../../core/resource';
import type { TrialForm } from '../../core/trial';
import type { Algorithm, NasAlgorithm, Trials } from './algorithm';
import type { MetricsCollector } from './metrics';
import type { Nas, NasParams } from './nas';
import type { Objective } from './objective';
import type { TrialMeta } from './placeholders';
import type { Param, Params, SearchSpace } from './space';

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

export interface ExperimentBase {
  readonly objective: Objective;
  /** @default { max: 12, parallel: 3, failed: 3 }, one trial for darts */
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
export type AnyProps = ExperimentBase & {
  readonly space?: SearchSpace;
  readonly nas?: Nas;
  readonly algorithm?: Algorithm<SearchSpace> | NasAlgorithm;
  readonly trial: KatibExperimentProps<SearchSpace>['trial'] | KatibNasExperimentProps['trial'];
};

export type ExperimentSpec = SpecOf<'kubeflow.org/v1beta1/Experiment'>;
