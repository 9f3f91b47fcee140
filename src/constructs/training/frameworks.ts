import type { Framework, RuntimeJob, TrainingJobProps } from './props';

export type FrameworkProps = Exclude<TrainingJobProps, RuntimeJob>;

export const v1Kinds = {
  torch: 'PyTorchJob',
  tensorflow: 'TFJob',
  mpi: 'MPIJob',
  xgboost: 'XGBoostJob',
  paddle: 'PaddleJob',
  jax: 'JAXJob',
  mxnet: 'MXJob',
} as const satisfies Record<Framework, string>;

/**
 * The container that the operator gives ports and environment to.
 * Source: pkg/apis/kubeflow.org/v1/<framework>_types.go.
 */
export const v1Containers = {
  torch: 'pytorch',
  tensorflow: 'tensorflow',
  mpi: 'mpi',
  xgboost: 'xgboost',
  paddle: 'paddle',
  jax: 'jax',
  mxnet: 'mxnet',
} as const satisfies Record<Framework, string>;
