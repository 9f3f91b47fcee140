import { App } from 'cdk8s';
import { OutputFolder, startRun, synthesize } from '../../src/core/synth';
import { addCharts } from './constructs';
import { shapes } from './shape';
import { teamObjects } from './team';

/** Runs a program of teams again and again in one process, as `synth --watch` does; prints the ms of each run. */
function main(): void {
  const [count, runs, outdir] = process.argv.slice(2) as [string, string, string];
  for (let run = 0; run < Number(runs); run++) {
    const started = performance.now();
    startRun();
    const groups = shapes.teams(Number(count));
    const edited = teamObjects('team-5').map((object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { RUN: String(run) } } : object,
    );
    groups[5] = { name: 'team-5', objects: edited };
    const app = new App({ outdir });
    addCharts(app, groups);
    const output = new OutputFolder(outdir);
    synthesize(app, { output });
    const { written } = output.commit();
    output.discard();
    if (run > 0 && written.length !== 1) throw new Error(`${written.length} files changed, 1 expected`);
    process.stdout.write(`${performance.now() - started}\n`);
  }
}

main();
