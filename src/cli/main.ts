#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../core/errors';
import type { Command, CommandOutput } from './command';

/** Each is loaded when it is called for: start-up is most of a short command. */
const commands: Readonly<Record<string, { readonly does: string; readonly load: () => Command }>> = {
  synth: {
    does: 'run a program; with --watch again on every change',
    load: () => require('./watch').runSynth,
  },
  validate: {
    does: 'check manifests as a cluster of a release would',
    load: () => require('./validate').runValidate,
  },
  access: {
    does: 'decide a request against AuthorizationPolicies as the mesh would',
    load: () => require('./access').runAccess,
  },
  fit: {
    does: 'say whether workloads fit a fleet, as the scheduler would',
    load: () => require('./fit').runFit,
  },
  report: {
    does: 'show the fleet of a program, its teams and their work',
    load: () => require('./report').runReport,
  },
  pipeline: {
    does: 'compile a pipeline to its IR, or validate one',
    load: () => require('./pipeline').runPipeline,
  },
};

const USAGE = `usage: kubeflow-cdk COMMAND [ARGUMENTS]
       kubeflow-cdk --version

${Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(10)}${does}`)
  .join('\n')}

kubeflow-cdk COMMAND --help says more.`;

/** Runs one command line; returns its exit code. */
export async function main(args: readonly string[], io: CommandOutput): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(USAGE);
    return 2;
  }
  if (name === '--version' || name === '-v') {
    io.out(version());
    return 0;
  }
  const asked = name === 'help' && rest[0] !== undefined ? rest[0] : name;
  if (['help', '--help', '-h'].includes(asked)) {
    io.out(USAGE);
    return 0;
  }
  const command = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  if (command === undefined) {
    const [what, known] = asked.startsWith('-')
      ? ['option', ['--help', '--version']]
      : ['command', Object.keys(commands)];
    io.err(`'${asked}' is no ${what}${didYouMean(asked, known)}\n\n${USAGE}`);
    return 2;
  }
  return command.load()(asked === name ? rest : ['--help'], io);
}

function version(): string {
  const manifest = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** Runs the process's own command line. Whoever reads the output may stop reading early, as head does. */
export function run(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

  main(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  }).then(
    (code) => {
      process.exitCode = code;
    },
    (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
    },
  );
}

if (require.main === module) run();
