import { literalHeader, numberText, quoted, styleOf } from './scalar';
import { hasHalfCharacter, hasToken, isNumberToken } from './unwritable';

/** Room of a chunk; larger documents get larger ones. */
const CHUNK = 1 << 20;
/** Room that a document starts with, so that most are in one piece. */
const USUAL_DOCUMENT = 1 << 14;
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

/** Writes YAML documents as bytes that readers of YAML 1.1 and 1.2 take for the same values. */
export class YamlWriter {
  /** Whether a value was written since `begin` or `beginDocument` that no cluster can be given. */
  suspicious = false;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #start = 0;
  #documentStart = 0;
  #documentBytes: Uint8Array | undefined;
  #chunks: Uint8Array[] = [];
  /** Texts that are not plain at first sight, as they are written: most come again. */
  readonly #knownKeys = new Map<string, string>();
  readonly #knownValues = new Map<string, string>();

  begin(): void {
    this.#start = this.#at;
    this.#chunks = [];
    this.suspicious = false;
  }

  /** The documents since `begin`, as pieces that follow each other. */
  end(): Uint8Array[] {
    const chunks = this.#chunks;
    if (this.#at > this.#start) chunks.push(this.#bytes.subarray(this.#start, this.#at));
    this.#chunks = [];
    this.#start = this.#at;
    return chunks;
  }

  separator(): void {
    this.#room(4);
    this.#ascii('---\n');
  }

  beginDocument(): void {
    this.#room(USUAL_DOCUMENT);
    this.#documentStart = this.#at;
    this.#documentBytes = this.#bytes;
    this.suspicious = false;
  }

  /** What was written since `beginDocument`; undefined where it did not fit in one piece. */
  lastDocument(): Uint8Array | undefined {
    return this.#documentBytes === this.#bytes ? this.#bytes.subarray(this.#documentStart, this.#at) : undefined;
  }

  document(value: unknown): void {
    this.#value(value, 0, true);
  }

  /** Makes room for `size` bytes; what is written stays where it is, unless it is the document at hand. */
  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    if (this.#at > this.#start) this.#chunks.push(this.#bytes.subarray(this.#start, this.#at));
    this.#bytes = new Uint8Array(new ArrayBuffer(Math.max(CHUNK, size)));
    this.#at = 0;
    this.#start = 0;
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
    const data = unwrapped(item);
    if (typeof data !== 'object' || data === null || isEmpty(data)) {
      this.#value(data, indent + 2, false);
      return;
    }
    this.#bytes[this.#at++] = SPACE;
    this.#members(data as Record<string, unknown>, indent + 2, true);
  }

  #map(map: object, indent: number, atRoot: boolean): void {
    const data = unwrapped(map);
    if (data !== map) {
      this.#value(data, indent, atRoot);
    } else if (isEmpty(map)) {
      this.#room(4);
      this.#ascii(atRoot ? '{}\n' : ' {}\n');
    } else {
      if (!atRoot) this.#byte(NEWLINE);
      this.#members(map as Record<string, unknown>, indent, false);
    }
  }

  #members(map: Record<string, unknown>, indent: number, afterDash: boolean): void {
    let indented = afterDash;
    for (const key in map) {
      if (!indented) this.#indent(indent);
      indented = false;
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
      this.#value(map[key], indent + 2, false);
    }
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
    if (first < 128 && (plain[first]! & START) !== 0) {
      bytes[at++] = first;
      let i = 1;
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
    this.#carefully(text, indent, inKey);
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

/** Documents as one text. */
export function yamlText(documents: readonly unknown[]): string {
  const writer = new YamlWriter();
  writer.begin();
  documents.forEach((document, i) => {
    if (i > 0) writer.separator();
    writer.document(document);
  });
  return Buffer.concat(writer.end()).toString();
}
