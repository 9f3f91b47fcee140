import { didYouMean } from '../core/errors';
import { isRecord } from '../core/values';

export type Severity = 'error' | 'warning';

/** One thing that a cluster would refuse, or that is likely not meant, in one object. */
export interface Finding {
  /** Stable id, `katib/objective-metric-name`; rules and their upstream sources are listed by `ruleCatalog()`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Index of the object among those validated. */
  readonly object: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** Field, `spec.predictor.model.modelFormat.name`; empty for the object as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A finding before it is known whose it is. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
}

/** A manifest as it is read: nothing is known of it yet. */
export type Json = Record<string, unknown>;

export type Step = string | number;

/** `spec.list[0].key`; a key that is no plain word stands as it is, as the API server prints it. */
export function pathOf(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** A value as messages show it: short, one line. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `'${clip(value)}'`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

export function clip(text: string, longest = 80): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 3)}...` : line;
}

/** At most a dozen choices, quoted. */
export function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map((v) => (typeof v === 'string' ? `'${v}'` : JSON.stringify(v)));
  return values.length > 12 ? `${shown.join(', ')} and ${values.length - 12} more` : shown.join(', ');
}

export function suggestion(given: string, known: Iterable<string>): string {
  return given.length > 64 ? '' : didYouMean(given, known);
}

export { isRecord };
