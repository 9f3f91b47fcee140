import { Quantity } from '../../core/units';

/** Nano units of a quantity, `undefined` where it is none. */
export function quantity(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return Quantity.parse(value).nanos;
  } catch {
    return undefined;
  }
}

/** Whether a quantity has a part of a unit. */
export function isBroken(nanos: bigint): boolean {
  return nanos % 1_000_000_000n !== 0n;
}
