#!/usr/bin/env node
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

${Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(10)}${does}`)
  .join('\n')}

kubeflow-cdk COMMAND --help says more.`;

/** Runs one command line; returns its exit code. */
export async function main(args: readonly string[], io: CommandOutput): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? io.err : io.out)(USAGE);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    io.err(`'${name}' is no command${didYouMean(name, Object.keys(commands))}\n\n${USAGE}`);
    return 2;
  }
  return command.load()(rest, io);
}

if (require.main === module) {
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
