import type { Known } from '../../core/properties';
import { type CloudPoolProps, cloudPoolProperties } from '../cloud/pool-props';

/** How the device plugin offers a node's InfiniBand adapters to pods. */
export interface InfiniBand {
  /** Extended resource it is asked by. @default 'rdma/ib', of the SR-IOV device plugin */
  readonly resource?: string;
  /** How many of it a node has. @default the machine's adapters */
  readonly perNode?: number;
}

export interface AksPoolProps<M> extends CloudPoolProps<'azure', M> {
  /** Resource id of a capacity reservation group that the nodes are taken from. @default none */
  readonly capacityReservationGroup?: string;
  /** Who installs the GPU driver: AKS, or somebody else such as the GPU operator. @default 'aks' */
  readonly driver?: 'aks' | 'none';
  /** Claims take their share of the node's InfiniBand adapters; `true` for the SR-IOV device plugin's names. @default false */
  readonly infiniBand?: boolean | InfiniBand;
  /** Resource id of a proximity placement group. @default none */
  readonly proximityPlacementGroup?: string;
  /** @default 'Managed', 'Ephemeral' keeps the disk on the machine itself */
  readonly diskType?: 'Managed' | 'Ephemeral';
  /** @default 'Ubuntu' */
  readonly imageType?: 'Ubuntu' | 'Ubuntu2204' | 'Ubuntu2404' | 'AzureLinux' | 'AzureLinux3';
  /** Subnet of the nodes. @default the cluster's */
  readonly subnetId?: string;
  /** Price per hour that a spot node may cost at most, US dollars. @default the on-demand price */
  readonly spotMaxPrice?: number;
  /** Whether pods may attach ultra disks. @default false */
  readonly ultraDisks?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

export const aksPoolProperties: Known<AksPoolProps<never>> = {
  ...cloudPoolProperties,
  capacityReservationGroup: true,
  driver: true,
  infiniBand: true,
  proximityPlacementGroup: true,
  diskType: true,
  imageType: true,
  subnetId: true,
  spotMaxPrice: true,
  ultraDisks: true,
  tags: true,
};
