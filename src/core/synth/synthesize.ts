import { type ApiObject, type App, Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { at, pathOf } from '../errors';
import { asBefore, isKeeping } from './again';
import { FileNames } from './files';
import { type Json, manifestOf, withEnvironmentRead } from './manifest';
import { orderOf } from './order';
import { isUnused, type Tree, treeOf } from './tree';
import { unwritableFields } from './unwritable';
import { YamlWriter } from './yaml';

/** A text, or bytes, or bytes in pieces that follow each other. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

export interface SynthesizedObject {
  /** The construct's path. */
  readonly path: string;
  /** The ApiObject, or its chart where that renders itself. */
  readonly construct: IConstruct;
  readonly chart: Chart;
  readonly manifest: Json;
}

export interface SynthOptions {
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
  /** What to write, by path below the output folder. Empty when there are problems. */
  readonly files: ReadonlyMap<string, FileContent>;
  /** Everything that is wrong, one `path: sentence` each. */
  readonly problems: readonly string[];
}

/** How many objects pass between two calls of `progress`. */
const STEP = 500;

/** Renders an app in one walk: the objects, order and files of `app.synth()`, without touching the disk. */
export function synthesize(app: App, options: SynthOptions = {}): SynthResult {
  return withEnvironmentRead(() => new Synthesis(app, options).run());
}

/** Charts in the order they are written, as `App.charts`. */
export function chartsInOrder(app: App): Chart[] {
  return orderOf(treeOf(app)).charts.map(({ chart }) => chart);
}

class Synthesis {
  readonly #problems: string[] = [];
  readonly #objects: SynthesizedObject[] = [];
  readonly #files = new Map<string, FileContent>();
  readonly #writer = new YamlWriter();
  readonly #keep: boolean;
  #done = 0;
  #all = 0;

  constructor(
    private readonly app: App,
    private readonly options: SynthOptions,
  ) {
    this.#keep = (options.keepObjects ?? true) || options.check !== undefined;
  }

  run(): SynthResult {
    const tree = treeOf(this.app);
    for (const construct of tree.constructs) {
      if (isUnused(construct.node, '_validations')) continue;
      for (const sentence of construct.node.validate()) this.#problems.push(at(pathOf(construct), sentence));
    }
    const order = orderOf(tree);
    this.#problems.push(...order.problems);
    if (order.problems.length > 0) return this.#result();

    this.#all = order.charts.reduce((sum, { objects }) => sum + objects.length, 0);
    const names = new FileNames(
      this.options.outputType ?? this.app.yamlOutputType,
      this.options.extension ?? this.app.outputFileExtension,
      order.numbered,
    );
    let open: string | undefined;
    let documents = 0;
    for (const { chart, objects } of order.charts) {
      const file = names.ofChart(chart);
      if (file === undefined) {
        for (const item of this.#render(tree, chart, objects)) {
          this.#writer.begin();
          this.#write(item);
          this.#files.set(names.ofObject(chart, item.manifest), this.#writer.end());
        }
        continue;
      }
      if (file !== open) {
        if (open !== undefined) this.#files.set(open, this.#writer.end());
        this.#writer.begin();
        open = file;
        documents = 0;
      }
      for (const item of this.#render(tree, chart, objects)) {
        if (documents++ > 0) this.#writer.separator();
        this.#write(item);
      }
    }
    if (open !== undefined) this.#files.set(open, this.#writer.end());
    if (this.options.recordConstructMetadata ?? recordsMetadata(this.app)) {
      this.#files.set(
        'construct-metadata.json',
        constructMetadata(
          tree,
          order.charts.flatMap(({ objects }) => objects),
        ),
      );
    }
    this.#problems.push(...(this.options.check?.(this.#objects) ?? []));
    this.options.progress?.(this.#all, this.#all);
    return this.#result();
  }

  #result(): SynthResult {
    const files = this.#problems.length > 0 ? new Map<string, FileContent>() : this.#files;
    return { objects: this.#objects, files, problems: this.#problems };
  }

  /** A chart whose class has a `toJson()` of its own decides what is in it, except where cdk8s does not ask it. */
  #rendersItself(chart: Chart): boolean {
    const outputType = this.options.outputType ?? this.app.yamlOutputType;
    return chart.toJson !== Chart.prototype.toJson && outputType !== YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  }

  *#render(tree: Tree, chart: Chart, objects: readonly number[]): Generator<SynthesizedObject> {
    if (this.#rendersItself(chart)) {
      yield* this.#renderedByChart(tree, chart, objects);
      return;
    }
    for (const index of objects) {
      const construct = tree.constructs[index] as ApiObject;
      try {
        const { path } = construct.node;
        yield { path, construct, chart, manifest: manifestOf(construct) };
      } catch (error) {
        this.#problems.push(at(pathOf(construct), `cannot become a manifest: ${reason(error)}`));
      }
      this.#done++;
      if (this.#done % STEP === 0) this.options.progress?.(this.#done, this.#all);
    }
  }

  *#renderedByChart(tree: Tree, chart: Chart, objects: readonly number[]): Generator<SynthesizedObject> {
    let manifests: Json[] = [];
    try {
      manifests = Object.values(chart.toJson());
    } catch (error) {
      this.#problems.push(at(pathOf(chart), `cannot become manifests: ${reason(error)}`));
    }
    const isOneEach = manifests.length === objects.length;
    for (const [i, manifest] of manifests.entries()) {
      const construct = isOneEach ? tree.constructs[objects[i]!]! : chart;
      yield { path: construct.node.path, construct, chart, manifest };
    }
    this.#done += objects.length;
  }

  #write(rendered: SynthesizedObject): void {
    this.#writer.beginDocument();
    this.#writer.document(rendered.manifest);
    if (this.#writer.suspicious) {
      for (const sentence of unwritableFields(rendered.manifest)) this.#problems.push(at(rendered.path, sentence));
    }
    const item = isKeeping() ? this.#asBefore(rendered) : rendered;
    const wrong = this.options.inspect?.(item);
    if (wrong !== undefined) this.#problems.push(...wrong);
    if (this.#keep) this.#objects.push(item);
  }

  #asBefore(item: SynthesizedObject): SynthesizedObject {
    const manifest = asBefore(item.path, item.manifest, this.#writer.lastDocument());
    return manifest === item.manifest ? item : { ...item, manifest };
  }
}

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
