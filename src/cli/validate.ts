import { resolve } from 'node:path';
import { didYouMean } from '../core/errors';
import { type KubeflowRelease, latestRelease, releases } from '../core/release';
import { InvalidValue } from '../core/values';
import { type Declared, type Finding, validateManifests } from '../validation';
import { isCrd } from '../validation/crd';
import type { SourceObject } from '../validation/sources';
import { readArguments } from './arguments';
import type { CommandOutput } from './command';
import { filesOf, parsed, read } from './validate-files';
import { count, type Format, type Found, formats, report } from './validate-report';

const USAGE = `usage: kubeflow-cdk validate PATH... [--release R] [--isolated] [--closed] [--crds DIR]
                             [--declare KIND[/NAMESPACE]/NAME] [--output text|json|github]

Says what a cluster with Kubeflow would refuse of the manifests in files and folders; '-' reads standard input.
All paths together are one set: an identity used twice is an error, a reference to something outside the set a warning.

  --release R       the Kubeflow release: ${releases.join(', ')} (default ${latestRelease})
  --isolated        every file is a set of its own
  --closed          the set is all that there is: references to anything outside are errors
  --crds DIR        CustomResourceDefinitions of further kinds, a file or a folder
  --declare THING   something that exists already, such as Secret/team-a/hf-token
  --output FORMAT   text, json (one array of findings) or github (annotations)

Exit code: 0 valid, 1 findings of severity error, 2 something could not be read.`;

interface Wanted {
  readonly paths: readonly string[];
  readonly release: KubeflowRelease;
  readonly isolated: boolean;
  readonly closed: boolean;
  readonly crds: readonly string[];
  readonly declared: readonly Declared[];
  readonly output: Format;
}

/** `kubeflow-cdk validate`: 0 valid, 1 errors, 2 unreadable. */
export async function runValidate(args: readonly string[], io: CommandOutput): Promise<number> {
  let wanted: Wanted;
  let crds: unknown[];
  try {
    const found = wantedOf(args);
    if (found === 'help') {
      io.out(USAGE);
      return 0;
    }
    wanted = found;
    crds = wanted.crds.flatMap(crdsOf);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    io.err(error.message);
    return 2;
  }
  const { files, texts, unreadable } = readAll(wanted.paths, io);
  const sets = wanted.isolated ? files : [files.flat()];
  const findings = sets.flatMap((set) => judged(set, wanted, crds));
  const objects = files.reduce((sum, file) => sum + file.length, 0);
  report(findings, wanted.output, { objects, files: files.length, texts }, io);
  if (unreadable) return 2;
  return findings.some(({ finding }) => finding.severity === 'error') ? 1 : 0;
}

interface ReadFiles {
  readonly files: readonly (readonly SourceObject[])[];
  readonly texts: ReadonlyMap<string, string>;
  readonly unreadable: boolean;
}

/** Reads each file once; what cannot be read, and what is no manifest, is told. */
function readAll(paths: readonly string[], io: CommandOutput): ReadFiles {
  let unreadable = false;
  const seen = new Set<string>();
  const texts = new Map<string, string>();
  const files: SourceObject[][] = [];
  const kustomizations = new Set<string>();
  const attempt = (read: () => void) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      io.err(error.message);
      unreadable = true;
    }
  };
  for (const path of paths) {
    attempt(() => {
      const found = filesOf(path);
      if (found.files.length === 0) io.err(`${path}: has no .yaml, .yml or .json file to check`);
      for (const file of found.kustomizations) kustomizations.add(file);
      for (const file of found.files) {
        if (seen.has(resolve(file))) continue;
        seen.add(resolve(file));
        attempt(() => {
          const text = read(file);
          files.push(parsed(file, text));
          texts.set(file, text);
        });
      }
    });
  }
  const [first] = kustomizations;
  if (first !== undefined)
    io.err(`${first}: left out, as ${count(kustomizations.size, 'file')} for kustomize and not for the cluster`);
  return { files, texts, unreadable };
}

function judged(set: readonly SourceObject[], wanted: Wanted, crds: readonly unknown[]): Found[] {
  const { release, closed, declared } = wanted;
  const found = validateManifests(
    set.map(({ value }) => value),
    { release, closed, declared, ...(crds.length > 0 && { crds }) },
  );
  const located: Found[] = [];
  let next = 0;
  for (const [i, source] of set.entries()) {
    for (const { path, line } of source.duplicateKeys) {
      located.push(
        locate(source, {
          rule: 'yaml/duplicate-key',
          severity: 'error',
          path,
          message: `is written twice, again in line ${line}`,
        }),
      );
    }
    for (; next < found.length && found[next]!.object === i; next++) located.push(locate(source, found[next]!));
  }
  return located;
}

function locate(
  source: SourceObject,
  finding: Pick<Finding, 'rule' | 'severity' | 'path' | 'message'> & Partial<Finding>,
): Found {
  const { file, document, at, value } = source;
  const written = (value ?? {}) as {
    apiVersion?: unknown;
    kind?: unknown;
    metadata?: { name?: unknown; namespace?: unknown };
  };
  const text = (given: unknown) => (typeof given === 'string' ? given : '');
  const located = {
    file,
    document,
    apiVersion: finding.apiVersion ?? text(written.apiVersion),
    kind: finding.kind ?? text(written.kind),
    namespace: finding.namespace ?? text(written.metadata?.namespace),
    name: finding.name ?? text(written.metadata?.name),
    severity: finding.severity,
    rule: finding.rule,
    path: finding.path,
    message: finding.message,
  };
  return { finding: located, at };
}

function wantedOf(args: readonly string[]): Wanted | 'help' {
  const given = readArguments('validate', args, {
    '--release': 'value',
    '--isolated': 'flag',
    '--closed': 'flag',
    '--crds': 'value',
    '--declare': 'value',
    '--output': 'value',
    '-o': '--output',
  });
  if (given.help) return 'help';
  const wanted: Wanted = {
    paths: given.words,
    release: oneOf('--release', given.value('--release') ?? latestRelease, releases),
    isolated: given.has('--isolated'),
    closed: given.has('--closed'),
    crds: given.values('--crds'),
    declared: given.values('--declare').map(declaration),
    output: oneOf('--output', given.value('--output') ?? 'text', formats),
  };
  if (wanted.paths.length === 0) throw new InvalidValue(`no file and no folder is named\n\n${USAGE}`);
  return wanted;
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new InvalidValue(`${option}: '${value}' is none of ${known.join(', ')}${didYouMean(value, known)}`);
}

function declaration(text: string): Declared {
  const [kind, ...rest] = text.split('/');
  const [namespace, name] = rest.length === 2 ? rest : [undefined, rest[0]];
  if (!kind || !name || rest.length > 2)
    throw new InvalidValue(`--declare: '${text}' is not KIND/NAME or KIND/NAMESPACE/NAME`);
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}

function crdsOf(path: string): unknown[] {
  const found = filesOf(path)
    .files.flatMap((file) => parsed(file, read(file)).map(({ value }) => value))
    .filter(isCrd);
  if (found.length === 0) throw new InvalidValue(`--crds: there is no CustomResourceDefinition in ${path}`);
  return found;
}
