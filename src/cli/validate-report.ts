import type { Finding } from '../validation';
import { lineFinder } from '../validation/lines';
import type { CommandOutput } from './command';

export const formats = ['text', 'json', 'github'] as const;
export type Format = (typeof formats)[number];

/** A finding with the file it is in, as it is printed. */
export interface Located extends Omit<Finding, 'object' | 'namespace'> {
  readonly file: string;
  readonly document: number;
  readonly namespace: string;
}
/** A finding, and where its object stands in its document. */
export interface Found {
  readonly finding: Located;
  readonly at: string;
}

export interface Totals {
  readonly objects: number;
  readonly files: number;
  /** What the files hold, for the lines of findings. */
  readonly texts: ReadonlyMap<string, string>;
}

export function report(found: readonly Found[], format: Format, totals: Totals, io: CommandOutput): void {
  const findings = found.map(({ finding }) => finding);
  if (format === 'json') {
    io.out(JSON.stringify(findings, null, 2));
    return;
  }
  const finders = new Map<string, ReturnType<typeof lineFinder>>();
  const lineOf = ({ finding: { file, document, path }, at }: Found): number | undefined => {
    let finder = finders.get(file);
    if (finder === undefined) {
      finder = lineFinder(totals.texts.get(file) ?? '');
      finders.set(file, finder);
    }
    return finder(document, [at, path].filter(Boolean).join('.'));
  };
  const unknown = findings.filter(({ rule }) => rule === 'kind/unknown');
  for (const one of found) {
    if (one.finding.rule !== 'kind/unknown')
      io.out((format === 'github' ? annotation : line)(one.finding, lineOf(one)));
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors - unknown.length;
  const kinds = new Map<string, number>();
  for (const { apiVersion, kind } of unknown)
    kinds.set(`${kind} of ${apiVersion}`, (kinds.get(`${kind} of ${apiVersion}`) ?? 0) + 1);
  if (unknown.length > 0) {
    const each = [...kinds].map(([kind, times]) => `${kind} (${times})`).join(', ');
    const sentence = `${count(unknown.length, 'object')} of unknown kinds, only their metadata was checked: ${each}; add their CRDs with --crds`;
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

/** `1 file`, `2 files`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
