import type { Known } from '../../core/properties';
import { type CloudPoolProps, cloudPoolProperties } from '../cloud/pool-props';

/** Capacity that was bought beforehand. */
export type CapacityReservation =
  /** An On-Demand Capacity Reservation. */
  | { readonly id: `cr-${string}` }
  /** A resource group of reservations. */
  | { readonly group: `arn:${string}` }
  /** A Capacity Block for ML, by the id of its reservation. */
  | { readonly block: `cr-${string}` };

export interface EksPoolProps<M> extends CloudPoolProps<'aws', M> {
  /** Subnets of the nodes. @default the cluster's, in `zones` */
  readonly subnetIds?: readonly string[];
  /** Machine types that may be taken instead, where they have the same shape. @default none */
  readonly alternatives?: readonly string[];
  /** Network adapters of the fabric, which claims take their share of; `'efa-only'` without an IP of their own. @default false */
  readonly efa?: boolean | 'efa-only';
  /** Nodes close together, in one zone; a name for a placement group that exists. @default true with efa, else false */
  readonly placementGroup?: boolean | string;
  readonly reservation?: CapacityReservation;
  /** EKS's name of the image family. @default by accelerator and architecture, AL2023 */
  readonly amiType?: string;
  /** Id of an image of your own, which must join the cluster by itself. @default EKS's */
  readonly imageId?: `ami-${string}`;
  /** Local NVMe disks as one scratch space for pods and images. @default true for machines with EFA */
  readonly localDisks?: boolean;
  /** Provisioned throughput of the root disk, MiB/s. @default 125, by AWS */
  readonly diskThroughput?: number;
  /** KMS key of the root disk. @default the account's own for EBS */
  readonly kmsKeyArn?: string;
  /** Security groups beside the cluster's. */
  readonly securityGroupIds?: readonly string[];
  /** Tells the cluster autoscaler what a node will be before there is one. @default true where the pool scales */
  readonly autoscalerTags?: boolean;
  /** Nodes that stay unhealthy are replaced. @default true */
  readonly autoRepair?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

export const eksPoolProperties: Known<EksPoolProps<never>> = {
  ...cloudPoolProperties,
  subnetIds: true,
  alternatives: true,
  efa: true,
  placementGroup: true,
  reservation: true,
  amiType: true,
  imageId: true,
  localDisks: true,
  diskThroughput: true,
  kmsKeyArn: true,
  securityGroupIds: true,
  autoscalerTags: true,
  autoRepair: true,
  tags: true,
};
