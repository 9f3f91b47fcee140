import { featureEnabled, unset } from './knative-features';
import type { Fields, Knative } from './knative-rules';
import { given, record, records, text } from './read';

export function checkMounts(
  { report, find }: Knative,
  container: Fields,
  volumes: ReadonlyMap<string, Fields>,
  path: string,
): void {
  const rule = 'knative/volumes';
  const paths = new Set<string>();
  for (const [i, mount] of records(container.volumeMounts).entries()) {
    const below = `${path}.volumeMounts[${i}]`;
    const name = text(mount.name);
    const volume = volumes.get(name);
    if (volume === undefined) report(rule, `${below}.name`, `'${name}' is no volume`);
    const where = text(mount.mountPath);
    const clean = cleanPath(where);
    if (where === '') report(rule, `${below}.mountPath`, 'is required');
    else if (['/', '/dev', '/dev/log'].includes(clean)) report(rule, `${below}.mountPath`, `'${clean}' is reserved`);
    else if (!where.startsWith('/')) report(rule, `${below}.mountPath`, `'${where}' must be an absolute path`);
    else if (paths.has(clean)) report(rule, `${below}.mountPath`, `'${where}' is mounted twice`);
    paths.add(clean);
    const spread = mount.mountPropagation;
    if (given(spread) && featureEnabled(find, 'podspec-volumes-mount-propagation')) {
      if (spread !== 'None' && spread !== 'HostToContainer')
        report(rule, `${below}.mountPropagation`, `'${text(spread)}' is neither None nor HostToContainer`);
    } else if (given(spread))
      report(
        'knative/feature-flag',
        `${below}.mountPropagation`,
        "needs 'kubernetes.podspec-volumes-mount-propagation: enabled' in ConfigMap config-features of knative-serving",
      );
    for (const field of ['subPathExpr', 'recursiveReadOnly'])
      if (!unset(mount[field]))
        report('knative/field', `${below}.${field}`, 'must be left out: Knative does not pass it on');
    if (record(volume?.persistentVolumeClaim).readOnly === true && mount.readOnly !== true)
      report(rule, `${below}.readOnly`, 'must be true: the volume is read-only');
  }
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
