import { spawnSync } from 'node:child_process';
import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { didYouMean } from '../core/errors';
import { startRun, type Written } from '../core/synth';
import type { CommandOutput } from './command';
import { leaveRoom, runWithRoom } from './room';

const USAGE = `usage: kubeflow-cdk synth [--watch] PROGRAM

Runs a program, TypeScript or JavaScript, that ends with app.synth(). With --watch it stays, and runs the program again
when one of its files changes; libraries stay loaded, and only files whose content changed are written.`;

/** Editors save in several steps. */
const QUIET = 15;
/** File names printed after a run. */
const NAMED = 5;
/** Of this package; the program may be an example beside it. */
const OWN_CODE = resolve(__dirname, '..') + sep;

/** `kubeflow-cdk synth PROGRAM`: 0 synthesized, 1 refused, 2 not started. With `--watch`, 0 once `stop` is signalled. */
export async function runSynth(args: readonly string[], io: CommandOutput, stop?: AbortSignal): Promise<number> {
  const unknown = args.find((arg) => arg.startsWith('-') && !['--watch', '-w', '--help', '-h'].includes(arg));
  const programs = args.filter((arg) => !arg.startsWith('-'));
  if (args.includes('--help') || args.includes('-h')) {
    io.out(USAGE);
    return 0;
  }
  const wrong =
    unknown !== undefined
      ? `synth: unknown option ${unknown}${didYouMean(unknown, ['--watch', '--help'])}`
      : programs.length !== 1
        ? `synth: one program is run, ${programs.length} given`
        : !existsSync(programs[0]!)
          ? `synth: there is no file ${programs[0]}`
          : undefined;
  if (wrong !== undefined) {
    io.err(`${wrong}\n${USAGE}`);
    return 2;
  }
  const watches = args.includes('--watch') || args.includes('-w');
  if (watches && stop === undefined) {
    const code = await runWithRoom();
    if (code !== undefined) return code;
  }
  const program = new Program(resolve(programs[0]!), io);
  if (!program.prepare()) return 2;
  const succeeded = program.run();
  if (!watches) return succeeded ? 0 : 1;
  await rerunOnChange(program, io, stop);
  leaveRoom();
  return 0;
}

/** A program in this process, whose own files are loaded anew for each run while libraries stay. */
class Program {
  /** Absolute paths of what the last run wrote. */
  written = new Set<string>();
  readonly #require: NodeJS.Require;
  /** Needs a process of its own: only there can it wait before it has loaded. */
  #isCold = false;

  constructor(
    readonly file: string,
    private readonly io: CommandOutput,
  ) {
    this.#require = createRequire(file);
  }

