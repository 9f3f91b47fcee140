import { App, type AppProps, type Chart, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { at, KubeflowError, pathOf } from './errors';
import { type Known, unknownProperties } from './properties';
import { type KubeflowComponent, type KubeflowRelease, usePlatform } from './release';
import {
  chartsInOrder,
  contentText,
  type FileContent,
  OutputFolder,
  progressLine,
  type SynthesizedObject,
  type SynthOptions,
  type SynthResult,
  synthesize,
  writeOutput,
} from './synth';
import { isRecord, shown } from './values';
import { warningLines } from './warning-lines';

export interface KubeflowAppProps extends AppProps {
  /** Release that the program is written for, unless a platform in it says otherwise. @default '26.03' */
  readonly release?: KubeflowRelease;
  /** What the clusters have installed. @default the release's own selection */
  readonly components?: readonly KubeflowComponent[];
  /** Folder of the Terraform half. @default 'cdktf.out' */
  readonly cloudOutdir?: string;
}

const appProperties: Known<KubeflowAppProps> = {
  release: true,
  components: true,
  cloudOutdir: true,
  outdir: true,
  outputFileExtension: true,
  yamlOutputType: true,
  recordConstructMetadata: true,
  resolvers: true,
};

/** The half of a program that becomes Terraform. The cloud stacks bring it; without them nothing of it is loaded. */
export interface CloudApp extends IConstruct {
  /** Every stack as the files below the output folder. */
  render(): ReadonlyMap<string, FileContent>;
}

/** What a check found, as `path: sentence` each: problems end the synthesis, warnings are printed after it. */
export interface CheckReport {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}
/** Looks at all objects of a program before a byte is written. */
export type SynthCheck = (objects: readonly SynthesizedObject[], app: ManifestApp) => CheckReport;

const checks: SynthCheck[] = [];

/** Adds a check to every synthesis of this process. */
export function addSynthCheck(check: SynthCheck): void {
  checks.push(check);
}

/** The Kubernetes half: a cdk8s app that reports all problems together, and writes all files or none. */
export class ManifestApp extends App {
  #warnings: readonly string[] = [];

  /** What the last synthesis found worth a look, as `path: sentence` each. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** In the order they are written. */
  override get charts(): Chart[] {
    return chartsInOrder(this);
  }

  override synthYaml(): string {
    const whole = { outputType: YamlOutputType.FILE_PER_APP, recordConstructMetadata: false };
    const { files, problems } = this.#synthesize(whole);
    if (problems.length > 0) throw new KubeflowError(problems);
    return [...files.values()].map(contentText).join('');
  }

  override synth(): void {
    const output = this.output();
    try {
      const { problems } = this.attempt(output);
      if (problems.length > 0) throw new KubeflowError(problems);
      this.commit(output);
    } finally {
      output.discard();
    }
  }

  /** The output folder; `commit` it or nothing is written, `discard` it in any case. */
  output(): OutputFolder {
    const extension = this.outputFileExtension;
    // Plain YAML may be anybody's: it stays once it is no longer made.
    const isOwn = !/^\.ya?ml$/.test(extension);
    return new OutputFolder(this.outdir, isOwn ? { owns: (path) => path.endsWith(extension) } : {});
  }

  /** Puts what was rendered in place, and prints what was found worth a look. */
  commit(output: OutputFolder, place = ''): void {
    output.commit();
    const lines = warningLines(this.#warnings, place);
    if (lines.length > 0) process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Files and objects as they would be written. Throws KubeflowError with every problem of the program. */
  render(): SynthResult {
    const result = this.attempt();
    if (result.problems.length > 0) throw new KubeflowError(result.problems);
    return result;
  }

  /**
   * The same, with the problems instead of an error.
   * @param output takes the files instead of the result
   */
  attempt(output?: OutputFolder): SynthResult {
    return this.#synthesize({ output });
  }

  #synthesize(options: SynthOptions): SynthResult {
    return synthesize(this, {
      ...options,
      check: (objects) => {
        const reports = checks.map((check) => check(objects, this));
        this.#warnings = reports.flatMap((report) => report.warnings);
        return reports.flatMap((report) => report.problems);
      },
      progress: progressLine('synthesizing'),
    });
  }
}

/** A program that is rendered and not yet written. */
export interface StagedApp {
  /** As `path: sentence` each; with one, nothing may be committed. */
  readonly problems: readonly string[];
  /** @param place is put before the path of every warning. @default '' */
  readonly commit: (place?: string) => void;
  readonly discard: () => void;
}

/** One program: Kubernetes manifests below `outdir`, Terraform JSON below `cloudOutdir`. */
export class KubeflowApp {
  readonly manifests: ManifestApp;
  readonly cloudOutdir: string;
  #clouds?: CloudApp;

  constructor(props: KubeflowAppProps = {}) {
    if (!isRecord(props as unknown))
      throw new KubeflowError([at('app', `needs properties, it is given ${shown(props)}`)]);
    const unknown = unknownProperties(props, appProperties);
    if (unknown.length > 0) throw new KubeflowError(unknown.map((sentence) => at('app', sentence)));
    this.manifests = new ManifestApp(props);
    this.cloudOutdir = props.cloudOutdir ?? process.env.CDKTF_OUTDIR ?? 'cdktf.out';
    usePlatform(this.manifests, { release: props.release, components: props.components });
  }

  /** The Terraform half, made by the first cloud stack. */
  get clouds(): CloudApp | undefined {
    return this.#clouds;
  }

  /** For cloud stacks: the Terraform half, made where there is none yet. */
  cloudApp<T extends CloudApp>(make: () => T): T {
    this.#clouds ??= make();
    return this.#clouds as T;
  }

  /** Writes both halves, or throws KubeflowError with every problem of both and leaves what was written before. */
  synth(): void {
    const staged = this.stage();
    try {
      if (staged.problems.length > 0) throw new KubeflowError(staged.problems);
      staged.commit();
    } finally {
      staged.discard();
    }
  }

  /** Both halves beside their folders, until `commit` puts them in place; `discard` in any case. */
  stage(): StagedApp {
    const output = this.manifests.output();
    try {
      const { problems: wrong } = this.manifests.attempt(output);
      const problems = [...wrong, ...(this.#clouds ? validationProblems(this.#clouds) : [])];
      const clouds = problems.length > 0 ? undefined : this.#clouds?.render();
      const commit = (place = '') => {
        this.manifests.commit(output, place);
        if (clouds !== undefined) writeOutput(this.cloudOutdir, clouds, { owns: isTerraformJson });
      };
      return { problems, commit, discard: () => output.discard() };
    } catch (error) {
      output.discard();
      throw error;
    }
  }
}

/** What a synthesis of the Terraform half wrote, and nothing that Terraform keeps beside it. */
function isTerraformJson(path: string): boolean {
  return path === 'manifest.json' || path.endsWith('cdk.tf.json');
}

/** What the constructs below `root` say is wrong with themselves. */
function validationProblems(root: IConstruct): string[] {
  return root.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((sentence) => at(pathOf(construct), sentence)));
}
