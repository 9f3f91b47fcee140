import { InvalidValue } from '../../core/values';
import { isValid, migCards } from '../../validation/fit/mig';
import { isWhole } from './accelerators';

/**
 * The slices that one GPU can be cut into and how many of each fit on it at most; which can be had together is a matter of
 * placement, see the fit check. Source: NVIDIA MIG user guide, supported MIG profiles.
 */
export const migProfiles = {
  a30: { '1g.6gb': 4, '1g.6gb+me': 1, '2g.12gb': 2, '2g.12gb+me': 1, '4g.24gb': 1 },
  'a100-40gb': { '1g.5gb': 7, '1g.5gb+me': 1, '1g.10gb': 4, '2g.10gb': 3, '3g.20gb': 2, '4g.20gb': 1, '7g.40gb': 1 },
  'a100-80gb': { '1g.10gb': 7, '1g.10gb+me': 1, '1g.20gb': 4, '2g.20gb': 3, '3g.40gb': 2, '4g.40gb': 1, '7g.80gb': 1 },
  'h100-80gb': { '1g.10gb': 7, '1g.10gb+me': 1, '1g.20gb': 4, '2g.20gb': 3, '3g.40gb': 2, '4g.40gb': 1, '7g.80gb': 1 },
  'h100-94gb': { '1g.12gb': 7, '1g.12gb+me': 1, '1g.24gb': 4, '2g.24gb': 3, '3g.47gb': 2, '4g.47gb': 1, '7g.94gb': 1 },
  'gh200-96gb': { '1g.12gb': 7, '1g.12gb+me': 1, '1g.24gb': 4, '2g.24gb': 3, '3g.48gb': 2, '4g.48gb': 1, '7g.96gb': 1 },
  h200: { '1g.18gb': 7, '1g.18gb+me': 1, '1g.35gb': 4, '2g.35gb': 3, '3g.71gb': 2, '4g.71gb': 1, '7g.141gb': 1 },
  b200: { '1g.23gb': 7, '1g.23gb+me': 1, '1g.45gb': 4, '2g.45gb': 3, '3g.90gb': 2, '4g.90gb': 1, '7g.180gb': 1 },
  gb200: { '1g.23gb': 7, '1g.23gb+me': 1, '1g.47gb': 4, '2g.47gb': 3, '3g.93gb': 2, '4g.93gb': 1, '7g.186gb': 1 },
  'rtx-pro-6000': {
    '1g.24gb': 4,
    '1g.24gb+me': 1,
    '1g.24gb+gfx': 4,
    '1g.24gb+me.all': 1,
    '1g.24gb-me': 4,
    '2g.48gb': 2,
    '2g.48gb+gfx': 2,
    '2g.48gb+me.all': 1,
    '2g.48gb-me': 2,
    '4g.96gb': 1,
    '4g.96gb+gfx': 1,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

type Profiles = typeof migProfiles;
/** The MIG profiles of an accelerator: none where it cannot be partitioned, any text where we do not know it. */
export type MigOf<A> = A extends keyof Profiles ? keyof Profiles[A] & string : string extends A ? string : never;

/** The device plugin's resource for a profile: `nvidia.com/mig-1g.10gb`, with `.` for the `+` of media extensions. */
export function migResource(profile: string): string {
  return `nvidia.com/mig-${profile.replace('+', '.')}`;
}

/** How many slices of which profile each GPU is cut into: `{ '3g.40gb': 2 }`. */
export type MigLayout<Profile extends string = string> = Readonly<{ [P in Profile]?: number }>;

/** The layouts that an accelerator can have: none where it cannot be partitioned. */
export type LayoutOf<A> = [MigOf<A>] extends [never] ? never : MigLayout<MigOf<A>>;

/** How the GPUs of a pool are cut. */
export interface PoolMig {
  /** `single` advertises slices as if they were GPUs. @default 'mixed' */
  readonly strategy?: 'mixed' | 'single';
  readonly perGpu?: MigLayout;
  /** The cut may follow what the pods need. @default false */
  readonly auto?: boolean;
}

export function isCut(layout: MigLayout): boolean {
  return Object.values(layout).some((n) => (n ?? 0) > 0);
}

/** The one profile of a layout that fills the GPU with as many of it as there fit; clouds cut no other way. */
export function uniformProfile(accelerator: string, layout: MigLayout): string | undefined {
  const used = Object.entries(layout).filter(([, n]) => (n ?? 0) > 0);
  const [profile, n] = used[0] ?? [];
  const most = profile && (migProfiles as Record<string, Record<string, number>>)[accelerator]?.[profile];
  return used.length === 1 && (most === undefined || most === n) ? profile : undefined;
}

/** Throws InvalidValue where one GPU cannot hold the slices. */
export function checkLayout(accelerator: string, layout: MigLayout): void {
  const geometry = Object.fromEntries(Object.entries(layout).map(([profile, n]) => [profile, n ?? 0]));
  for (const [profile, n] of Object.entries(geometry)) {
    if (!Number.isSafeInteger(n) || n < 0) throw new InvalidValue(`${profile} ${n} is not a whole number`);
  }
  if (isWhole(accelerator)) throw new InvalidValue(`is set, ${accelerator} cannot be partitioned`);
  if (!migCards(accelerator).some((card) => isValid(card, geometry))) {
    const cut = Object.entries(geometry).map(([profile, n]) => `${n} x ${profile}`);
    throw new InvalidValue(`${cut.join(' + ')} does not fit on one ${accelerator}: take fewer or smaller slices`);
  }
}
