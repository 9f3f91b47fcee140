import {
  ContainerNodePool,
  type ContainerNodePoolConfig,
  type ContainerNodePoolNodeConfig,
  type ContainerNodePoolNodeConfigGuestAccelerator,
} from '@cdktf/provider-google/lib/container-node-pool';
import type { ITerraformDependable } from 'cdktf';
import { GpuPool, type PoolShape, type PoolTaint, uniformProfile } from '../../constructs/gpu';
import { seconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { defined } from '../../core/values';
import { acceleratorTaint, isNvidia, type NamedMachine, placementOn } from '../cloud/machine';
import { checkName } from '../cloud/names';
import { gkeAccelerator, gpuFabric } from './accelerators';
import { gpuDirectEnv } from './gpu-direct';
import type { GkePoolProps } from './pool-props';
import type { GoogleStack } from './stack';
import { tpuProblems, tpuSlice } from './tpu';

type Props = GkePoolProps<never>;

/** Writes the node pool, and returns it as its pods see it. */
export function gkeNodePool(stack: GoogleStack, id: string, machine: NamedMachine, props: Props): PoolShape {
  checkName(
    stack,
    id,
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    40,
    "lower-case letters, digits and '-', starting with a letter",
  );
  check(stack, id, machine, props);
  const shape = shapeOf(id, machine, props);
  const { min, max } = new GpuPool(shape).nodes;
  const hosts = tpuSlice(machine, props)?.hosts ?? 1;
  const zones = props.zones?.length ?? (/-[a-z]$/.test(stack.location) ? 1 : undefined);
  new ContainerNodePool(
    stack,
    id,
    defined<ContainerNodePoolConfig>({
      name: id,
      cluster: stack.cluster.name,
      location: stack.location,
      nodeLocations: props.zones && [...props.zones],
      maxPodsPerNode: props.maxPods,
      initialNodeCount: zones === undefined ? 0 : Math.ceil(min / zones),
      autoscaling:
        hosts > 1
          ? { minNodeCount: min, maxNodeCount: max, locationPolicy: 'ANY' }
          : { totalMinNodeCount: min, totalMaxNodeCount: max, locationPolicy: 'ANY' },
      // Flex-start refuses repair. Source: github GoogleCloudPlatform/cluster-toolkit modules/compute/gke-node-pool
      management: { autoRepair: props.autoRepair ?? !(props.flexStart || props.queued), autoUpgrade: true },
      queuedProvisioning: props.queued ? { enabled: true } : undefined,
      placementPolicy: placementOf(props, hosts),
      networkConfig: props.gpuNetworks && {
        additionalNodeNetworkConfigs: props.gpuNetworks.map(
          ({ network, subnetwork, reference }) => reference ?? { network, subnetwork },
        ),
      },
      nodeConfig: nodeConfig(stack, machine, props),
      lifecycle: { ignoreChanges: ['initial_node_count'] },
      dependsOn: dependencies(stack, props),
    }),
  );
  return shape;
}

function dependencies(stack: GoogleStack, { serviceAccount }: Props): ITerraformDependable[] {
  const roles = serviceAccount === undefined ? stack.nodeAccount().roles : [];
  return [...stack.cluster.made, ...roles];
}

/** What Google refuses, said before it is asked. */
function check(stack: GoogleStack, id: string, machine: NamedMachine, props: Props): void {
  const problems = new Problems(stack, id);
  const min = typeof props.nodes === 'number' ? props.nodes : (props.nodes?.min ?? 0);
  const ways = [
    props.spot && 'spot',
    props.flexStart && 'flexStart',
    props.reservation !== undefined && 'reservation',
  ].filter((way) => typeof way === 'string');
  if (ways.length > 1) problems.add(`${ways.join(' and ')} are different ways to get nodes: choose one`);
  for (const way of ['flexStart', 'queued'] as const) {
    if (props[way] && min > 0) problems.add(`${way} makes nodes for waiting pods only: nodes.min is ${min}, make it 0`);
    if (props[way] && props.autoRepair) problems.add(`${way} refuses autoRepair: leave it out`);
  }
  for (const sentence of tpuProblems(machine, props)) problems.add(sentence);
  const hosts = tpuSlice(machine, props)?.hosts ?? 1;
  if (hosts > 1) {
    const max = typeof props.nodes === 'number' ? props.nodes : props.nodes?.max;
    if (max !== undefined && max !== hosts) {
      problems.add(`topology '${props.topology}' is one slice of ${hosts} nodes, nodes says ${max}: leave nodes out`);
    }
    if (props.zones !== undefined && props.zones.length !== 1) {
      problems.add(`topology '${props.topology}' is one slice, zones has ${props.zones.length}: name one`);
    }
  }
  const isZonal = /-[a-z]$/.test(stack.location);
  if (props.compact && props.zones?.length !== 1 && !(isZonal && props.zones === undefined)) {
    problems.add(
      `compact is in one zone, ${props.zones === undefined ? `${stack.location} has several` : `zones has ${props.zones.length}`}: name one in zones`,
    );
  }
  if (props.driver !== undefined && !isNvidia(machine))
    problems.add(`driver is for NVIDIA GPUs, ${machine.name} has none`);
  if (props.sharing !== undefined && props.timeSlicing === undefined) {
    problems.add(`sharing '${props.sharing}' needs timeSlicing, the number of pods that share a GPU`);
  }
  if (props.mig !== undefined && uniformProfile(machine.accelerator, props.mig) === undefined) {
    problems.add(
      `mig ${JSON.stringify(props.mig)}: GKE cuts all GPUs of a pool into as many slices of one profile as there fit`,
    );
  }
  if (isNvidia(machine) && (props.acceleratorType ?? gkeAccelerator(machine)) === undefined) {
    problems.add(`accelerator '${machine.accelerator}' has no name on GKE that we know: give acceleratorType`);
  }
  const fabric = gpuFabric(machine.name);
  if (props.gpuNetworks !== undefined && fabric?.count !== props.gpuNetworks.length) {
    problems.add(
      fabric === undefined
        ? `gpuNetworks: ${machine.name} has no networks of its own for GPUs`
        : `gpuNetworks has ${props.gpuNetworks.length}, ${machine.name} takes ${fabric.count}`,
    );
  }
  problems.throw();
}

function shapeOf(id: string, machine: NamedMachine, props: Props): PoolShape {
  const tpu = tpuSlice(machine, props);
  const taints: PoolTaint[] = [acceleratorTaint(machine.resource), ...(props.taints ?? [])];
  if (props.queued) taints.push({ key: 'cloud.google.com/gke-queued', value: 'true', effect: 'NoSchedule' });
  const hosts = tpu?.hosts ?? 1;
  const fabric = props.gpuNetworks && gpuFabric(machine.name);
  return defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'gke',
    nodes: hosts > 1 ? { min: typeof props.nodes === 'number' ? hosts : 0, max: hosts } : props.nodes,
    zones: props.zones,
    maxPods: props.maxPods ?? machine.maxPods,
    spot: props.spot,
    timeSlicing: props.timeSlicing,
    sharing: props.sharing === 'mps' ? 'mps' : undefined,
    oneTurnEach: props.timeSlicing === undefined ? undefined : true,
    mig: props.mig && { strategy: 'single', perGpu: props.mig },
    taints,
    labels: { ...props.labels, ...(props.spot && { 'cloud.google.com/gke-spot': 'true' }) },
    fabric: fabric && { env: gpuDirectEnv[fabric.fabric] },
    placement: placementOn(
      {
        'cloud.google.com/gke-nodepool': id,
        ...(tpu !== undefined && {
          'cloud.google.com/gke-tpu-accelerator': tpu.type,
          'cloud.google.com/gke-tpu-topology': tpu.topology,
        }),
      },
      taints,
    ),
  });
}

