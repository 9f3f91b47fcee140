import { resolve } from 'node:path';
import { KeptObjects } from './kept-objects';

/** What a run did to an output folder, by paths below it. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** A file as it was when it was last written or compared. */
export interface KeptFile {
  readonly content: Uint8Array;
  readonly modified: number;
}

/** What a process that synthesizes again and again keeps from run to run. */
interface Kept {
  /** By output folder, as apps of a program may have objects of the same path. */
  readonly objects: Map<string, KeptObjects>;
  /** By absolute path. */
  readonly files: Map<string, KeptFile>;
  onWrite?: (outdir: string, written: Written) => void;
}

let kept: Kept | undefined;
/** What this run wrote to each folder, by any app: several may share one. */
const produced = new Map<string, Set<string>>();

/**
 * Starts one more synthesis of a process that lives on: files of the one before are told from those of other programs,
 * contents are kept, so that a file is read again only if someone else changed it, and an object that did not change has
 * the very manifest that it had.
 * @param onWrite told of every output that is written
 */
export function startRun(onWrite?: Kept['onWrite']): void {
  produced.clear();
  kept ??= { objects: new Map(), files: new Map() };
  kept.onWrite = onWrite;
  for (const objects of kept.objects.values()) objects.startRun();
}

/** Objects of earlier runs; undefined in a process that synthesizes once. */
export function keptObjects(outdir: string): KeptObjects | undefined {
  if (kept === undefined) return undefined;
  const folder = resolve(outdir);
  const objects = kept.objects.get(folder) ?? new KeptObjects();
  kept.objects.set(folder, objects);
  return objects;
}

/** Files by absolute path; undefined in a process that synthesizes once. */
export function keptFiles(): Map<string, KeptFile> | undefined {
  return kept?.files;
}

/** Every path that this run has written to a folder. */
export function producedIn(folder: string): Set<string> {
  const paths = produced.get(folder) ?? new Set();
  produced.set(folder, paths);
  return paths;
}

export function tellWritten(outdir: string, written: Written): void {
  kept?.onWrite?.(outdir, written);
}
