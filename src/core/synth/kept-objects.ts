import type { Json } from './manifest';

/** Bytes that are kept together. */
const CHUNK = 1 << 18;

interface KeptObject {
  path: string;
  readonly manifest: Json;
  /** As it was written: `chunk` from `start` to `end`. */
  readonly chunk: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Objects of an output folder as they were written last, in that order: most come again where they were. */
export class KeptObjects {
  #before: readonly KeptObject[] = [];
  #now: KeptObject[] = [];
  /** Where in `before` the next object is to be expected. */
  #next = 0;
  /** Places in `before` by construct path, once an object is not where it was. */
  #places: ReadonlyMap<string, number> | undefined;
  #chunk = Buffer.alloc(0);
  #at = 0;

  /** A run that came to nothing is no reason to forget the one before. */
  startRun(): void {
    if (this.#now.length > 0) this.#before = this.#now;
    this.#now = [];
    this.#next = 0;
    this.#places = undefined;
  }

  /**
   * The very manifest of the last time where it was written in the same bytes, so that what was found out about it then
   * can be kept with it.
   * @param bytes copied where they are kept
   */
  asBefore(path: string, manifest: Json, bytes: Uint8Array): Json {
    let object = this.#before[this.#next];
    let isSame = object !== undefined && wasWritten(object, bytes);
    if (isSame || object?.path === path) {
      this.#next++;
    } else {
      object = this.#find(path);
      isSame = object !== undefined && wasWritten(object, bytes);
    }
    if (isSame) object!.path = path;
    else object = this.#keep(path, manifest, bytes);
    this.#now.push(object!);
    return object!.manifest;
  }

  #find(path: string): KeptObject | undefined {
    this.#places ??= new Map(this.#before.map((object, place) => [object.path, place]));
    const place = this.#places.get(path);
    if (place === undefined) return undefined;
    this.#next = place + 1;
    return this.#before[place];
  }

  #keep(path: string, manifest: Json, bytes: Uint8Array): KeptObject {
    if (this.#at + bytes.length > this.#chunk.length) {
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK, bytes.length));
      this.#at = 0;
    }
    const start = this.#at;
    this.#chunk.set(bytes, start);
    this.#at += bytes.length;
    return { path, manifest, chunk: this.#chunk, start, end: this.#at };
  }
}

function wasWritten({ chunk, start, end }: KeptObject, bytes: Uint8Array): boolean {
  return end - start === bytes.length && chunk.compare(bytes, 0, bytes.length, start, end) === 0;
}
