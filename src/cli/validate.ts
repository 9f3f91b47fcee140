import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type KubeflowRelease, latestRelease, releases } from '../core/release';
import { InvalidValue } from '../core/values';
import { type Declared, type Finding, validateManifests, YamlError } from '../validation';
import { isCrd } from '../validation/crd';
import { lineFinder } from '../validation/lines';
import { objectsOf, type SourceObject } from '../validation/sources';
import type { CommandOutput } from './command';

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

type Format = 'text' | 'json' | 'github';

interface Arguments {
  readonly paths: readonly string[];
  readonly release: KubeflowRelease;
  readonly isolated: boolean;
  readonly closed: boolean;
  readonly crds: readonly string[];
  readonly declared: readonly Declared[];
  readonly output: Format;
}

/** A finding with the file it is in. */
interface Located extends Omit<Finding, 'object' | 'namespace'> {
  readonly file: string;
  readonly document: number;
  readonly namespace: string;
}

/** `kubeflow-cdk validate`: 0 valid, 1 errors, 2 unreadable. */
export async function runValidate(args: readonly string[], io: CommandOutput): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(USAGE);
    return 0;
  }
  let given: Arguments;
  let crds: unknown[];
  try {
    given = parseArguments(args);
    crds = given.crds.flatMap(crdsOf);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    io.err(error.message);
    return 2;
  }
  let unreadable = false;
  const texts = new Map<string, string>();
  const files: SourceObject[][] = [];
  for (const path of given.paths) {
    try {
      for (const file of filesOf(path)) {
        if (texts.has(file)) continue;
        const text = read(file);
        texts.set(file, text);
        files.push(parsed(file, text));
      }
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      io.err(error.message);
      unreadable = true;
    }
  }
  const sets = given.isolated ? files : [files.flat()];
  const findings = sets.flatMap((set) => judged(set, given, crds));
  const objects = files.reduce((sum, file) => sum + file.length, 0);
  report(findings, given.output, { objects, files: files.length, texts }, io);
  if (unreadable) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function judged(set: readonly SourceObject[], given: Arguments, crds: readonly unknown[]): Located[] {
  const { release, closed, declared } = given;
  const found = validateManifests(
    set.map(({ value }) => value),
    { release, closed, declared, ...(crds.length > 0 && { crds }) },
  );
  const located: Located[] = [];
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
): Located {
  const { file, document, value } = source;
  const written = (value ?? {}) as {
    apiVersion?: unknown;
    kind?: unknown;
    metadata?: { name?: unknown; namespace?: unknown };
  };
  const text = (given: unknown) => (typeof given === 'string' ? given : '');
  return {
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
}

interface Totals {
  readonly objects: number;
  readonly files: number;
  readonly texts: ReadonlyMap<string, string>;
}

function report(findings: readonly Located[], format: Format, totals: Totals, io: CommandOutput): void {
  if (format === 'json') {
    io.out(JSON.stringify(findings, null, 2));
    return;
  }
  const finders = new Map<string, ReturnType<typeof lineFinder>>();
  const lineOf = ({ file, document, path }: Located): number | undefined => {
    let finder = finders.get(file);
    if (finder === undefined) {
      finder = lineFinder(totals.texts.get(file) ?? '');
      finders.set(file, finder);
    }
    return finder(document, path);
  };
  const unknown = findings.filter(({ rule }) => rule === 'kind/unknown');
  for (const finding of findings) {
    if (finding.rule !== 'kind/unknown')
      io.out(format === 'github' ? annotation(finding, lineOf(finding)) : line(finding, lineOf(finding)));
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors - unknown.length;
  const kinds = new Map<string, number>();
  for (const { apiVersion, kind } of unknown)
    kinds.set(`${kind} of ${apiVersion}`, (kinds.get(`${kind} of ${apiVersion}`) ?? 0) + 1);
  if (unknown.length > 0) {
    const named = [...kinds].map(([kind, times]) => `${kind} (${times})`).join(', ');
    const sentence = `${count(unknown.length, 'object')} of unknown kinds, only their metadata was checked: ${named}; add their CRDs with --crds`;
    io.out(format === 'github' ? `::warning title=kind/unknown::${escaped(sentence)}` : sentence);
  }
  const summary = `${count(errors, 'error')}, ${count(warnings, 'warning')} in ${count(totals.objects, 'object')} of ${count(totals.files, 'file')}`;
  if (format === 'text') io.out(summary);
}

function line(finding: Located, at: number | undefined): string {
  const { file, document, severity, rule, path, message } = finding;
  const place = at === undefined ? (document > 0 ? `${file}#${document}` : file) : `${file}:${at}`;
  return `${place}: ${severity}: ${called(finding)}: ${path === '' ? '' : `${path}: `}${message} (${rule})`;
}

function annotation(finding: Located, at: number | undefined): string {
  const { file, severity, rule, path, message } = finding;
  const where = `file=${property(file)}${at === undefined ? '' : `,line=${at}`},title=${property(rule)}`;
  return `::${severity} ${where}::${escaped(`${called(finding)}: ${path === '' ? '' : `${path}: `}${message}`)}`;
}

function called({ kind, namespace, name }: Located): string {
  return `${kind || 'object'} ${namespace === '' ? name : `${namespace}/${name}`}`.trim();
}

/** GitHub's workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function parseArguments(args: readonly string[]): Arguments {
  const paths: string[] = [];
  const crds: string[] = [];
  const declared: Declared[] = [];
  let release: string = latestRelease;
  let output = 'text';
  let isolated = false;
  let closed = false;
  for (let at = 0; at < args.length; at++) {
    const [arg, inline] = splitOption(args[at]!);
    const value = () => {
      const given = inline ?? args[++at];
      if (given === undefined || given === '') throw new InvalidValue(`${arg}: a value is missing\n\n${USAGE}`);
      return given;
    };
    if (arg === '--isolated') isolated = true;
    else if (arg === '--closed') closed = true;
    else if (arg === '--release') release = value();
    else if (arg === '--output' || arg === '-o') output = value();
    else if (arg === '--crds') crds.push(value());
    else if (arg === '--declare') declared.push(declaration(value()));
    else if (arg.startsWith('-') && arg !== '-') throw new InvalidValue(`${arg}: there is no such option\n\n${USAGE}`);
    else paths.push(args[at]!);
  }
  if (!releases.includes(release as KubeflowRelease))
    throw new InvalidValue(`--release: '${release}' is none of ${releases.join(', ')}`);
  if (output !== 'text' && output !== 'json' && output !== 'github')
    throw new InvalidValue(`--output: '${output}' is none of text, json, github`);
  if (paths.length === 0) throw new InvalidValue(`no file and no folder is named\n\n${USAGE}`);
  return { paths, release: release as KubeflowRelease, isolated, closed, crds, declared, output };
}

function splitOption(arg: string): [string, string | undefined] {
  const at = arg.startsWith('--') ? arg.indexOf('=') : -1;
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
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
    .flatMap((file) => parsed(file, read(file)).map(({ value }) => value))
    .filter(isCrd);
  if (found.length === 0) throw new InvalidValue(`--crds: there is no CustomResourceDefinition in ${path}`);
  return found;
}

function parsed(file: string, text: string): SourceObject[] {
  try {
    return objectsOf(file, text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new InvalidValue(`${file}: cannot be read: ${error.message}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new InvalidValue(`${file === '-' ? 'standard input' : file}: cannot be read (${code(error)})`);
  }
}

/** The file itself, or all YAML and JSON files below a folder, in the order of their names. */
function filesOf(path: string): string[] {
  if (path === '-') return [path];
  try {
    if (!statSync(path).isDirectory()) return [path];
    return walk(path);
  } catch (error) {
    throw new InvalidValue(`${path}: cannot be read (${code(error)})`);
  }
}

function walk(folder: string): string[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : walk(path);
    return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function code(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
