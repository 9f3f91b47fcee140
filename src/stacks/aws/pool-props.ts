import { fields, type Known, listOf, mapOf, oneOf } from '../../core/properties';
import { InvalidValue, type Open, shown } from '../../core/values';
import { flagOrText } from '../cloud/check-props';
import { type CloudPoolProps, cloudPoolProperties } from '../cloud/pool-props';

/** Capacity that was bought beforehand. */
export type CapacityReservation =
  /** An On-Demand Capacity Reservation. */
  | { readonly id: `cr-${string}` }
  /** A resource group of reservations. */
  | { readonly group: `arn:${string}` }
  /** A Capacity Block for ML, by the id of its reservation. */
  | { readonly block: `cr-${string}` };

/** Images that EKS keeps. Source: github aws/aws-sdk-go-v2 service/eks/types/enums.go, AMITypes */
export type AmiType = Open<
  | 'AL2023_x86_64_NVIDIA'
  | 'AL2023_ARM_64_NVIDIA'
  | 'AL2023_x86_64_NEURON'
  | 'AL2023_x86_64_STANDARD'
  | 'AL2023_ARM_64_STANDARD'
  | 'BOTTLEROCKET_x86_64_NVIDIA'
  | 'BOTTLEROCKET_ARM_64_NVIDIA'
  | 'BOTTLEROCKET_x86_64'
  | 'BOTTLEROCKET_ARM_64'
>;

export interface EksPoolProps<M> extends CloudPoolProps<'aws', M> {
  /** Subnets of the nodes, all in one zone with efa, placementGroup or a reservation. @default the stack's or the cluster's, in `zones` */
  readonly subnetIds?: readonly string[];
  /** Machine types that may be taken instead, where they have the same shape. @default none */
  readonly alternatives?: readonly string[];
  /** Network adapters of the fabric, which claims take their share of; `'efa-only'` without an IP of their own. @default false */
  readonly efa?: boolean | 'efa-only';
  /** Nodes close together, in one zone; a name for a placement group that exists. @default true with efa and no reservation, else false */
  readonly placementGroup?: boolean | string;
  readonly reservation?: CapacityReservation;
  /** EKS's name of the image family. @default by accelerator and architecture, AL2023 */
  readonly amiType?: AmiType;
  /** Id of an image of your own, which must join the cluster by itself. @default EKS's */
  readonly imageId?: `ami-${string}`;
  /** Local NVMe disks as one scratch space for pods and images. @default true for machines with several EFA adapters */
  readonly localDisks?: boolean;
  /** Provisioned throughput of the root disk, MiB/s. @default 125, by AWS */
  readonly diskThroughput?: number;
  /** KMS key of the root disk. @default the account's own for EBS */
  readonly kmsKeyArn?: string;
  /** How the GPU operator shares GPUs among `timeSlicing` pods; MPS bounds memory too. @default 'time-slicing' */
  readonly sharing?: 'time-slicing' | 'mps';
  /** Security groups beside the cluster's. */
  readonly securityGroupIds?: readonly string[];
  /** Tells the cluster autoscaler what a node will be before there is one. @default true where the pool scales */
  readonly autoscalerTags?: boolean;
  /** Nodes that stay unhealthy are replaced. @default true */
  readonly autoRepair?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

const reservation: Known<CapacityReservation> = { id: 'text', group: 'text', block: 'text' };

function efa(value: unknown): void {
  if (typeof value !== 'boolean' && value !== 'efa-only') {
    throw new InvalidValue(`${shown(value)} is neither true, false nor 'efa-only'`);
  }
}

export const eksPoolProperties: Known<EksPoolProps<never>> = {
  ...cloudPoolProperties,
  subnetIds: 'list',
  alternatives: listOf('text'),
  efa,
  placementGroup: flagOrText,
  reservation: fields(reservation),
  amiType: 'text',
  imageId: 'text',
  localDisks: 'flag',
  diskThroughput: 'number',
  kmsKeyArn: 'text',
  sharing: oneOf('time-slicing', 'mps'),
  securityGroupIds: 'list',
  autoscalerTags: 'flag',
  autoRepair: 'flag',
  tags: mapOf('text'),
};
