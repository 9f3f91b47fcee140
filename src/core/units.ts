import type { Size } from 'cdk8s';
import type { Cpu as PlusCpu } from 'cdk8s-plus-28';
import { InvalidValue, isRecord, shown } from './values';

type BinarySuffix = 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';
type DecimalSuffix = 'k' | 'M' | 'G' | 'T' | 'P' | 'E';

/** An amount of memory or storage in Kubernetes' spelling, unit included: `'64Gi'`, `'1.5Ti'`, `'500M'`. */
export type Bytes = `${number}${BinarySuffix | DecimalSuffix}`;
/** CPU cores: `4`, `0.5`, `'500m'`. */
export type Cpu = number | `${number}m` | `${number}`;

export type BytesLike = Bytes | Size;
export type CpuLike = Cpu | PlusCpu;

/** Powers of ten, in nanos: a Kubernetes quantity is never finer than 1n. */
const SCALE: Record<string, bigint> = {
  n: 1n,
  u: 10n ** 3n,
  m: 10n ** 6n,
  '': 10n ** 9n,
  k: 10n ** 12n,
  M: 10n ** 15n,
  G: 10n ** 18n,
  T: 10n ** 21n,
  P: 10n ** 24n,
  E: 10n ** 27n,
  Ki: 2n ** 10n * 10n ** 9n,
  Mi: 2n ** 20n * 10n ** 9n,
  Gi: 2n ** 30n * 10n ** 9n,
  Ti: 2n ** 40n * 10n ** 9n,
  Pi: 2n ** 50n * 10n ** 9n,
  Ei: 2n ** 60n * 10n ** 9n,
};
const GRAMMAR = /^([+-]?)(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,3})?$/;
const MAX_NANOS = (2n ** 63n - 1n) * 10n ** 9n;

/** Programs write the same few quantities over and over. */
const parsed = new Map<unknown, Quantity>();
const MOST_PARSED = 1000;
const LONGEST_PARSED = 32;

/**
 * An exact Kubernetes quantity.
 * Grammar and limits: kubernetes/apimachinery pkg/api/resource/quantity.go (finer than 1n rounds up, 2^63-1 is the largest).
 */
export class Quantity {
  private constructor(
    readonly nanos: bigint,
    private readonly text: string,
  ) {}

  /** Reads `'64Gi'`, `'500m'`, `'1e3'`, `2`. Throws InvalidValue naming the value. */
  static parse(value: string | number): Quantity {
    const known = parsed.get(value);
    if (known !== undefined) return known;
    const quantity = Quantity.#read(value);
    if (parsed.size >= MOST_PARSED) parsed.clear();
    if (quantity.text.length <= LONGEST_PARSED) parsed.set(value, quantity);
    return quantity;
  }

  static #read(value: string | number): Quantity {
    const text = typeof value === 'number' ? plain(value) : value;
    const match = typeof text === 'string' ? GRAMMAR.exec(text) : null;
    if (!match)
      throw new InvalidValue(
        `${typeof value === 'number' ? `'${value}'` : shown(value)} is not a Kubernetes quantity${hint(text)}`,
      );
    const [, sign, digits = '', suffix = ''] = match;
    const [whole = '', fraction = ''] = digits.split('.');
    const exponent = /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : undefined;
    let numerator = BigInt(whole + fraction) * (exponent === undefined ? SCALE[suffix]! : SCALE['']!);
    const shift = (exponent ?? 0) - fraction.length;
    if (shift >= 0) numerator *= 10n ** BigInt(shift);
    else numerator = divideUp(numerator, 10n ** BigInt(-shift));
    if (numerator > MAX_NANOS)
      throw new InvalidValue(`'${value}' is more than a Kubernetes quantity can hold (2^63-1)`);
    return new Quantity(sign === '-' ? -numerator : numerator, text.replace(/^\+/, ''));
  }

  static ofNanos(nanos: bigint, binary = false): Quantity {
    return new Quantity(nanos, canonical(nanos, binary));
  }

  plus(other: Quantity): Quantity {
    return Quantity.ofNanos(this.nanos + other.nanos, this.binary || other.binary);
  }

  times(count: number): Quantity {
    return Quantity.ofNanos(this.nanos * BigInt(count), this.binary);
  }

  compare(other: Quantity): -1 | 0 | 1 {
    return this.nanos < other.nanos ? -1 : this.nanos > other.nanos ? 1 : 0;
  }

  /** The value in whole units, rounded up as Kubernetes' `Value()` does. */
  ceil(): number {
    return Number(divideUp(this.nanos, 10n ** 9n));
  }

  /** The value as a floating point number, for display and estimates. */
  toNumber(): number {
    return Number(this.nanos) / 1e9;
  }

  /** The spelling it was given in. */
  toString(): string {
    return this.text;
  }

  private get binary(): boolean {
    return this.text.endsWith('i');
  }
}

