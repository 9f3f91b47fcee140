import { isArrayIndex } from './key';
import { literalHeader, numberText, quoted, styleOf } from './scalar';
import { hasHalfCharacter, hasToken, isNumberToken } from './unwritable';

/** Bytes at which what was written is handed on. */
const PIECE = 1 << 18;
const SMALLEST = 1 << 12;
const LONGEST_KNOWN = 100;
const MOST_KNOWN = 5000;
/** Longest key that YAML readers find the colon after. */
const LONGEST_SIMPLE_KEY = 1000;

const START = 1;
const MIDDLE = 2;
/** Characters a plain scalar may start with, or have in it, whatever surrounds them. */
const plain = new Uint8Array(128);
for (let c = 0x21; c < 0x7f; c++) plain[c] = MIDDLE;
for (const c of '+#:{') plain[c.charCodeAt(0)] = 0;
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_/') plain[c.charCodeAt(0)] = START | MIDDLE;

const COLON = 0x3a;
const DASH = 0x2d;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/** Writes YAML documents as bytes that readers of YAML 1.1 and 1.2 take for the same values. */
export class YamlWriter {
  /** Whether a value was written since `beginDocument` that no cluster can be given. */
  suspicious = false;
  #bytes: Uint8Array = new Uint8Array(SMALLEST);
  #at = 0;
  #documentStart = 0;
  /** Texts that are not plain at first sight, as they are written: most come again. */
  readonly #knownKeys = new Map<string, string>();
  readonly #knownValues = new Map<string, string>();
  /** Members of the objects that are being written, sorted, innermost last. */
  readonly #keys: string[] = [];
  readonly #members: unknown[] = [];
  #top = 0;
  #isOrdered = true;

  /** @param handOn takes what was written, between documents; the bytes are written over once it returns */
  constructor(private readonly handOn: (bytes: Uint8Array) => void) {}

