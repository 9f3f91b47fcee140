// Whole teams in our constructs against stock cdk8s with the same objects:
//   npm run build && node --import tsx bench/construct-teams.ts 250 1000 4000
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OURS = `
const { InferenceService, KatibExperiment, KubeflowApp, TeamStack, TrainingJob, double, int, maximize } = require(LIB);
const app = new KubeflowApp({ outdir: OUT });
for (let i = 0; i < N; i++) {
  const team = new TeamStack(app, 'team-' + i, {
    owner: 'ada@acme.io', members: { 'bob@acme.io': 'edit', 'eve@acme.io': 'view' }, quota: { cpu: 64, memory: '1Ti', gpu: 16 },
  });
  new TrainingJob(team, 'sft', { framework: 'torch', image: 'acme/sft:1', nodes: 2, gpu: 8, gang: false });
  new KatibExperiment(team, 'tune', {
    objective: maximize('accuracy'), space: { lr: double(0.001, 0.1), layers: int(2, 8) },
    trial: ({ lr, layers }) => ({ framework: 'torch', image: 'acme/sft:1', nodes: 1, gpu: 1, command: ['train.py', '--lr=' + lr, layers] }),
  });
  new InferenceService(team, 'chat', { model: { format: 'sklearn', uri: 's3://models/chat' }, canaryPercent: 10 });
}
app.synth();`;
const STOCK = `
const { ApiObject, App, Chart } = require('cdk8s');
const { loadAll } = require('js-yaml');
const { readFileSync, readdirSync } = require('node:fs');
const files = readdirSync(FROM).map((name) => loadAll(readFileSync(FROM + '/' + name, 'utf8')));
const begun = process.hrtime.bigint();
const app = new App({ outdir: OUT });
for (const [i, objects] of files.entries()) {
  const chart = new Chart(app, 'c' + i);
  for (const [j, object] of objects.entries()) new ApiObject(chart, 'o' + j, object);
}
app.synth();
console.log(Number(process.hrtime.bigint() - begun) / 1e9);`;

const lib = join(__dirname, '../lib');
for (const count of process.argv.slice(2).map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-bench-'));
  const out = join(folder, 'ours');
  const run = (program: string, to: string) => {
    const head = `const LIB=${JSON.stringify(lib)},OUT=${JSON.stringify(to)},FROM=${JSON.stringify(out)},N=${count};`;
    const tail = ';process.stdout.write((process.resourceUsage().maxRSS / 1024).toFixed(0));';
    const begun = process.hrtime.bigint();
    const printed = execFileSync(process.execPath, ['-e', head + program + tail], {
      cwd: join(__dirname, '..'),
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .split('\n');
    return { seconds: Number(process.hrtime.bigint() - begun) / 1e9, printed };
  };
  const ours = run(OURS, out);
  const bytes = readdirSync(out).reduce((sum, name) => sum + statSync(join(out, name)).size, 0);
  const stock = count > 1000 ? undefined : Number(run(STOCK, join(folder, 'stock')).printed[0]);
  const files = readdirSync(out).length;
  console.log(
    `${count} teams: ${ours.seconds.toFixed(2)} s, checked, whole process; ${(bytes / 1e6).toFixed(1)} MB in ${files} files; peak ${ours.printed.at(-1)} MB; ` +
      `stock cdk8s, its synthesis alone: ${stock === undefined ? 'not run' : `${stock.toFixed(2)} s, ${(stock / ours.seconds).toFixed(1)} times ours`}`,
  );
  rmSync(folder, { recursive: true });
}
