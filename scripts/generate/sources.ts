import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReleaseCatalog } from '../../src/validation/catalog';
import { kindKey } from '../../src/validation/crd';
import { crdsOf, sorted } from './crds';

/** Where each kind's schema comes from: `repository@tag path`. The newest release that has the kind counts. */
export function sourcesOf(data: string, catalogs: Readonly<Record<string, ReleaseCatalog>>): Record<string, string> {
  const sources = new Map<string, string>();
  const rows = tableRows(readFileSync(join(data, 'crds', 'SOURCES.md'), 'utf8'));
  for (const { file, crd } of crdsOf(join(data, 'crds', 'companions'))) {
    const { group, names, versions } = crd.spec;
    for (const { name } of versions) sources.set(kindKey(group, name, names.kind), rows.get(file) ?? '');
  }
  const katib = 'kubeflow/katib@v0.19.0 pkg/apis/controller';
  for (const { tag, components, example } of Object.values(catalogs)) {
    const order = [...Object.keys(components).filter((path) => !example.includes(path)), ...example];
    for (const path of order) {
      for (const kind of components[path]?.kinds ?? []) {
        const isFull = kind.startsWith('argoproj.io/') && sources.get(kind)?.startsWith('argoproj/');
        if (!isFull) sources.set(kind, `kubeflow/manifests@${tag} ${path}`);
      }
    }
  }
  for (const kind of ['Experiment', 'Suggestion', 'Trial']) sources.set(`kubeflow.org/v1beta1/${kind}`, katib);
  for (const kind of ['ScheduledWorkflow', 'Viewer']) {
    sources.set(
      `kubeflow.org/v1beta1/${kind}`,
      `kubeflow/pipelines@2.16.0 backend/src/crd/pkg/apis/${kind.toLowerCase()}`,
    );
  }
  return sorted([...sources].filter(([, source]) => source));
}

/** `repository@tag path` by file. */
function tableRows(markdown: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of markdown.split('\n')) {
    const [, file, , upstream, path] = line.split('|').map((cell) => cell.trim());
    const [, repository, tag] = /^(\S+) @ (\S+)/.exec(upstream ?? '') ?? [];
    if (file && repository && path) rows.set(file, `${repository}@${tag} ${path}`);
  }
  return rows;
}
