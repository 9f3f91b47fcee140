import type { Affinity, Toleration, TopologySpreadConstraint } from '../generated/core';
import { fields, type Known, listOf, mapOf } from './properties';
import { defined, definedOrNone } from './values';

/** Which nodes a pod may run on. */
export interface Placement {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
}

/** What decides where and when a pod is scheduled, beyond its resources. */
export interface Scheduling extends Placement {
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /** Name of a PriorityClass. */
  readonly priorityClass?: string;
  /** @default 'default-scheduler' */
  readonly schedulerName?: string;
  /** Name of a RuntimeClass, `nvidia` where containerd's default runtime is another. */
  readonly runtimeClass?: string;
}

const placementProperties = {
  nodeSelector: mapOf('text'),
  tolerations: listOf('object'),
  affinity: 'object',
} as const satisfies Known<Placement>;
export const placementShape = fields(placementProperties);
export const schedulingProperties = {
  ...placementProperties,
  topologySpreadConstraints: listOf('object'),
  priorityClass: 'text',
  schedulerName: 'text',
  runtimeClass: 'text',
} as const satisfies Known<Scheduling>;

/** All placements together; of the same node label or affinity kind the last one wins, tolerations add up. */
export function mergePlacements(...placements: readonly (Placement | undefined)[]): Placement {
  const tolerations = new Map<string, Toleration>();
  for (const toleration of placements.flatMap((p) => p?.tolerations ?? []))
    tolerations.set(JSON.stringify(toleration), toleration);
  return defined({
    nodeSelector: definedOrNone(Object.assign({}, ...placements.map((p) => p?.nodeSelector ?? {}))),
    tolerations: tolerations.size === 0 ? undefined : [...tolerations.values()],
    affinity: definedOrNone(Object.assign({}, ...placements.map((p) => p?.affinity ?? {}))),
  });
}
