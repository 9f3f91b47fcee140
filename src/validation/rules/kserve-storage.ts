import { predictorServers } from '../kserve-servers';
import { matcherOf } from '../pattern';
import type { Fields, Serving } from './kserve-rules';
import { at, given, record, records, text } from './read';

export function checkStorageSpec({ report }: Serving, path: string, spec: Fields, severity: 'error' | 'warning'): void {
  if (!given(spec.storage)) return;
  const schemes = ['s3://', 'hdfs://', 'webhdfs://'];
  const uri = text(spec.storageUri);
  const type = at(spec, 'storage', 'parameters', 'type');
  if (uri !== '') {
    if (!schemes.some((s) => uri.startsWith(s)))
      report(
        'kserve/storage-spec',
        `${path}.storageUri`,
        `'${uri}' beside storage must start with one of ${schemes.join(', ')}`,
        severity,
      );
  } else if (typeof type === 'string' && !schemes.some((s) => `${type}://`.startsWith(s))) {
    report(
      'kserve/storage-spec',
      `${path}.storage.parameters.type`,
      `'${type}' is none of s3, hdfs and webhdfs`,
      severity,
    );
  }
}

/** Schemes that the storage initializer reads, and the one that Kubeflow's model registry brings. */
const SCHEMES = 'gs s3 pvc file https http hdfs webhdfs oci hf model-registry'.split(' ');

/** A URI that nothing reads keeps the controller from making anything of the service. */
export function checkStorageScheme({ report, ofKind }: Serving, path: string, spec: Fields): void {
  const uri = text(spec.storageUri);
  const scheme = /(\w+?):\/\//.exec(uri)?.[1];
  if (scheme === undefined || ofKind('ClusterStorageContainer').some((container) => reads(container, uri))) return;
  const isAzure = uri.includes('blob.core.windows.net');
  if (
    isAzure ? /https:\/\/.+?.blob.core.windows.net\/.+/.test(uri) : SCHEMES.some((one) => uri.startsWith(`${one}://`))
  )
    return;
  report(
    'kserve/storage-scheme',
    `${path}.storageUri`,
    isAzure
      ? `'${uri}' is no blob of Azure: write https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH`
      : `'${uri}' has none of the schemes ${SCHEMES.join(', ')}: choose one, or bring a ClusterStorageContainer that reads it`,
  );
}

function reads(object: Fields, uri: string): boolean {
  if (object.disabled === true) return false;
  return records(at(object.spec, 'supportedUriFormats')).some(
    ({ prefix, regex }) =>
      (text(prefix) !== '' && uri.startsWith(text(prefix))) ||
      (text(regex) !== '' && matcherOf(text(regex))(uri) === true),
  );
}

export function checkStorageUris({ report }: Serving, path: string, component: string, spec: Fields): void {
  if (!given(spec.storageUris)) return;
  const rule = 'kserve/storage-uris';
  const items = records(spec.storageUris);
  if (singleUri(component, spec) !== undefined)
    report(rule, `${path}.storageUris`, 'and a single storage URI do not go together');
  const plain: string[] = [];
  const volumes: string[] = [];
  for (const [i, item] of items.entries()) {
    const mount = typeof item.mountPath === 'string' ? item.mountPath : '';
    if (text(item.uri) === '') report(rule, `${path}.storageUris[${i}].uri`, 'is required');
    if (mount === '/') report(rule, `${path}.storageUris[${i}].mountPath`, 'may not be the root directory');
    else if (!mount.startsWith('/'))
      report(rule, `${path}.storageUris[${i}].mountPath`, `'${mount}' must be an absolute path`);
    else if (mount.includes('..')) report(rule, `${path}.storageUris[${i}].mountPath`, `'${mount}' may not have '..'`);
    (text(item.uri).startsWith('pvc://') ? volumes : plain).push(mount);
  }
  if (plain.length <= 1) return;
  if (new Set(volumes).size < volumes.length) report(rule, `${path}.storageUris`, 'mount two volumes at one path');
  const [first, ...others] = plain.map((mount) => mount.split('/').filter((part) => part !== ''));
  if (others.some((parts) => parts[0] !== first![0]))
    report(rule, `${path}.storageUris`, `have no directory in common: ${plain.join(', ')}`);
}

function singleUri(component: string, spec: Fields): unknown {
  if (component === 'explainer' && text(record(spec.art).storageUri) !== '') return record(spec.art).storageUri;
  if (component === 'predictor') {
    const framework = predictorServers.find((name) => given(spec[name]));
    if (framework !== undefined)
      return given(record(spec[framework]).storageUri) ? record(spec[framework]).storageUri : undefined;
  }
  const containers = records(spec.containers);
  const container = component === 'predictor' ? containers.find((c) => c.name === 'kserve-container') : containers[0];
  return records(container?.env).find((env) => env.name === 'STORAGE_URI')?.value;
}

export function checkCollocation({ report }: Serving, predictor: Fields): void {
  const i = records(predictor.containers).findIndex((container) => container.name === 'transformer-container');
  const env = records(records(predictor.containers)[i]?.env).findIndex((variable) => variable.name === 'STORAGE_URI');
  if (env >= 0)
    report(
      'kserve/collocated-transformer',
      `spec.predictor.containers[${i}].env[${env}]`,
      'STORAGE_URI belongs to the predictor, not to the transformer',
    );
}
