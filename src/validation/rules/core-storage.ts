import { qualifiedName, subdomain } from '../names';
import { checkAccessModes, checkClaim } from './claims';
import { checkNodeSelector } from './label-selector';
import { checkDriver, needed, noBacksteps } from './pod-volumes';
import { quantity } from './quantity';
import { given, list, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis';

const rules = {
  'core/volume-claim': 'A claim says access modes and size.',
  'core/volume': 'A volume has a capacity, access modes and one source, which is complete.',
  'core/storage-class': 'A storage class has a provisioner.',
} as const;

type Report = Subject<keyof typeof rules>['report'];
type Tell = (path: string, message: string) => void;
type Fields = Record<string, unknown>;

/** What Kubernetes demands of storage. */
export const coreStorage = ruleSet<keyof typeof rules>({
  sources: [`${SOURCE}/core/validation/validation.go`, `${SOURCE}/storage/validation/validation.go`],
  kinds: ['v1/PersistentVolumeClaim', 'v1/PersistentVolume', 'storage.k8s.io/v1/StorageClass'],
  rules,
  check: ({ object, report }) => {
    if (object.kind === 'PersistentVolumeClaim')
      checkClaim(record(object.spec), 'spec', (path, message) => report('core/volume-claim', path, message));
    else if (object.kind === 'PersistentVolume')
      checkVolume(record(object.spec), (path, message) => report('core/volume', path, message));
    else checkClass(object, report);
  },
});

function checkClass(object: Fields, report: Report): void {
  const tell: Tell = (path, message) => report('core/storage-class', path, message);
  const provisioner = text(object.provisioner);
  const wrong = provisioner === '' ? 'is required' : qualifiedName(provisioner.toLowerCase());
  if (wrong !== undefined) tell('provisioner', wrong);
  if (object.volumeBindingMode === '') tell('volumeBindingMode', "may not be ''");
  for (const key of Object.keys(record(object.parameters)))
    if (key === '') tell('parameters', 'may not have an empty key');
  for (const [i, term] of records(object.allowedTopologies).entries()) {
    const keys = new Set<string>();
    for (const [j, { key, values }] of records(term.matchLabelExpressions).entries()) {
      const path = `allowedTopologies[${i}].matchLabelExpressions[${j}]`;
      const name = text(key);
      const bad = keys.has(name) ? `'${name}' stands twice` : qualifiedName(name);
      if (bad !== undefined) tell(`${path}.key`, bad);
      keys.add(name);
      const all = list(values).map(word);
      if (all.length === 0) tell(`${path}.values`, 'are required');
      for (const [k, value] of all.entries())
        if (all.indexOf(value) < k) tell(`${path}.values[${k}]`, `'${value}' stands twice`);
    }
  }
}

const NO_SOURCES = new Set([
  'capacity',
  'accessModes',
  'claimRef',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'mountOptions',
  'volumeMode',
  'nodeAffinity',
  'volumeAttributesClassName',
]);

function checkVolume(spec: Fields, tell: Tell): void {
  checkAccessModes(spec.accessModes, 'spec.accessModes', tell);
  const capacity = record(spec.capacity);
  const names = Object.keys(capacity);
  if (names.length === 0) tell('spec.capacity', 'is required');
  else if (names.length > 1 || names[0] !== 'storage')
    tell('spec.capacity', `may only say storage, not ${names.join(', ')}`);
  const size = quantity(capacity.storage);
  if (size !== undefined && size <= 0n) tell('spec.capacity.storage', `${word(capacity.storage)} must be more than 0`);
  const name = text(spec.storageClassName);
  const wrong = name === '' ? undefined : subdomain(name);
  if (wrong !== undefined) tell('spec.storageClassName', wrong);
  if (spec.volumeMode === '') tell('spec.volumeMode', "'' is neither Filesystem nor Block");
  const [kind, ...more] = Object.keys(spec).filter((field) => !NO_SOURCES.has(field) && given(spec[field]));
  if (kind === undefined) tell('spec', 'has no source: give one such as csi or nfs');
  for (const other of more) tell(`spec.${other}`, `does not go with ${kind}: only one source is possible`);
  if (kind !== undefined) checkSource(record(spec[kind]), kind, tell);
  if (given(spec.nodeAffinity)) {
    const { required } = record(spec.nodeAffinity);
    if (given(required)) checkNodeSelector(record(required), 'spec.nodeAffinity.required', tell);
    else tell('spec.nodeAffinity.required', 'is required');
  } else if (kind === 'local') tell('spec.nodeAffinity', 'is required for a local volume');
}

function checkSource(source: Fields, kind: string, tell: Tell): void {
  const path = `spec.${kind}`;
  switch (kind) {
    case 'csi':
      checkDriver(source, path, tell);
      needed(source, 'volumeHandle', path, tell);
      break;
    case 'nfs':
      needed(source, 'server', path, tell);
      if (needed(source, 'path', path, tell) && !text(source.path).startsWith('/'))
        tell(`${path}.path`, `'${text(source.path)}' must be an absolute path`);
      break;
    case 'hostPath':
    case 'local':
      if (needed(source, 'path', path, tell)) noBacksteps(text(source.path), `${path}.path`, tell);
      break;
  }
}
