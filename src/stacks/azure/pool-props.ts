import { fields, type Known, mapOf, oneOf, or } from '../../core/properties';
import { type CloudPoolProps, cloudPoolProperties } from '../cloud/pool-props';

/** How the device plugin offers a node's InfiniBand adapters to pods. */
export interface InfiniBand {
  /** Extended resource it is asked by. @default 'rdma/ib', of the SR-IOV device plugin */
  readonly resource?: string;
  /** How many of it a node has. @default the machine's adapters */
  readonly perNode?: number;
}

export interface AksPoolProps<M> extends CloudPoolProps<'azure', M> {
  /** `1`, or with the location as nodes are labelled, `westeurope-1`. @default those of the cluster */
  readonly zones?: readonly string[];
  /** Resource id of a capacity reservation group that the nodes are taken from. @default none */
  readonly capacityReservationGroup?: string;
  /** Who installs the GPU driver: AKS, or somebody else such as the GPU operator. @default 'aks' */
  readonly driver?: 'aks' | 'none';
  /** How the GPU operator shares GPUs among `timeSlicing` pods; MPS bounds memory too. @default 'time-slicing' */
  readonly sharing?: 'time-slicing' | 'mps';
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

const infiniBand: Known<InfiniBand> = { resource: 'text', perNode: 'number' };

export const aksPoolProperties: Known<AksPoolProps<never>> = {
  ...cloudPoolProperties,
  capacityReservationGroup: 'text',
  driver: oneOf('aks', 'none'),
  sharing: oneOf('time-slicing', 'mps'),
  infiniBand: or(fields(infiniBand), 'flag'),
  proximityPlacementGroup: 'text',
  diskType: oneOf('Managed', 'Ephemeral'),
  imageType: oneOf('Ubuntu', 'Ubuntu2204', 'Ubuntu2404', 'AzureLinux', 'AzureLinux3'),
  subnetId: 'text',
  spotMaxPrice: 'number',
  ultraDisks: 'flag',
  tags: mapOf('text'),
};
