import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledDefinition } from '../constructs/pipeline';
import { readCompiled } from '../constructs/pipeline/from-yaml';
import { didYouMean, KubeflowError } from '../core/errors';
import { InvalidValue } from '../core/values';
import { type Arguments, type Options, readArguments } from './arguments';
import type { CommandOutput } from './command';

const USAGE = `usage: kubeflow-cdk pipeline compile FILE [-o OUT] [--name PIPELINE]
       kubeflow-cdk pipeline validate FILE...

compile writes the pipeline that a TypeScript or JavaScript file exports as YAML for Pipelines' UI, its SDK and Vertex AI,
to OUT or to standard output. --name chooses one of several.
validate says what Pipelines would refuse of compiled pipelines; '-' reads standard input.

Exit code: 0 done, 1 the pipeline is wrong, 2 something could not be read.`;

/** `kubeflow-cdk pipeline`: compiles a program's pipeline, or checks compiled ones. */
export async function runPipeline(args: readonly string[], io: CommandOutput): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--help' || command === '-h') {
    io.out(USAGE);
    return 0;
  }
  const run = command === 'compile' ? compile : command === 'validate' ? validate : undefined;
  if (run === undefined) {
    const wrong = command === undefined ? '' : `'${command}' is no command of pipeline`;
    io.err(wrong === '' ? USAGE : `${wrong}${didYouMean(command!, ['compile', 'validate'])}\n\n${USAGE}`);
    return 2;
  }
  try {
    const options = run === compile ? COMPILE_OPTIONS : {};
    const given = readArguments(`pipeline ${command}`, rest, options);
    if (!given.help) return await run(given, io);
    io.out(USAGE);
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return refuse(io, error.message);
  }
}

const COMPILE_OPTIONS: Options = { '--out': 'value', '--output': '--out', '-o': '--out', '--name': 'value' };

async function compile(given: Arguments, io: CommandOutput): Promise<number> {
  const [file, ...more] = given.words;
  const wanted = given.value('--name');
  const out = given.value('--out');
  if (file === undefined || more.length > 0) return refuse(io, 'pipeline compile takes one file');
  if (!existsSync(file)) return refuse(io, `${file}: cannot be read: ENOENT`);
  let yaml: string;
  try {
    const found = definitions(await aside(() => load(file)));
    const names = [...found.keys()];
    if (names.length === 0)
      return refuse(io, `${file}: exports no pipeline: export const train = pipeline('train', ...)`);
    if (wanted === undefined && names.length > 1)
      return refuse(io, `${file}: exports ${names.join(', ')}: choose one with --name`);
    const name = wanted ?? names[0]!;
    const definition = found.get(name);
    if (definition === undefined)
      return refuse(io, `${file}: exports no pipeline '${name}'${didYouMean(name, names)}: it has ${names.join(', ')}`);
    yaml = definition.toYaml();
  } catch (error) {
    io.err(error instanceof KubeflowError ? error.message : `${file}: ${(error as Error).stack ?? String(error)}`);
    return 1;
  }
  if (out === undefined) io.out(yaml.trimEnd());
  else {
    try {
      writeFileSync(out, yaml);
    } catch (error) {
      return refuse(io, `${out}: cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
  return 0;
}

/** A program may synthesize its app when it is loaded: what that writes is not asked for here. */
async function aside<T>(run: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-pipeline-'));
  const { CDK8S_OUTDIR, CDKTF_OUTDIR } = process.env;
  Object.assign(process.env, { CDK8S_OUTDIR: join(folder, 'dist'), CDKTF_OUTDIR: join(folder, 'cdktf.out') });
  try {
    return await run();
  } finally {
    for (const [name, value] of Object.entries({ CDK8S_OUTDIR, CDKTF_OUTDIR })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** TypeScript is read through tsx where it is installed; newer Node reads it by itself. */
async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  const path = resolve(file);
  const require = createRequire(path);
  const isTypeScript = /\.[cm]?ts$/.test(path);
  const tsx = isTypeScript ? tsxOf(require) : undefined;
  if (tsx !== undefined) return tsx.require(path, path);
  try {
    return /\.mjs$/.test(path)
      ? ((await import(pathToFileURL(path).href)) as Record<string, unknown>)
      : (require(path) as Record<string, unknown>);
  } catch (error) {
    if (!isTypeScript || !(error instanceof SyntaxError)) throw error;
    throw new KubeflowError([`${file}: ${error.message}: this Node reads TypeScript with tsx only, npm install tsx`]);
  }
}

interface Tsx {
  require(id: string, from: string): Record<string, unknown>;
}

/** As the program's own folder has it. */
function tsxOf(require: NodeJS.Require): Tsx | undefined {
  try {
    return require('tsx/cjs/api') as Tsx;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND' && message.includes('tsx')) return undefined;
    throw error;
  }
}

/** Exported pipelines by name; a CommonJS module may hold them under `default`. */
function definitions(module: Readonly<Record<string, unknown>>): Map<string, CompiledDefinition> {
  const found = new Map<string, CompiledDefinition>();
  const nested = typeof module.default === 'object' && module.default !== null ? Object.values(module.default) : [];
  for (const value of [...Object.values(module), ...nested]) {
    if (typeof value !== 'function' || !('toYaml' in value)) continue;
    const definition = value as unknown as CompiledDefinition;
    found.set(definition.name, definition);
  }
  return found;
}

function validate({ words: files }: Arguments, io: CommandOutput): number {
  if (files.length === 0) return refuse(io, 'pipeline validate takes files');
  let code = 0;
  for (const file of files) {
    let text: string;
    try {
      text = readFileSync(file === '-' ? 0 : file, 'utf8');
    } catch (error) {
      io.err(`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
      code = 2;
      continue;
    }
    try {
      const { pipelineSpec } = readCompiled(text, file);
      io.out(`${file}: pipeline ${pipelineSpec.pipelineInfo.name} is valid`);
    } catch (error) {
      if (!(error instanceof KubeflowError)) throw error;
      io.err(error.problems.join('\n'));
      code = Math.max(code, 1);
    }
  }
  return code;
}

function refuse(io: CommandOutput, sentence: string): number {
  io.err(sentence);
  return 2;
}
