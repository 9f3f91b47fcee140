import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';
import { dump } from 'js-yaml';
import type { Command } from './measure';
import { type Shape, shapes } from './programs/shape';
import { type Manifest, teamObjects } from './programs/team';

/** A way to make the same objects. */
export interface Peer {
  readonly name: string;
  /** Why it cannot be measured here. */
  readonly missing?: string;
  /** The command that makes `count` of a shape into `outdir`; input is made in `workdir`. */
  readonly command: (shape: Shape, count: number, workdir: string, outdir: string) => Command;
}

const compiled = resolve(__dirname, 'dist');

/** The programs as JavaScript, so that no loader is measured. They use the built library. */
export function compilePrograms(): void {
  rmSync(compiled, { recursive: true, force: true });
  mkdirSync(compiled, { recursive: true });
  const programs = resolve(__dirname, 'programs');
  for (const file of readdirSync(programs).filter((name) => name.endsWith('.ts'))) {
    const { code } = transformFileSync(join(programs, file), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(compiled, file.replace(/\.ts$/, '.js')), code.replaceAll('../../src/', '../../lib/'));
  }
}

function node(name: string, program: string): Peer {
  return {
    name,
    command: (shape, count, _, outdir) => ({
      program: process.execPath,
      args: [join(compiled, `${program}.js`), shape, String(count), outdir],
    }),
  };
}

export const ours = node('kubeflow-cdk', 'ours');
/** The program of `checked`, all of the library loaded, without its checks. */
export const unchecked = node('kubeflow-cdk, unchecked', 'unchecked');
export const checked = node('kubeflow-cdk, checked', 'checked');
export const stock = node('cdk8s', 'stock');
export const jsYaml = node('js-yaml', 'js-yaml');
export const json = node('JSON.stringify', 'json');

export const jsonnet: Peer = {
  name: 'jsonnet',
  missing: isInstalled('jsonnet', '--version') ? undefined : 'jsonnet is not installed (apt-get install jsonnet)',
  command: (_, count, __, outdir) => {
    mkdirSync(outdir, { recursive: true });
    const program = resolve(__dirname, 'programs', 'teams.jsonnet');
    return { program: 'jsonnet', args: ['-m', outdir, '--tla-code', `count=${count}`, program] };
  },
};

export const kustomize: Peer = {
  name: 'kubectl kustomize',
  missing: isInstalled('kubectl', 'version', '--client') ? undefined : 'kubectl is not installed',
  command: (_, count, workdir, outdir) => {
    writeOverlays(count, workdir);
    return { program: 'kubectl', args: ['kustomize', workdir], output: join(outdir, 'teams.yaml') };
  },
};

function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args).status === 0;
}

/** A name that is in the objects of a team wherever the team is. */
const TEAM = 'team-name';

/** A base, and an overlay for each team that sets its namespace and what else is a team's own. */
function writeOverlays(count: number, workdir: string): void {
  rmSync(workdir, { recursive: true, force: true });
  const base = join(workdir, 'base');
  mkdirSync(base, { recursive: true });
  writeFileSync(
    join(base, 'objects.yaml'),
    teamObjects(TEAM)
      .map((object) => dump(object))
      .join('---\n'),
  );
  writeFileSync(join(base, 'kustomization.yaml'), 'resources: [objects.yaml]\n');
  const teams = shapes.teams(count);
  for (const { name, objects } of teams) {
    const overlay = join(workdir, 'teams', name);
    mkdirSync(overlay, { recursive: true });
    const patches = objects.map((object) => ({
      target: { kind: object.kind },
      options: { allowNameChange: true },
      patch: dump(replacements(template(object), object)),
    }));
    writeFileSync(join(overlay, 'kustomization.yaml'), dump({ resources: ['../../base'], patches }, { lineWidth: -1 }));
  }
  writeFileSync(join(workdir, 'kustomization.yaml'), dump({ resources: teams.map(({ name }) => `teams/${name}`) }));
}

function template({ kind }: Manifest): Manifest {
  return teamObjects(TEAM).find((object) => object.kind === kind)!;
}

interface Replacement {
  readonly op: 'replace';
  readonly path: string;
  readonly value: unknown;
}

function replacements(from: unknown, to: unknown, path = ''): Replacement[] {
  if (typeof from !== 'object' || from === null) return from === to ? [] : [{ op: 'replace', path, value: to }];
  return Object.entries(from).flatMap(([key, value]) =>
    replacements(
      value,
      (to as Record<string, unknown>)[key],
      `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  );
}

/** Every document a peer wrote, in no order, as JSON with sorted keys. */
export function documentsIn(outdir: string, load: (text: string) => unknown[]): string[] {
  return (readdirSync(outdir, { recursive: true }) as string[])
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .flatMap((file) => load(readFileSync(join(outdir, file), 'utf8')))
    .flat()
    .map((document) => JSON.stringify(sorted(document)))
    .sort();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
