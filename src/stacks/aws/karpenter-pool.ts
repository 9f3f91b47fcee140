import type { Construct } from 'constructs';
import { GpuPool, type PoolShape } from '../../constructs/gpu';
import { Problems } from '../../core/errors';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';
import type { EC2NodeClassSpec } from '../../generated/karpenter.k8s.aws';
import type { NodePoolSpec } from '../../generated/karpenter.sh';
import type { NamedMachine } from '../cloud/machine';
import { karpenterNodeRole } from './karpenter';
import type { EksPoolProps } from './pool-props';
import { eksPoolShape } from './pool-shape';
import type { AwsStack } from './stack';

type Shared =
  | 'machine'
  | 'alternatives'
  | 'zones'
  | 'labels'
  | 'taints'
  | 'diskGi'
  | 'diskThroughput'
  | 'kmsKeyArn'
  | 'localDisks'
  | 'maxPods'
  | 'timeSlicing'
  | 'mig'
  | 'efa'
  | 'tags';

export interface KarpenterPoolProps<M> extends Pick<EksPoolProps<M>, Shared> {
  /** Most nodes at a time. @default 1 */
  readonly maxNodes?: number;
  /** What may be taken, the first that can be had. @default ['on-demand'] */
  readonly capacity?: readonly ('reserved' | 'spot' | 'on-demand')[];
  /** Reservations and Capacity Blocks that `reserved` may take. */
  readonly reservations?: readonly `cr-${string}`[];
  /** Image family and version. @default 'al2023@latest' */
  readonly image?: `${string}@${string}`;
  /** When nodes with room to spare are given up. @default 'WhenEmpty', which ends no job */
  readonly consolidate?: 'WhenEmpty' | 'WhenEmptyOrUnderutilized';
  /** How long a node must be like that. @default '5m' */
  readonly consolidateAfter?: string;
  /** Nodes older than that are replaced. @default '720h' */
  readonly expireAfter?: string;
  /** Pools with more are tried first. @default none */
  readonly weight?: number;
}

/** Writes a NodePool with its EC2NodeClass, and returns them as pods see them. */
export function karpenterPool(
  stack: AwsStack,
  scope: Construct,
  id: string,
  machine: NamedMachine,
  props: KarpenterPoolProps<never>,
): PoolShape {
  const { capacity = ['on-demand'], reservations, maxNodes = 1 } = props;
  const problems = new Problems(stack, id);
  if (reservations?.length && !capacity.includes('reserved')) {
    problems.add("reservations are taken by capacity 'reserved', which is not among capacity: add it");
  }
  if (capacity.includes('reserved') && !reservations?.length) {
    problems.add("capacity 'reserved' takes reservations, none are given");
  }
  problems.throw();
  const spot = capacity.length === 1 && capacity[0] === 'spot';
  const nodes = { min: 0, max: maxNodes };
  const shape = eksPoolShape(id, machine, { ...props, nodes, spot }, { 'karpenter.sh/nodepool': id });
  const { max } = new GpuPool(shape).nodes;
  const spec: NodePoolSpec = defined({
    weight: props.weight,
    limits: { [machine.resource ?? 'nvidia.com/gpu']: max * machine.gpus },
    disruption: {
      consolidationPolicy: props.consolidate ?? 'WhenEmpty',
      consolidateAfter: props.consolidateAfter ?? '5m',
    },
    template: {
      metadata: { labels: { ...shape.labels } },
      spec: {
        nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: id },
        expireAfter: props.expireAfter ?? '720h',
        taints: (shape.taints ?? []).map((taint) => ({ ...taint })),
        requirements: [
          requirement('node.kubernetes.io/instance-type', machine.name, ...(props.alternatives ?? [])),
          requirement('karpenter.sh/capacity-type', ...capacity),
          requirement('kubernetes.io/arch', machine.arch ?? 'amd64'),
          ...(props.zones === undefined ? [] : [requirement('topology.kubernetes.io/zone', ...props.zones)]),
        ],
      },
    },
  });
  new Resource(scope, `${id}-node-pool`, 'karpenter.sh/v1/NodePool', { spec }, { name: id });
  new Resource(
    scope,
    `${id}-node-class`,
    'karpenter.k8s.aws/v1/EC2NodeClass',
    { spec: nodeClass(stack, machine, props) },
    { name: id },
  );
  return shape;
}

function requirement(key: string, ...values: string[]) {
  return { key, operator: 'In' as const, values };
}

function nodeClass(stack: AwsStack, machine: NamedMachine, props: KarpenterPoolProps<never>): EC2NodeClassSpec {
  const striped = props.localDisks ?? (machine.efa ?? 0) > 1;
  return defined<EC2NodeClassSpec>({
    role: karpenterNodeRole(stack),
    amiSelectorTerms: [{ alias: props.image ?? 'al2023@latest' }],
    subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': stack.clusterName } }],
    securityGroupSelectorTerms: [{ tags: { 'aws:eks:cluster-name': stack.clusterName } }],
    capacityReservationSelectorTerms: props.reservations?.map((reservation) => ({ id: reservation })),
    instanceStorePolicy: striped ? 'RAID0' : undefined,
    kubelet: props.maxPods === undefined ? undefined : { maxPods: props.maxPods },
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 2 },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        rootVolume: true,
        ebs: defined({
          volumeType: 'gp3' as const,
          volumeSize: `${props.diskGi ?? 200}Gi`,
          throughput: props.diskThroughput,
          encrypted: true,
          kmsKeyID: props.kmsKeyArn,
          deleteOnTermination: true,
        }),
      },
    ],
    tags: props.tags && { ...props.tags },
  });
}
