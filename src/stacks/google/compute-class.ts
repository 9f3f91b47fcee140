import type { Construct } from 'constructs';
import { foreignObject, GpuPool, type PoolShape, type PoolTaint } from '../../constructs/gpu';
import { seconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { fields, type Known, listOf, oneOf } from '../../core/properties';
import { defined, definedOrNone } from '../../core/values';
import { acceleratorTaint, isNvidia, type NamedMachine, placementOn } from '../cloud/machine';
import { gkeAccelerator } from './accelerators';
import { type GkePoolProps, gkePoolProperties } from './pool-props';
import type { GoogleStack } from './stack';
import { tpuProblems, tpuSlice } from './tpu';

type Shared =
  | 'machine'
  | 'zones'
  | 'labels'
  | 'taints'
  | 'diskGi'
  | 'diskType'
  | 'maxPods'
  | 'maxRun'
  | 'topology'
  | 'imageType'
  | 'serviceAccount'
  | 'acceleratorType';

/** One way to get such nodes. */
export interface ComputeClassPriority {
  readonly spot?: boolean;
  /** From the Dynamic Workload Scheduler. */
  readonly flexStart?: boolean;
  /** Names of reservations. */
  readonly reservations?: readonly string[];
}

export interface ComputeClassProps<M> extends Pick<GkePoolProps<M>, Shared> {
  /** NVIDIA driver that GKE installs. @default 'default' */
  readonly driver?: 'default' | 'latest';
  /** Most nodes at a time, for the check of what fits; GKE itself knows the limits of node auto-provisioning. @default 1 */
  readonly maxNodes?: number;
  /** Ways to get such nodes, the first that works. @default [{ spot: false }] */
  readonly priorities?: readonly ComputeClassPriority[];
  /** What happens when none of them works. @default 'DoNotScaleUp' */
  readonly whenUnsatisfiable?: 'DoNotScaleUp' | 'ScaleUpAnyway';
  /** Minutes that an empty node is kept. @default 10 */
  readonly consolidationDelayMinutes?: number;
}

const { machine, zones, labels, taints, diskGi, diskType, maxPods, maxRun, topology } = gkePoolProperties;
const { imageType, serviceAccount, acceleratorType } = gkePoolProperties;
const priority: Known<ComputeClassPriority> = { spot: 'flag', flexStart: 'flag', reservations: listOf('text') };

export const computeClassProperties: Known<ComputeClassProps<never>> = {
  ...{ machine, zones, labels, taints, diskGi, diskType, maxPods, maxRun, topology },
  ...{ imageType, serviceAccount, acceleratorType },
  driver: oneOf('default', 'latest'),
  maxNodes: 'number',
  priorities: listOf(fields(priority)),
  whenUnsatisfiable: oneOf('DoNotScaleUp', 'ScaleUpAnyway'),
  consolidationDelayMinutes: 'number',
};

type Props = ComputeClassProps<never>;

/**
 * Writes a ComputeClass, by which GKE makes node pools as pods need them, and returns them as pods see them.
 * Fields: cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function computeClass(
  stack: GoogleStack,
  scope: Construct,
  id: string,
  machine: NamedMachine,
  props: Props,
): PoolShape {
  check(stack, id, machine, props);
  const { priorities = [{ spot: false }], consolidationDelayMinutes = 10 } = props;
  const shape = shapeOf(id, machine, props);
  new GpuPool(shape);
  const manifest = {
    apiVersion: 'cloud.google.com/v1',
    kind: 'ComputeClass',
    metadata: { name: id },
    spec: defined({
      priorities: priorities.map((way) => rule(machine, props, way)),
      nodePoolConfig: definedOrNone({
        imageType: props.imageType?.toLowerCase(),
        serviceAccount: props.serviceAccount ?? stack.nodeAccount().email,
        nodeLabels: props.labels && { ...props.labels },
        taints: props.taints?.map((taint) => ({ ...taint })),
      }),
      nodePoolAutoCreation: { enabled: true },
      autoscalingPolicy: { consolidationDelayMinutes },
      whenUnsatisfiable: props.whenUnsatisfiable ?? 'DoNotScaleUp',
    }),
  };
  foreignObject(scope, `${id}-compute-class`, manifest, 'GKE');
  return shape;
}

function check(stack: GoogleStack, id: string, machine: NamedMachine, props: Props): void {
  const problems = new Problems(stack, id);
  for (const [i, { spot, flexStart, reservations }] of (props.priorities ?? []).entries()) {
    if ([spot, flexStart, reservations !== undefined].filter(Boolean).length > 1) {
      problems.add(`priorities[${i}] has several ways to get nodes: write each as a priority of its own`);
    }
  }
  for (const sentence of tpuProblems(machine, props)) problems.add(sentence);
  if (isNvidia(machine) && (props.acceleratorType ?? gkeAccelerator(machine)) === undefined) {
    problems.add(`accelerator '${machine.accelerator}' has no name on GKE that we know: give acceleratorType`);
  }
  problems.throw();
}

/** The nodes that one way makes; a TPU is asked for by its slice, GKE finds the machine. */
function rule(machine: NamedMachine, props: Props, { spot, flexStart, reservations }: ComputeClassPriority) {
  const tpu = tpuSlice(machine, props);
  const type = props.acceleratorType ?? gkeAccelerator(machine);
  const { driver = 'default', maxRun } = props;
  const gpu = type && { type, count: machine.gpus, driverVersion: driver };
  return defined({
    ...(tpu === undefined
      ? { machineType: machine.name, gpu }
      : { tpu: { type: tpu.type, count: machine.gpus, topology: tpu.topology } }),
    spot: spot ? true : undefined,
    flexStart: flexStart ? { enabled: true } : undefined,
    maxRunDurationSeconds: maxRun && seconds(maxRun),
    reservations: reservations && { affinity: 'Specific', specific: reservations.map((name) => ({ name })) },
    location: props.zones && { zones: [...props.zones] },
    storage: defined({ bootDiskSize: props.diskGi ?? 200, bootDiskType: props.diskType }),
    maxPodsPerNode: props.maxPods,
  });
}

function shapeOf(id: string, machine: NamedMachine, props: Props): PoolShape {
  const tpu = tpuSlice(machine, props);
  const taints: PoolTaint[] = [
    acceleratorTaint(machine.resource),
    { key: 'cloud.google.com/compute-class', value: id, effect: 'NoSchedule' },
    ...(props.taints ?? []),
  ];
  return defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'gke',
    nodes: { min: 0, max: props.maxNodes ?? tpu?.hosts ?? 1 },
    zones: props.zones,
    maxPods: props.maxPods ?? machine.maxPods,
    spot: props.priorities?.length && props.priorities.every(({ spot }) => spot) ? true : undefined,
    labels: props.labels,
    taints,
    placement: placementOn(
      {
        'cloud.google.com/compute-class': id,
        ...(tpu !== undefined && {
          'cloud.google.com/gke-tpu-accelerator': tpu.type,
          'cloud.google.com/gke-tpu-topology': tpu.topology,
        }),
      },
      taints,
    ),
  });
}