  /** Hands on what is left. */
  end(): void {
    if (this.#at > 0) this.handOn(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  separator(): void {
    this.#room(4);
    this.#ascii('---\n');
  }

  /** @param isOrdered whether keys are in the order to be written in; where not, they are sorted */
  document(value: unknown, isOrdered = true): void {
    if (this.#at > PIECE) this.end();
    this.#documentStart = this.#at;
    this.suspicious = false;
    this.#isOrdered = isOrdered;
    this.#value(value, 0, true);
  }

  /** The last document, until the next one begins. */
  lastDocument(): Uint8Array {
    return this.#bytes.subarray(this.#documentStart, this.#at);
  }

  #room(size: number): void {
    if (this.#at + size > this.#bytes.length) this.#grow(size);
  }

  #grow(size: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at + size));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }

  #ascii(text: string): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
    this.#at = at;
  }

  /** A value after its key, dash or, at the root, nothing; ends its last line. */
  #value(value: unknown, indent: number, atRoot: boolean): void {
    if (typeof value === 'string') {
      if (!atRoot) this.#byte(SPACE);
      this.#string(value, indent, false);
      this.#byte(NEWLINE);
    } else if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) this.#list(value, indent, atRoot);
      else this.#map(value, indent, atRoot);
    } else {
      this.#room(64);
      if (!atRoot) this.#bytes[this.#at++] = SPACE;
      this.#other(value);
      this.#bytes[this.#at++] = NEWLINE;
    }
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = byte;
  }

  #other(value: unknown): void {
    switch (typeof value) {
      case 'number':
        if (!Number.isFinite(value) || isNumberToken(value)) this.suspicious = true;
        this.#ascii(numberText(value));
        return;
      case 'boolean':
        this.#ascii(value ? 'true' : 'false');
        return;
      case 'bigint':
        this.#text(String(value));
        return;
      case 'function':
      case 'symbol':
        this.suspicious = true;
    }
    this.#ascii('null');
  }

  #list(list: readonly unknown[], indent: number, atRoot: boolean): void {
    if (list.length === 0) {
      this.#room(4);
      this.#ascii(atRoot ? '[]\n' : ' []\n');
      return;
    }
    if (!atRoot) this.#byte(NEWLINE);
    for (let i = 0; i < list.length; i++) {
      this.#indent(indent);
      this.#item(list[i], indent);
    }
  }

  /** What follows the indentation of a list's line. */
  #item(item: unknown, indent: number): void {
    this.#room(2);
    this.#bytes[this.#at++] = DASH;
    if (typeof item !== 'object' || item === null) {
      this.#value(item, indent + 2, false);
      return;
    }
    if (Array.isArray(item)) {
      if (item.length === 0) {
        this.#value(item, indent + 2, false);
        return;
      }
      this.#bytes[this.#at++] = SPACE;
      for (let i = 0; i < item.length; i++) {
        if (i > 0) this.#indent(indent + 2);
        this.#item(item[i], indent + 2);
      }
      return;
    }
    const data = this.#isOrdered ? unwrapped(item) : item;
    if (typeof data !== 'object' || data === null || isEmpty(data)) {
      this.#value(data, indent + 2, false);
      return;
    }
    this.#bytes[this.#at++] = SPACE;
    this.#membersOf(data as Record<string, unknown>, indent + 2, true);
  }

  #map(map: object, indent: number, atRoot: boolean): void {
    const data = this.#isOrdered ? unwrapped(map) : map;
    if (data !== map) {
      this.#value(data, indent, atRoot);
    } else if (isEmpty(map)) {
      this.#room(4);
      this.#ascii(atRoot ? '{}\n' : ' {}\n');
    } else {
      if (!atRoot) this.#byte(NEWLINE);
      this.#membersOf(map as Record<string, unknown>, indent, false);
    }
  }

  #membersOf(map: Record<string, unknown>, indent: number, afterDash: boolean): void {
    let indented = afterDash;
    if (this.#isOrdered) {
      for (const key in map) {
        if (!indented) this.#indent(indent);
        indented = false;
        this.#member(key, map[key], indent);
      }
      return;
    }
    const bottom = this.#top;
    const top = this.#sort(map, indent === 0);
    for (let i = bottom; i < top; i++) {
      if (!indented) this.#indent(indent);
      indented = false;
      this.#member(this.#keys[i]!, this.#members[i], indent);
    }
    this.#top = bottom;
  }

  /** Puts members above those that are there, in cdk8s's order; returns where they end. */
  #sort(map: Record<string, unknown>, isManifest: boolean): number {
    const keys = this.#keys;
    const members = this.#members;
    let top = this.#top;
    let first = top;
    for (const key in map) {
      let place = top++;
      if (staysFirst(key, isManifest)) first = top;
      for (; place > first && key < keys[place - 1]!; place--) {
        keys[place] = keys[place - 1]!;
        members[place] = members[place - 1];
      }
      keys[place] = key;
      members[place] = map[key];
    }
    this.#top = top;
    return top;
  }

  #member(key: string, value: unknown, indent: number): void {
    if (key.length > LONGEST_SIMPLE_KEY / 4 && isLongKey(key)) {
      this.#room(2);
      this.#ascii('? ');
      this.#string(key, indent, true);
      this.#byte(NEWLINE);
      this.#indent(indent);
    } else {
      this.#string(key, indent, true);
    }
    this.#byte(COLON);
    this.#value(value, indent + 2, false);
  }

  #indent(columns: number): void {
    this.#room(columns);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < columns; i++) bytes[at++] = SPACE;
    this.#at = at;
  }

  #string(text: string, indent: number, inKey: boolean): void {
    const { length } = text;
    this.#room(length + 1);
    const bytes = this.#bytes;
    let at = this.#at;
    const first = length === 0 ? 0 : text.charCodeAt(0);
    if (first < 128 && ((plain[first]! & START) !== 0 || (first === DASH && isOption(text)))) {
      let i = 0;
      for (; i < length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 128 || plain[code] === 0) {
          if (code !== COLON && code !== SPACE) break;
          const next = i + 1 < length ? text.charCodeAt(i + 1) : SPACE;
          if (next === SPACE || (code === SPACE && next === 0x23)) break;
        }
        bytes[at++] = code;
      }
      if (i === length && !mayBeReserved(text, first)) {
        this.#at = at;
        return;
      }
    }
    if (first >= DIGIT_0 && first <= DIGIT_9 && this.#digits(text)) return;
    this.#carefully(text, indent, inKey);
  }

  /** A text of digits only, between quotes; whether it is one. */
  #digits(text: string): boolean {
    const { length } = text;
    for (let i = 1; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < DIGIT_0 || code > DIGIT_9) return false;
    }
    this.#room(length + 2);
    this.#bytes[this.#at++] = QUOTE;
    this.#ascii(text);
    this.#bytes[this.#at++] = QUOTE;
    return true;
  }

  #carefully(text: string, indent: number, inKey: boolean): void {
    const known = inKey ? this.#knownKeys : this.#knownValues;
    const written = text.length <= LONGEST_KNOWN ? known.get(text) : undefined;
    if (written !== undefined) {
      this.#text(written);
      return;
    }
    if (hasToken(text) || hasHalfCharacter(text)) this.suspicious = true;
    const style = styleOf(text, inKey);
    if (style === 'literal') {
      this.#literal(text, indent);
      return;
    }
    const rendered = style === 'plain' ? text : quoted(text, style);
    if (text.length <= LONGEST_KNOWN && known.size < MOST_KNOWN && !this.suspicious) known.set(text, rendered);
    this.#text(rendered);
  }

  #literal(text: string, indent: number): void {
    let lines = 1;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines++;
    this.#room(8 + text.length * 3 + lines * indent);
    this.#ascii(literalHeader(text));
    const body = text.endsWith('\n') ? text.slice(0, -1) : text;
    let line = 0;
    while (line <= body.length) {
      const newline = body.indexOf('\n', line);
      const end = newline < 0 ? body.length : newline;
      this.#bytes[this.#at++] = NEWLINE;
      if (end > line) {
        for (let i = 0; i < indent; i++) this.#bytes[this.#at++] = SPACE;
        this.#utf8(body, line, end);
      }
      line = end + 1;
    }
  }

  #text(text: string): void {
    this.#room(text.length * 3);
    this.#utf8(text, 0, text.length);
  }

  #utf8(text: string, from: number, to: number): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = from; i < to; i++) {
      let code = text.charCodeAt(i);
      if (code < 0x80) {
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        if (code >= 0xd800 && code < 0xdc00) {
          code = text.codePointAt(i)!;
          i++;
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        } else {
          bytes[at++] = 0xe0 | (code >> 12);
        }
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    this.#at = at;
  }
}

