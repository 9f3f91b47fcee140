import { Quantity } from '../../core/units';
import { InvalidValue } from '../../core/values';

/**
 * Units of the check: cpu in whole millicores, memory in millionths of a MiB (exact for decimals of a Gi),
 * everything else in units.
 */
const MEMORY_PER_MI = 1e6;
export const MEMORY_PER_GI = 1024 * MEMORY_PER_MI;

/** No fleet has more Gi: a larger bare number counts bytes. */
const MOST_GI = 1e7;

/** A request is rounded up to the millicore, as the API server does. */
export function cpuUp(cores: number): number {
  return Math.ceil(rounded(cores * 1000));
}

export function cpuDown(cores: number): number {
  return Math.floor(rounded(cores * 1000));
}

export function memoryOf(gi: number): number {
  return Math.round(gi * MEMORY_PER_GI);
}

export function memoryOfMi(mi: number): number {
  return Math.round(mi * MEMORY_PER_MI);
}

/** The number that a quantity spells, `undefined` where it is none. */
export function bytesOf(quantity: string): number | undefined {
  try {
    return Number(Quantity.parse(quantity).nanos) / 1e9;
  } catch (error) {
    if (error instanceof InvalidValue) return undefined;
    throw error;
  }
}

/** In the check's unit of `resource`: bare numbers are cores, Gi and units; text is a Kubernetes quantity. */
export function amountOf(resource: string, amount: number | string, round: (value: number) => number): number {
  const value = typeof amount === 'string' ? (bytesOf(amount) ?? 0) : amount;
  switch (kindOf(resource)) {
    case 'cpu':
      return round(rounded(value * 1000));
    case 'memory':
      return typeof amount === 'string' || amount > MOST_GI ? memoryOfMi(value / 2 ** 20) : memoryOf(value);
    default:
      return value;
  }
}

/** For people: `9`, `3.92 cores`, `16 Gi`. */
export function shownAmount(resource: string, amount: number): string {
  switch (kindOf(resource)) {
    case 'cpu':
      return `${trimmed(amount / 1000)} cores`;
    case 'memory':
      return `${trimmed(amount / MEMORY_PER_GI)} Gi of memory`;
    default:
      return `${trimmed(amount)} ${named(resource, amount)}`;
  }
}

/** The figure alone: `9`, `3.92`, `16 Gi`. */
export function shownFigure(resource: string, amount: number): string {
  switch (kindOf(resource)) {
    case 'cpu':
      return trimmed(amount / 1000);
    case 'memory':
      return `${trimmed(amount / MEMORY_PER_GI)} Gi`;
    default:
      return trimmed(amount);
  }
}

function named(resource: string, amount: number): string {
  if (resource === 'nvidia.com/gpu' || resource === 'amd.com/gpu') return amount === 1 ? 'GPU' : 'GPUs';
  if (resource === 'pods') return amount === 1 ? 'pod' : 'pods';
  return resource;
}

/** What a resource is, below the prefixes that quotas put before it. */
export function kindOf(resource: string): 'cpu' | 'memory' | 'other' {
  const bare = resource.replace(/^(requests|limits)\./, '');
  return bare === 'cpu' || bare === 'memory' ? bare : 'other';
}

function trimmed(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Takes the noise of binary fractions away before rounding to whole units. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