  /** Teaches this process TypeScript where the program is written in it. */
  prepare(): boolean {
    if (!/\.[cm]?tsx?$/.test(this.file) || this.#require.extensions['.ts'] !== undefined) return true;
    for (const from of [this.#require, createRequire(join(process.cwd(), 'package.json'))]) {
      try {
        (from('tsx/cjs/api') as { register: () => void }).register();
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    this.io.err(
      `synth: ${this.file} is TypeScript, which tsx runs: npm install --save-dev tsx, or give the compiled program`,
    );
    return false;
  }

  /** Whether the program ran to its end. */
  run(): boolean {
    const started = performance.now();
    const outputs: (readonly [string, Written])[] = [];
    this.written = new Set();
    startRun((outdir, written) => {
      outputs.push([outdir, written]);
      for (const path of written.written) this.written.add(resolve(outdir, path));
    });
    const succeeded = this.#isCold ? this.#runCold() : this.#runWarm();
    if (succeeded) this.io.out(told(performance.now() - started, outputs));
    return succeeded;
  }

  #runWarm(): boolean {
    this.#unload();
    const exit = process.exit;
    process.exit = ((code?: number) => {
      throw new Exit(code ?? 0);
    }) as typeof process.exit;
    try {
      this.#require(this.file);
      return true;
    } catch (error) {
      if (error instanceof Exit) return error.code === 0;
      if (cannotBeRequired(error)) {
        this.#isCold = true;
        return this.#runCold();
      }
      this.io.err(sentenceOf(error));
      return false;
    } finally {
      process.exit = exit;
    }
  }

  #runCold(): boolean {
    const loader = /\.[cm]?tsx?$/.test(this.file) && !process.execArgv.includes('tsx') ? ['--import', 'tsx'] : [];
    return spawnSync(process.execPath, [...process.execArgv, ...loader, this.file], { stdio: 'inherit' }).status === 0;
  }

  /** The program's own files among those that are loaded. */
  files(): string[] {
    const loaded = Object.keys(this.#require.cache).filter(isOwnFile);
    return loaded.includes(this.file) ? loaded : [this.file, ...loaded];
  }

  #unload(): void {
    const { cache } = this.#require;
    const gone = new Set<NodeJS.Module>();
    for (const file of Object.keys(cache)) {
      if (!isOwnFile(file)) continue;
      gone.add(cache[file]!);
      delete cache[file];
    }
    for (const module of Object.values(cache)) {
      if (module?.children.some((child) => gone.has(child))) {
        module.children.splice(0, module.children.length, ...module.children.filter((child) => !gone.has(child)));
      }
    }
  }
}

function isOwnFile(file: string): boolean {
  return !file.includes(`${sep}node_modules${sep}`) && !file.startsWith(OWN_CODE);
}

/** What a program that calls `process.exit` throws instead, so that the process lives on. */
class Exit {
  constructor(readonly code: number | string) {}
}

function cannotBeRequired(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE' || /top-level await/i.test(String(message));
}

/** Problems of the program without a stack, errors in its code with one. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'KubeflowError' ? error.message : (error.stack ?? error.message);
}

function told(milliseconds: number, outputs: readonly (readonly [string, Written])[]): string {
  const changes = outputs.flatMap(([outdir, { written, removed }]) => [
    ...written.map((path) => join(outdir, path)),
    ...removed.map((path) => `${join(outdir, path)} removed`),
  ]);
  const all = outputs.reduce((sum, [, { written, unchanged }]) => sum + written.length + unchanged.length, 0);
  const named = changes.slice(0, NAMED).map((change) => `  ${change}`);
  if (changes.length > NAMED) named.push(`  and ${changes.length - NAMED} more`);
  const files =
    outputs.length === 0 ? '' : `, ${changes.length === 0 ? 'nothing' : changes.length} changed of ${all} files`;
  return [`synthesized in ${Math.round(milliseconds)} ms${files}`, ...named].join('\n');
}

/** Watches the folders of the program's files, since what it reads without loading, such as a table, mostly lies there. */
async function rerunOnChange(program: Program, io: CommandOutput, stop?: AbortSignal): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const changed = (folder: string, name: string | null) => {
    if (name !== null && !isSource(join(folder, name), program)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      program.run();
      follow();
    }, QUIET);
  };
  const follow = () => {
    for (const folder of new Set(program.files().map((file) => dirname(file)))) {
      if (!watchers.has(folder) && existsSync(folder)) {
        watchers.set(
          folder,
          watch(folder, (_, name) => changed(folder, name)),
        );
      }
    }
  };
  follow();
  io.out(`watching ${relative(process.cwd(), program.file) || program.file}`);
  const rejected = (error: unknown) => io.err(sentenceOf(error));
  process.on('unhandledRejection', rejected);
  await new Promise<void>((end) => {
    process.on('SIGINT', () => end());
    stop?.addEventListener('abort', () => end());
  });
  process.off('unhandledRejection', rejected);
  clearTimeout(timer);
  for (const watcher of watchers.values()) watcher.close();
}

/** Not a folder, nor what an editor or a run leaves. */
function isSource(path: string, program: Program): boolean {
  const name = basename(path);
  if (name.startsWith('.') || name.endsWith('~') || program.written.has(path)) return false;
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}
