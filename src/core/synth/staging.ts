import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files that are moved into an output folder once all are written. */
export class Staging {
  readonly #folder: string;
  readonly #folders = new Set<string>();
  readonly #paths: string[] = [];
  #file: number | undefined;

  /** In a folder beside the target, or in it where it is a mount or its parent is read-only. */
  constructor(private readonly target: string) {
    const parent = dirname(target);
    mkdirSync(parent, { recursive: true });
    const name = `.${basename(target)}.${process.pid}`;
    this.#folder = join(existsSync(target) && !canMove(parent, target) ? target : parent, name);
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder);
  }

  begin(path: string): void {
    this.#paths.push(path);
    const slash = path.lastIndexOf('/');
    if (slash >= 0) makeFolder(this.#folder, path.slice(0, slash), this.#folders);
    this.#file = openSync(`${this.#folder}/${path}`, 'w');
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file!, bytes, at);
  }

  end(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** Makes the files the target folder, which is not there or has no file in it. */
  becomeTarget(): void {
    if (!existsSync(this.target)) renameSync(this.#folder, this.target);
    else if (dirname(this.#folder) === this.target) this.moveIn();
    else {
      rmSync(this.target, { recursive: true });
      renameSync(this.#folder, this.target);
    }
  }

  /** Moves the files over those of the target folder. */
  moveIn(): void {
    const made = new Set<string>();
    for (const path of this.#paths) {
      const slash = path.lastIndexOf('/');
      if (slash >= 0) makeFolder(this.target, path.slice(0, slash), made);
      renameSync(`${this.#folder}/${path}`, `${this.target}/${path}`);
    }
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function makeFolder(parent: string, path: string, made: Set<string>): void {
  if (made.has(path)) return;
  mkdirSync(join(parent, path), { recursive: true });
  made.add(path);
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
