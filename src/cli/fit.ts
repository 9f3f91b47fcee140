import { readFileSync } from 'node:fs';
import { didYouMean, KubeflowError } from '../core/errors';
import { type FitDocument, type FitResult, fit as judge } from '../validation/fit';
import type { CommandOutput } from './command';

const USAGE = 'usage: kubeflow-cdk fit FILE.json [--output text|json]';

/** `kubeflow-cdk fit FILE.json`: 0 fits, 1 does not (or undecided), 2 the input cannot be read. */
export function runFit(args: readonly string[], io: CommandOutput): number {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    io.err(`${parsed}\n${USAGE}`);
    return 2;
  }
  if (parsed.help) {
    io.out(USAGE);
    return 0;
  }
  let result: FitResult;
  try {
    result = judge(readJson(parsed.file));
  } catch (error) {
    if (!(error instanceof KubeflowError)) throw error;
    for (const problem of error.problems) io.err(problem);
    return 2;
  }
  io.out(parsed.output === 'json' ? JSON.stringify(result) : sentence(result));
  return result.verdict === 'fits' ? 0 : 1;
}

interface Options {
  readonly file: string;
  readonly output: 'text' | 'json';
  readonly help: boolean;
}

function parse(args: readonly string[]): Options | string {
  const files: string[] = [];
  let output = 'text';
  let help = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--help' || arg === '-h') help = true;
    else if (arg === '--output' || arg === '-o') output = args[++i] ?? '';
    else if (arg.startsWith('--output=')) output = arg.slice('--output='.length);
    else if (arg.startsWith('-') && arg !== '-')
      return `fit: unknown option ${arg}${didYouMean(arg, ['--output', '--help'])}`;
    else files.push(arg);
  }
  if (output !== 'text' && output !== 'json') return `fit: --output must be text or json, not '${output}'`;
  if (!help && files.length !== 1) return `fit: one file is read, ${files.length} given`;
  return { file: files[0] ?? '', output, help };
}

/** `-` reads standard input. */
function readJson(file: string): FitDocument {
  let source: string;
  try {
    source = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new KubeflowError([`${file}: cannot be read: ${(error as Error).message}`]);
  }
  try {
    return JSON.parse(source) as FitDocument;
  } catch (error) {
    throw new KubeflowError([`${file}: is not JSON: ${(error as Error).message}`]);
  }
}

function sentence({ verdict, culprit, reason }: FitResult): string {
  return `${verdict}${culprit === undefined ? '' : ` (${culprit})`}: ${reason}`;
}
