import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { openSchemas, type SchemaFile } from '../../src/validation/schema-store';
import { type Folded, foldFolders, foldReleases, releaseSets, sorted } from './crds';
import { type Output, readable } from './files';
import { foldKubernetes } from './kubernetes';
import { findPackage, type KubernetesFacts, readPackage } from './kubernetes-package';
import { catalogs, foldCatalogs } from './releases';
import { sourcesOf } from './sources';
import type { TypesInput } from './types/input';
import { typeFiles } from './types/main';

export const root = resolve(__dirname, '..', '..');
const schemas = join(root, 'schemas');

/** What only these scripts read: names of Kubernetes' types in core.json, and where each kind comes from. */
interface Sources {
  readonly definitions: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, string>>;
}

/** This repository's schemas and types. @param say is told what is skipped for want of its source */
export function ownFiles(output: Output, data: string, say: (line: string) => void): void {
  const before = existsSync(join(schemas, 'sources.json'))
    ? read<Sources>('sources.json')
    : { definitions: {}, sources: {} };
  const released = existsSync(join(data, 'crds')) ? upstreamFiles(output, data) : undefined;
  if (!released) say(`skipped schemas/crds.json and schemas/releases.json: no upstream data at ${data}`);
  const kubernetes = kubernetesFiles(output, say);
  const crds = released?.crds ?? read<Folded>('crds.json');
  const core = kubernetes?.folded ?? read<Folded>('core.json');
  const sources: Sources = {
    definitions: kubernetes?.types ?? before.definitions,
    sources: sorted(
      Object.entries({
        ...(released && kubernetes ? {} : before.sources),
        ...released?.sources,
        ...kubernetes?.sources,
      }),
    ),
  };
  output.add(join(schemas, 'sources.json'), readable(sources));
  output.own(join(root, 'src', 'generated'), '.ts');
  for (const [name, text] of typeFiles(typesInput(crds, core, sources))) {
    output.add(join(root, 'src', 'generated', `${name}.ts`), text);
  }
}

function upstreamFiles(output: Output, data: string): { crds: Folded; sources: Record<string, string> } {
  const crds = foldReleases(data, join(__dirname, 'go-types'));
  const releases = catalogs(data);
  output.add(join(schemas, 'crds.json'), readable(crds));
  output.add(join(schemas, 'releases.json'), readable(foldCatalogs(releases)));
  return { crds, sources: sourcesOf(data, releases) };
}

interface Kubernetes extends ReturnType<typeof foldKubernetes> {
  readonly sources: Record<string, string>;
}

function kubernetesFiles(output: Output, say: (line: string) => void): Kubernetes | undefined {
  const facts = load(readFileSync(join(__dirname, 'kubernetes.yaml'), 'utf8')) as KubernetesFacts;
  const modules = findPackage(root, facts);
  if (!modules) {
    say(`skipped schemas/core.json: ${facts.package} is not installed`);
    return undefined;
  }
  const kubernetes = foldKubernetes(readPackage(modules, facts));
  output.add(join(schemas, 'core.json'), readable(kubernetes.folded));
  const sources = Object.keys(kubernetes.folded.kinds.core!).map((key) => [key, facts.kinds[key]!.definition]);
  return {
    ...kubernetes,
    sources: Object.fromEntries(sources.map(([key, name]) => [key, `${facts.package} ${name}`])),
  };
}

/** Types and folded schemas for the CRDs of a folder; Kubernetes' own types are written beside them. */
export function userFiles(output: Output, crds: string, out: string): void {
  const folded = foldFolders({ user: crds });
  if (Object.keys(folded.kinds.user!).length === 0) throw new Error(`${crds}: no CustomResourceDefinition in it`);
  const { definitions } = read<Sources>('sources.json');
  const input = typesInput(folded, { ...read<Folded>('core.json'), kinds: {} }, { definitions, sources: {} });
  output.add(join(out, 'schemas.json'), readable(folded));
  for (const [name, text] of typeFiles({ ...input, releases: ['user'], onlyUsed: true }))
    output.add(join(out, `${name}.ts`), text);
}

function typesInput(crds: Folded, core: Folded, { definitions, sources }: Sources): TypesInput {
  const first = crds.nodes.length;
  const moved = Object.entries(definitions).map(([name, index]) => [name, index + first] as const);
  const { nodes, kinds } = openSchemas(crds as SchemaFile, core as SchemaFile);
  return { nodes, kinds, releases: releaseSets, definitions: Object.fromEntries(moved), sources };
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(schemas, file), 'utf8')) as T;
}
