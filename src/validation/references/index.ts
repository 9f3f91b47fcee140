import { catalog, componentsOf } from '../catalog';
import type { Json } from '../finding';
import { ofProfile } from '../installed';
import type { ObjectSet } from '../options';
import { podTemplates } from '../pod-templates';
import { at, record, records, text } from '../rules/read';
import { bindingReferences, issuerReference } from './access';
import { gatewayReferences, hostReference, ingressReferences, routeReferences } from './mesh';
import { claimReference, podDefaultReferences, podReferences, storageClassReference } from './pods';
import type { Add, Fields, Reference } from './reference';
import { admissionReferences, clusterQueueReferences, queueReferences } from './scheduling';
import { graphReferences, inferenceReferences, languageModelReferences } from './serving';
import { runPolicyReferences, sparkReferences, trainJobReferences, trialReferences } from './training';

export type { Reference } from './reference';

/** What an object brings into being: itself, and what its controller makes of it; as `Kind/namespace/name`. */
export function provided(object: Json): string[] {
  const kind = text(object.kind);
  const name = text(at(object, 'metadata', 'name'));
  const namespace = text(at(object, 'metadata', 'namespace'));
  const made = [`${kind}/${namespace}/${name}`];
  const spec = record(object.spec);
  const secret = (called: unknown) => {
    if (text(called) !== '') made.push(`Secret/${namespace}/${text(called)}`);
  };
  const services = (...names: readonly string[]) => {
    for (const called of names) made.push(`Service/${namespace}/${called}`);
  };
  switch (kind) {
    case 'Profile':
      made.push(...ofProfile(name));
      break;
    case 'Certificate':
      secret(spec.secretName);
      break;
    case 'ExternalSecret':
      secret(text(record(spec.target).name) || name);
      break;
    case 'SealedSecret':
      secret(text(at(spec, 'template', 'metadata', 'name')) || name);
      break;
    case 'Notebook':
    case 'Tensorboard':
    case 'PVCViewer':
      services(name);
      break;
    case 'InferenceService':
      services(name, ...['predictor', 'transformer', 'explainer'].map((component) => `${name}-${component}`));
      break;
    case 'InferenceGraph':
    case 'LLMInferenceService':
      services(name);
      break;
    case 'StatefulSet':
      for (const claim of records(spec.volumeClaimTemplates))
        for (let i = 0; i < Math.min(Number(spec.replicas ?? 1) || 0, 100); i++)
          made.push(`PersistentVolumeClaim/${namespace}/${text(at(claim, 'metadata', 'name'))}-${name}-${i}`);
      break;
  }
  return made;
}

const NONE: ReadonlySet<string> = new Set();

/** The objects that an object names and cannot do without; of `namespaces` it is known that they are there. */
export function references(object: Json, judge: ObjectSet, namespaces = NONE): Reference[] {
  const found: Reference[] = [];
  const namespace = text(at(object, 'metadata', 'namespace'));
  const scope = judge.entry(object)?.scope;
  if (namespace !== '' && scope !== 'Cluster' && !namespaces.has(namespace)) {
    found.push({ rule: 'namespace', kind: 'Namespace', namespace: '', name: namespace, path: 'metadata.namespace' });
  }
  const add: Add = (rule, kind, name, path, { in: where, ...more } = {}) => {
    if (typeof name !== 'string' || name === '' || name.includes('$') || name.includes('{{')) return;
    // The pods of what has no namespace run in namespaces that only its users choose.
    if (where === undefined && scope === 'Cluster') return;
    if (rule === 'priority-class' && shippedPriorities(judge.release).has(name)) return;
    found.push({ rule, kind, namespace: where ?? namespace, name, path, ...more });
  };
  const templates = records(at(object, 'spec', 'volumeClaimTemplates'));
  const claims =
    templates.length === 0 ? undefined : new Set(templates.map((claim) => text(at(claim, 'metadata', 'name'))));
  for (const { spec, path } of podTemplates(object)) podReferences(spec, path, add, claims);
  for (const [i, { spec }] of templates.entries())
    storageClassReference(record(spec).storageClassName, `spec.volumeClaimTemplates[${i}].spec.storageClassName`, add);
  ofKind(object, record(object.spec), namespace, judge, add);
  queueReferences(object, '', add);
  return found;
}

