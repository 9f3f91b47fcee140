import { subdomain } from '../names';
import { checkSelector } from './label-selector';
import { quantity } from './quantity';
import { at, given, list, record, text, word } from './read';

type Tell = (path: string, message: string) => void;

const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Ways in which a volume may be mounted. */
export function checkAccessModes(modes: unknown, path: string, tell: Tell): void {
  const given = list(modes);
  if (given.length === 0) tell(path, 'are required');
  for (const mode of given)
    if (!MODES.includes(word(mode))) tell(path, `have '${word(mode)}', none of ${MODES.join(', ')}`);
  if (given.length > 1 && given.includes('ReadWriteOncePod')) tell(path, 'have ReadWriteOncePod, which stands alone');
}

/** What a claim asks for. Fact: kubernetes pkg/apis/core/validation ValidatePersistentVolumeClaimSpec. */
export function checkClaim(spec: Record<string, unknown>, path: string, tell: Tell): void {
  checkAccessModes(spec.accessModes, `${path}.accessModes`, tell);
  const storage = at(spec, 'resources', 'requests', 'storage');
  const size = quantity(storage);
  if (!given(storage)) tell(`${path}.resources.requests.storage`, 'is required');
  else if (size !== undefined && size <= 0n)
    tell(`${path}.resources.requests.storage`, `${word(storage)} must be more than 0`);
  if (given(spec.selector)) checkSelector(record(spec.selector), `${path}.selector`, tell);
  for (const field of ['storageClassName', 'volumeAttributesClassName']) {
    const name = text(spec[field]);
    const wrong = name === '' ? undefined : subdomain(name);
    if (wrong !== undefined) tell(`${path}.${field}`, wrong);
  }
  if (spec.volumeMode === '') tell(`${path}.volumeMode`, "'' is neither Filesystem nor Block");
  if (given(spec.dataSource) && text(record(spec.dataSource).kind) !== '' && text(record(spec.dataSource).name) === '')
    tell(`${path}.dataSource.name`, 'is required');
}
