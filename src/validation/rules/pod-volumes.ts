import { label, subdomain } from '../names';
import { checkClaim } from './claims';
import { checkLabelMap } from './label-selector';
import { checkFieldRef, checkResourceRef } from './pod-downward';
import type { Fields, PodReport } from './pod-rules';
import { quantity } from './quantity';
import { at, given, number, record, records, text, word } from './read';

type Tell = (path: string, message: string) => void;

/** Kinds of volumes, in the order in which upstream looks for them: of several the first counts. */
const KINDS =
  'emptyDir hostPath gitRepo gcePersistentDisk awsElasticBlockStore secret nfs iscsi glusterfs flocker persistentVolumeClaim rbd cinder cephfs quobyte downwardAPI fc configMap azureFile vsphereVolume photonPersistentDisk portworxVolume scaleIO storageos azureDisk projected csi ephemeral image'.split(
    ' ',
  );

/** The volumes of a pod by name. */
export function checkVolumes(pod: Fields, path: string, report: PodReport): Map<string, Fields> {
  const tell: Tell = (where, message) => report('pod/volumes', where, message);
  const volumes = new Map<string, Fields>();
  for (const [i, volume] of records(pod.volumes).entries()) {
    const below = `${path}.volumes[${i}]`;
    const name = text(volume.name);
    const wrong = name === '' ? 'is required' : label(name);
    if (wrong !== undefined) tell(`${below}.name`, wrong);
    if (volumes.has(name)) tell(`${below}.name`, `'${name}' is used twice`);
    volumes.set(name, volume);
    const [kind, ...more] = KINDS.filter((field) => given(volume[field]));
    for (const other of more) tell(`${below}.${other}`, `does not go with ${kind}: only one source is possible`);
    if (kind !== undefined) SOURCES[kind]?.(record(volume[kind]), `${below}.${kind}`, tell);
  }
  return volumes;
}

type Check = (source: Fields, path: string, tell: Tell) => void;

const SOURCES: Readonly<Record<string, Check>> = {
  emptyDir: (source, path, tell) => {
    const size = quantity(source.sizeLimit);
    if (size !== undefined && size < 0n) tell(`${path}.sizeLimit`, `${word(source.sizeLimit)} is negative`);
  },
  hostPath: (source, path, tell) => {
    if (needed(source, 'path', path, tell)) noBacksteps(text(source.path), `${path}.path`, tell);
  },
  gitRepo: (source, path, tell) => {
    needed(source, 'repository', path, tell);
    relative(text(source.directory), `${path}.directory`, tell);
  },
  secret: (source, path, tell) => {
    needed(source, 'secretName', path, tell);
    checkFiles(source, path, tell);
  },
  configMap: (source, path, tell) => {
    needed(source, 'name', path, tell);
    checkFiles(source, path, tell);
  },
  nfs: (source, path, tell) => {
    needed(source, 'server', path, tell);
    if (needed(source, 'path', path, tell) && !text(source.path).startsWith('/'))
      tell(`${path}.path`, `'${text(source.path)}' must be an absolute path`);
  },
  iscsi: (source, path, tell) => {
    needed(source, 'targetPortal', path, tell);
    if (
      needed(source, 'iqn', path, tell) &&
      !/^(iqn\.\d{4}-\d{2}\.[^:]+(:.+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]{32})$/.test(text(source.iqn))
    )
      tell(`${path}.iqn`, `'${text(source.iqn)}' must begin with iqn., eui. or naa.`);
    const lun = number(source.lun) ?? 0;
    if (lun < 0 || lun > 255) tell(`${path}.lun`, `${lun} must be from 0 to 255`);
  },
  persistentVolumeClaim: (source, path, tell) => void needed(source, 'claimName', path, tell),
  downwardAPI: (source, path, tell) => {
    checkMode(source.defaultMode, `${path}.defaultMode`, tell);
    for (const [i, item] of records(source.items).entries()) checkDownward(item, `${path}.items[${i}]`, tell);
  },
  projected: checkProjected,
  csi: (source, path, tell) => {
    checkDriver(source, path, tell);
    if (!given(source.nodePublishSecretRef)) return;
    const name = text(record(source.nodePublishSecretRef).name);
    const wrong = name === '' ? 'is required' : subdomain(name);
    if (wrong !== undefined) tell(`${path}.nodePublishSecretRef.name`, wrong);
  },
  ephemeral: (source, path, tell) => {
    const below = `${path}.volumeClaimTemplate`;
    if (!given(source.volumeClaimTemplate)) {
      tell(below, 'is required');
      return;
    }
    const template = record(source.volumeClaimTemplate);
    checkLabelMap(at(template, 'metadata', 'labels'), `${below}.metadata.labels`, tell);
    checkClaim(record(template.spec), `${below}.spec`, tell);
  },
};