const priorities = new Map<string, ReadonlySet<string>>();

/** The PriorityClasses that the release installs. */
function shippedPriorities(release: ObjectSet['release']): ReadonlySet<string> {
  let known = priorities.get(release);
  if (known === undefined) {
    known = new Set(componentsOf(catalog(release)).flatMap(({ priorityClasses = {} }) => Object.keys(priorityClasses)));
    priorities.set(release, known);
  }
  return known;
}

function ofKind(object: Json, spec: Fields, namespace: string, judge: ObjectSet, add: Add): void {
  const group = text(object.apiVersion).split('/')[0]!;
  const none = { in: '' };
  switch (`${group.endsWith('istio.io') ? 'istio/' : ''}${text(object.kind)}`) {
    case 'InferenceService':
      inferenceReferences(spec, namespace, judge, add);
      break;
    case 'LLMInferenceService':
    case 'LLMInferenceServiceConfig':
      languageModelReferences(spec, add);
      break;
    case 'InferenceGraph':
      graphReferences(spec, add);
      break;
    case 'TrainedModel':
      add('inference-service', 'InferenceService', spec.inferenceService, 'spec.inferenceService');
      break;
    case 'ServingRuntime':
      podReferences(spec, 'spec', add);
      podReferences(record(spec.workerSpec), 'spec.workerSpec', add);
      break;
    case 'TrainJob':
      trainJobReferences(spec, judge, add);
      break;
    case 'Experiment':
      trialReferences(spec, add);
      break;
    case 'PyTorchJob':
    case 'TFJob':
    case 'XGBoostJob':
    case 'PaddleJob':
    case 'JAXJob':
    case 'MPIJob':
      runPolicyReferences(spec, '', add);
      break;
    case 'SparkApplication':
      sparkReferences(spec, 'spec', add);
      break;
    case 'ScheduledSparkApplication':
      sparkReferences(record(spec.template), 'spec.template', add);
      break;
    case 'PodDefault':
      podDefaultReferences(spec, add);
      break;
    case 'Tensorboard':
      claimReference(spec.logspath, 'spec.logspath', add);
      break;
    case 'PVCViewer':
      add('volume-claim', 'PersistentVolumeClaim', spec.pvc, 'spec.pvc');
      break;
    case 'ServiceAccount':
      for (const field of ['secrets', 'imagePullSecrets'])
        for (const [i, { name }] of records(object[field]).entries())
          add('secret', 'Secret', name, `${field}[${i}].name`);
      break;
    case 'PersistentVolumeClaim':
      storageClassReference(spec.storageClassName, 'spec.storageClassName', add);
      break;
    case 'istio/Gateway':
      gatewayReferences(spec, judge, add);
      break;
    case 'istio/VirtualService':
      routeReferences(spec, namespace, add);
      break;
    case 'istio/DestinationRule':
      hostReference(spec.host, namespace, 'spec.host', add);
      break;
    case 'istio/WasmPlugin':
      add('secret', 'Secret', spec.imagePullSecret, 'spec.imagePullSecret');
      break;
    case 'Ingress':
      ingressReferences(object, spec, add);
      break;
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject': {
      const { kind = 'Deployment', name } = record(spec.scaleTargetRef);
      add('scale-target', text(kind), name, 'spec.scaleTargetRef.name');
      break;
    }
    case 'Certificate':
      issuerReference(spec, add);
      break;
    case 'LocalQueue':
      add('cluster-queue', 'ClusterQueue', spec.clusterQueue, 'spec.clusterQueue', none);
      break;
    case 'ClusterQueue':
      clusterQueueReferences(spec, add);
      break;
    case 'ResourceFlavor':
      add('topology', 'Topology', spec.topologyName, 'spec.topologyName', none);
      break;
    case 'AdmissionCheck':
    case 'MultiKueueConfig':
    case 'MultiKueueCluster':
      admissionReferences(object, spec, add);
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      bindingReferences(object, namespace, add);
      break;
  }
}
