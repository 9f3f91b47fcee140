import { containerProperties, word } from '../../core/container';
import { milliseconds, seconds } from '../../core/duration';
import type { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { podShape } from '../../core/pod';
import { checkProperties, fields, type Known, listOf, mapOf, oneOf, or, positive } from '../../core/properties';
import { resourceProperties } from '../../core/resources';
import { InvalidValue, isRecord, shown } from '../../core/values';
import {
  type KnativeComponent,
  type PayloadLogger,
  type RequestBatcher,
  type StandardComponent,
  trafficPercent,
} from './component';
import { checkUri, modelProperties, mountedShape, storageShape } from './model';
import type { Explainer, InferenceServiceProps, Transformer, Workers } from './props';
import { scaleShape } from './scaling';

type Component = KnativeComponent | StandardComponent;

const logger: Known<PayloadLogger> = {
  mode: oneOf('all', 'request', 'response'),
  url: 'text',
  metadataHeaders: listOf('text'),
  metadataAnnotations: listOf('text'),
  storage: fields({ path: 'text', key: 'text', parameters: mapOf('text'), serviceAccount: 'text' }, [
    'path',
    'key',
    'parameters',
  ]),
};
const batcher: Known<RequestBatcher> = { maxBatchSize: positive, maxLatency: milliseconds, timeout: seconds };
const component: Known<Component> = {
  timeout: seconds,
  logger: or(fields(logger), 'flag'),
  batcher: or(fields(batcher), 'flag'),
  pod: podShape,
  scale: scaleShape,
  containerConcurrency: 'number',
  canaryPercent: trafficPercent,
  deploymentStrategy: 'object',
};
/** Has more than is read of it. */
export function storageOf(storage: unknown): void {
  if (!isRecord(storage) || typeof storage.serviceAccount !== 'string' || typeof storage.applyTo !== 'function')
    throw new InvalidValue(`${shown(storage)} is no ModelStorage, make one: new ModelStorage(team, 'models', { ... })`);
}
const transformer: Known<Transformer<KnativeComponent> | Transformer<StandardComponent>> = {
  ...containerProperties,
  ...component,
  name: 'text',
  uri: checkUri,
  uris: mountedShape,
  collocated: 'flag',
  protocol: oneOf('v1', 'v2'),
};
const explainer: Known<Explainer<KnativeComponent> | Explainer<StandardComponent>> = {
  ...containerProperties,
  ...component,
  name: 'text',
  uri: checkUri,
  uris: mountedShape,
  art: 'text',
  config: mapOf(word),
  runtimeVersion: 'text',
  storage: storageShape,
};
const workers: Known<Workers> = {
  ...resourceProperties,
  pipelineParallelSize: positive,
  tensorParallelSize: positive,
  pod: podShape,
};
const service: Known<InferenceServiceProps> = {
  ...containerProperties,
  ...component,
  model: fields(modelProperties, ['format']),
  name: 'text',
  uri: checkUri,
  uris: mountedShape,
  protocol: oneOf('v1', 'v2'),
  storage: storageOf,
  visibility: oneOf('cluster-local'),
  stopped: 'flag',
  access: 'flag',
  metadata: metadataShape,
  mode: oneOf('knative', 'standard', 'modelmesh'),
  scaleToZero: milliseconds,
  tagRouting: 'flag',
  rolloutDuration: milliseconds,
  transformer: fields(transformer),
  explainer: fields(explainer),
  workers: fields(workers),
};

/** Says what of a service, its model and its components is misspelt or of the wrong kind. */
export function checkServiceProperties(problems: Problems, props: unknown): void {
  checkProperties(problems, props, service);
}
