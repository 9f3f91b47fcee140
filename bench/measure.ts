import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One run of a process, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** Processor time of all its threads, within 10 ms; tells more than `seconds` on a machine with other work. */
  readonly busy?: number;
  /** Largest resident set; undefined where the kernel does not tell. */
  readonly megabytes?: number;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** File for standard output, for peers that write there. */
  readonly output?: string;
}

/** How often a child's memory is looked at, in ms; its high-water mark is the kernel's, so none is missed but the last. */
const LOOK = 10;

/** Undefined when it takes longer than `limit` seconds. */
export async function run({ program, args, output }: Command, limit: number): Promise<Run | undefined> {
  if (output !== undefined) mkdirSync(dirname(output), { recursive: true });
  const stdout = output === undefined ? 'ignore' : openSync(output, 'w');
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', stdout, 'pipe'] });
  let megabytes: number | undefined;
  let busy: number | undefined;
  const look = setInterval(() => {
    megabytes = highWater(child.pid) ?? megabytes;
    busy = processorTime(child.pid) ?? busy;
  }, LOOK);
  const timeout = setTimeout(() => child.kill('SIGKILL'), limit * 1000);
  let errors = '';
  child.stderr!.on('data', (text) => {
    errors += text;
  });
  const [code, signal, ended] = await new Promise<[number | null, string | null, number]>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, exitSignal) => resolve([exitCode, exitSignal, performance.now()]));
  });
  clearInterval(look);
  clearTimeout(timeout);
  if (typeof stdout === 'number') closeSync(stdout);
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}: ${errors.slice(0, 2000)}`);
  return { seconds: (ended - started) / 1000, busy, megabytes };
}

function highWater(pid: number | undefined): number | undefined {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? undefined : Number(line[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Clock ticks are 10 ms on Linux. */
function processorTime(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
