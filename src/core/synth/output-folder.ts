import { type Dirent, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keptFiles, producedIn, tellWritten, type Written } from './again';
import { ExistingFile } from './existing';
import { Staging } from './staging';
import type { FileSink } from './synthesize';

export interface WriteOptions {
  /** Files that earlier runs made, to be removed once a run does not: by path below the output folder. @default `*.k8s.yaml` */
  readonly owns?: (path: string) => boolean;
}

/**
 * Takes the files of a folder: all are written beside it until `commit`, so that a failure leaves what was there. Files
 * whose bytes are the same are not touched; a folder that is new appears at once.
 */
export class OutputFolder implements FileSink {
  readonly #target: string;
  readonly #before: ReadonlySet<string>;
  readonly #written: string[] = [];
  readonly #unchanged: string[] = [];
  #staging: Staging | undefined;
  #path = '';
  /** What is there of the file at hand, as long as it is the same. */
  #existing: ExistingFile | undefined;
  /** All of the file at hand, in processes that keep it. */
  #content: Uint8Array[] = [];
  readonly #contents = new Map<string, Uint8Array>();

  constructor(
    private readonly outdir: string,
    private readonly options: WriteOptions = {},
  ) {
    this.#target = resolve(outdir);
    this.#before = new Set(listing(this.#target));
  }

  begin(path: string): void {
    this.#path = path;
    this.#existing = this.#before.has(path) ? ExistingFile.at(join(this.#target, path)) : undefined;
    if (this.#existing === undefined) this.#beginStaged();
  }

  write(bytes: Uint8Array): void {
    if (this.#existing?.goesOnWith(bytes)) return;
    if (this.#existing !== undefined) this.#replace(this.#existing);
    this.#stage(bytes);
  }

  end(): void {
    if (this.#existing?.isAtEnd() === false) this.#replace(this.#existing);
    if (this.#existing !== undefined) {
      this.#existing.close();
      this.#existing = undefined;
      this.#unchanged.push(this.#path);
      return;
    }
    this.#staging!.end();
    this.#written.push(this.#path);
    if (keptFiles() !== undefined) this.#contents.set(this.#path, Buffer.concat(this.#content));
  }

  /** Puts the files in place, and removes those of earlier runs that this one did not make. */
  commit(): Written {
    if (this.#before.size === 0) this.#staged().becomeTarget();
    else this.#staging?.moveIn();
    const produced = producedIn(this.#target);
    for (const path of this.#written) produced.add(path);
    for (const path of this.#unchanged) produced.add(path);
    for (const [path, content] of this.#contents) {
      const place = join(this.#target, path);
      keptFiles()?.set(place, { content, modified: statSync(place).mtimeMs });
    }
    const owns = this.options.owns ?? ((path) => path.endsWith('.k8s.yaml'));
    const removed = [...this.#before].filter((path) => !produced.has(path) && owns(path));
    for (const path of removed) remove(this.#target, path);
    const written: Written = { written: this.#written, unchanged: this.#unchanged, removed };
    tellWritten(this.outdir, written);
    return written;
  }

  /** Forgets what was not committed. To be called in any case. */
  discard(): void {
    this.#existing?.close();
    this.#staging?.discard();
    this.#staging = undefined;
  }

  #staged(): Staging {
    this.#staging ??= new Staging(this.#target);
    return this.#staging;
  }

  #beginStaged(): void {
    this.#staged().begin(this.#path);
    this.#content = [];
  }

  #stage(bytes: Uint8Array): void {
    this.#staging!.write(bytes);
    if (keptFiles() !== undefined) this.#content.push(bytes.slice());
  }

  /** Goes on with a new file, which starts as the existing one does. */
  #replace(existing: ExistingFile): void {
    this.#beginStaged();
    for (const bytes of existing.same()) this.#stage(bytes);
    existing.close();
    this.#existing = undefined;
  }
}

/** Every file below a folder that may not exist. */
function listing(folder: string, prefix = ''): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) =>
    entry.isDirectory() ? listing(folder, `${prefix}${entry.name}/`) : prefix + entry.name,
  );
}

/** Removes a file, and the folders that are empty without it. */
function remove(target: string, path: string): void {
  rmSync(join(target, path), { force: true });
  keptFiles()?.delete(join(target, path));
  for (let folder = dirname(join(target, path)); folder !== target; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
