export { FineTuning, type FineTuningProps, type Workspace } from './fine-tuning';
export type { Gang, TopologyRequest } from './gang';
export * from './kinds';
export type {
  Asset,
  AssetUri,
  Framework,
  JaxJob,
  JobProps,
  JobRole,
  KnownRuntime,
  MpiJob,
  MpiRole,
  MxnetJob,
  PaddleJobForm,
  RuntimeJob,
  RuntimeRef,
  SizedJobRole,
  TensorFlowJob,
  TorchElastic,
  TorchJob,
  TrainingApi,
  TrainingJobProps,
  XGBoostJobForm,
} from './props';
export type * from './specs';
export type { InstructDataset, Lora, TorchtuneProps } from './torchtune';
export type { MlflowTracking, Tracking } from './tracking';

import './clean-pods';
import './trial';

export { TrainingJob, type TrainingJobPatch, type TrainingKind } from './training-job';
