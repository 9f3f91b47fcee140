import type { Construct } from 'constructs';
import { foreignObject, GpuPool, type PoolShape, type PoolTaint } from '../../constructs/gpu';
import { defined } from '../../core/values';
import { acceleratorTaint, type NamedMachine } from '../cloud/machine';
import { gkeAccelerator } from './accelerators';
import type { GkePoolProps } from './pool-props';

type Shared = 'machine' | 'zones' | 'diskGi' | 'driver' | 'maxPods';

export interface ComputeClassProps<M> extends Pick<GkePoolProps<M>, Shared> {
  /** Most nodes at a time, for the check of what fits; GKE itself knows the limits of node auto-provisioning. @default 1 */
  readonly maxNodes?: number;
  /** Ways to get such nodes, the first that works. @default [{ spot: false }] */
  readonly priorities?: readonly {
    readonly spot?: boolean;
    /** From the Dynamic Workload Scheduler. */
    readonly flexStart?: boolean;
    /** Names of reservations. */
    readonly reservations?: readonly string[];
  }[];
  /** What happens when none of them works. @default 'DoNotScaleUp' */
  readonly whenUnsatisfiable?: 'DoNotScaleUp' | 'ScaleUpAnyway';
  /** Time that an empty node is kept. @default '10m' */
  readonly consolidationDelayMinutes?: number;
}

/**
 * Writes a ComputeClass, by which GKE makes node pools as pods need them, and returns them as pods see them.
 * Fields: cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function computeClass(
  scope: Construct,
  id: string,
  machine: NamedMachine,
  props: ComputeClassProps<never>,
): PoolShape {
  const { priorities = [{ spot: false }], maxNodes = 1, driver = 'default', consolidationDelayMinutes = 10 } = props;
  const type = gkeAccelerator(machine);
  const taints: PoolTaint[] = [
    acceleratorTaint(machine.resource),
    { key: 'cloud.google.com/compute-class', value: id, effect: 'NoSchedule' },
  ];
  const shape = defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'gke',
    nodes: { min: 0, max: maxNodes },
    zones: props.zones,
    maxPods: props.maxPods ?? machine.maxPods,
    taints,
    placement: {
      nodeSelector: { 'cloud.google.com/compute-class': id },
      tolerations: taints.map(({ key, effect }) => ({ key, operator: 'Exists', effect })),
    },
  });
  new GpuPool(shape);
  const manifest = {
    apiVersion: 'cloud.google.com/v1',
    kind: 'ComputeClass',
    metadata: { name: id },
    spec: {
      priorities: priorities.map(({ spot, flexStart, reservations }) =>
        defined({
          machineType: machine.name,
          gpu: type && { type, count: machine.gpus, driverVersion: driver === 'none' ? undefined : driver },
          spot: spot ? true : undefined,
          flexStart: flexStart ? { enabled: true } : undefined,
          reservations: reservations && {
            affinity: 'Specific',
            specific: reservations.map((name) => ({ name })),
          },
          location: props.zones && { zones: [...props.zones] },
          storage: { bootDiskSize: props.diskGi ?? 200 },
          maxPodsPerNode: props.maxPods,
        }),
      ),
      nodePoolAutoCreation: { enabled: true },
      autoscalingPolicy: { consolidationDelayMinutes },
      whenUnsatisfiable: props.whenUnsatisfiable ?? 'DoNotScaleUp',
    },
  };
  foreignObject(scope, `${id}-compute-class`, manifest, 'GKE');
  return shape;
}
