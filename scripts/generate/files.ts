import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

/** Every document of the YAML and JSON files of a folder, in the order of the file names. */
export function documentsOf(folder: string): { file: string; document: unknown }[] {
  return readdirSync(folder)
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .flatMap((file) => {
      const path = join(folder, file);
      const documents = loadAll(readFileSync(path, 'utf8'), undefined, { schema: CORE_SCHEMA, filename: path });
      return documents.map((document) => ({ file, document }));
    })
    .filter(({ document }) => document !== null);
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
