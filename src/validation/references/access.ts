import { record, records, text } from '../rules/read';
import type { Add, Fields } from './reference';

/** Roles that every cluster has. */
const BUILT_IN = new Set(['admin', 'cluster-admin', 'edit', 'view']);

/** The role of a binding, and the service accounts that it binds. */
export function bindingReferences(object: Fields, namespace: string, add: Add): void {
  const { kind, name } = record(object.roleRef);
  if (kind === 'Role') add('role', 'Role', name, 'roleRef.name');
  else if (kind === 'ClusterRole' && !BUILT_IN.has(text(name)) && !text(name).startsWith('system:'))
    add('role', 'ClusterRole', name, 'roleRef.name', { in: '' });
  for (const [i, subject] of records(object.subjects).entries()) {
    if (subject.kind !== 'ServiceAccount' || subject.name === 'default') continue;
    const where = text(subject.namespace) || namespace;
    add('service-account', 'ServiceAccount', subject.name, `subjects[${i}].name`, { in: where });
  }
}

/** Who issues a certificate of cert-manager. */
export function issuerReference(spec: Fields, add: Add): void {
  const { name, kind, group } = record(spec.issuerRef);
  if ((text(group) || 'cert-manager.io') !== 'cert-manager.io') return;
  if (text(kind) === 'ClusterIssuer') add('issuer', 'ClusterIssuer', name, 'spec.issuerRef.name', { in: '' });
  else add('issuer', 'Issuer', name, 'spec.issuerRef.name');
}
