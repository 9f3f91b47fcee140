import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { startRun, synthesize, writeOutput } from '../src/core/synth';
import { addCharts } from './programs/constructs';
import { type Group, type Shape, shapes } from './programs/shape';

/** What CI stands on: ratios of one run, twice as loose as what is measured on a quiet machine. */
const guards = [
  { name: '10,000 objects, ours to JSON.stringify', most: 12, of: (t: Times) => t.chart10 / t.json10 },
  { name: '30,000 objects to 10,000 in one chart', most: 5, of: (t: Times) => t.chart30 / t.chart10 },
  { name: '10,000 objects, in 1,000 charts to one chart', most: 3, of: (t: Times) => t.charts10 / t.chart10 },
  { name: '10,000 objects, in 100 nested charts to one chart', most: 3, of: (t: Times) => t.nested10 / t.chart10 },
  { name: '3,000 teams on a platform to 1,000', most: 5, of: (t: Times) => t.dependent3000 / t.dependent1000 },
];

interface Times {
  readonly chart10: number;
  readonly chart30: number;
  readonly charts10: number;
  readonly nested10: number;
  readonly dependent1000: number;
  readonly dependent3000: number;
  readonly json10: number;
}

/** Each is the least of so many runs: other work on the machine only adds. */
const RUNS = 4;

function least(once: () => number): number {
  return Math.min(...Array.from({ length: RUNS }, once));
}

/** Processor time, as CI machines are shared. */
function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return user + system;
}

function main(): void {
  const outdir = join(mkdtempSync(join(tmpdir(), 'guard-')), 'dist');
  const synth = (shape: Shape, count: number) => {
    const groups = shapes[shape](count);
    return least(() => {
      const app = new App({ outdir });
      addCharts(app, groups);
      rmSync(outdir, { recursive: true, force: true });
      startRun();
      return timed(() => writeOutput(outdir, synthesize(app, { keepObjects: false }).files));
    });
  };
  const stringify = (groups: readonly Group[]) => least(() => timed(() => JSON.stringify(groups)));
  synth('charts', 3000);
  const times: Times = {
    json10: stringify(shapes.chart(10_000)),
    chart10: synth('chart', 10_000),
    chart30: synth('chart', 30_000),
    charts10: synth('charts', 10_000),
    nested10: synth('nested', 10_000),
    dependent1000: synth('dependent', 1000),
    dependent3000: synth('dependent', 3000),
  };
  rmSync(join(outdir, '..'), { recursive: true, force: true });
  for (const { name, most, of } of guards) {
    const ratio = of(times);
    const isKept = ratio <= most;
    process.stdout.write(`${isKept ? 'ok ' : 'BAD'} ${name}: ${ratio.toFixed(2)}, at most ${most}\n`);
    if (!isKept) process.exitCode = 1;
  }
}

main();
