import type { Json } from './finding';
import type { ObjectSet } from './options';
import { podTemplates } from './pod-templates';
import { at, given, label, record, records, text } from './rules/read';
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
}

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
      made.push(`Namespace//${name}`, `ServiceAccount/${name}/default-editor`, `ServiceAccount/${name}/default-viewer`);
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
  const add = (
    rule: string,
    kind: string,
    name: unknown,
    path: string,
    more: { readonly orKinds?: readonly string[]; readonly in?: string } = {},
  ) => {
    if (typeof name !== 'string' || name === '' || name.includes('$')) return;
    found.push({
      rule,
      kind,
      namespace: more.in ?? namespace,
      name,
      path,
      ...(more.orKinds && { orKinds: more.orKinds }),
    });
  };
  for (const { spec, path } of podTemplates(object)) podReferences(spec, path, object, add);
  const spec = record(object.spec);
  switch (object.kind) {
    case 'InferenceService':
      for (const component of ['predictor', 'transformer', 'explainer']) {
        if (given(spec[component])) podReferences(record(spec[component]), `spec.${component}`, object, add);
      }
      servingReferences(spec, object, judge, add);
      break;
    case 'TrainJob': {
      const ref = record(spec.runtimeRef);
      const kind = given(ref.kind) ? text(ref.kind) : 'ClusterTrainingRuntime';
      const name = text(ref.name);
      if (kind === 'TrainingRuntime') add('runtime', kind, name, 'spec.runtimeRef');
      else if (shippedRuntime(judge.release, name) === undefined)
        add('runtime', kind, name, 'spec.runtimeRef', { in: '' });
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

type Add = (
  rule: string,
  kind: string,
  name: unknown,
  path: string,
  more?: { readonly orKinds?: readonly string[]; readonly in?: string },
) => void;

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
  const uri = text(model.storageUri);
  const claim = /^pvc:\/\/([^/]+)/.exec(uri)?.[1];
  if (claim !== undefined) add('volume-claim', 'PersistentVolumeClaim', claim, 'spec.predictor.model.storageUri');
}
