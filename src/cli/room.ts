import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** In megabytes. What a run makes lives until the next one: without room for it, half of a run is moving it about. */
const ROOM = '--max-semi-space-size=64';

/**
 * Runs this process's command line in another one that has room for a program, and returns its exit code. Undefined in
 * that process, and in one that says itself how much room it has, or is debugged.
 */
export async function runWithRoom(): Promise<number | undefined> {
  const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (/--(max[-_]semi[-_]space[-_]size|inspect)/.test(options)) {
    process.once('disconnect', endAlong);
    return undefined;
  }
  const child = spawn(process.execPath, [ROOM, ...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  process.on('SIGINT', () => child.kill('SIGINT'));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

function endAlong(): never {
  process.exit(1);
}

/** Lets the process end, which would wait for the one that started it. */
export function leaveRoom(): void {
  process.off('disconnect', endAlong);
  if (process.connected) process.disconnect();
}
