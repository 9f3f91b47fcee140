import { InvalidValue, shown } from '../../core/values';

/** Throws InvalidValue for what does not begin at the root. */
export function absolutePath(path: unknown): void {
  if (typeof path !== 'string' || !path.startsWith('/')) throw new InvalidValue(`${shown(path)} is no path from /`);
}
