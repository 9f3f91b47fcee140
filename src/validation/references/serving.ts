import { isRecord } from '../finding';
import { componentServers } from '../kserve-servers';
import type { ObjectSet } from '../options';
import { at, given, record, records, text } from '../rules/read';
import { shippedServingRuntimes } from '../shipped-runtimes';
import { accountReference, claimReference, containerReferences, podReferences } from './pods';
import type { Add, Fields } from './reference';

/** What an InferenceService names. */
export function inferenceReferences(spec: Fields, namespace: string, judge: ObjectSet, add: Add): void {
  for (const component of ['predictor', 'transformer', 'explainer'])
    if (given(spec[component])) componentReferences(record(spec[component]), `spec.${component}`, add);
  const runtime = text(record(record(spec.predictor).model).runtime);
  if (runtime === '' || shippedServingRuntimes(judge.release).has(runtime)) return;
  if (judge.find('ServingRuntime', namespace, runtime) === undefined)
    add('runtime', 'ServingRuntime', runtime, 'spec.predictor.model.runtime', { orKinds: ['ClusterServingRuntime'] });
}

/** Where KServe looks for what the key of a storage names, unless inferenceservice-config says otherwise. */
const STORAGE_SECRET = 'storage-config';

function storageReference(storage: unknown, path: string, add: Add): void {
  if (text(record(storage).key) !== '') add('secret', 'Secret', STORAGE_SECRET, `${path}.key`);
}

function componentReferences(component: Fields, path: string, add: Add): void {
  podReferences(component, path, add);
  if (given(component.workerSpec)) podReferences(record(component.workerSpec), `${path}.workerSpec`, add);
  accountReference(
    at(component, 'logger', 'storage', 'serviceAccountName'),
    `${path}.logger.storage.serviceAccountName`,
    add,
  );
  for (const field of componentServers) {
    if (!given(component[field])) continue;
    const implementation = record(component[field]);
    containerReferences(implementation, `${path}.${field}`, add);
    claimReference(implementation.storageUri, `${path}.${field}.storageUri`, add);
    storageReference(implementation.storage, `${path}.${field}.storage`, add);
  }
  for (const [i, { uri }] of records(component.storageUris).entries())
    claimReference(uri, `${path}.storageUris[${i}].uri`, add);
}

/** Where an LLMInferenceService keeps pods. */
const LLM_PODS = [
  ['template'],
  ['worker'],
  ['prefill', 'template'],
  ['prefill', 'worker'],
  ['router', 'scheduler', 'template'],
];

/** What an LLMInferenceService and its configurations name. */
export function languageModelReferences(spec: Fields, add: Add): void {
  for (const steps of LLM_PODS) {
    const pod = at(spec, ...steps);
    if (isRecord(pod)) podReferences(pod, `spec.${steps.join('.')}`, add);
  }
  claimReference(record(spec.model).uri, 'spec.model.uri', add);
  for (const [i, { name }] of records(spec.baseRefs).entries())
    add('runtime', 'LLMInferenceServiceConfig', name, `spec.baseRefs[${i}].name`, {
      orNamespaces: ['kserve', 'kubeflow'],
      elsewhere: true,
    });
}

/** Services that the steps of an InferenceGraph call by name. */
export function graphReferences(spec: Fields, add: Add): void {
  for (const [node, { steps }] of Object.entries(record(spec.nodes)).map(
    ([key, value]) => [key, record(value)] as const,
  )) {
    for (const [i, { serviceName }] of records(steps).entries())
      add('inference-service', 'InferenceService', serviceName, `spec.nodes.${node}.steps[${i}].serviceName`);
  }
}
