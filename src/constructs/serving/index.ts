export {
  type Component,
  InferenceService,
  type InferenceServiceProps,
  type KnativeServing,
  type StandardServing,
} from './inference-service';
export type { Model, ModelFormat, ModelUri } from './model';
export type { KnativeScale, StandardScale } from './scaling';
