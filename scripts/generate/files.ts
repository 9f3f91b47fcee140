import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

/** Every document of a YAML or JSON file, or of those below a folder in the order of their names; a List is its items. */
export function documentsOf(path: string): { file: string; document: unknown }[] {
  return filesOf(path)
    .flatMap((file) => {
      const documents = loadAll(readFileSync(file, 'utf8'), undefined, { schema: CORE_SCHEMA, filename: file });
      return documents.flatMap(itemsOf).map((document) => ({ file: relative(path, file) || basename(file), document }));
    })
    .filter(({ document }) => document !== null);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .map((file) => join(path, file))
    .filter((file) => statSync(file).isFile());
}

function itemsOf(document: unknown): unknown[] {
  if (typeof document !== 'object' || document === null) return [document];
  const { kind, items } = document as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : [document];
}

/** JSON with a line per member where an object is long and per entry where a list is, so that diffs stay readable. */
export function readable(value: object): string {
  return `${broken(value)}\n`;
}

const longest = 300;

function broken(value: unknown): string {
  const inline = JSON.stringify(value);
  if (inline.length <= longest || typeof value !== 'object' || value === null) return inline;
  if (Array.isArray(value)) return `[\n${value.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
  const members = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${broken(child)}`);
  return `{\n${members.join(',\n')}\n}`;
}

/** Files to be: written all at once, or compared with what is there. */
export class Output {
  private readonly files = new Map<string, string>();
  private readonly owned: { folder: string; extension: string }[] = [];

  add(path: string, text: string): void {
    this.files.set(path, text);
  }

  /** Files of this folder with this extension that are not added are stale. */
  own(folder: string, extension: string): void {
    this.owned.push({ folder, extension });
  }

  /** @returns the paths whose content differs from what was added, is missing, or is stale */
  drift(): string[] {
    const changed = [...this.files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
    return [...changed.map(([path]) => path), ...this.stale()].sort();
  }

  /** @returns the paths that were written or removed */
  write(): string[] {
    const changed = this.drift();
    for (const path of changed) {
      const text = this.files.get(path);
      if (text === undefined) {
        rmSync(path);
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return changed;
  }

  private stale(): string[] {
    return this.owned.flatMap(({ folder, extension }) =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((file) => file.endsWith(extension))
            .map((file) => join(folder, file))
            .filter((path) => !this.files.has(path))
        : [],
    );
  }
}
