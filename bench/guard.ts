import { App } from 'cdk8s';
import { startRun, synthesize } from '../src/core/synth';
import { addCharts } from './programs/constructs';
import { type Group, type Shape, shapes } from './programs/shape';

/** What CI stands on: ratios of one run, at least twice what a quiet machine shows, far below what a quadratic walk gives. */
const guards = [
  { name: '10,000 objects, ours to JSON.stringify', most: 12, of: (t: Times) => t.chart10 / t.json10 },
  { name: '30,000 objects to 10,000 in one chart', most: 6, of: (t: Times) => t.chart30 / t.chart10 },
  { name: '10,000 objects, in 1,000 charts to one chart', most: 5, of: (t: Times) => t.charts10 / t.chart10 },
  { name: '10,000 objects, in 100 nested charts to one chart', most: 4, of: (t: Times) => t.nested10 / t.chart10 },
  { name: '3,000 teams on a platform to 1,000', most: 7, of: (t: Times) => t.dependent3000 / t.dependent1000 },
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

/** To the bytes of every file; what the kernel takes to store a thousand of them is the disk's affair. */
function measure(): Times {
  const synth = (shape: Shape, count: number) => {
    const groups = shapes[shape](count);
    return least(() => {
      const app = new App();
      addCharts(app, groups);
      startRun();
      return timed(() => synthesize(app, { keepObjects: false }));
    });
  };
  const stringify = (groups: readonly Group[]) => least(() => timed(() => JSON.stringify(groups)));
  synth('charts', 3000);
  return {
    json10: stringify(shapes.chart(10_000)),
    chart10: synth('chart', 10_000),
    chart30: synth('chart', 30_000),
    charts10: synth('charts', 10_000),
    nested10: synth('nested', 10_000),
    dependent1000: synth('dependent', 1000),
    dependent3000: synth('dependent', 3000),
  };
}

/** A ratio that is too high now and then is another program's doing; one that is too high every time is ours. */
const ATTEMPTS = 4;

function main(): void {
  let broken = guards;
  for (let attempt = 0; attempt < ATTEMPTS && broken.length > 0; attempt++) {
    const times = measure();
    broken = broken.filter(({ name, most, of }) => {
      const ratio = of(times);
      process.stdout.write(`${ratio <= most ? 'ok ' : 'BAD'} ${name}: ${ratio.toFixed(2)}, at most ${most}\n`);
      return ratio > most;
    });
  }
  if (broken.length > 0) process.exitCode = 1;
}

main();
