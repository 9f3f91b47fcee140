import { componentServers } from '../../validation/kserve-servers';
import {
  at,
  type DemandedPods,
  type Json,
  json,
  type Lookup,
  list,
  podsOf,
  type Reader,
  textOf,
  whole,
} from './demand';

const PARTS = ['predictor', 'transformer', 'explainer'] as const;

const inferenceService: Reader = (object, lookup) => {
  const pods = PARTS.flatMap((part): DemandedPods[] => {
    const component = at(object, 'spec', part);
    if (component === undefined) return [];
    const min = whole(at(component, 'minReplicas'), 1);
    // Without a most, Knative's limit is none: count what is sure to be there.
    const max = Math.max(min, whole(at(component, 'maxReplicas'), 0) || Math.max(1, min));
    const main = { role: part, spec: componentPod(json(component), object, lookup), labels: {}, min, max };
    const worker = at(component, 'workerSpec');
    if (worker === undefined) return [main];
    const workers = whole(at(worker, 'pipelineParallelSize'), 2) - 1;
    return [main, { ...main, role: `${part}-worker`, spec: json(worker), min: min * workers, max: max * workers }];
  });
  return [{ pods }];
};

/** The pod of a component: its own fields, and its model server as a container. */
function componentPod(component: Json, object: Json, lookup: Lookup): Json {
  const server = componentServers.map((field) => component[field]).find((found) => found !== undefined);
  if (server === undefined) return component;
  const name = textOf(at(server, 'runtime'));
  const namespace = textOf(at(object, 'metadata', 'namespace')) ?? '';
  const runtime =
    name === undefined
      ? undefined
      : (lookup('ServingRuntime', namespace, name) ?? lookup('ClusterServingRuntime', '', name));
  const served = list(at(runtime, 'spec', 'containers')).find((one) => at(one, 'name') === 'kserve-container');
  const resources = at(server, 'resources') ?? at(served, 'resources');
  const pod = json(at(runtime, 'spec'));
  return {
    ...component,
    nodeSelector: { ...json(pod.nodeSelector), ...json(component.nodeSelector) },
    tolerations: [...list(pod.tolerations), ...list(component.tolerations)],
    affinity: component.affinity ?? pod.affinity,
    containers: [
      { name: 'kserve-container', ...(resources !== undefined && { resources }) },
      ...list(component.containers),
    ],
  };
}

const knativeService: Reader = (object) => {
  const annotations = at(object, 'spec', 'template', 'metadata', 'annotations');
  const scale = (name: string) => at(annotations, `autoscaling.knative.dev/${name}`);
  const min = whole(scale('min-scale') ?? scale('minScale'), 0);
  const max = whole(scale('max-scale') ?? scale('maxScale'), 0);
  return [{ pods: [podsOf('revision', at(object, 'spec', 'template'), min, Math.max(1, min, max))] }];
};

/** Replicas of leader and workers each, for the model and for its prefill. */
const llmService: Reader = (object) =>
  (['spec', 'prefill'] as const).flatMap((part) => {
    const spec = part === 'spec' ? at(object, 'spec') : at(object, 'spec', 'prefill');
    if (spec === undefined) return [];
    const { template, worker, parallelism } = json(spec);
    const data = whole(at(parallelism, 'data'), 1) / Math.max(1, whole(at(parallelism, 'dataLocal'), 1));
    const size = Math.max(1, Math.ceil(data), whole(at(parallelism, 'pipeline'), 1));
    const role = part === 'spec' ? 'model' : 'prefill';
    const pods = [{ role, spec: json(template), labels: {}, min: 1, max: 1 }];
    if (worker !== undefined && size > 1) {
      pods.push({ role: `${role}-worker`, spec: json(worker), labels: {}, min: size - 1, max: size - 1 });
    }
    return [{ pods, gang: true, parallel: whole(at(spec, 'replicas'), 1), kind: `LLMInferenceService ${role}` }];
  });

export const services: Readonly<Record<string, Reader>> = {
  'serving.kserve.io/v1beta1/InferenceService': inferenceService,
  'serving.kserve.io/v1alpha1/LLMInferenceService': llmService,
  'serving.kserve.io/v1alpha2/LLMInferenceService': llmService,
  'serving.knative.dev/v1/Service': knativeService,
};
