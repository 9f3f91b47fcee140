import { readFileSync } from 'node:fs';
import { KubeflowError } from '../core/errors';
import { InvalidValue } from '../core/values';
import { type FitDocument, type FitResult, fit as judge } from '../validation/fit';
import { readArguments } from './arguments';
import type { CommandOutput } from './command';

const USAGE = `usage: kubeflow-cdk fit FILE.json [--output text|json]

Says whether workloads fit a fleet, as the scheduler would decide. FILE.json has pools and workloads; '-' reads standard
input. Exit code: 0 fits, 1 does not or cannot be decided, 2 the input cannot be read.`;

/** `kubeflow-cdk fit FILE.json`: 0 fits, 1 does not (or undecided), 2 the input cannot be read. */
export function runFit(args: readonly string[], io: CommandOutput): number {
  let result: FitResult;
  let output: string;
  try {
    const given = readArguments('fit', args, { '--output': 'value', '-o': '--output' });
    if (given.help) {
      io.out(USAGE);
      return 0;
    }
    output = given.value('--output') ?? 'text';
    if (output !== 'text' && output !== 'json')
      throw new InvalidValue(`--output: '${output}' is neither text nor json`);
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0)
      throw new InvalidValue(`one file is needed, ${given.words.length} are named\n\n${USAGE}`);
    result = judge(readJson(file));
  } catch (error) {
    if (error instanceof InvalidValue) io.err(error.message);
    else if (error instanceof KubeflowError) for (const problem of error.problems) io.err(problem);
    else throw error;
    return 2;
  }
  io.out(output === 'json' ? JSON.stringify(result) : sentence(result));
  return result.verdict === 'fits' ? 0 : 1;
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
