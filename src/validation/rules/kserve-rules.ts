import type { Subject } from './rule';

export const kserveRules = {
  'kserve/name': 'The name is a host label: it becomes part of URLs.',
  'kserve/one-implementation': 'A predictor, transformer or explainer has exactly one implementation.',
  'kserve/predictor-name': 'A predictor given by its framework has no container name.',
  'kserve/autoscaler-class': 'The autoscaler class is one that KServe knows.',
  'kserve/replicas': 'Replica counts are not negative, and the least is not more than the most.',
  'kserve/container-concurrency': 'Container concurrency is not negative.',
  'kserve/scale-metric': 'The scale metric is one of the autoscaler in use.',
  'kserve/scale-target': 'The scale target is in the range of its metric.',
  'kserve/autoscaling-metrics': 'Autoscaling metrics are of types that the autoscaler in use knows, and are complete.',
  'kserve/deployment-strategy': 'A deployment strategy goes with standard deployments only.',
  'kserve/logger': 'A logger logs all, requests or responses, and its storage is complete.',
  'kserve/custom-protocol': 'A custom predictor speaks v1 or v2.',
  'kserve/storage-spec': 'A storage spec goes with the schemes that it knows.',
  'kserve/storage-scheme': 'Something reads the scheme of a storage URI.',
  'kserve/canary-percent': 'Canary traffic is 0 to 100 percent.',
  'kserve/storage-uris':
    'Several storage URIs have absolute paths in one directory, and there is no single URI beside them.',
  'kserve/collocated-transformer': 'A transformer beside its predictor has no storage URI.',
  'kserve/multi-node':
    'A model on several nodes has one worker container, known GPUs, a volume or image for its weights, and no autoscaler.',
  'kserve/standard-mode-canary': 'Standard deployments have no canary traffic.',
  'kserve/standard-mode-scale-to-zero': 'Standard deployments do not scale to zero.',
  'kserve/framework-runtime-version':
    'The runtime version of TensorFlow Serving and TorchServe fits the presence of a GPU.',
} as const;

export type Ids = keyof typeof kserveRules;
export type Serving = Subject<Ids>;
export type Fields = Record<string, unknown>;

export const CLASS = 'serving.kserve.io/autoscalerClass';

/** KServe 0.16 took up new names for its modes, and admits a few things more. */
export const since016 = ({ release }: Serving) => release === '26.03';
