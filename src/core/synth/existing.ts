import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { keptFiles } from './again';

/** Room to read a piece into, for one file after the other. */
let room = Buffer.alloc(0);

/** A file that is there already, compared piece by piece with what is to replace it. */
export class ExistingFile {
  #at = 0;
  #file: number | undefined;

  /** Undefined where there is no such file. */
  static at(place: string): ExistingFile | undefined {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    const files = keptFiles();
    const kept = files?.get(place);
    if (files === undefined || kept?.modified === stat.mtimeMs)
      return new ExistingFile(place, stat.size, kept?.content);
    const content = readFileSync(place);
    files.set(place, { content, modified: stat.mtimeMs });
    return new ExistingFile(place, content.length, content);
  }

  private constructor(
    private readonly place: string,
    private readonly size: number,
    /** All of it, where that is kept. */
    private readonly content: Uint8Array | undefined,
  ) {}

  /** Whether it goes on with these bytes after those that it was asked for before. */
  goesOnWith(bytes: Uint8Array): boolean {
    if (this.#at + bytes.length > this.size || Buffer.compare(this.#read(this.#at, bytes.length), bytes) !== 0)
      return false;
    this.#at += bytes.length;
    return true;
  }

  isAtEnd(): boolean {
    return this.#at === this.size;
  }

  /** What it was asked for so far, in pieces that are written over. */
  *same(): Generator<Uint8Array> {
    for (let at = 0; at < this.#at; at += PIECE) yield this.#read(at, Math.min(PIECE, this.#at - at));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #read(from: number, length: number): Uint8Array {
    if (this.content !== undefined) return this.content.subarray(from, from + length);
    this.#file ??= openSync(this.place, 'r');
    if (room.length < length) room = Buffer.allocUnsafe(Math.max(length, PIECE));
    let read = 0;
    while (read < length) {
      const more = readSync(this.#file, room, read, length - read, from + read);
      if (more === 0) break;
      read += more;
    }
    return room.subarray(0, read);
  }
}

const PIECE = 1 << 16;
