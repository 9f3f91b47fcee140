import type { ResourceRequirements } from '../generated/core';
import { type GpuClaim, type GpuLike, gpuClaim } from './gpu';
import { type Known, mapOf } from './properties';
import { type BytesLike, bytes, type CpuLike, count, cpu, Quantity } from './units';
import { definedOrNone, InvalidValue, isRecord, shown, within } from './values';

/** One value is request and limit alike; a pair says them apart, and may leave out the limit. */
export type RequestAndLimit<T> = T | { readonly request?: T; readonly limit?: T };

/** What one container asks of its node. */
export interface Resources {
  /** CPU cores, request and limit. */
  readonly cpu?: RequestAndLimit<CpuLike>;
  /** Memory with its unit, request and limit. */
  readonly memory?: RequestAndLimit<BytesLike>;
  /** Local disk of the node: the image's writable layer, logs and `emptyDir` volumes. */
  readonly ephemeralStorage?: RequestAndLimit<BytesLike>;
  /** Accelerators: `pool.gpus(8)`, or a plain count of `nvidia.com/gpu`. */
  readonly gpu?: GpuLike;
  /** Any other extended resource by its full name, `{ 'vpc.amazonaws.com/efa': 32 }`; whole numbers. */
  readonly extended?: Readonly<Record<string, number>>;
}

/** The properties of Resources. */
export const resourceProperties = {
  cpu: (value: RequestAndLimit<CpuLike>) => pair(value, cpu),
  memory: (value: RequestAndLimit<BytesLike>) => pair(value, bytes),
  ephemeralStorage: (value: RequestAndLimit<BytesLike>) => pair(value, bytes),
  gpu: gpuClaim,
  extended: mapOf(count),
} as const satisfies Known<Resources>;

/** Kubernetes' ResourceRequirements, or `undefined` where nothing is asked. */
export function resourceRequirements(props: Resources): ResourceRequirements | undefined {
  const requests: Record<string, string | number> = {};
  const limits: Record<string, string | number> = {};
  const set = <T>(name: string, value: RequestAndLimit<T> | undefined, spell: (value: T) => string) => {
    const { request, limit } = within(name, () => pair(value, spell));
    if (request !== undefined) requests[name] = request;
    if (limit !== undefined) limits[name] = limit;
  };
  set('cpu', props.cpu, cpu);
  set('memory', props.memory, bytes);
  set('ephemeral-storage', props.ephemeralStorage, bytes);
  for (const [name, amount] of Object.entries(extendedResources(props))) {
    requests[name] = amount;
    limits[name] = amount;
  }
  return definedOrNone({ requests: definedOrNone(requests), limits: definedOrNone(limits) });
}

/** The claim of a container's `gpu`, if it asks for any. */
export function claimOf(props: Resources): GpuClaim | undefined {
  const { gpu } = props;
  return gpu === undefined ? undefined : within('gpu', () => gpuClaim(gpu));
}

function extendedResources(props: Resources): Record<string, number> {
  const claim = claimOf(props);
  const all = { ...claim?.extended, ...props.extended };
  for (const [name, amount] of Object.entries(all)) {
    if (!name.includes('/'))
      throw new InvalidValue(`'${name}' is no extended resource, its name needs a domain: 'example.com/${name}'`);
    within(`extended['${name}']`, () => count(amount));
  }
  return claim === undefined ? all : { [claim.resource]: claim.count, ...all };
}

function pair<T>(value: RequestAndLimit<T> | undefined, spell: (value: T) => string) {
  if (value === undefined) return {};
  if (isPair(value)) {
    const odd = Object.keys(value).find((key) => key !== 'request' && key !== 'limit');
    if (odd !== undefined) throw new InvalidValue(`${shown(value)} has ${odd}, it takes request and limit`);
  }
  const given: { request?: T; limit?: T } = isPair(value) ? value : { request: value, limit: value };
  const request = given.request === undefined ? undefined : spell(given.request);
  const limit = given.limit === undefined ? undefined : spell(given.limit);
  if (request !== undefined && limit !== undefined && Quantity.parse(request).compare(Quantity.parse(limit)) > 0) {
    throw new InvalidValue(`request '${request}' is more than its limit '${limit}'`);
  }
  return { request, limit };
}

function isPair<T>(value: RequestAndLimit<T>): value is { readonly request?: T; readonly limit?: T } {
  return isRecord(value) && ('request' in value || 'limit' in value);
}
