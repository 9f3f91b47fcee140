import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App, YamlOutputType } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { contentText, type Json, synthesize } from '../../../src/core/synth';
import { tempFolder } from '../../temp';

export interface Stock {
  readonly error?: string;
  /** Text of each file. */
  readonly files: ReadonlyMap<string, string>;
}

/** What cdk8s itself writes. */
export function stockSynth(app: App): Stock {
  const folder = tempFolder('stock');
  try {
    Object.assign(app, { outdir: folder });
    App.prototype.synth.call(app);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = entries.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [relative(folder, path), readFileSync(path, 'utf8')] as const;
    });
    return { files: new Map(files) };
  } catch (error) {
    return { error: (error as Error).message, files: new Map() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function documents(text: string): unknown[] {
  return parseAllDocuments(text, { version: '1.1' })
    .filter((document) => document.contents !== null)
    .map((document) => document.toJSON());
}

/** The first difference between cdk8s's output and ours, both made by `make`; undefined when there is none. */
export function difference(make: () => App): string | undefined {
  const stock = stockSynth(make());
  const app = make();
  const ours = synthesize(app);
  if (stock.error !== undefined || ours.problems.length > 0) {
    if (stock.error?.includes("undefined (reading 'name')")) return undefined; // cdk8s has no file name for what has no metadata
    if (stock.error === undefined) return `only we refuse: ${ours.problems.join('; ')}`;
    return ours.problems.length > 0 ? undefined : `only cdk8s refuses: ${stock.error}`;
  }
  return isFilePerObject(app.yamlOutputType) ? fileByObject(stock, app) : fileByFile(stock, ours.files);
}

function isFilePerObject(outputType: YamlOutputType): boolean {
  return (
    outputType === YamlOutputType.FILE_PER_RESOURCE || outputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
  );
}

function fileByFile(stock: Stock, files: ReturnType<typeof synthesize>['files']): string | undefined {
  const names = [...files.keys()].sort();
  if (JSON.stringify(names) !== JSON.stringify([...stock.files.keys()].sort())) {
    return `files ${names} instead of ${[...stock.files.keys()].sort()}`;
  }
  for (const [name, content] of files) {
    const [mine, theirs] = [contentText(content), stock.files.get(name)!];
    if (mine === theirs) continue;
    const [read, expected] = [JSON.stringify(documents(mine)), JSON.stringify(documents(theirs))];
    if (read !== expected) return `${name}:\n${read}\ninstead of\n${expected}`;
  }
  return undefined;
}

/** cdk8s names files without namespace, and overwrites: there the last object of a name is left. */
function fileByObject(stock: Stock, app: App): string | undefined {
  const last = new Map<string, string>();
  const ours = synthesize(app);
  const names = [...ours.files.keys()].filter((name) => name !== 'construct-metadata.json');
  if (names.length !== ours.objects.length) return `${names.length} files for ${ours.objects.length} objects`;
  ours.objects.forEach(({ construct, manifest }, i) => {
    const content = contentText(ours.files.get(names[i]!)!);
    const folder = names[i]!.includes('/') ? `${names[i]!.split('/')[0]}/` : '';
    const named =
      folder === ''
        ? (manifest as { kind: string; metadata: Json })
        : (construct as unknown as { kind: string; metadata: Json });
    last.set(
      `${folder}${`${named.kind}.${named.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '')}${app.outputFileExtension}`,
      content,
    );
  });
  const [mine, theirs] = [[...last.keys()].sort(), [...stock.files.keys()].sort()];
  if (JSON.stringify(mine) !== JSON.stringify(theirs)) return `files ${mine} instead of ${theirs}`;
  for (const [name, content] of last) {
    const [read, expected] = [JSON.stringify(documents(content)), JSON.stringify(documents(stock.files.get(name)!))];
    if (read !== expected) return `${name}:\n${read}\ninstead of\n${expected}`;
  }
  return undefined;
}
