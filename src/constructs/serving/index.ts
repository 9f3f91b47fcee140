export {
  InferenceService,
  type InferenceServiceProps,
  type KnativeServing,
  type ServingComponent,
  type StandardServing,
} from './inference-service';
export * from './kinds';
export type { Model, ModelFormat, ModelUri } from './model';
export type { KnativeScale, StandardScale } from './scaling';
