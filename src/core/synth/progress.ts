import type { WriteStream } from 'node:tty';

/** Shorter work needs no line. */
const PATIENCE = 1000;
const PERIOD = 100;

/**
 * One line on a terminal while work takes longer than a second; nothing elsewhere, so nothing in CI.
 * Call what it returns with how much is done; the line is gone once all is.
 */
export function progressLine(
  what: string,
  stream: Pick<WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = Date.now,
): (done: number, all: number) => void {
  if (!stream.isTTY) return () => {};
  const started = now();
  let shownAt = 0;
  return (done, all) => {
    const time = now();
    if (done >= all) {
      if (shownAt > 0) stream.write('\r\x1b[K');
      shownAt = 0;
    } else if (time - started >= PATIENCE && time - shownAt >= PERIOD) {
      shownAt = time;
      stream.write(`\r\x1b[K${what} ${Math.floor((100 * done) / all)} % (${done} of ${all} objects)`);
    }
  };
}
