import { isRecord, type Json } from './finding';
import { ofProfile } from './installed';
import { componentServers } from './kserve-servers';
import type { ObjectSet } from './options';
import { podTemplates } from './pod-templates';
import { at, given, label, list, record, records, text } from './rules/read';
import { SERVING_RUNTIMES, shippedRuntime } from './shipped-runtimes';

/** One object that another one names. */
export interface Reference {
  /** Last part of the rule id, `reference/secret`. */
  readonly rule: string;
  readonly kind: string;
  /** Kinds that serve as well and belong to no namespace. */
  readonly orKinds?: readonly string[];
  /** Empty for kinds of no namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** Namespaces in which it serves as well. */
  readonly orNamespaces?: readonly string[];
  /** Whether others than the set often make it: told where the set is closed, or makes others of the kind in the namespace. */
  readonly elsewhere?: boolean;
}

type More = Partial<Pick<Reference, 'orKinds' | 'orNamespaces' | 'elsewhere'>> & { readonly in?: string };

type Fields = Record<string, unknown>;

/** What an object brings into being: itself, and what its controller makes of it; as `Kind/namespace/name`. */
export function provided(object: Json): string[] {
  const kind = text(object.kind);
  const name = text(at(object, 'metadata', 'name'));
  const namespace = text(at(object, 'metadata', 'namespace'));
  const made = [`${kind}/${namespace}/${name}`];
  const spec = record(object.spec);
  switch (kind) {
    case 'Profile':
      made.push(...ofProfile(name));
      break;
    case 'Certificate':
      if (text(spec.secretName) !== '') made.push(`Secret/${namespace}/${text(spec.secretName)}`);
      break;
    case 'ExternalSecret':
      made.push(`Secret/${namespace}/${text(record(spec.target).name) || name}`);
      break;
    case 'SealedSecret':
      made.push(`Secret/${namespace}/${text(at(spec, 'template', 'metadata', 'name')) || name}`);
      break;
  }
  return made;
}

/** The objects that an object names and cannot do without. */
export function references(object: Json, judge: ObjectSet): Reference[] {
  const found: Reference[] = [];
  const namespace = text(at(object, 'metadata', 'namespace'));
  const scope = judge.entry(object)?.scope;
  if (namespace !== '' && scope !== 'Cluster') {
    found.push({ rule: 'namespace', kind: 'Namespace', namespace: '', name: namespace, path: 'metadata.namespace' });
  }
  const add: Add = (rule, kind, name, path, { in: where, ...more } = {}) => {
    if (typeof name !== 'string' || name === '' || name.includes('$') || name.includes('{{')) return;
    // The pods of what has no namespace run in namespaces that only its users choose.
    if (where === undefined && scope === 'Cluster') return;
    found.push({ rule, kind, namespace: where ?? namespace, name, path, ...more });
  };
  for (const { spec, path } of podTemplates(object)) podReferences(spec, path, object, add);
  const spec = record(object.spec);
  switch (object.kind) {
    case 'InferenceService':
      for (const component of ['predictor', 'transformer', 'explainer']) {
        if (given(spec[component])) componentReferences(record(spec[component]), `spec.${component}`, object, add);
      }
      servingReferences(spec, object, judge, add);
      break;
    case 'LLMInferenceService':
    case 'LLMInferenceServiceConfig':
      for (const steps of LLM_PODS) {
        const pod = at(spec, ...steps);
        if (isRecord(pod)) podReferences(pod, `spec.${steps.join('.')}`, object, add);
      }
      claimReference(record(spec.model).uri, 'spec.model.uri', add);
      break;
    case 'ServingRuntime':
      podReferences(spec, 'spec', object, add);
      podReferences(record(spec.workerSpec), 'spec.workerSpec', object, add);
      break;
    case 'ServiceAccount':
      for (const [i, secret] of records(object.secrets).entries())
        add('secret', 'Secret', secret.name, `secrets[${i}].name`);
      for (const [i, secret] of records(object.imagePullSecrets).entries())
        add('secret', 'Secret', secret.name, `imagePullSecrets[${i}].name`);
      break;
    case 'Gateway':
      if (text(object.apiVersion).startsWith('networking.istio.io/')) gatewayReferences(spec, judge, add);
      break;
    case 'TrainJob': {
      const ref = record(spec.runtimeRef);
      const kind = given(ref.kind) ? text(ref.kind) : 'ClusterTrainingRuntime';
      const name = text(ref.name);
      if (kind === 'TrainingRuntime') add('runtime', kind, name, 'spec.runtimeRef');
      else if (shippedRuntime(judge.release, name) === undefined)
        add('runtime', kind, name, 'spec.runtimeRef', { in: '' });
      trainingReferences(spec, object, add);
      break;
    }
    case 'LocalQueue':
      add('cluster-queue', 'ClusterQueue', spec.clusterQueue, 'spec.clusterQueue', { in: '' });
      break;
    case 'ClusterQueue':
      for (const [i, group] of records(spec.resourceGroups).entries()) {
        for (const [j, flavor] of records(group.flavors).entries()) {
          add('resource-flavor', 'ResourceFlavor', flavor.name, `spec.resourceGroups[${i}].flavors[${j}].name`, {
            in: '',
          });
        }
      }
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      for (const [i, subject] of records(object.subjects).entries()) {
        if (subject.kind !== 'ServiceAccount') continue;
        const where = text(subject.namespace) || namespace;
        if (subject.name !== 'default')
          add('service-account', 'ServiceAccount', subject.name, `subjects[${i}].name`, { in: where });
      }
      break;
  }
  const queue = label(object, 'kueue.x-k8s.io/queue-name');
  if (queue !== undefined) add('queue', 'LocalQueue', queue, 'metadata.labels.kueue.x-k8s.io/queue-name');
  return found;
}

