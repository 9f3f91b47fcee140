import {
  closeSync,
  type Dirent,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { startKeeping } from './again';
import type { FileContent } from './synthesize';

export interface WriteOptions {
  /** Files that earlier runs made, to be removed once a run does not: by path below the output folder. @default `*.k8s.yaml` */
  readonly owns?: (path: string) => boolean;
}

/** Paths below the output folder. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** What this run wrote to each folder, by any app: several may share one. */
const thisRun = new Map<string, Set<string>>();

/** A file as it was when it was last written or compared. */
interface Remembered {
  readonly content: FileContent;
  readonly modified: number;
}
/** Kept by processes that synthesize again and again only. */
let remembered: Map<string, Remembered> | undefined;
let report: ((outdir: string, written: Written) => void) | undefined;

/**
 * Starts one more synthesis of a process that lives on: files of the one before are told from those of other programs,
 * contents are kept, so that a file is read again only if someone else changed it, and an object that did not change has
 * the very manifest that it had.
 * @param onWrite told of every output that is written
 */
export function startRun(onWrite?: (outdir: string, written: Written) => void): void {
  thisRun.clear();
  startKeeping();
  remembered ??= new Map();
  report = onWrite;
}

/**
 * Writes files to a folder: all are written beside it before the first one is moved in, so that a failure leaves what
 * was there. Files whose bytes are the same are not touched; a folder that is new appears at once.
 */
export function writeOutput(
  outdir: string,
  files: ReadonlyMap<string, FileContent>,
  options: WriteOptions = {},
): Written {
  const written = write(outdir, files, options);
  report?.(outdir, written);
  return written;
}

function write(outdir: string, files: ReadonlyMap<string, FileContent>, options: WriteOptions): Written {
  const target = resolve(outdir);
  const produced = thisRun.get(target) ?? new Set();
  thisRun.set(target, produced);
  for (const path of files.keys()) produced.add(path.split('/').join(sep));

  const before = listing(target);
  if (before.length === 0) {
    const written = writeNew(target, files);
    remember(target, files);
    return { written, unchanged: [], removed: [] };
  }

  const changed = new Map([...files].filter(([path, content]) => !isSame(join(target, path), content)));
  if (changed.size > 0) moveIn(target, changed);
  remember(target, changed);
  const owns = options.owns ?? ((path) => path.endsWith('.k8s.yaml'));
  const removed = before.filter((path) => !produced.has(path) && owns(path));
  for (const path of removed) remove(target, path);
  return {
    written: [...changed.keys()],
    unchanged: [...files.keys()].filter((path) => !changed.has(path)),
    removed,
  };
}

/** Every file below a folder that may not exist. */
function listing(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

function writeNew(target: string, files: ReadonlyMap<string, FileContent>): string[] {
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(target) && !canMove(dirname(target), target)) {
    moveIn(target, files);
    return [...files.keys()];
  }
  withStaging(target, (staging) => {
    writeAll(staging, files);
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(staging, target);
  });
  return [...files.keys()];
}

function moveIn(target: string, files: ReadonlyMap<string, FileContent>): void {
  withStaging(target, (staging) => {
    writeAll(staging, files);
    const made = new Set<string>();
    for (const path of files.keys()) {
      const place = join(target, path);
      if (!made.has(dirname(place))) mkdirSync(dirname(place), { recursive: true });
      made.add(dirname(place));
      renameSync(join(staging, path), place);
    }
  });
}

/** A folder from which files can be moved to `target`: beside it, or in it where it is a mount or its parent is read-only. */
function withStaging(target: string, use: (staging: string) => void): void {
  const parent = dirname(target);
  const name = `.${basename(target)}.${process.pid}`;
  const staging = join(existsSync(target) && !canMove(parent, target) ? target : parent, name);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  try {
    use(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function canMove(parent: string, target: string): boolean {
  if (statSync(parent).dev !== statSync(target).dev) return false;
  const probe = join(parent, `.${basename(target)}.${process.pid}.probe`);
  try {
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

function writeAll(folder: string, files: ReadonlyMap<string, FileContent>): void {
  const made = new Set<string>();
  for (const [path, content] of files) {
    const slash = path.lastIndexOf('/');
    if (slash >= 0 && !made.has(path.slice(0, slash))) {
      mkdirSync(join(folder, path.slice(0, slash)), { recursive: true });
      made.add(path.slice(0, slash));
    }
    const file = openSync(`${folder}${sep}${path}`, 'w');
    try {
      for (const piece of pieces(content)) {
        for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
      }
    } finally {
      closeSync(file);
    }
  }
}

function pieces(content: FileContent): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}

function isSame(path: string, content: FileContent): boolean {
  const parts = pieces(content);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size !== parts.reduce((sum, part) => sum + part.length, 0)) return false;
  const known = remembered?.get(path);
  const there = known?.modified === stat.mtimeMs ? joined(known.content) : readFileSync(path);
  let at = 0;
  for (const part of parts) {
    if (there.compare(part, 0, part.length, at, at + part.length) !== 0) return false;
    at += part.length;
  }
  remembered?.set(path, { content, modified: stat.mtimeMs });
  return true;
}

function joined(content: FileContent): Buffer {
  const parts = pieces(content);
  return parts.length === 1
    ? Buffer.from(parts[0]!.buffer, parts[0]!.byteOffset, parts[0]!.length)
    : Buffer.concat(parts);
}

function remember(target: string, files: ReadonlyMap<string, FileContent>): void {
  if (remembered === undefined) return;
  for (const [path, content] of files) {
    const place = join(target, path);
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat !== undefined) remembered.set(place, { content, modified: stat.mtimeMs });
  }
}

/** Removes a file, and the folders that are empty without it. */
function remove(target: string, path: string): void {
  rmSync(join(target, path), { force: true });
  remembered?.delete(join(target, path));
  for (let folder = dirname(join(target, path)); folder !== target; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

/** A file's content as text. */
export function contentText(content: FileContent): string {
  return typeof content === 'string' ? content : joined(content).toString();
}
