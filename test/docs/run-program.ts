import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { transformSync } from '@swc/core';
import { parseAllDocuments } from 'yaml';
import { tempFolder } from '../temp';

export type Json = Record<string, unknown>;
export interface Output {
  readonly objects: readonly Json[];
  /** The Terraform JSON of each stack. */
  readonly stacks: readonly Json[];
  /** Lines on standard error. */
  readonly warnings: readonly string[];
}

/** Runs what writes below dist and cdktf.out in a folder of its own, and reads what it has written. */
export function outputOf(run: () => void): Output {
  const before = { cwd: process.cwd(), env: process.env };
  const folder = tempFolder('program');
  const warnings: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    warnings.push(...String(text).trim().split('\n'));
    return true;
  });
  try {
    process.env = { ...before.env, CDK8S_OUTDIR: join(folder, 'dist'), CDKTF_OUTDIR: join(folder, 'cdktf.out') };
    process.chdir(folder);
    run();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    const read = (ending: string): string[] =>
      files.filter((file) => file.endsWith(ending)).map((file) => readFileSync(join(folder, file), 'utf8'));
    const stacks = read('cdk.tf.json').map((text) => JSON.parse(text));
    return { objects: read('.yaml').flatMap(documents), stacks, warnings };
  } finally {
    stderr.mockRestore();
    process.chdir(before.cwd);
    process.env = before.env;
    rmSync(folder, { recursive: true });
  }
}

/** Runs a guide's program, which may leave the final `app.synth()` to its reader; gives the lines it prints. */
export function runSource(source: string, require: NodeJS.Require): string[] {
  const apps = [...source.matchAll(/^(?:export )?const (\w+) = new (?:KubeflowApp|App)\(/gm)].map(
    ([, name]) => `${name}.synth();`,
  );
  const whole = /\.synth\(\)/.test(source) ? source : `${source}\n${apps.join('\n')}`;
  const { code } = transformSync(whole, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const printed: string[] = [];
  const now = (_name: string, body: () => void): void => body();
  const given = {
    require,
    exports: {},
    module: {},
    console: { ...console, log: (...values: unknown[]) => printed.push(...format(...values).split('\n')) },
    test: now,
    it: now,
    describe: now,
  };
  new Function(...Object.keys(given), code)(...Object.values(given));
  return printed;
}

export const documents = (text: string): Json[] =>
  parseAllDocuments(text, { version: '1.1' }).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(document.errors.map(({ message }) => message).join('\n'));
    const object: unknown = document.toJS();
    return object === null ? [] : [object as Json];
  });

/** `Kind name` of an object, for messages. */
export const nameOf = (object: Json): string => `${object.kind} ${(object.metadata as Json | undefined)?.name}`;
