import { isRecord, type Json, type Problem } from './finding';
import { label, label1035, labelValue, type NameCheck, pathSegment, qualifiedName, subdomain } from './names';

const FIELDS = new Set([
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
  'clusterName',
]);
const MOST_ANNOTATION_BYTES = 256 * 1024;

/** Kinds whose names have another grammar than RFC 1123 subdomains, each with its group. */
const NAMES = new Map<unknown, readonly [group: string, check: NameCheck]>([
  ['Namespace', ['', label]],
  ['Service', ['', label1035]],
  ['Role', ['rbac.authorization.k8s.io', pathSegment]],
  ['ClusterRole', ['rbac.authorization.k8s.io', pathSegment]],
  ['RoleBinding', ['rbac.authorization.k8s.io', pathSegment]],
  ['ClusterRoleBinding', ['rbac.authorization.k8s.io', pathSegment]],
  ['APIService', ['apiregistration.k8s.io', pathSegment]],
  ['PodDisruptionBudget', ['policy', pathSegment]],
]);

export type Report = (problem: Problem) => void;

/**
 * Name, namespace, labels, annotations and the other members of `metadata`.
 * Facts: k8s.io/apimachinery pkg/api/validation/objectmeta.go.
 */
export function checkMetadata(
  object: Json,
  group: string,
  scope: 'Namespaced' | 'Cluster' | undefined,
  report: Report,
): void {
  const { metadata } = object;
  const error: Fail = (rule, path, message, severity = 'error') => report({ rule, severity, path, message });
  if (metadata === undefined || metadata === null) {
    error('metadata/name', 'metadata.name', 'is required');
    return;
  }
  if (!isRecord(metadata)) {
    error('schema/type', 'metadata', 'must be an object');
    return;
  }
  for (const key of Object.keys(metadata)) {
    if (!FIELDS.has(key)) error('schema/unknown-field', `metadata.${key}`, 'is no field of metadata');
  }
  checkName(object, metadata, group, error);
  checkNamespace(metadata, scope, error);
  checkLabels(metadata.labels, 'metadata.labels', error);
  checkAnnotations(metadata.annotations, 'metadata.annotations', error);
  checkOthers(metadata, error);
}

type Fail = (rule: string, path: string, message: string, severity?: Problem['severity']) => void;

function checkName(object: Json, metadata: Json, group: string, error: Fail): void {
  const { name, generateName } = metadata;
  const [home, own] = NAMES.get(object.kind) ?? [];
  const check = own !== undefined && home === group ? own : subdomain;
  if (name !== undefined && name !== null && typeof name !== 'string') {
    error(
      'schema/type',
      'metadata.name',
      `must be a string${typeof name === 'number' || typeof name === 'boolean' ? `: quote it` : ''}`,
    );
  } else if (name) {
    const problem = check(name as string);
    if (problem !== undefined) error('metadata/name', 'metadata.name', problem);
  } else if (typeof generateName === 'string' && generateName !== '') {
    const problem = check(`${generateName.replace(/-$/, '')}x`);
    if (problem !== undefined) error('metadata/name', 'metadata.generateName', problem);
  } else if (generateName !== undefined && generateName !== null && typeof generateName !== 'string') {
    error('schema/type', 'metadata.generateName', 'must be a string');
  } else {
    error('metadata/name', 'metadata.name', 'is required');
  }
}

function checkNamespace(metadata: Json, scope: 'Namespaced' | 'Cluster' | undefined, error: Fail): void {
  const { namespace } = metadata;
  if (namespace === undefined || namespace === null || namespace === '') return;
  if (typeof namespace !== 'string') {
    error('schema/type', 'metadata.namespace', 'must be a string');
    return;
  }
  const problem = label(namespace);
  if (problem !== undefined) error('metadata/namespace', 'metadata.namespace', problem);
  if (scope === 'Cluster') {
    const message = 'has no effect, this kind belongs to no namespace';
    error('metadata/namespace-ignored', 'metadata.namespace', message, 'warning');
  }
}

export function checkLabels(labels: unknown, path: string, error: Fail): void {
  if (labels === undefined || labels === null) return;
  if (!isRecord(labels)) {
    error('schema/type', path, 'must be an object');
    return;
  }
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    const problem = qualifiedName(key);
    if (problem !== undefined) error('metadata/labels', path, `key ${problem}`);
    if (value === null) continue;
    if (typeof value !== 'string') error('schema/type', `${path}.${key}`, `must be a string: quote it`);
    else {
      const wrong = labelValue(value);
      if (wrong !== undefined) error('metadata/labels', `${path}.${key}`, `value ${wrong}`);
    }
  }
}

export function checkAnnotations(annotations: unknown, path: string, error: Fail): void {
  if (annotations === undefined || annotations === null) return;
  if (!isRecord(annotations)) {
    error('schema/type', path, 'must be an object');
    return;
  }
  let characters = 0;
  for (const key of Object.keys(annotations)) {
    const value = annotations[key];
    const problem = qualifiedName(key.toLowerCase());
    if (problem !== undefined) error('metadata/annotations', path, `key ${problem}`);
    if (value === null) continue;
    if (typeof value !== 'string') {
      error('schema/type', `${path}.${key}`, `must be a string: quote it`);
    } else characters += key.length + value.length;
  }
  // No character is more than three bytes.
  if (characters * 3 <= MOST_ANNOTATION_BYTES) return;
  const bytes = bytesOf(annotations);
  if (bytes > MOST_ANNOTATION_BYTES) {
    error('metadata/annotations', path, `have ${bytes} bytes together, at most ${MOST_ANNOTATION_BYTES} are allowed`);
  }
}

function bytesOf(annotations: Json): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'string') bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  return bytes;
}

function checkOthers(metadata: Json, error: Fail): void {
  const { finalizers, ownerReferences } = metadata;
  if (Array.isArray(finalizers)) {
    for (const [i, finalizer] of finalizers.entries()) {
      const problem = typeof finalizer === 'string' ? qualifiedName(finalizer) : 'must be a string';
      if (problem !== undefined) error('metadata/finalizers', `metadata.finalizers[${i}]`, problem);
    }
  } else if (finalizers !== undefined && finalizers !== null)
    error('schema/type', 'metadata.finalizers', 'must be a list');
  if (Array.isArray(ownerReferences)) {
    for (const [i, owner] of ownerReferences.entries()) {
      for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
        if (!isRecord(owner) || typeof owner[field] !== 'string' || owner[field] === '') {
          error('metadata/owner-references', `metadata.ownerReferences[${i}].${field}`, 'is required');
        }
      }
    }
    if (ownerReferences.filter((o) => isRecord(o) && o.controller === true).length > 1) {
      error('metadata/owner-references', 'metadata.ownerReferences', 'has more than one owner with controller: true');
    }
  } else if (ownerReferences !== undefined && ownerReferences !== null)
    error('schema/type', 'metadata.ownerReferences', 'must be a list');
  for (const field of ['generation', 'deletionGracePeriodSeconds']) {
    const value = metadata[field];
    if (value !== undefined && value !== null && !Number.isInteger(value))
      error('schema/type', `metadata.${field}`, 'must be a whole number');
  }
}
