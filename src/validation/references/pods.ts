import { given, list, record, records, text } from '../rules/read';
import type { Add, Fields } from './reference';

/** Priorities that every cluster has. */
const SYSTEM = /^system-(cluster|node)-critical$/;

const NO_CLAIMS: ReadonlySet<string> = new Set();

/** What a pod names. `claims` are volumes that its owner makes for it. */
export function podReferences(pod: Fields, path: string, add: Add, claims = NO_CLAIMS): void {
  // The older field counts where the newer one is left out.
  const field = text(pod.serviceAccountName) === '' ? 'serviceAccount' : 'serviceAccountName';
  if (given(pod[field])) accountReference(pod[field], `${path}.${field}`, add);
  if (given(pod.priorityClassName)) priorityReference(pod.priorityClassName, `${path}.priorityClassName`, add);
  if (given(pod.runtimeClassName))
    add('runtime-class', 'RuntimeClass', pod.runtimeClassName, `${path}.runtimeClassName`, { in: '', elsewhere: true });
  for (const [i, secret] of records(pod.imagePullSecrets).entries())
    add('secret', 'Secret', secret.name, `${path}.imagePullSecrets[${i}].name`);
  for (const [i, volume] of records(pod.volumes).entries())
    volumeReferences(volume, `${path}.volumes[${i}]`, claims, add);
  for (const kind of ['initContainers', 'containers']) {
    for (const [i, container] of records(pod[kind]).entries())
      containerReferences(container, `${path}.${kind}[${i}]`, add);
  }
}

export function accountReference(name: unknown, path: string, add: Add): void {
  if (name !== 'default') add('service-account', 'ServiceAccount', name, path);
}

export function priorityReference(name: unknown, path: string, add: Add): void {
  if (!SYSTEM.test(text(name))) add('priority-class', 'PriorityClass', name, path, { in: '' });
}

export function storageClassReference(name: unknown, path: string, add: Add): void {
  add('storage-class', 'StorageClass', name, path, { in: '', elsewhere: true });
}

/** Volumes whose drivers take a secret by reference. */
const WITH_SECRET = ['cephfs', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos', 'cinder'];

function volumeReferences(volume: Fields, path: string, claims: ReadonlySet<string>, add: Add): void {
  const { secret, configMap, persistentVolumeClaim, projected, csi, azureFile, ephemeral } = volume;
  if (given(secret) && record(secret).optional !== true)
    add('secret', 'Secret', record(secret).secretName, `${path}.secret.secretName`);
  if (given(configMap) && record(configMap).optional !== true)
    add('config-map', 'ConfigMap', record(configMap).name, `${path}.configMap.name`);
  const claim = record(persistentVolumeClaim).claimName;
  if (given(claim) && !claims.has(text(claim)))
    add('volume-claim', 'PersistentVolumeClaim', claim, `${path}.persistentVolumeClaim.claimName`);
  for (const [i, source] of records(record(projected).sources).entries())
    optionalReferences(source, PROJECTED, `${path}.projected.sources[${i}]`, add);
  if (given(csi))
    add('secret', 'Secret', record(record(csi).nodePublishSecretRef).name, `${path}.csi.nodePublishSecretRef.name`);
  if (given(azureFile)) add('secret', 'Secret', record(azureFile).secretName, `${path}.azureFile.secretName`);
  for (const kind of WITH_SECRET) {
    if (!given(volume[kind])) continue;
    add('secret', 'Secret', record(record(volume[kind]).secretRef).name, `${path}.${kind}.secretRef.name`);
  }
  if (!given(ephemeral)) return;
  const made = record(record(record(ephemeral).volumeClaimTemplate).spec);
  storageClassReference(made.storageClassName, `${path}.ephemeral.volumeClaimTemplate.spec.storageClassName`, add);
}

const PROJECTED = [
  ['secret', 'secret', 'Secret'],
  ['configMap', 'config-map', 'ConfigMap'],
] as const;
const KEYS = [
  ['secretKeyRef', 'secret', 'Secret'],
  ['configMapKeyRef', 'config-map', 'ConfigMap'],
] as const;
const WHOLE = [
  ['secretRef', 'secret', 'Secret'],
  ['configMapRef', 'config-map', 'ConfigMap'],
] as const;

function optionalReferences(
  source: Fields,
  fields: readonly (readonly [field: string, rule: string, kind: string])[],
  path: string,
  add: Add,
): void {
  for (const [field, rule, kind] of fields) {
    if (given(source[field]) && record(source[field]).optional !== true)
      add(rule, kind, record(source[field]).name, `${path}.${field}.name`);
  }
}

/** What the variables of a container name. */
export function containerReferences(container: Fields, path: string, add: Add): void {
  for (const [i, { valueFrom }] of records(container.env).entries())
    if (given(valueFrom)) optionalReferences(record(valueFrom), KEYS, `${path}.env[${i}].valueFrom`, add);
  for (const [i, source] of records(container.envFrom).entries())
    optionalReferences(source, WHOLE, `${path}.envFrom[${i}]`, add);
}

/** The claim of `pvc://claim/path`. */
export function claimReference(uri: unknown, path: string, add: Add): void {
  const claim = /^pvc:\/\/([^/]+)/.exec(text(uri))?.[1];
  if (claim !== undefined) add('volume-claim', 'PersistentVolumeClaim', claim, path);
}

/** What a PodDefault adds to pods of its namespace. */
export function podDefaultReferences(spec: Fields, add: Add): void {
  podReferences({ ...spec, containers: [...list(spec.sidecars)] }, 'spec', (rule, kind, name, path, more) =>
    add(rule, kind, name, path.replace('spec.containers[', 'spec.sidecars['), more),
  );
  containerReferences(spec, 'spec', add);
}
