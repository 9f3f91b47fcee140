import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Istio's own code: the Go program in `istio`, which answers one line for each line it is given. */
export class Istio {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(go: string, directory: string, args: readonly string[]) {
    const binary = join(directory, 'istio');
    execFileSync(go, ['build', '-o', binary, '.'], { cwd: join(__dirname, 'istio'), stdio: 'inherit' });
    this.#process = spawn(binary, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  async ask<Answer extends { readonly error?: string }>(question: object): Promise<Answer> {
    this.#process.stdin!.write(`${JSON.stringify(question)}\n`);
    let line = '';
    // Istio's log shares the stream.
    while (!line.startsWith('{')) line = (await this.#lines.next()).value as string;
    return JSON.parse(line) as Answer;
  }

  stop(): void {
    this.#process.kill();
  }
}

/** Where a command is, if it is installed. */
export function found(command: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
