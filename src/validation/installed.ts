import type { KubeflowRelease } from '../core/release';
import { catalog, componentsOf } from './catalog';

const byRelease = new Map<KubeflowRelease, ReadonlySet<string>>();

/** What the release's own installation brings, as `Kind/namespace/name`: the objects of upstream's example and its user's namespace. */
export function installed(release: KubeflowRelease): ReadonlySet<string> {
  let known = byRelease.get(release);
  if (known === undefined) {
    known = collected(release);
    byRelease.set(release, known);
  }
  return known;
}

function collected(release: KubeflowRelease): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name: component, objects = {} } of componentsOf(catalog(release))) {
    if (component === 'user-namespace') for (const key of ofProfile('kubeflow-user-example-com')) found.add(key);
    for (const [kind, namespaces] of Object.entries(objects)) {
      for (const [namespace, names] of Object.entries(namespaces)) {
        for (const name of names) found.add(`${kind}/${namespace}/${name}`);
      }
    }
  }
  return found;
}

/** What the profile controller makes of a Profile, as `Kind/namespace/name`. */
export function ofProfile(name: string): readonly string[] {
  return [`Namespace//${name}`, `ServiceAccount/${name}/default-editor`, `ServiceAccount/${name}/default-viewer`];
}
