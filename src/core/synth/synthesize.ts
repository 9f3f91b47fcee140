import { type ApiObject, type App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { at, pathOf } from '../errors';
import { keptObjects } from './again';
import { FileNames } from './files';
import type { KeptObjects } from './kept-objects';
import { type Json, type Rendering, renderingOf, withEnvironmentRead } from './manifest';
import { orderOf } from './order';
import { type Tree, treeOf } from './tree';
import { unwritableFields } from './unwritable';
import { YamlWriter } from './yaml';

/** A text, or bytes, or bytes in pieces that follow each other. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

/** Takes files one after the other, each in pieces. */
export interface FileSink {
  /** @param path below the output folder */
  begin(path: string): void;
  /** The next piece of the file begun last. Its bytes are written over afterwards. */
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface SynthesizedObject {
  /** The construct's path. */
  readonly path: string;
  /** The ApiObject, or its chart where that renders itself. */
  readonly construct: IConstruct;
  readonly chart: Chart;
  /** Its keys are in any order. To be read only: parts of it may be the very objects that the program gave. */
  readonly manifest: Json;
}

export interface SynthOptions {
  /** Takes the files, problems or not. @default they are kept in `files` */
  readonly output?: FileSink;
  /** @default the app's */
  readonly outputType?: YamlOutputType;
  /** @default the app's `outputFileExtension` */
  readonly extension?: string;
  /** Writes `construct-metadata.json`, from which the cdk8s CLI says where an object comes from. @default as the app does */
  readonly recordConstructMetadata?: boolean;
  /** Keeps every manifest in `objects`; without, an object is forgotten once written. @default true */
  readonly keepObjects?: boolean;
  /** Looks at each object once it is final. Returns what is wrong, as `path: sentence`. */
  readonly inspect?: (object: SynthesizedObject) => readonly string[] | undefined;
  /** Looks at all objects together, before a byte of them is written. Returns what is wrong, as `path: sentence`. */
  readonly check?: (objects: readonly SynthesizedObject[]) => readonly string[];
  /** Told now and then how many of all objects are done. */
  readonly progress?: (done: number, all: number) => void;
}

export interface SynthResult {
  /** In the order they are written. Empty without `keepObjects`. */
  readonly objects: readonly SynthesizedObject[];
  /** What to write, by path below the output folder. Empty when there are problems, or `output` took it. */
  readonly files: ReadonlyMap<string, FileContent>;
  /** Everything that is wrong, one `path: sentence` each. */
  readonly problems: readonly string[];
}

/** How many objects pass between two calls of `progress`. */
const STEP = 500;

/** Renders an app in one walk: the objects, order and files of `app.synth()`, without touching the disk unless `output` does. */
export function synthesize(app: App, options: SynthOptions = {}): SynthResult {
  return withEnvironmentRead(() => new Synthesis(app, options).run());
}

/** Charts in the order they are written, as `App.charts`. */
export function chartsInOrder(app: App): Chart[] {
  return orderOf(treeOf(app)).charts.map(({ chart }) => chart);
}

/** Keeps files as they come. */
class FilesInMemory implements FileSink {
  readonly files = new Map<string, Uint8Array[]>();
  #pieces: Uint8Array[] = [];

  begin(path: string): void {
    this.#pieces = [];
    this.files.set(path, this.#pieces);
  }

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes.slice());
  }

  end(): void {}
}

class Synthesis {
  readonly #problems: string[] = [];
  readonly #objects: SynthesizedObject[] = [];
  readonly #memory = new FilesInMemory();
  readonly #sink: FileSink;
  readonly #writer: YamlWriter;
  readonly #keep: boolean;
  readonly #outputType: YamlOutputType;
  readonly #kept: KeptObjects | undefined;
  #isOpen = false;
  #documents = 0;
  #done = 0;
  #all = 0;

  constructor(
    private readonly app: App,
    private readonly options: SynthOptions,
  ) {
    this.#keep = (options.keepObjects ?? true) || options.check !== undefined;
    this.#outputType = options.outputType ?? app.yamlOutputType;
    this.#kept = keptObjects(app.outdir);
    const sink = options.output ?? this.#memory;
    this.#sink = sink;
    this.#writer = new YamlWriter((bytes) => sink.write(bytes));
  }

  run(): SynthResult {
    const tree = treeOf(this.app);
    for (const index of tree.validated) {
      const construct = tree.constructs[index]!;
      for (const sentence of construct.node.validate()) this.#problems.push(at(pathOf(construct), sentence));
    }
    const order = orderOf(tree);
    this.#problems.push(...order.problems);
    if (order.problems.length > 0) return this.#result();

    for (const { objects } of order.charts) this.#all += objects.length;
    const names = new FileNames(
      this.#outputType,
      this.options.extension ?? this.app.outputFileExtension,
      order.numbered,
    );
    let open: string | undefined;
    for (const { chart, objects } of order.charts) {
      const file = names.ofChart(chart);
      if (file !== undefined && file !== open) this.#begin(file);
      open = file;
      const nameOf = file === undefined ? (manifest: Json) => names.ofObject(chart, manifest) : undefined;
      if (this.#rendersItself(chart)) this.#renderedByChart(tree, chart, objects, nameOf);
      else for (const index of objects) this.#render(tree.constructs[index] as ApiObject, chart, nameOf);
    }
    this.#end();
    if (this.options.recordConstructMetadata ?? recordsMetadata(this.app)) {
      const objects = order.charts.flatMap((chart) => chart.objects);
      this.#begin('construct-metadata.json');
      this.#sink.write(Buffer.from(constructMetadata(tree, objects)));
      this.#end();
    }
    this.#problems.push(...(this.options.check?.(this.#objects) ?? []));
    this.options.progress?.(this.#all, this.#all);
    return this.#result();
  }

  #result(): SynthResult {
    const files = this.#problems.length > 0 ? new Map<string, FileContent>() : this.#memory.files;
    return { objects: this.#objects, files, problems: this.#problems };
  }

  #begin(path: string): void {
    this.#end();
    this.#sink.begin(path);
    this.#isOpen = true;
    this.#documents = 0;
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#writer.end();
    this.#sink.end();
    this.#isOpen = false;
  }

  /** A chart whose class has a `toJson()` of its own decides what is in it, except where cdk8s does not ask it. */
  #rendersItself(chart: Chart): boolean {
    return (
      chart.toJson !== Chart.prototype.toJson && this.#outputType !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
    );
  }

  #render(construct: ApiObject, chart: Chart, nameOf: NameOf | undefined): void {
    let rendering: Rendering | undefined;
    try {
      rendering = renderingOf(construct);
    } catch (error) {
      this.#problems.push(at(pathOf(construct), `cannot become a manifest: ${reason(error)}`));
    }
    if (rendering !== undefined) this.#write(construct, chart, rendering, nameOf);
    this.#done++;
    if (this.#done % STEP === 0) this.options.progress?.(this.#done, this.#all);
  }

  #renderedByChart(tree: Tree, chart: Chart, objects: readonly number[], nameOf: NameOf | undefined): void {
    let manifests: Json[] = [];
    try {
      manifests = Object.values(chart.toJson());
    } catch (error) {
      this.#problems.push(at(pathOf(chart), `cannot become manifests: ${reason(error)}`));
    }
    const isOneEach = manifests.length === objects.length;
    for (const [i, manifest] of manifests.entries()) {
      const construct = isOneEach ? tree.constructs[objects[i]!]! : chart;
      this.#write(construct, chart, { manifest, isOrdered: true }, nameOf);
    }
    this.#done += objects.length;
  }

  #write(construct: IConstruct, chart: Chart, rendering: Rendering, nameOf: NameOf | undefined): void {
    const { path } = construct.node;
    let { manifest } = rendering;
    if (nameOf !== undefined) this.#begin(nameOf(manifest));
    else if (this.#documents > 0) this.#writer.separator();
    this.#documents++;
    this.#writer.document(manifest, rendering.isOrdered);
    if (this.#writer.suspicious) {
      for (const sentence of unwritableFields(manifest)) this.#problems.push(at(path, sentence));
    }
    if (this.#kept !== undefined) manifest = this.#kept.asBefore(path, manifest, this.#writer.lastDocument());
    const { inspect } = this.options;
    if (inspect === undefined && !this.#keep) return;
    const object: SynthesizedObject = { path, construct, chart, manifest };
    const wrong = inspect?.(object);
    if (wrong !== undefined) this.#problems.push(...wrong);
    if (this.#keep) this.#objects.push(object);
  }
}

/** The file of an object, where each has its own. */
type NameOf = (manifest: Json) => string;

/** The reason within the sentence that cdk8s wraps around it. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:[A-Za-z]*Error: )?/s, '');
}

function recordsMetadata(app: App): boolean {
  return (app as unknown as { recordConstructMetadata?: boolean }).recordConstructMetadata === true;
}

/** What the cdk8s CLI reads back to report findings by construct. */
function constructMetadata(tree: Tree, objects: readonly number[]): string {
  const resources: Record<string, { path: string }> = {};
  for (const index of objects) {
    const { name, node } = tree.constructs[index] as ApiObject;
    resources[name] = { path: node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
