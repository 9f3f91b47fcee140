const frameworks = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
] as const;

/** Fields of an InferenceService's predictor that hold a model server instead of containers. */
export const predictorServers = [...frameworks, 'model'] as const;

/** The same of any of its components: explainers of KServe's own too. */
export const componentServers = ['model', ...frameworks, 'art'] as const;
