import { nameOf } from '../../core/environment';
import { fields, type Known, mapOf } from '../../core/properties';
import { bytes, cpu, Quantity } from '../../core/units';
import { InvalidValue, shown, within } from '../../core/values';
import type { ResourceFlavor } from './flavor';

/** Amounts by resource. `gpu` is the accelerator of the flavor's pool; any other resource goes by its own name. */
export type Amounts = Readonly<Record<string, number | string>>;

/** What of one flavor a queue may use. */
export interface FlavorQuota {
  readonly flavor: string | ResourceFlavor;
  readonly quota: Amounts;
  /** How much more it may borrow from its cohort. @default all that is unused */
  readonly borrow?: Amounts;
  /** How much of the quota others may borrow. @default all */
  readonly lend?: Amounts;
}

const given: Known<FlavorQuota> = {
  flavor: nameOf,
  quota: mapOf(readable),
  borrow: mapOf(readable),
  lend: mapOf(readable),
};
export const quotaShape = fields(given, ['flavor', 'quota']);
export const amountsShape = mapOf(readable);

/** Throws InvalidValue for what is no quantity at all; what a resource is counted in, `amount` knows. */
function readable(value: unknown): void {
  Quantity.parse(value as string);
}

export interface ResourceGroup {
  coveredResources: string[];
  flavors: {
    name: string;
    resources: {
      name: string;
      nominalQuota: string | number;
      borrowingLimit?: string | number;
      lendingLimit?: string | number;
    }[];
  }[];
}

/**
 * Kueue's groups: flavors that share a resource are one group, and every flavor of a group says how much of every
 * resource it has, so what a flavor does not name is 0 there.
 */
export function resourceGroups(quotas: readonly FlavorQuota[], inCohort: boolean): ResourceGroup[] {
  const named = quotas.map((quota) =>
    within(`flavors ${nameOf(quota.flavor)}:`, () => ({ ...amounts(quota, inCohort), name: nameOf(quota.flavor) })),
  );
  const twice = named.find(({ name }, i) => named.findIndex((other) => other.name === name) < i);
  if (twice !== undefined) throw new InvalidValue(`flavors names '${twice.name}' twice: write one quota for it`);
  const groups: { resources: Set<string>; members: typeof named }[] = [];
  for (const flavor of named) {
    const resources = new Set(Object.keys(flavor.quota));
    const touching = groups.filter((group) => [...resources].some((resource) => group.resources.has(resource)));
    const merged = {
      resources: new Set([...touching.flatMap((group) => [...group.resources]), ...resources]),
      members: [...touching.flatMap((group) => group.members), flavor],
    };
    groups.splice(0, groups.length, ...groups.filter((group) => !touching.includes(group)), merged);
  }
  return groups.map(({ resources, members }) => ({
    coveredResources: [...resources],
    flavors: members.map(({ name, quota, borrow, lend }) => ({
      name,
      resources: [...resources].map((resource) => ({
        name: resource,
        nominalQuota: quota[resource] ?? 0,
        ...(borrow[resource] === undefined ? {} : { borrowingLimit: borrow[resource] }),
        ...(lend[resource] === undefined ? {} : { lendingLimit: lend[resource] }),
      })),
    })),
  }));
}

type Checked = Record<string, string | number>;

function amounts(
  { flavor, quota, borrow = {}, lend = {} }: FlavorQuota,
  inCohort: boolean,
): { quota: Checked; borrow: Checked; lend: Checked } {
  const gpu = typeof flavor === 'string' ? 'nvidia.com/gpu' : flavor.gpuResource;
  const read = (field: string, given: Amounts) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name === 'gpu' ? gpu : name,
        within(`${field}.${name}`, () => amount(name, value)),
      ]),
    );
  const all = { quota: read('quota', quota), borrow: read('borrow', borrow), lend: read('lend', lend) };
  if (Object.keys(all.quota).length === 0) throw new InvalidValue('quota is empty');
  for (const field of ['borrow', 'lend'] as const) {
    const names = Object.keys(all[field]);
    if (names.length > 0 && !inCohort)
      throw new InvalidValue(`${field} needs a cohort to ${field === 'borrow' ? 'borrow from' : 'lend to'}`);
    const stray = names.find((name) => all.quota[name] === undefined);
    if (stray !== undefined) throw new InvalidValue(`${field} names ${stray}, which quota does not`);
  }
  for (const [name, limit] of Object.entries(all.lend)) {
    if (Quantity.parse(limit).compare(Quantity.parse(all.quota[name]!)) > 0)
      throw new InvalidValue(`lend.${name} ${limit} is more than the quota ${all.quota[name]}`);
  }
  return all;
}

function amount(resource: string, value: number | string): number | string {
  if (value === 0 || value === '0') return 0;
  if (resource === 'cpu') return typeof value === 'number' ? Number(cpu(value)) : cpu(value as never);
  if (resource === 'memory' || resource === 'ephemeral-storage') return bytes(value as never);
  const quantity = Quantity.parse(value);
  if (quantity.nanos < 0n) throw new InvalidValue(`${shown(value)} is less than 0`);
  return value;
}
