import type { Construct } from 'constructs';
import type { PoolShape } from '../../constructs/gpu';
import { Problems } from '../../core/errors';
import { type Known, listOf, oneOf } from '../../core/properties';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';
import type { EC2NodeClassSpec } from '../../generated/karpenter.k8s.aws';
import { disruptionProperties, type KarpenterDisruption, karpenterNodePool } from '../cloud/karpenter';
import type { NamedMachine } from '../cloud/machine';
import { alternativeProblems } from './alternatives';
import { karpenterNodes } from './karpenter';
import { type EksPoolProps, eksPoolProperties } from './pool-props';
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
  | 'sharing'
  | 'mig'
  | 'efa'
  | 'tags';

export interface KarpenterPoolProps<M> extends Pick<EksPoolProps<M>, Shared>, KarpenterDisruption {
  /** Subnets of the nodes. @default those with the tag `karpenter.sh/discovery`, which a network that is made here has */
  readonly subnetIds?: readonly string[];
  /** Nodes close together, in one zone; a name for a placement group that exists. @default false */
  readonly placementGroup?: boolean | string;
  /** Most nodes at a time. @default 1 */
  readonly maxNodes?: number;
  /** What may be taken, the first that can be had. @default ['on-demand'] */
  readonly capacity?: readonly ('reserved' | 'spot' | 'on-demand')[];
  /** Reservations and Capacity Blocks that `reserved` may take. */
  readonly reservations?: readonly `cr-${string}`[];
  /** Image family and version. @default 'al2023@latest' */
  readonly image?: `${string}@${string}`;
  /** Nodes older than that are replaced. @default '720h' */
  readonly expireAfter?: string;
  /** Pools with more are tried first. @default none */
  readonly weight?: number;
}

const { machine, alternatives, zones, subnetIds, labels, taints, diskGi, diskThroughput, kmsKeyArn } =
  eksPoolProperties;
const { localDisks, maxPods, timeSlicing, sharing, mig, efa, placementGroup, tags } = eksPoolProperties;

export const karpenterPoolProperties: Known<KarpenterPoolProps<never>> = {
  ...{ machine, alternatives, zones, subnetIds, labels, taints, diskGi, diskThroughput, kmsKeyArn },
  ...{ localDisks, maxPods, timeSlicing, sharing, mig, efa, placementGroup, tags },
  maxNodes: 'number',
  capacity: listOf(oneOf('reserved', 'spot', 'on-demand')),
  reservations: listOf('text'),
  image: 'text',
  ...disruptionProperties,
  expireAfter: 'text',
  weight: 'number',
};

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
  if (props.efa && machine.efa === undefined) {
    problems.add(`efa: ${machine.name} has no adapters that we know of; say how many with machine(name, { efa })`);
  }
  if (props.sharing !== undefined && props.timeSlicing === undefined) {
    problems.add(`sharing '${props.sharing}' needs timeSlicing, the number of pods that share a GPU`);
  }
  for (const sentence of alternativeProblems(machine, props.alternatives)) problems.add(sentence);
  problems.throw();
  const spot = capacity.length === 1 && capacity[0] === 'spot';
  const nodes = { min: 0, max: maxNodes };
  const shape = eksPoolShape(id, machine, { ...props, nodes, spot }, { 'karpenter.sh/nodepool': id });
  karpenterNodePool(scope, machine, shape, {
    ...props,
    nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
    machines: [machine.name, ...(props.alternatives ?? [])],
    capacity,
    expireAfter: props.expireAfter ?? '720h',
  });
  new Resource(
    scope,
    `${id}-node-class`,
    'karpenter.k8s.aws/v1/EC2NodeClass',
    { spec: nodeClass(stack, id, machine, props) },
    { name: id },
  );
  return shape;
}

function nodeClass(
  stack: AwsStack,
  id: string,
  machine: NamedMachine,
  props: KarpenterPoolProps<never>,
): EC2NodeClassSpec {
  const striped = props.localDisks ?? (machine.efa ?? 0) > 1;
  const isBottlerocket = props.image?.startsWith('bottlerocket@') ?? false;
  return defined<EC2NodeClassSpec>({
    role: karpenterNodes(stack),
    amiSelectorTerms: [{ alias: props.image ?? 'al2023@latest' }],
    subnetSelectorTerms: props.subnetIds?.map((subnet) => ({ id: subnet })) ?? [
      { tags: { 'karpenter.sh/discovery': stack.clusterName } },
    ],
    securityGroupSelectorTerms: [
      { tags: { 'aws:eks:cluster-name': stack.clusterName } },
      ...(props.efa ? [{ tags: efaGroup(stack) }] : []),
    ],
    capacityReservationSelectorTerms: props.reservations?.map((reservation) => ({ id: reservation })),
    placementGroupSelector: props.placementGroup ? { name: groupName(stack, id, props.placementGroup) } : undefined,
    instanceStorePolicy: striped ? 'RAID0' : undefined,
    kubelet: props.maxPods === undefined ? undefined : { maxPods: props.maxPods },
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 2 },
    blockDeviceMappings: [
      {
        ...(isBottlerocket ? { deviceName: '/dev/xvdb' } : { deviceName: '/dev/xvda', rootVolume: true }),
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

/** Tags of the security group of EFA's adapters: its id is Terraform's to find out. */
function efaGroup(stack: AwsStack): Record<string, string> {
  const { tag } = (require('./efa-group') as typeof import('./efa-group')).efaGroup(stack);
  return { ...tag };
}

function groupName(stack: AwsStack, id: string, given: true | string): string {
  if (given !== true) return given;
  return (require('./placement-group') as typeof import('./placement-group')).placementGroup(stack, id).name;
}