/** A driver of the container storage interface. */
export function checkDriver(source: Fields, path: string, tell: Tell): void {
  if (!needed(source, 'driver', path, tell)) return;
  const driver = text(source.driver);
  if (driver.length > 63) tell(`${path}.driver`, `has ${driver.length} characters, at most 63 are allowed`);
  const wrong = subdomain(driver.toLowerCase());
  if (wrong !== undefined) tell(`${path}.driver`, wrong);
}

export function needed(source: Fields, field: string, path: string, tell: Tell): boolean {
  if (text(source[field]) !== '') return true;
  tell(`${path}.${field}`, 'is required');
  return false;
}

export function noBacksteps(value: string, path: string, tell: Tell): void {
  if (value.split('/').includes('..')) tell(path, `'${value}' may not have '..'`);
}

function relative(value: string, path: string, tell: Tell): void {
  if (value.startsWith('/')) tell(path, `'${value}' must be a relative path`);
  noBacksteps(value, path, tell);
}

function checkMode(mode: unknown, path: string, tell: Tell): void {
  const value = number(mode);
  if (value !== undefined && (value < 0 || value > 0o777))
    tell(path, `${value} must be from 0 to 511, which is 0777 in octal`);
}

function checkFiles(source: Fields, path: string, tell: Tell): void {
  checkMode(source.defaultMode, `${path}.defaultMode`, tell);
  for (const [i, item] of records(source.items).entries()) {
    const below = `${path}.items[${i}]`;
    if (text(item.key) === '') tell(`${below}.key`, 'is required');
    checkFile(item, below, tell);
  }
}

/** A relative path that does not begin with two dots. */
function checkFile(item: Fields, path: string, tell: Tell): void {
  const file = text(item.path);
  if (file === '') tell(`${path}.path`, 'is required');
  else {
    relative(file, `${path}.path`, tell);
    if (file.startsWith('..') && !file.startsWith('../')) tell(`${path}.path`, `'${file}' may not start with '..'`);
  }
  checkMode(item.mode, `${path}.mode`, tell);
}

function checkDownward(item: Fields, path: string, tell: Tell): void {
  checkFile(item, path, tell);
  if (given(item.fieldRef)) {
    checkFieldRef(record(item.fieldRef), `${path}.fieldRef`, true, tell);
    if (given(item.resourceFieldRef)) tell(path, 'has fieldRef and resourceFieldRef, only one is possible');
  } else if (given(item.resourceFieldRef))
    checkResourceRef(record(item.resourceFieldRef), `${path}.resourceFieldRef`, true, tell);
  else tell(path, 'needs fieldRef or resourceFieldRef');
}

function checkProjected(source: Fields, path: string, tell: Tell): void {
  checkMode(source.defaultMode, `${path}.defaultMode`, tell);
  const paths = new Set<string>();
  const once = (file: unknown) => {
    const name = text(file);
    if (name !== '' && paths.has(name)) tell(path, `has '${name}' twice`);
    paths.add(name);
  };
  for (const [i, item] of records(source.sources).entries()) {
    const below = `${path}.sources[${i}]`;
    const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle'].filter((kind) =>
      given(item[kind]),
    );
    for (const other of kinds.slice(1)) tell(`${below}.${other}`, `does not go with ${kinds[0]}`);
    for (const kind of ['secret', 'configMap']) {
      if (!given(item[kind])) continue;
      needed(record(item[kind]), 'name', `${below}.${kind}`, tell);
      checkFiles(record(item[kind]), `${below}.${kind}`, tell);
      for (const file of records(record(item[kind]).items)) once(file.path);
    }
    for (const [j, file] of records(record(item.downwardAPI).items).entries()) {
      checkDownward(file, `${below}.downwardAPI.items[${j}]`, tell);
      once(file.path);
    }
    if (given(item.serviceAccountToken)) {
      const token = record(item.serviceAccountToken);
      const seconds = number(token.expirationSeconds);
      if (seconds !== undefined && (seconds < 600 || seconds > 2 ** 32))
        tell(`${below}.serviceAccountToken.expirationSeconds`, `${seconds} must be from 600 to ${2 ** 32}`);
      checkFile({ path: token.path }, `${below}.serviceAccountToken`, tell);
      once(token.path);
    }
  }
}
