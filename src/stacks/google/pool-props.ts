import type { Duration } from '../../core/duration';
import { fields, type Known, listOf, oneOf } from '../../core/properties';
import { flagOrText } from '../cloud/check-props';
import { type CloudPoolProps, cloudPoolProperties } from '../cloud/pool-props';

/** A network beside the cluster's own, for GPUDirect. */
export interface ExtraNetwork {
  readonly network: string;
  readonly subnetwork: string;
  /** The same as other resources of the stack write them, where they are made in it. @default the names */
  readonly reference?: { readonly network: string; readonly subnetwork: string };
}

export interface GkePoolProps<M> extends CloudPoolProps<'gcp', M> {
  /** Nodes from the Dynamic Workload Scheduler, for up to seven days; needs nodes.min 0. @default false */
  readonly flexStart?: boolean;
  /** Nodes are made for whole jobs at once, by ProvisioningRequest, as Kueue makes them; needs nodes.min 0. @default false */
  readonly queued?: boolean;
  /** How long a node lives at most, whole seconds. @default no limit, 7d with flexStart */
  readonly maxRun?: Duration;
  /** Name of a reservation, or `projects/P/reservations/NAME` of another project's. @default none is taken */
  readonly reservation?: string;
  /** NVIDIA driver that GKE installs; none where the GPU operator does. @default 'default' */
  readonly driver?: 'default' | 'latest' | 'none';
  /** Who divides a GPU among the pods that share it. @default 'time-sharing' */
  readonly sharing?: 'time-sharing' | 'mps';
  /** Shape of a TPU slice, such as `4x4` or `2x2x2`: all its machines are one pool. @default one machine's chips */
  readonly topology?: `${number}x${number}` | `${number}x${number}x${number}`;
  /** Nodes close together, in one zone; a name for a resource policy that exists. @default false */
  readonly compact?: boolean | string;
  /** Networks of the GPUs, in the order of their cards, such as `gke.gpuNetworks` makes: GPUDirect-TCPX, TCPXO or RDMA by the machine. @default none */
  readonly gpuNetworks?: readonly ExtraNetwork[];
  /** Local SSDs beyond those that come with the machine type. @default 0 */
  readonly localSsds?: number;
  /** Local SSDs as scratch space of pods, or as raw block devices. @default 'ephemeral' */
  readonly localSsdUse?: 'ephemeral' | 'block';
  /** @default 'pd-balanced', 'hyperdisk-balanced' on machines that take no other */
  readonly diskType?: string;
  /** Key of the boot disk that Compute Engine may use: `key.id`. @default Google's */
  readonly kmsKey?: string;
  /** @default 'COS_CONTAINERD' */
  readonly imageType?: 'COS_CONTAINERD' | 'UBUNTU_CONTAINERD';
  /** Containers start while their image is still being loaded. @default true */
  readonly imageStreaming?: boolean;
  /** Accelerator type as GKE names it, for machines that our table does not know. @default by machine */
  readonly acceleratorType?: string;
  /** Nodes that stay unhealthy are replaced. @default true, and false with flexStart and queued, which refuse it */
  readonly autoRepair?: boolean;
  /** E-mail of the nodes' service account. @default one of the stack's own that may log, measure and pull */
  readonly serviceAccount?: string;
}

export const networkProperties: Known<ExtraNetwork> = { network: 'text', subnetwork: 'text', reference: 'object' };

export const gkePoolProperties: Known<GkePoolProps<never>> = {
  ...cloudPoolProperties,
  flexStart: 'flag',
  queued: 'flag',
  maxRun: 'text',
  reservation: 'text',
  driver: oneOf('default', 'latest', 'none'),
  sharing: oneOf('time-sharing', 'mps'),
  topology: 'text',
  compact: flagOrText,
  gpuNetworks: listOf(fields(networkProperties, ['network', 'subnetwork'])),
  localSsds: 'number',
  localSsdUse: oneOf('ephemeral', 'block'),
  diskType: 'text',
  kmsKey: 'text',
  imageType: oneOf('COS_CONTAINERD', 'UBUNTU_CONTAINERD'),
  imageStreaming: 'flag',
  acceleratorType: 'text',
  autoRepair: 'flag',
  serviceAccount: 'text',
};
