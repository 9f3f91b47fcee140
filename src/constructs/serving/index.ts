export { guardLocalGateway } from './access';
export type { CallerTeam, ModelCaller } from './callers';
export type {
  ComponentOptions,
  KnativeComponent,
  PayloadLogger,
  RequestBatcher,
  ServingComponent,
  StandardComponent,
} from './component';
export {
  type EnsembleStep,
  type GraphNode,
  type GraphTarget,
  graph,
  InferenceGraph,
  type InferenceGraphProps,
  type SequenceStep,
  type SplitterStep,
  type SwitchStep,
} from './graph';
export { InferenceService } from './inference-service';
export * from './kinds';
export { LlmService, type LlmServiceProps } from './llm';
export type { Model, ModelFormat, ModelUri, MountedModel, Protocol, StoragePath } from './model';
export type {
  CustomServer,
  Explainer,
  InferenceServiceProps,
  KnativeServing,
  ModelMeshServing,
  ModelServer,
  MultiNodeServing,
  ServingMode,
  StandardServing,
  Transformer,
  Workers,
} from './props';
export { promote, rollback } from './rollout';
export {
  type HeaderMatch,
  type HeaderRoute,
  ModelRoute,
  type ModelRouteProps,
  type RoutedService,
  type RouteTarget,
  type WeightedService,
} from './route';
export type {
  ExternalScale,
  FixedScale,
  HpaScale,
  KedaScale,
  KedaTrigger,
  KnativeScale,
  PodTarget,
  StandardScale,
} from './scaling';
export {
  type AzureStorage,
  type ExistingSecret,
  type GcsStorage,
  type HdfsStorage,
  type HttpsStorage,
  type HuggingFaceStorage,
  ModelStorage,
  type ModelStorageProps,
  type S3Storage,
  type SecretText,
  type StorageConfig,
  type StorageIdentity,
} from './storage';