type Add = (rule: string, kind: string, name: unknown, path: string, more?: More) => void;

function podReferences(pod: Fields, path: string, object: Json, add: Add): void {
  if (pod.serviceAccountName !== 'default')
    add('service-account', 'ServiceAccount', pod.serviceAccountName, `${path}.serviceAccountName`);
  for (const [i, secret] of records(pod.imagePullSecrets).entries())
    add('secret', 'Secret', secret.name, `${path}.imagePullSecrets[${i}].name`);
  const claims = new Set(
    records(at(object, 'spec', 'volumeClaimTemplates')).map((claim) => text(at(claim, 'metadata', 'name'))),
  );
  for (const [i, volume] of records(pod.volumes).entries()) {
    const below = `${path}.volumes[${i}]`;
    volumeReferences(volume, below, add);
    const claim = record(volume.persistentVolumeClaim).claimName;
    if (!claims.has(text(claim)))
      add('volume-claim', 'PersistentVolumeClaim', claim, `${below}.persistentVolumeClaim.claimName`);
    for (const [j, source] of records(record(volume.projected).sources).entries())
      projectedReferences(source, `${below}.projected.sources[${j}]`, add);
  }
  for (const field of ['initContainers', 'containers']) {
    for (const [i, container] of records(pod[field]).entries())
      containerReferences(container, `${path}.${field}[${i}]`, add);
  }
}

function volumeReferences(volume: Fields, path: string, add: Add): void {
  if (record(volume.secret).optional !== true)
    add('secret', 'Secret', record(volume.secret).secretName, `${path}.secret.secretName`);
  if (record(volume.configMap).optional !== true)
    add('config-map', 'ConfigMap', record(volume.configMap).name, `${path}.configMap.name`);
}

function projectedReferences(source: Fields, path: string, add: Add): void {
  for (const [field, rule, kind] of [
    ['secret', 'secret', 'Secret'],
    ['configMap', 'config-map', 'ConfigMap'],
  ] as const) {
    if (record(source[field]).optional !== true) add(rule, kind, record(source[field]).name, `${path}.${field}.name`);
  }
}

function containerReferences(container: Fields, path: string, add: Add): void {
  for (const [i, env] of records(container.env).entries()) {
    const from = record(env.valueFrom);
    for (const [field, rule, kind] of [
      ['secretKeyRef', 'secret', 'Secret'],
      ['configMapKeyRef', 'config-map', 'ConfigMap'],
    ] as const) {
      if (record(from[field]).optional !== true)
        add(rule, kind, record(from[field]).name, `${path}.env[${i}].valueFrom.${field}.name`);
    }
  }
  for (const [i, source] of records(container.envFrom).entries()) {
    for (const [field, rule, kind] of [
      ['secretRef', 'secret', 'Secret'],
      ['configMapRef', 'config-map', 'ConfigMap'],
    ] as const) {
      if (record(source[field]).optional !== true)
        add(rule, kind, record(source[field]).name, `${path}.envFrom[${i}].${field}.name`);
    }
  }
}

