import { containerProperties } from '../../core/container';
import type { Problems } from '../../core/errors';
import { checkProperties, type Known, unknownProperties } from '../../core/properties';
import { resourceProperties } from '../../core/resources';
import { isRecord } from '../../core/values';
import type { KnativeComponent, StandardComponent } from './component';
import { modelProperties } from './model';
import type { Explainer, InferenceServiceProps, Transformer, Workers } from './props';

type Component = KnativeComponent | StandardComponent;

const component: Known<Component> = {
  timeout: true,
  logger: true,
  batcher: true,
  pod: 'object',
  scale: 'object',
  containerConcurrency: true,
  canaryPercent: true,
  deploymentStrategy: true,
};
const service: Known<InferenceServiceProps> = {
  ...containerProperties,
  ...component,
  model: true,
  name: true,
  uri: true,
  uris: true,
  protocol: true,
  storage: 'object',
  visibility: true,
  stopped: true,
  access: true,
  metadata: 'object',
  mode: true,
  scaleToZero: true,
  tagRouting: true,
  rolloutDuration: true,
  transformer: 'object',
  explainer: 'object',
  workers: 'object',
};
const transformer: Known<Transformer<KnativeComponent> | Transformer<StandardComponent>> = {
  ...containerProperties,
  ...component,
  name: true,
  uri: true,
  uris: true,
  collocated: true,
  protocol: true,
};
const explainer: Known<Explainer<KnativeComponent> | Explainer<StandardComponent>> = {
  ...containerProperties,
  ...component,
  name: true,
  uri: true,
  uris: true,
  art: true,
  config: true,
  runtimeVersion: true,
  storage: true,
};
const workers: Known<Workers> = {
  ...resourceProperties,
  pipelineParallelSize: true,
  tensorParallelSize: true,
  pod: true,
};

const parts = { model: modelProperties, transformer, explainer, workers } as const;

/** Says which properties of a service, its model and its components there are none of. */
export function checkServiceProperties(problems: Problems, props: unknown): void {
  checkProperties(problems, props, service);
  for (const [name, known] of Object.entries(parts)) {
    const part = (props as Record<string, unknown>)[name];
    if (!isRecord(part)) continue;
    for (const sentence of unknownProperties(part, known, `${name}.`)) problems.add(sentence);
  }
}
