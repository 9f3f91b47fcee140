import type { Construct } from 'constructs';
import { foreignObject, type PoolShape, type PoolTaint } from '../../constructs/gpu';
import { type Known, listOf, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { disruptionProperties, type KarpenterDisruption, karpenterNodePool } from '../cloud/karpenter';
import { acceleratorTaint, type NamedMachine, placementOn } from '../cloud/machine';
import { type AksPoolProps, aksPoolProperties } from './pool-props';
import type { AzureStack } from './stack';
import { needZoneLabels } from './zones';

type Shared = 'machine' | 'zones' | 'labels' | 'taints' | 'diskGi' | 'maxPods' | 'tags' | 'subnetId';

export interface NapPoolProps<M> extends Pick<AksPoolProps<M>, Shared>, KarpenterDisruption {
  /** Most nodes at a time. @default 1 */
  readonly maxNodes?: number;
  /** What may be taken. @default ['on-demand'] */
  readonly capacity?: readonly ('spot' | 'on-demand')[];
  /** @default 'Ubuntu' */
  readonly imageFamily?: 'Ubuntu' | 'Ubuntu2204' | 'AzureLinux';
}

const { machine, zones, labels, taints, diskGi, maxPods, tags, subnetId } = aksPoolProperties;

export const napPoolProperties: Known<NapPoolProps<never>> = {
  ...{ machine, zones, labels, taints, diskGi, maxPods, tags, subnetId },
  maxNodes: 'number',
  capacity: listOf(oneOf('spot', 'on-demand')),
  imageFamily: oneOf('Ubuntu', 'Ubuntu2204', 'AzureLinux'),
  ...disruptionProperties,
};

/** Writes a NodePool with its AKSNodeClass for AKS node auto-provisioning, and returns them as pods see them. */
export function napPool(
  stack: AzureStack,
  scope: Construct,
  id: string,
  machine: NamedMachine,
  props: NapPoolProps<never>,
): PoolShape {
  const { capacity = ['on-demand'], maxNodes = 1 } = props;
  const taints: PoolTaint[] = [acceleratorTaint(machine.resource), ...(props.taints ?? [])];
  const shape = defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'aks',
    nodes: { min: 0, max: maxNodes },
    zones: needZoneLabels(stack, id, props.zones),
    maxPods: props.maxPods ?? machine.maxPods,
    spot: capacity.length === 1 && capacity[0] === 'spot' ? true : undefined,
    taints,
    labels: props.labels,
    placement: placementOn({ 'karpenter.sh/nodepool': id }, taints),
  });
  karpenterNodePool(scope, machine, shape, {
    ...props,
    nodeClass: { group: 'karpenter.azure.com', kind: 'AKSNodeClass' },
    machines: [machine.name],
    capacity,
    expireAfter: 'Never',
  });
  // Fields: github Azure/karpenter-provider-azure pkg/apis/v1beta1/aksnodeclass.go
  const nodeClass = {
    apiVersion: 'karpenter.azure.com/v1beta1',
    kind: 'AKSNodeClass',
    metadata: { name: id },
    spec: defined({
      imageFamily: props.imageFamily ?? 'Ubuntu',
      osDiskSizeGB: props.diskGi ?? 200,
      maxPods: props.maxPods,
      vnetSubnetID: props.subnetId,
      tags: props.tags && { ...props.tags },
    }),
  };
  foreignObject(scope, `${id}-node-class`, nodeClass, 'AKS');
  return shape;
}
