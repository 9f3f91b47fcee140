import { qualifiedName } from '../names';
import type { Fields } from './pod-rules';
import { given, text } from './read';

type Tell = (path: string, message: string) => void;

const OF_VARIABLES = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]);
const OF_FILES = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
]);

/** A field of the pod that a variable or a file shows. Fact: kubernetes pkg/apis/core/validation validateObjectFieldSelector. */
export function checkFieldRef(ref: Fields, path: string, inFile: boolean, tell: Tell): void {
  const field = text(ref.fieldPath);
  const version = text(ref.apiVersion);
  if (field === '') tell(`${path}.fieldPath`, 'is required');
  else if (version !== '' && version !== 'v1')
    tell(`${path}.fieldPath`, `'${field}' is no field of version '${version}': only v1 is known`);
  else if (!(inFile ? OF_FILES : OF_VARIABLES).has(field)) {
    const key = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(field);
    const wrong =
      key === null
        ? `'${field}' is no field of pods that can be shown: one of ${[...(inFile ? OF_FILES : OF_VARIABLES)].join(', ')}`
        : qualifiedName(key[1] === 'annotations' ? key[2]!.toLowerCase() : key[2]!);
    if (wrong !== undefined) tell(`${path}.fieldPath`, wrong);
  }
}

const CPU = new Set(['1m', '1']);
const BYTES = new Set('1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' '));

/** A resource of a container that a variable or a file shows. */
export function checkResourceRef(ref: Fields, path: string, inFile: boolean, tell: Tell): void {
  const resource = text(ref.resource);
  const [, name] = /^(?:limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource) ?? [];
  if (inFile && text(ref.containerName) === '') tell(`${path}.containerName`, 'is required');
  else if (resource === '') tell(`${path}.resource`, 'is required');
  else if (name === undefined)
    tell(`${path}.resource`, `'${resource}' must be cpu, memory or ephemeral-storage, after 'limits.' or 'requests.'`);
  const divisor = given(ref.divisor) ? String(ref.divisor) : '0';
  const possible = name === 'cpu' ? CPU : BYTES;
  if (name !== undefined && !/^0+$/.test(divisor) && !possible.has(divisor))
    tell(`${path}.divisor`, `'${divisor}' is none of ${[...possible].join(', ')}`);
}
