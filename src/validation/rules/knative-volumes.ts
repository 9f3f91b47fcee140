import { label as labelName } from '../names';
import { featureEnabled, VOLUME_FLAGS } from './knative-features';
import type { Fields, Knative } from './knative-rules';
import { quantity } from './quantity';
import { given, record, records, text } from './read';

export function checkVolumes(subject: Knative, pod: Fields, path: string): Map<string, Fields> {
  const { report, find } = subject;
  const rule = 'knative/volumes';
  const mounted = new Set(
    [...records(pod.initContainers), ...records(pod.containers)].flatMap((c) =>
      records(c.volumeMounts).map(({ name }) => text(name)),
    ),
  );
  const volumes = new Map<string, Fields>();
  for (const [i, volume] of records(pod.volumes).entries()) {
    const below = `${path}.volumes[${i}]`;
    const name = text(volume.name);
    if (volumes.has(name)) report(rule, `${below}.name`, `'${name}' is used twice`);
    if (!mounted.has(name)) report(rule, `${below}.name`, `'${name}' is mounted nowhere`);
    const wrong = name === '' ? 'is required' : labelName(name);
    if (wrong !== undefined) report(rule, `${below}.name`, wrong);
    volumes.set(name, volume);
    const sources = Object.keys(volume).filter((field) => field !== 'name' && given(volume[field]));
    for (const source of sources) {
      const flag = VOLUME_FLAGS[source];
      if (flag !== undefined && !featureEnabled(find, flag))
        report(
          'knative/feature-flag',
          `${below}.${source}`,
          `needs 'kubernetes.${flag}: enabled' in ConfigMap config-features of knative-serving`,
        );
      else if (flag === undefined && !['secret', 'configMap', 'projected', 'emptyDir'].includes(source))
        report('knative/field', `${below}.${source}`, 'is no kind of volume that Knative passes on');
    }
    const claim = record(volume.persistentVolumeClaim);
    if (
      given(volume.persistentVolumeClaim) &&
      claim.readOnly !== true &&
      featureEnabled(find, 'podspec-persistent-volume-claim') &&
      !featureEnabled(find, 'podspec-persistent-volume-write')
    ) {
      report(
        'knative/feature-flag',
        `${below}.persistentVolumeClaim.readOnly`,
        "must be true, or 'kubernetes.podspec-persistent-volume-write: enabled' set in ConfigMap config-features",
      );
    }
    if (sources.length === 0) report(rule, `${below}.configMap`, 'is required, or one of secret, projected, emptyDir');
    else if (sources.length > 1) report(rule, below, `has ${sources.join(' and ')}, only one source is possible`);
    const size = quantity(record(volume.emptyDir).sizeLimit);
    if (size !== undefined && size < 0n) report(rule, `${below}.emptyDir.sizeLimit`, 'is negative');
    for (const [j, source] of records(record(volume.projected).sources).entries()) {
      const place = `${below}.projected.sources[${j}]`;
      const kinds = ['secret', 'configMap', 'serviceAccountToken', 'downwardAPI'].filter((kind) => given(source[kind]));
      if (kinds.length !== 1)
        report(rule, place, kinds.length === 0 ? 'has no source' : `has ${kinds.join(' and ')}, only one is possible`);
      for (const kind of ['secret', 'configMap'])
        if (given(source[kind]) && text(record(source[kind]).name) === '')
          report(rule, `${place}.${kind}.name`, 'is required');
    }
    const medium = text(record(volume.emptyDir).medium);
    if (medium !== '' && medium !== 'Memory')
      report(rule, `${below}.emptyDir.medium`, `'${medium}' must be Memory or left out`);
    for (const source of ['secret', 'configMap']) {
      for (const [j, item] of records(record(volume[source]).items).entries()) {
        for (const field of ['key', 'path'])
          if (text(item[field]) === '') report(rule, `${below}.items[${j}].${field}`, 'is required');
      }
    }
  }
  return volumes;
}
