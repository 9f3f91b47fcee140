import type { Json } from './manifest';

interface Kept {
  readonly manifest: Json;
  readonly bytes: Uint8Array;
}

/** Objects by construct path, of this run and of the one before; kept by processes that synthesize again and again. */
let current: Map<string, Kept> | undefined;
let before: ReadonlyMap<string, Kept> = new Map();

export function startKeeping(): void {
  before = current ?? before;
  current = new Map();
}

/**
 * The very manifest of the run before where it was written in the same bytes, so that what was found out about it then
 * can be kept with it.
 */
export function asBefore(path: string, manifest: Json, bytes: Uint8Array | undefined): Json {
  if (current === undefined || bytes === undefined) return manifest;
  const earlier = before.get(path);
  const isSame = earlier !== undefined && Buffer.compare(earlier.bytes, bytes) === 0;
  const kept = isSame ? earlier.manifest : manifest;
  current.set(path, { manifest: kept, bytes });
  return kept;
}

export function isKeeping(): boolean {
  return current !== undefined;
}
