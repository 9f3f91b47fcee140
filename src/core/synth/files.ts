import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { Json } from './manifest';

/** Gives each chart and each object the file it is written to, as cdk8s does where its names cannot collide. */
export class FileNames {
  readonly #taken = new Set<string>();
  readonly #folders = new Map<Chart, string>();
  #charts = 0;

  constructor(
    private readonly outputType: YamlOutputType,
    private readonly extension: string,
    /** Charts are numbered where one depends on another. */
    private readonly numbered: boolean,
  ) {}

  /** File of all objects of a chart; undefined where each object has its own. */
  ofChart(chart: Chart): string | undefined {
    switch (this.outputType) {
      case YamlOutputType.FILE_PER_APP:
        return `app${this.extension}`;
      case YamlOutputType.FILE_PER_CHART:
        return this.#free(this.#chartName(chart), this.extension);
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        this.#folders.set(chart, this.#free(this.#chartName(chart), '/'));
        return undefined;
      default:
        return undefined;
    }
  }

  /** `Kind.namespace.name`, with the API group where that is taken, and a number where that is, too. */
  ofObject(chart: Chart, manifest: Json): string {
    const folder = this.#folders.get(chart) ?? '';
    const { apiVersion, kind, metadata } = manifest as { apiVersion?: unknown; kind?: unknown; metadata?: Json };
    const place = [metadata?.namespace, metadata?.name ?? metadata?.generateName];
    const name = folder + fileName([kind, ...place]);
    if (!this.#isTaken(name + this.extension)) return this.#free(name, this.extension);
    const [group, version] = String(apiVersion).split('/');
    return this.#free(folder + fileName([kind, version === undefined ? 'core' : group, ...place]), this.extension);
  }

  #chartName(chart: Chart): string {
    const name = Names.toDnsLabel(chart);
    return this.numbered ? `${String(this.#charts++).padStart(4, '0')}-${name}` : name;
  }

  /** Names that differ in case only are one on many disks. */
  #isTaken(file: string): boolean {
    return this.#taken.has(file.toLowerCase());
  }

  #free(name: string, end: string): string {
    let file = name + end;
    for (let i = 2; this.#isTaken(file); i++) file = `${name}-${i}${end}`;
    this.#taken.add(file.toLowerCase());
    return file;
  }
}

/** With the characters that cdk8s keeps in file names. */
function fileName(parts: readonly unknown[]): string {
  return parts
    .filter((part) => part !== undefined)
    .join('.')
    .replace(/[^0-9a-zA-Z-_.]/g, '');
}
