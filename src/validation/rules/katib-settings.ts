import type { Service } from './katib-ids';
import { pythonFloat, pythonInteger } from './katib-numbers';
import { records, text } from './read';

export const SETTINGS = 'spec.algorithm.algorithmSettings';

export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with a setting's value, as the end of a sentence. */
export type Range = (value: string) => string | undefined;

/** Settings by name, each with the values that a service takes. */
export type Ranges = Readonly<Record<string, Range>>;

export const whole =
  (least: number, parse = pythonInteger): Range =>
  (value) => {
    const amount = parse(value);
    return amount !== undefined && amount >= least ? undefined : `must be a whole number of at least ${least}`;
  };

export const float =
  (fits: (value: number) => boolean, means: string): Range =>
  (value) => {
    const amount = pythonFloat(value);
    return amount !== undefined && fits(amount) ? undefined : `must be a number ${means}`;
  };

export const oneOf =
  (...values: readonly string[]): Range =>
  (value) =>
    values.includes(value) ? undefined : `must be one of ${values.join(', ')}`;

export const orNone =
  (range: Range): Range =>
  (value) =>
    value === 'None' ? undefined : range(value);

export function settingsOf(algorithm: Readonly<Record<string, unknown>>): Setting[] {
  return records(algorithm.algorithmSettings).map(({ name, value }) => ({ name: text(name), value: text(value) }));
}

/** Settings of a service that knows no others. */
export function checkKnown({ report }: Service, settings: readonly Setting[], algorithm: string, ranges: Ranges): void {
  const rule = algorithm === 'medianstop' ? 'katib/early-stopping-settings' : 'katib/algorithm-settings';
  const path = algorithm === 'medianstop' ? 'spec.earlyStopping.algorithmSettings' : SETTINGS;
  for (const [i, { name, value }] of settings.entries()) {
    if (!Object.hasOwn(ranges, name)) {
      const known = Object.keys(ranges).join(', ');
      report(rule, `${path}[${i}].name`, `'${name}' is no setting of ${algorithm}, which knows ${known}`);
      continue;
    }
    const problem = ranges[name]!(value);
    if (problem !== undefined) report(rule, `${path}[${i}].value`, `'${value}' of ${name} ${problem}`);
  }
}

/** Settings that a service knows; it passes over all others. */
export function checkRanges({ report }: Service, settings: readonly Setting[], ranges: Ranges): void {
  for (const [i, { name, value }] of settings.entries()) {
    const problem = Object.hasOwn(ranges, name) ? ranges[name]!(value) : undefined;
    if (problem !== undefined)
      report('katib/algorithm-settings', `${SETTINGS}[${i}].value`, `'${value}' of ${name} ${problem}`);
  }
}