/** `--` and a letter: no list, no number and no document's start. */
function isOption(text: string): boolean {
  if (text.length < 3 || text.charCodeAt(1) !== DASH) return false;
  const third = text.charCodeAt(2);
  return third < 128 && (plain[third]! & START) !== 0;
}

/** A first letter and a length that booleans, nulls and exponents have. */
function mayBeReserved(text: string, first: number): boolean {
  switch (first | 0x20) {
    case 0x66: // false
    case 0x6e: // no, null
    case 0x6f: // on, off
    case 0x74: // true
    case 0x79: // yes
      return text.length <= 5;
    case 0x65: // e1
      return /^e[0-9]+$/i.test(text);
    default:
      return false;
  }
}

/** Keys that JavaScript puts first, in numeric order, and those of a manifest that a reader looks for first. */
function staysFirst(key: string, isManifest: boolean): boolean {
  return isArrayIndex(key) || (isManifest && (key === 'apiVersion' || key === 'kind' || key === 'metadata'));
}

function isLongKey(key: string): boolean {
  const style = styleOf(key, true);
  return (style === 'single' || style === 'double' ? quoted(key, style) : key).length > LONGEST_SIMPLE_KEY;
}

/** What an object that is not plain says it is as JSON. */
function unwrapped(value: object): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (value as { toJSON: () => unknown }).toJSON() : value;
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** Documents as one text, their keys in the order that they have. */
export function yamlText(documents: readonly unknown[]): string {
  const pieces: string[] = [];
  const writer = new YamlWriter((bytes) => pieces.push(Buffer.from(bytes.buffer, 0, bytes.length).toString()));
  documents.forEach((document, i) => {
    if (i > 0) writer.separator();
    writer.document(document);
  });
  writer.end();
  return pieces.join('');
}
