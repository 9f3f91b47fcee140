export type { TrialForm, TrialManifest } from '../../core/trial';
export type { Algorithm, AlgorithmSettings, Hyperband, NasAlgorithm, Trials } from './algorithm';
export { type BatchJobOptions, batchJob } from './batch-job';
export { KatibExperiment, KatibNasExperiment } from './experiment';
export type {
  EarlyStopping,
  KatibExperimentProps,
  KatibNasExperimentProps,
  TrialConfigMap,
} from './experiment-props';
export { Experiment, type ExperimentProps } from './kinds';
export type { MetricsCollector, MetricsFilter } from './metrics';
export type { Nas, NasOperation } from './nas';
export { type MetricStrategy, maximize, minimize, type Objective, type ObjectiveOptions } from './objective';
export type { TrialMeta } from './placeholders';
export {
  type Choice,
  choice,
  type Distribution,
  type Double,
  double,
  type Int,
  int,
  type Param,
  type Params,
  type RangeOptions,
  type SearchSpace,
} from './space';
