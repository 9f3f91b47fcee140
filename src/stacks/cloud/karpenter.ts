import type { Construct } from 'constructs';
import { GpuPool, type PoolShape } from '../../constructs/gpu';
import { oneOf } from '../../core/properties';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';
import type { NodePoolSpec } from '../../generated/karpenter.sh';
import type { NamedMachine } from './machine';

/** When Karpenter gives nodes up, whose cloud ever they are in. */
export interface KarpenterDisruption {
  /** When nodes with room to spare are given up. @default 'WhenEmpty', which ends no job */
  readonly consolidate?: 'WhenEmpty' | 'WhenEmptyOrUnderutilized';
  /** How long a node must be like that. @default '5m' */
  readonly consolidateAfter?: string;
}

export const disruptionProperties = {
  consolidate: oneOf('WhenEmpty', 'WhenEmptyOrUnderutilized'),
  consolidateAfter: 'text',
} as const;

interface NodePool extends KarpenterDisruption {
  readonly nodeClass: { readonly group: string; readonly kind: string };
  readonly machines: readonly string[];
  readonly capacity: readonly string[];
  readonly expireAfter: string;
  readonly weight?: number;
}

/** Writes the NodePool of a pool, whose node class has the same name. */
export function karpenterNodePool(
  scope: Construct,
  machine: NamedMachine,
  shape: PoolShape,
  { nodeClass, machines, capacity, expireAfter, weight, consolidate, consolidateAfter }: NodePool,
): void {
  const { name, zones, taints = [] } = shape;
  const { max } = new GpuPool(shape).nodes;
  const spec: NodePoolSpec = defined({
    weight,
    limits: { [machine.resource ?? 'nvidia.com/gpu']: max * machine.gpus },
    disruption: {
      consolidationPolicy: consolidate ?? 'WhenEmpty',
      consolidateAfter: consolidateAfter ?? '5m',
    },
    template: {
      metadata: { labels: { ...shape.labels } },
      spec: {
        nodeClassRef: { ...nodeClass, name },
        expireAfter,
        taints: taints.map((taint) => ({ ...taint })),
        requirements: [
          requirement('node.kubernetes.io/instance-type', machines),
          requirement('karpenter.sh/capacity-type', capacity),
          requirement('kubernetes.io/arch', [machine.arch ?? 'amd64']),
          ...(zones === undefined ? [] : [requirement('topology.kubernetes.io/zone', zones)]),
        ],
      },
    },
  });
  new Resource(scope, `${name}-node-pool`, 'karpenter.sh/v1/NodePool', { spec }, { name });
}

function requirement(key: string, values: readonly string[]) {
  return { key, operator: 'In' as const, values: [...values] };
}
