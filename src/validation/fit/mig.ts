import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GPU } from './containers';
import type { FitPool } from './document';

/** Slices that one instance of a profile takes. */
interface Profile {
  readonly compute: number;
  readonly memory: number;
}

export interface MigCard {
  readonly names: readonly string[];
  readonly slices: number;
  readonly memorySlices: number;
  readonly profiles: Readonly<Record<string, Profile>>;
}

interface MigTable {
  readonly withoutMig: readonly string[];
  readonly cards: readonly MigCard[];
}

/** Instances on one GPU, by profile. */
export type Geometry = Readonly<Record<string, number>>;

let held: MigTable | undefined;

function table(): MigTable {
  held ??= JSON.parse(readFileSync(join(__dirname, '../../../schemas/machines/mig.json'), 'utf8')) as MigTable;
  return held;
}

/**
 * The cards a name may mean: `A100` is two. A name the table does not know, or none, may be any card;
 * a card without MIG is none.
 */
export function migCards(accelerator: string | null | undefined): readonly MigCard[] {
  if (!accelerator) return table().cards;
  const name = canonical(accelerator);
  if (table().withoutMig.includes(name)) return [];
  const named = table().cards.filter((card) => card.names.includes(name));
  return named.length > 0 ? named : table().cards;
}

function canonical(accelerator: string): string {
  return accelerator
    .toUpperCase()
    .replace(/\(.*\)/, '')
    .replace(/^NVIDIA[ -]+/, '')
    .replace(/^TESLA[ -]+/, '')
    .trim()
    .replace(/[ _]+/g, '-');
}

/** The profile's resource with strategy `mixed`: github NVIDIA/k8s-device-plugin internal/rm/rm.go. */
export function migResource(profile: string): string {
  return `nvidia.com/mig-${profile.replaceAll('+', '.')}`;
}

/** The instances can be placed on one GPU side by side. */
export function isValid(card: MigCard, geometry: Geometry): boolean {
  let compute = 0;
  let memory = 0;
  let media = 0;
  let allMedia = 0;
  let plain = 0;
  for (const [profile, count] of Object.entries(geometry)) {
    if (count === 0) continue;
    const slices = Object.hasOwn(card.profiles, profile) ? card.profiles[profile] : undefined;
    if (slices === undefined) return false;
    compute += count * slices.compute;
    memory += count * slices.memory;
    if (profile.endsWith('+me.all')) allMedia += count;
    else if (profile.endsWith('+me')) media += count;
    else if (!profile.endsWith('-me')) plain += count;
  }
  if (compute > card.slices || memory > card.memorySlices) return false;
  return allMedia === 0 ? media <= 1 : allMedia === 1 && media === 0 && plain === 0;
}

/** What a node with a fixed geometry advertises; nothing where the geometry is invalid or not uniform. */
export function advertised(pool: FitPool, perGpu: Geometry | readonly Geometry[]): ReadonlyMap<string, number> {
  const gpus = pool.gpus ?? 0;
  const each = Array.from({ length: gpus }, (_, i): Geometry => (isList(perGpu) ? (perGpu[i] ?? {}) : perGpu));
  const cut = each.filter((geometry) => instances(geometry) > 0);
  const cards = migCards(pool.accelerator);
  if (cut.length > 0 && !cards.some((card) => cut.every((geometry) => isValid(card, geometry)))) return new Map();

  const resources = new Map<string, number>();
  const count = (resource: string, n: number) => resources.set(resource, (resources.get(resource) ?? 0) + n);
  if (pool.mig?.strategy === 'single') {
    const profiles = new Set(
      cut.flatMap((geometry) => Object.keys(geometry).filter((profile) => geometry[profile]! > 0)),
    );
    if (profiles.size > 1 || (cut.length > 0 && cut.length < gpus)) return new Map();
    count(
      pool.resource ?? GPU,
      profiles.size === 0 ? gpus : cut.reduce((sum, geometry) => sum + instances(geometry), 0),
    );
    return resources;
  }
  for (const geometry of each) {
    if (instances(geometry) === 0) count(pool.resource ?? GPU, 1);
    else for (const [profile, n] of Object.entries(geometry)) if (n > 0) count(migResource(profile), n);
  }
  return resources;
}

/** The most instances of one profile that a GPU holds. */
export function mostOf(card: MigCard, profile: string): number {
  let n = 0;
  while (isValid(card, { [profile]: n + 1 })) n++;
  return n;
}

/** Whether `gpus` cards, each cut as wished, hold the instances asked by profile. */
export function packsInto(card: MigCard, gpus: number, asked: ReadonlyMap<string, number>): boolean {
  const profiles = [...asked.keys()]
    .filter((profile) => asked.get(profile)! > 0)
    .sort((a, b) => weight(card, b) - weight(card, a));
  if (profiles.some((profile) => !Object.hasOwn(card.profiles, profile))) return false;
  const failed = new Set<string>();
  const fill = (left: readonly number[], gpusLeft: number): boolean => {
    const first = left.findIndex((n) => n > 0);
    if (first < 0) return true;
    if (gpusLeft === 0) return false;
    const key = `${gpusLeft}:${left.join()}`;
    if (failed.has(key)) return false;
    for (const taken of maximalGeometries(card, profiles, left)) {
      if (taken[first]! === 0) continue;
      if (
        fill(
          left.map((n, i) => n - taken[i]!),
          gpusLeft - 1,
        )
      )
        return true;
    }
    failed.add(key);
    return false;
  };
  return fill(
    profiles.map((profile) => asked.get(profile)!),
    gpus,
  );
}

/** Counts per profile that fit on one GPU and to which none of what is left can be added. */
function maximalGeometries(card: MigCard, profiles: readonly string[], left: readonly number[]): number[][] {
  const found: number[][] = [];
  const valid = (counts: readonly number[]) =>
    isValid(card, Object.fromEntries(profiles.map((profile, i) => [profile, counts[i] ?? 0])));
  const extend = (counts: number[]) => {
    const i = counts.length;
    if (i === profiles.length) {
      if (!counts.some((n, j) => n < left[j]! && valid(counts.with(j, n + 1)))) found.push(counts);
      return;
    }
    for (let n = left[i]!; n >= 0; n--) if (valid([...counts, n])) extend([...counts, n]);
  };
  extend([]);
  return found;
}

function weight(card: MigCard, profile: string): number {
  const slices = card.profiles[profile];
  return slices === undefined ? 0 : slices.memory * 100 + slices.compute;
}

function instances(geometry: Geometry): number {
  return Object.values(geometry).reduce((sum, n) => sum + n, 0);
}

function isList(perGpu: Geometry | readonly Geometry[]): perGpu is readonly Geometry[] {
  return Array.isArray(perGpu);
}
