import { type KubeflowRelease, releases } from '../core/release';
import type { Problem } from './finding';
import { groupOf, isCoreGroup } from './kinds';
import type { SchemaStore } from './schema-store';

/** What is known of a kind for which there is no schema: often it is served in another version, or by another release. */
export function unknownKind(store: SchemaStore, release: KubeflowRelease, apiVersion: string, kind: string): Problem {
  const elsewhere = releases.filter((other) => other !== release && store.kind(other, apiVersion, kind) !== undefined);
  if (elsewhere.length > 0) {
    return {
      rule: 'kind/not-served',
      severity: 'error',
      path: 'kind',
      message: `${kind} of ${apiVersion} is not served by Kubeflow ${release}, it is by ${elsewhere.join(' and ')}`,
    };
  }
  const group = groupOf(apiVersion);
  const versions = [...store.kinds(release).keys()].flatMap((key) => {
    const at = key.lastIndexOf('/');
    const served = key.slice(0, at);
    return key.slice(at + 1) === kind && groupOf(served) === group ? [served] : [];
  });
  if (versions.length > 0) {
    return {
      rule: 'kind/not-served',
      severity: 'error',
      path: 'apiVersion',
      message: `${kind} is not served as ${apiVersion}, it is as ${versions.join(', ')}`,
    };
  }
  const known = isCoreGroup(group) ? ' of Kubernetes' : '';
  return {
    rule: 'kind/unknown',
    severity: 'warning',
    path: 'kind',
    message: `${kind} of ${apiVersion} is no known kind${known}, only its metadata was checked: add its CustomResourceDefinition`,
  };
}
