import type { Construct } from 'constructs';
import { foreignObject, GpuPool, type PoolShape, type PoolTaint } from '../../constructs/gpu';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';
import { acceleratorTaint, type NamedMachine } from '../cloud/machine';
import type { AksPoolProps } from './pool-props';

type Shared = 'machine' | 'zones' | 'labels' | 'taints' | 'diskGi' | 'maxPods' | 'tags' | 'subnetId';

export interface NapPoolProps<M> extends Pick<AksPoolProps<M>, Shared> {
  /** Most nodes at a time. @default 1 */
  readonly maxNodes?: number;
  /** What may be taken. @default ['on-demand'] */
  readonly capacity?: readonly ('spot' | 'on-demand')[];
  /** @default 'Ubuntu' */
  readonly imageFamily?: 'Ubuntu' | 'Ubuntu2204' | 'AzureLinux';
  /** When nodes with room to spare are given up. @default 'WhenEmpty', which ends no job */
  readonly consolidate?: 'WhenEmpty' | 'WhenEmptyOrUnderutilized';
  /** @default '5m' */
  readonly consolidateAfter?: string;
}

/** Writes a NodePool with its AKSNodeClass for AKS node auto-provisioning, and returns them as pods see them. */
export function napPool(scope: Construct, id: string, machine: NamedMachine, props: NapPoolProps<never>): PoolShape {
  const { capacity = ['on-demand'], maxNodes = 1 } = props;
  const taints: PoolTaint[] = [acceleratorTaint(machine.resource), ...(props.taints ?? [])];
  const shape = defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'aks',
    nodes: { min: 0, max: maxNodes },
    zones: props.zones,
    maxPods: props.maxPods ?? machine.maxPods,
    taints,
    labels: props.labels,
    placement: {
      nodeSelector: { 'karpenter.sh/nodepool': id },
      tolerations: taints.map(({ key, effect }) => ({ key, operator: 'Exists', effect })),
    },
  });
  const { max } = new GpuPool(shape).nodes;
  const requirement = (key: string, ...values: string[]) => ({ key, operator: 'In' as const, values });
  new Resource(
    scope,
    `${id}-node-pool`,
    'karpenter.sh/v1/NodePool',
    {
      spec: {
        limits: { [machine.resource ?? 'nvidia.com/gpu']: max * machine.gpus },
        disruption: {
          consolidationPolicy: props.consolidate ?? 'WhenEmpty',
          consolidateAfter: props.consolidateAfter ?? '5m',
        },
        template: {
          metadata: { labels: { ...props.labels } },
          spec: {
            nodeClassRef: { group: 'karpenter.azure.com', kind: 'AKSNodeClass', name: id },
            expireAfter: 'Never',
            taints: taints.map((taint) => ({ ...taint })),
            requirements: [
              requirement('node.kubernetes.io/instance-type', machine.name),
              requirement('karpenter.sh/capacity-type', ...capacity),
              requirement('kubernetes.io/arch', machine.arch ?? 'amd64'),
              ...(props.zones === undefined ? [] : [requirement('topology.kubernetes.io/zone', ...props.zones)]),
            ],
          },
        },
      },
    },
    { name: id },
  );
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