function placementOf(props: Props, hosts: number): ContainerNodePoolConfig['placementPolicy'] {
  if (hosts > 1) return { type: 'COMPACT', tpuTopology: props.topology };
  if (props.compact === undefined || props.compact === false) return undefined;
  return defined({ type: 'COMPACT', policyName: props.compact === true ? undefined : props.compact });
}

function nodeConfig(stack: GoogleStack, machine: NamedMachine, props: Props): ContainerNodePoolNodeConfig {
  const { localSsds, localSsdUse = 'ephemeral' } = props;
  const maxRun = props.maxRun ?? (props.flexStart ? '7d' : undefined);
  return defined<ContainerNodePoolNodeConfig>({
    machineType: machine.name,
    diskSizeGb: props.diskGi ?? 200,
    diskType: props.diskType ?? (isHyperdisk(machine.name) ? 'hyperdisk-balanced' : 'pd-balanced'),
    imageType: props.imageType ?? 'COS_CONTAINERD',
    spot: props.spot ? true : undefined,
    flexStart: props.flexStart ? true : undefined,
    maxRunDuration: maxRun && `${seconds(maxRun)}s`,
    labels: props.labels && { ...props.labels },
    taint: props.taints?.map(({ key, value = '', effect }) => ({ key, value, effect: taintEffects[effect] })),
    serviceAccount: props.serviceAccount ?? stack.nodeAccount().reference,
    bootDiskKmsKey: props.kmsKey,
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    guestAccelerator: isNvidia(machine) ? [guestAccelerator(machine, props)] : undefined,
    reservationAffinity:
      props.reservation === undefined
        ? { consumeReservationType: 'NO_RESERVATION' }
        : {
            consumeReservationType: 'SPECIFIC_RESERVATION',
            key: 'compute.googleapis.com/reservation-name',
            values: [props.reservation],
          },
    gvnic: { enabled: true },
    gcfsConfig: (props.imageStreaming ?? true) ? { enabled: true } : undefined,
    ephemeralStorageLocalSsdConfig:
      localSsds !== undefined && localSsdUse === 'ephemeral' ? { localSsdCount: localSsds } : undefined,
    localNvmeSsdBlockConfig:
      localSsds !== undefined && localSsdUse === 'block' ? { localSsdCount: localSsds } : undefined,
    // Modules that Google has not signed do not load under secure boot: other drivers, GPUDirect's.
    shieldedInstanceConfig: {
      enableIntegrityMonitoring: true,
      enableSecureBoot: props.driver !== 'none' && props.gpuNetworks === undefined,
    },
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
  });
}

/** Machines that take no persistent disks. Source: github GoogleCloudPlatform/cluster-toolkit examples */
function isHyperdisk(machine: string): boolean {
  return /^(a4x?|a3-ultragpu|g4|ct6e|tpu7x)-/.test(machine);
}

const taintEffects = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

function guestAccelerator(machine: NamedMachine, props: Props): ContainerNodePoolNodeConfigGuestAccelerator {
  const driver = props.driver ?? 'default';
  return defined<ContainerNodePoolNodeConfigGuestAccelerator>({
    type: props.acceleratorType ?? gkeAccelerator(machine)!,
    count: machine.gpus,
    gpuPartitionSize: props.mig && uniformProfile(machine.accelerator, props.mig),
    gpuSharingConfig:
      props.timeSlicing === undefined
        ? undefined
        : {
            gpuSharingStrategy: props.sharing === 'mps' ? 'MPS' : 'TIME_SHARING',
            maxSharedClientsPerGpu: props.timeSlicing,
          },
    gpuDriverInstallationConfig: {
      gpuDriverVersion: { default: 'DEFAULT', latest: 'LATEST', none: 'INSTALLATION_DISABLED' }[driver],
    },
  });
}