/** Kubernetes' spelling of an amount of memory or storage. */
export function bytes(value: BytesLike): string {
  if (value === undefined) throw new InvalidValue('is missing');
  if (isRecord(value) && typeof value.asString === 'function') return value.asString();
  if (typeof value === 'number') throw new InvalidValue(`${value} has no unit, write '${value}Gi' or '${value}Mi'`);
  if (typeof value !== 'string') throw new InvalidValue(`${shown(value)} is not an amount, write '64Gi' or '500Mi'`);
  const quantity = Quantity.parse(value);
  if (quantity.nanos <= 0n) throw new InvalidValue(`'${value}' is not more than zero`);
  if (/[num]$/.test(value)) throw new InvalidValue(`'${value}' is less than a byte`);
  if (!/[A-Za-z]$/.test(value)) throw new InvalidValue(`'${value}' has no unit, write '${value}Gi' or '${value}Mi'`);
  return quantity.toString();
}

/** Kubernetes' spelling of an amount of CPU; at least 1m. */
export function cpu(value: CpuLike): string {
  if (value === undefined) throw new InvalidValue('is missing');
  const given: unknown = isRecord(value) ? value.amount : value;
  if (typeof given !== 'string' && typeof given !== 'number')
    throw new InvalidValue(`${shown(value)} is not an amount of CPU, write 4, 0.5 or '500m'`);
  const text = String(given);
  const quantity = Quantity.parse(text);
  if (quantity.nanos < 10n ** 6n) throw new InvalidValue(`'${text}' is less than the smallest share of a CPU, 1m`);
  if (quantity.nanos % 10n ** 6n !== 0n) throw new InvalidValue(`'${text}' is finer than 1m`);
  return quantity.toString();
}

/** A whole count of at least `least`. */
export function count(value: number, least = 0): number {
  if (value === undefined) throw new InvalidValue('is missing');
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new InvalidValue(`${shown(value)} is not a whole number`);
  if (value < least) throw new InvalidValue(`${value} is less than ${least}`);
  return value;
}

function plain(value: number): string {
  if (!Number.isFinite(value)) throw new InvalidValue(`${value} is not a Kubernetes quantity`);
  return String(value);
}

function divideUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return quotient * denominator < numerator ? quotient + 1n : quotient;
}

function canonical(nanos: bigint, binary: boolean): string {
  if (nanos === 0n) return '0';
  const suffixes = binary
    ? ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki', '', 'm', 'u', 'n']
    : ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'];
  const suffix = suffixes.find((s) => nanos % SCALE[s]! === 0n)!;
  return `${nanos / SCALE[suffix]!}${suffix}`;
}

function hint(text: string): string {
  const unit = /^[\d.]+\s*([A-Za-z]+)$/.exec(text)?.[1];
  if (unit === undefined) return '';
  const meant: Record<string, string> = {
    B: '',
    KB: 'k',
    kB: 'k',
    MB: 'M',
    GB: 'G',
    TB: 'T',
    KiB: 'Ki',
    MiB: 'Mi',
    GiB: 'Gi',
    TiB: 'Ti',
    K: 'k',
    g: 'G',
    gi: 'Gi',
    mi: 'Mi',
  };
  const known = meant[unit];
  const amount = text.slice(0, text.length - unit.length).trim();
  const binary = known !== undefined && /^[kMGT]$/.test(known) ? ` or '${amount}${known.toUpperCase()}i'` : '';
  return known === undefined
    ? ': units are m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei'
    : `, write '${amount}${known}'${binary}`;
}
