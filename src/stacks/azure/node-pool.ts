import {
  KubernetesClusterNodePool,
  type KubernetesClusterNodePoolConfig,
} from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool';
import {
  GpuPool,
  type PoolFabric,
  type PoolShape,
  type PoolTaint,
  sharingLabels,
  uniformProfile,
} from '../../constructs/gpu';
import { Problems } from '../../core/errors';
import { defined } from '../../core/values';
import { acceleratorTaint, isNvidia, type NamedMachine, placementOn } from '../cloud/machine';
import { checkName } from '../cloud/names';
import type { AksPoolProps } from './pool-props';
import type { AzureStack } from './stack';
import { zoneLabels, zoneNumbers } from './zones';

type Props = AksPoolProps<never>;

/** InfiniBand adapters of a machine. Source: github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated */
const adapters: Readonly<Record<string, number>> = {
  Standard_ND96asr_v4: 8,
  Standard_ND96amsr_A100_v4: 8,
  Standard_ND96isr_H100_v5: 8,
  Standard_ND96isr_H200_v5: 8,
  Standard_ND96isr_MI300X_v5: 8,
  Standard_ND128isr_NDR_GB200_v6: 4,
};
/** The sizes that `gpu_instance` takes: learn.microsoft.com/azure/aks/gpu-multi-instance */
const instances: Readonly<Record<string, string>> = { 1: 'MIG1g', 2: 'MIG2g', 3: 'MIG3g', 4: 'MIG4g', 7: 'MIG7g' };
const SPOT = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot' } as const;

/** Writes the node pool, and returns it as its pods see it. */
export function aksNodePool(stack: AzureStack, id: string, machine: NamedMachine, props: Props): PoolShape {
  checkName(stack, id, /^[a-z][a-z0-9]*$/, 12, 'lower-case letters and digits, starting with a letter');
  check(stack, id, machine, props);
  const taints: PoolTaint[] = [acceleratorTaint(machine.resource), ...(props.taints ?? [])];
  if (props.spot) taints.push({ ...SPOT, effect: 'NoSchedule' });
  const labels = {
    ...props.labels,
    ...(props.spot && { [SPOT.key]: SPOT.value }),
    ...sharingLabels({ ...machine, name: id, placement: {}, timeSlicing: props.timeSlicing, sharing: props.sharing }),
  };
  const shape = defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'aks',
    nodes: props.nodes,
    zones: zoneLabels(stack, props.zones),
    maxPods: props.maxPods ?? machine.maxPods,
    spot: props.spot,
    timeSlicing: props.timeSlicing,
    sharing: props.sharing,
    mig: props.mig && { strategy: 'single', perGpu: props.mig },
    taints,
    labels,
    fabric: fabricOf(machine, props.infiniBand),
    placement: placementOn({ 'kubernetes.azure.com/agentpool': id }, taints),
  });
  const { min, max } = new GpuPool(shape).nodes;
  new KubernetesClusterNodePool(
    stack,
    id,
    defined<KubernetesClusterNodePoolConfig>({
      name: id,
      kubernetesClusterId: stack.clusterId,
      vmSize: machine.name,
      mode: 'User',
      ...(min === max
        ? { nodeCount: min }
        : { autoScalingEnabled: true, minCount: min, maxCount: max, lifecycle: { ignoreChanges: ['node_count'] } }),
      ...(props.spot && { priority: 'Spot', evictionPolicy: 'Delete', spotMaxPrice: props.spotMaxPrice ?? -1 }),
      zones: zoneNumbers(props.zones),
      maxPods: props.maxPods,
      osDiskSizeGb: props.diskGi ?? 200,
      osDiskType: props.diskType ?? 'Managed',
      osSku: props.imageType ?? 'Ubuntu',
      gpuDriver: isNvidia(machine) ? (props.driver === 'none' ? 'None' : 'Install') : undefined,
      gpuInstance: props.mig && instances[uniformProfile(machine.accelerator, props.mig)![0]!],
      capacityReservationGroupId: props.capacityReservationGroup,
      proximityPlacementGroupId: props.proximityPlacementGroup,
      ultraSsdEnabled: props.ultraDisks,
      vnetSubnetId: props.subnetId,
      nodeLabels: Object.keys(labels).length > 0 ? labels : undefined,
      nodeTaints: taints.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`),
      tags: props.tags && { ...props.tags },
      // Azure sets upgrade settings where none are given, and refuses them on spot nodes.
      upgradeSettings: props.spot ? undefined : { maxSurge: '10%' },
    }),
  );
  return shape;
}

/** What Azure refuses, said before it is asked. */
function check(stack: AzureStack, id: string, machine: NamedMachine, props: Props): void {
  const problems = new Problems(stack, id);
  if (props.spot && props.capacityReservationGroup !== undefined) {
    problems.add('spot and capacityReservationGroup are different ways to get nodes: choose one');
  }
  if (props.spotMaxPrice !== undefined && !props.spot) problems.add('spotMaxPrice is for spot nodes: set spot');
  if (props.driver !== undefined && !isNvidia(machine)) {
    problems.add(`driver is for NVIDIA GPUs, ${machine.name} has none: install AMD's by its operator`);
  }
  if (props.proximityPlacementGroup !== undefined && (props.zones?.length ?? 0) > 1) {
    problems.add(`proximityPlacementGroup is in one zone, zones has ${props.zones?.length}: name one`);
  }
  if (props.infiniBand === true && adapters[machine.name] === undefined) {
    problems.add(`infiniBand: ${machine.name} has no adapters that we know of, write { resource, perNode }`);
  }
  if (props.sharing !== undefined && props.timeSlicing === undefined) {
    problems.add(`sharing '${props.sharing}' needs timeSlicing, the number of pods that share a GPU`);
  }
  if (props.mig !== undefined) {
    const profile = uniformProfile(machine.accelerator, props.mig);
    if (profile === undefined || !/^\dg\.\d+gb$/.test(profile)) {
      problems.add(
        `mig ${JSON.stringify(props.mig)}: AKS cuts all GPUs of a pool into as many slices of one profile as there fit`,
      );
    }
  }
  problems.throw();
}

function fabricOf(machine: NamedMachine, given: Props['infiniBand']): PoolFabric | undefined {
  if (given === undefined || given === false) return undefined;
  const { resource = 'rdma/ib', perNode = adapters[machine.name] ?? 1 } = given === true ? {} : given;
  return { resources: { [resource]: perNode } };
}
