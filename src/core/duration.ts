import type { Duration as Cdk8sDuration } from 'cdk8s';
import { InvalidValue, isRecord, shown } from './values';

/** A span of time with its unit: `'90s'`, `'15m'`, `'2h'`, `'7d'`; parts may be joined, `'1h30m'`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;
export type DurationLike = Duration | Cdk8sDuration;

const MILLISECONDS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const GRAMMAR = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

/** The span in whole seconds. Throws InvalidValue naming the value. */
export function seconds(value: DurationLike): number {
  const ms = milliseconds(value);
  if (ms % 1000 !== 0) throw new InvalidValue(`${shown(value)} is not a whole number of seconds`);
  return ms / 1000;
}

/** The span as Go's time.ParseDuration reads it, which knows no days: `'7d'` becomes `'168h'`. */
export function goDuration(value: DurationLike): string {
  let rest = milliseconds(value);
  if (rest === 0) return '0s';
  let text = '';
  for (const unit of ['h', 'm', 's', 'ms']) {
    const whole = Math.floor(rest / MILLISECONDS[unit]!);
    rest -= whole * MILLISECONDS[unit]!;
    if (whole > 0) text += `${whole}${unit}`;
  }
  return text;
}

export function milliseconds(value: DurationLike): number {
  if (value === undefined) throw new InvalidValue('is missing');
  if (isRecord(value) && typeof value.toMilliseconds === 'function') return value.toMilliseconds();
  if (typeof value !== 'string' || !GRAMMAR.test(value)) {
    throw new InvalidValue(`${shown(value)} is not a duration, write a number and ms, s, m, h or d: '90s', '2h', '7d'`);
  }
  let total = 0;
  for (const [, amount, unit] of value.matchAll(PART)) total += Number(amount) * MILLISECONDS[unit!]!;
  if (!Number.isInteger(total)) throw new InvalidValue(`${shown(value)} is finer than a millisecond`);
  return total;
}