function servingReferences(spec: Fields, object: Json, judge: ObjectSet, add: Add): void {
  const model = record(record(spec.predictor).model);
  const runtime = text(model.runtime);
  if (runtime !== '' && !Object.hasOwn(SERVING_RUNTIMES, runtime)) {
    const namespace = text(at(object, 'metadata', 'namespace'));
    if (judge.find('ServingRuntime', namespace, runtime) === undefined) {
      add('runtime', 'ServingRuntime', runtime, 'spec.predictor.model.runtime', { orKinds: ['ClusterServingRuntime'] });
    }
  }
}

function componentReferences(component: Fields, path: string, object: Json, add: Add): void {
  podReferences(component, path, object, add);
  podReferences(record(component.workerSpec), `${path}.workerSpec`, object, add);
  for (const field of componentServers) {
    const implementation = record(component[field]);
    containerReferences(implementation, `${path}.${field}`, add);
    claimReference(implementation.storageUri, `${path}.${field}.storageUri`, add);
  }
  for (const [i, { uri }] of records(component.storageUris).entries())
    claimReference(uri, `${path}.storageUris[${i}].uri`, add);
}

/** The claim of `pvc://claim/path`. */
function claimReference(uri: unknown, path: string, add: Add): void {
  const claim = /^pvc:\/\/([^/]+)/.exec(text(uri))?.[1];
  if (claim !== undefined) add('volume-claim', 'PersistentVolumeClaim', claim, path);
}

/** Where an LLMInferenceService keeps pods. */
const LLM_PODS = [
  ['template'],
  ['worker'],
  ['prefill', 'template'],
  ['prefill', 'worker'],
  ['router', 'scheduler', 'template'],
];

function trainingReferences(spec: Fields, object: Json, add: Add): void {
  containerReferences(record(spec.trainer), 'spec.trainer', add);
  for (const part of ['dataset', 'model']) {
    const initializer = record(at(spec, 'initializer', part));
    const path = `spec.initializer.${part}`;
    containerReferences(initializer, path, add);
    add('secret', 'Secret', record(initializer.secretRef).name, `${path}.secretRef.name`);
    claimReference(initializer.storageUri, `${path}.storageUri`, add);
  }
  for (const [i, override] of records(spec.podTemplateOverrides).entries())
    podReferences(record(override.spec), `spec.podTemplateOverrides[${i}].spec`, object, add);
}

/** Certificates are read in the namespaces of the pods that a gateway selects: Istio's own, where the set has none such. */
function gatewayReferences(spec: Fields, judge: ObjectSet, add: Add): void {
  const selector = Object.entries(record(spec.selector));
  let namespaces: readonly string[] | undefined;
  for (const [i, server] of records(spec.servers).entries()) {
    const tls = record(server.tls);
    const path = `spec.servers[${i}].tls`;
    const names: [unknown, string][] = [[tls.credentialName, `${path}.credentialName`]];
    for (const [j, name] of list(tls.credentialNames).entries()) names.push([name, `${path}.credentialNames[${j}]`]);
    for (const [name, where] of names) {
      if (text(name) === '' || /[/:]/.test(text(name))) continue;
      namespaces ??= workloadNamespaces(selector, judge);
      const [first = 'istio-system', ...orNamespaces] = namespaces;
      add('secret', 'Secret', name, where, { in: first, orNamespaces, elsewhere: true });
    }
  }
}

function workloadNamespaces(selector: readonly (readonly [string, unknown])[], judge: ObjectSet): string[] {
  const found = new Set<string>();
  if (selector.length > 0) {
    for (const object of judge.objects) {
      if (!isRecord(object)) continue;
      for (const { labels } of podTemplates(object)) {
        if (labels !== undefined && selector.every(([key, value]) => labels[key] === value))
          found.add(text(at(object, 'metadata', 'namespace')));
      }
    }
  }
  return [...found];
}
