import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidValue } from '../core/values';
import { YamlError } from '../validation';
import { objectsOf, type SourceObject } from '../validation/sources';

/** What is below the paths: files to be read, and those that are for kustomize and not for the cluster. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly kustomizations: readonly string[];
}

/** The file itself, or all YAML and JSON files below a folder, in the order of their names. Throws InvalidValue. */
export function filesOf(path: string): FoundFiles {
  if (path === '-') return { files: [path], kustomizations: [] };
  try {
    if (!statSync(path).isDirectory()) return { files: [path], kustomizations: [] };
    const found = walk(path);
    const files = found.filter((file) => !isKustomization(file));
    return { files, kustomizations: found.filter(isKustomization) };
  } catch (error) {
    throw new InvalidValue(`${path}: cannot be read (${code(error)})`);
  }
}

function walk(folder: string): string[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : walk(path);
    return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function isKustomization(file: string): boolean {
  return /(^|[\\/])kustomization\.ya?ml$/.test(file);
}

/** The text of a file, `-` being standard input. Throws InvalidValue. */
export function read(file: string): string {
  const name = named(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new InvalidValue(`${name}: cannot be read (${code(error)})`);
  }
  try {
    return separated(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InvalidValue(`${name}: cannot be read: it is no text in UTF-8`);
  }
}

/** The objects in the text of a file. Throws InvalidValue where it is no YAML. */
export function parsed(file: string, text: string): SourceObject[] {
  try {
    return objectsOf(file, text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new InvalidValue(`${named(file)}: cannot be read: ${error.message}`);
  }
}

/** JSON objects one after the other, as jq writes them, become documents; their lines stay where they are. */
function separated(text: string): string {
  if (!/^\s*\{/.test(text)) return text;
  const starts = objectStarts(text);
  if (starts === undefined || starts.length < 2) return text;
  return starts.map((start, i) => `${i > 0 ? '--- ' : ''}${lineEnded(text.slice(start, starts[i + 1]))}`).join('');
}

function lineEnded(text: string): string {
  return text.endsWith('\n') ? text : `${text.trimEnd()}\n`;
}

/** Where the objects of a stream of JSON begin; undefined where something else stands between them. */
function objectStarts(text: string): number[] | undefined {
  const starts: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = stringEnd(text, at);
    else if (char === '{' || char === '[') {
      if (depth++ === 0) starts.push(starts.length === 0 ? 0 : at);
    } else if (char === '}' || char === ']') depth--;
    else if (depth === 0 && !/\s/.test(char!)) return undefined;
  }
  return starts;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** A file as messages name it. */
export function named(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function code(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
