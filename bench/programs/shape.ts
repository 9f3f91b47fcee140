import { type Manifest, teamObjects } from './team';
import { workload } from './workload';

/** A group of objects: a chart of a program, an overlay of kustomize. */
export interface Group {
  readonly name: string;
  readonly objects: readonly Manifest[];
  /** Name of the group it is in. */
  readonly within?: string;
  /** Whether it depends on the first group. */
  readonly dependent?: boolean;
}

export const shapes = {
  /** `count` teams of 8 objects. */
  teams: (count: number): Group[] => numbered(count, (name) => ({ name, objects: teamObjects(name) })),
  /** `count` objects in one chart. */
  chart: (count: number): Group[] => [{ name: 'all', objects: workloads('all', 0, count) }],
  /** `count` objects in charts of 10. */
  charts: (count: number): Group[] =>
    numbered(count / 10, (name, i) => ({ name, objects: workloads(name, i * 10, 10) })),
  /** `count` objects in charts of 100, each in the one before. */
  nested: (count: number): Group[] =>
    numbered(count / 100, (name, i) => ({
      name,
      objects: workloads(name, i * 100, 100),
      within: i === 0 ? undefined : `team-${i - 1}`,
    })),
  /** `count` teams of 8 objects that depend on a platform of 683. */
  dependent: (count: number): Group[] => [
    { name: 'platform', objects: workloads('platform', 0, 683) },
    ...numbered(count, (name) => ({ name, objects: teamObjects(name), dependent: true })),
  ],
} as const satisfies Record<string, (count: number) => Group[]>;

export type Shape = keyof typeof shapes;

function numbered(count: number, make: (name: string, index: number) => Group): Group[] {
  return Array.from({ length: count }, (_, i) => make(`team-${i}`, i));
}

function workloads(namespace: string, first: number, count: number): Manifest[] {
  const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  return [home, ...Array.from({ length: count - 1 }, (_, i) => workload(namespace, first + i))];
}

/** What a program of the bench is called with. */
export function given(): { readonly groups: readonly Group[]; readonly outdir: string } {
  const [shape, count, outdir] = process.argv.slice(2) as [Shape, string, string];
  return { groups: shapes[shape](Number(count)), outdir };
}
