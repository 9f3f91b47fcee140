import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { KubeflowError } from '../core/errors';
import { InvalidValue, isRecord } from '../core/values';
import type { ClusterReport, PriceTable } from '../stacks/fleet';
import { readArguments } from './arguments';
import type { CommandOutput } from './command';

const USAGE = `usage: kubeflow-cdk report [PROGRAM] [--output text|html] [--prices FILE.json]

Shows what the clusters of a program have and who asks what of them. Runs PROGRAM, or the app of cdk8s.yaml, into a
temporary folder. Prices are those of a node for an hour, by machine type or pool: { "p5.48xlarge": 98.32 }.`;

interface Options {
  readonly program?: string;
  readonly output: 'text' | 'html';
  readonly prices?: string;
}

/** `kubeflow-cdk report`: 0 reported, 1 the program was refused, 2 not started. */
export function runReport(args: readonly string[], io: CommandOutput): number {
  let options: Options | 'help';
  try {
    options = parsed(args);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    io.err(error.message);
    return 2;
  }
  if (options === 'help') {
    io.out(USAGE);
    return 0;
  }
  const command = options.program === undefined ? appCommand() : programCommand(options.program);
  if (typeof command !== 'object') {
    io.err(command);
    return 2;
  }
  try {
    const prices = options.prices === undefined ? undefined : readPrices(options.prices);
    const run = runProgram(command.command);
    if (run.reports.length === 0 || run.status !== 0) {
      io.err(run.stderr.trimEnd() || `report: ${command.command} made no cluster: it must call app.synth()`);
      return 1;
    }
    io.out(options.output === 'html' ? html(run.reports, prices) : text(run.reports, prices));
    return 0;
  } catch (error) {
    if (!(error instanceof KubeflowError)) throw error;
    io.err(error.message);
    return 2;
  }
}

function text(reports: readonly ClusterReport[], prices?: PriceTable): string {
  return (require('../stacks/fleet/report-text') as typeof import('../stacks/fleet/report-text')).textReport(
    reports,
    prices,
  );
}

function html(reports: readonly ClusterReport[], prices?: PriceTable): string {
  const { htmlReport } = require('../stacks/fleet/report-html') as typeof import('../stacks/fleet/report-html');
  return htmlReport(reports, prices).trimEnd();
}

/** Throws InvalidValue. */
function parsed(args: readonly string[]): Options | 'help' {
  const given = readArguments('report', args, { '--output': 'value', '-o': '--output', '--prices': 'value' });
  if (given.help) return 'help';
  const output = given.value('--output') ?? 'text';
  if (output !== 'text' && output !== 'html') throw new InvalidValue(`--output: '${output}' is neither text nor html`);
  const [program, ...more] = given.words;
  if (more.length > 0) throw new InvalidValue(`one program is run, ${given.words.length} are named\n\n${USAGE}`);
  return { program, output, prices: given.value('--prices') };
}

type Runnable = { readonly command: string } | string;

function programCommand(program: string): Runnable {
  if (!existsSync(program)) return `report: there is no file ${program}`;
  const loader = /\.[cm]?tsx?$/.test(program) ? ' --import tsx' : '';
  return { command: `"${process.execPath}"${loader} "${program}"` };
}

function appCommand(): Runnable {
  const missing = 'report: name a program, or say how to run it as app in cdk8s.yaml';
  if (!existsSync('cdk8s.yaml')) return missing;
  const settings: unknown = parse(readFileSync('cdk8s.yaml', 'utf8'));
  return isRecord(settings) && typeof settings.app === 'string' ? { command: settings.app } : missing;
}

function readPrices(file: string): PriceTable {
  const { priceTable } = require('../stacks/fleet') as typeof import('../stacks/fleet');
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new KubeflowError([`${file}: cannot be read as JSON: ${(error as Error).message}`]);
  }
  return priceTable(data, file);
}

/** Has the program's own process write down what each synthesis reports, one JSON a line. */
function runProgram(command: string): { reports: ClusterReport[]; status: number | null; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-report-'));
  const file = join(folder, 'reports');
  const hook = `import{appendFileSync as a}from"node:fs";globalThis[Symbol.for("kubeflow-cdk/report")]=r=>a(${JSON.stringify(file)},JSON.stringify(r)+"\\n")`;
  try {
    const { status, stderr } = spawnSync(command, {
      shell: true,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        CDK8S_OUTDIR: join(folder, 'dist'),
        CDKTF_OUTDIR: join(folder, 'cdktf.out'),
        NODE_OPTIONS:
          `${process.env.NODE_OPTIONS ?? ''} --import=data:text/javascript,${encodeURIComponent(hook)}`.trim(),
      },
    });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    // A program that synthesizes twice reports twice: the last word on each cluster counts.
    const reports = new Map(lines.map((line) => JSON.parse(line) as ClusterReport).map((one) => [one.cluster, one]));
    return { reports: [...reports.values()], status, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
