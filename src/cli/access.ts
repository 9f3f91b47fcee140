import { readFileSync } from 'node:fs';
import { InvalidValue } from '../core/values';
import { type AccessDocument, access, readAccessDocument } from '../validation/access';
import { readArguments } from './arguments';
import type { CommandOutput } from './command';

const USAGE = `usage: kubeflow-cdk access FILE.json [--output text|json]

Decides one request against Istio AuthorizationPolicies as the mesh would. FILE.json has policies, workload, request and
providers; '-' reads standard input. Exit code: 0 allowed, 1 denied, 2 the input cannot be read.`;

/** `kubeflow-cdk access`: 0 allowed, 1 denied, 2 unreadable. */
export function runAccess(args: readonly string[], io: CommandOutput): number {
  try {
    const given = readArguments('access', args, { '--output': 'value', '-o': '--output' });
    if (given.help) {
      io.out(USAGE);
      return 0;
    }
    const output = given.value('--output') ?? 'text';
    if (output !== 'text' && output !== 'json')
      throw new InvalidValue(`--output: '${output}' is neither text nor json`);
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0)
      throw new InvalidValue(`one file is needed, ${given.words.length} are named\n\n${USAGE}`);
    const answer = access(readDocument(file));
    if (output === 'json') io.out(JSON.stringify(answer, null, 2));
    else io.out(`${answer.decision}${answer.by === null ? '' : ` by ${answer.by}`}: ${answer.reason}`);
    return answer.decision === 'allow' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    io.err(error.message);
    return 2;
  }
}

function readDocument(file: string): AccessDocument {
  const name = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new InvalidValue(`${name}: it cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidValue(`${name}: it is not JSON, ${(error as Error).message}`);
  }
  try {
    return readAccessDocument(value);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new InvalidValue(error.message.replace(/^/gm, `${name}: `));
  }
}
