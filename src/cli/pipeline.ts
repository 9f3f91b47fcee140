import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledDefinition } from '../constructs/pipeline';
import { readCompiled } from '../constructs/pipeline/from-yaml';
import { didYouMean, KubeflowError } from '../core/errors';
import type { CommandOutput } from './command';

const USAGE = `usage: kubeflow-cdk pipeline compile FILE [-o OUT] [--name PIPELINE]
       kubeflow-cdk pipeline validate FILE...

compile writes the pipeline that a TypeScript or JavaScript file exports as YAML for Pipelines' UI, its SDK and Vertex AI,
to OUT or to standard output. --name chooses one of several.
validate says what Pipelines would refuse of compiled pipelines.

Exit code: 0 done, 1 the pipeline is wrong, 2 something could not be read.`;

/** `kubeflow-cdk pipeline`: compiles a program's pipeline, or checks compiled ones. */
export async function runPipeline(args: readonly string[], io: CommandOutput): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--help' || command === '-h' || rest.includes('--help') || rest.includes('-h')) {
    io.out(USAGE);
    return 0;
  }
  if (command === 'compile') return compile(rest, io);
  if (command === 'validate') return validate(rest, io);
  io.err(
    command === undefined
      ? USAGE
      : `'${command}' is no command of pipeline${didYouMean(command, ['compile', 'validate'])}\n\n${USAGE}`,
  );
  return 2;
}

async function compile(args: readonly string[], io: CommandOutput): Promise<number> {
  const files: string[] = [];
  const options: Record<string, string> = {};
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const option = { '-o': 'out', '--out': 'out', '--name': 'name' }[arg];
    if (option === undefined && arg.startsWith('-')) return refuse(io, `'${arg}' is no option of pipeline compile`);
    if (option === undefined) files.push(arg);
    else if (args[i + 1] === undefined) return refuse(io, `${arg} needs a value`);
    else options[option] = args[++i]!;
  }
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) return refuse(io, 'pipeline compile takes one file');
  if (!existsSync(file)) return refuse(io, `${file}: cannot be read: ENOENT`);
  let yaml: string;
  try {
    const found = definitions(await load(file));
    const names = [...found.keys()];
    if (names.length === 0)
      return refuse(io, `${file}: exports no pipeline: export const train = pipeline('train', ...)`);
    if (options.name === undefined && names.length > 1)
      return refuse(io, `${file}: exports ${names.join(', ')}: choose one with --name`);
    const name = options.name ?? names[0]!;
    const definition = found.get(name);
    if (definition === undefined)
      return refuse(io, `${file}: exports no pipeline '${name}'${didYouMean(name, names)}: it has ${names.join(', ')}`);
    yaml = definition.toYaml();
  } catch (error) {
    io.err(error instanceof KubeflowError ? error.message : `${file}: ${(error as Error).stack ?? String(error)}`);
    return 1;
  }
  if (options.out === undefined) io.out(yaml.trimEnd());
  else {
    try {
      writeFileSync(options.out, yaml);
    } catch (error) {
      return refuse(io, `${options.out}: cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
  return 0;
}

/** TypeScript is read through tsx where it is installed; newer Node reads it by itself. */
async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  const path = resolve(file);
  const require = createRequire(path);
  if (/\.[cm]?ts$/.test(path)) {
    try {
      const tsx = require('tsx/cjs/api') as { require(id: string, from: string): Record<string, unknown> };
      return tsx.require(path, path);
    } catch (error) {
      if (
        (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND' ||
        !String((error as Error).message).includes('tsx')
      )
        throw error;
    }
  }
  return /\.mjs$/.test(path)
    ? ((await import(pathToFileURL(path).href)) as Record<string, unknown>)
    : (require(path) as Record<string, unknown>);
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

function validate(files: readonly string[], io: CommandOutput): number {
  const option = files.find((file) => file.startsWith('-'));
  if (option !== undefined) return refuse(io, `'${option}' is no option of pipeline validate`);
  if (files.length === 0) return refuse(io, 'pipeline validate takes files');
  let code = 0;
  for (const file of files) {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
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
