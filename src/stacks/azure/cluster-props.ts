import type { NodeRange } from '../../constructs/gpu';
import { fields, type Known, listOf, mapOf, oneOf, or } from '../../core/properties';
import { endpointProperty, nodesProperty } from '../cloud/check-props';

export interface AksClusterProps {
  readonly name: string;
  readonly location: string;
  /** Kubernetes version, such as `1.33`. @default AKS's default */
  readonly version?: string;
  /** Patches that AKS installs by itself. @default 'patch' */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  /** Subnet of the nodes. @default a network of AKS's own */
  readonly subnetId?: string;
  /**
   * Resource id of a user-assigned identity that the cluster acts as; `kmsKeyId` and capacity reservation groups need one
   * that has roles on them. @default one of the cluster's own
   */
  readonly identityId?: string;
  /** Who reaches the API server: the network only, or certain addresses too. @default 'private' */
  readonly endpoint?: 'private' | { readonly publicFrom: readonly string[] };
  /** Nodes for what must always run. @default Standard_D8ds_v5, { min: 2, max: 5 } */
  readonly systemPool?: {
    readonly machine?: string;
    readonly nodes?: number | NodeRange;
    readonly zones?: readonly string[];
    readonly diskGi?: number;
  };
  /** Object ids of the Entra groups that administer the cluster. @default Azure's own roles decide */
  readonly adminGroups?: readonly string[];
  /** Key of a key vault that etcd is encrypted with, which `identityId` may use. @default the platform's */
  readonly kmsKeyId?: string;
  /** Resource ids of container registries that nodes pull from. @default none */
  readonly registryIds?: readonly string[];
  /** @default 'Standard' */
  readonly tier?: 'Free' | 'Standard' | 'Premium';
  readonly tags?: Readonly<Record<string, string>>;
}

type SystemPool = NonNullable<AksClusterProps['systemPool']>;
const systemPool: Known<SystemPool> = {
  machine: 'text',
  nodes: nodesProperty,
  zones: listOf('text'),
  diskGi: 'number',
};
const cluster: Known<AksClusterProps> = {
  name: 'text',
  location: 'text',
  version: 'text',
  upgradeChannel: oneOf('patch', 'stable', 'rapid', 'node-image', 'none'),
  subnetId: 'text',
  identityId: 'text',
  endpoint: endpointProperty,
  systemPool: fields(systemPool),
  adminGroups: listOf('text'),
  kmsKeyId: 'text',
  registryIds: 'list',
  tier: oneOf('Free', 'Standard', 'Premium'),
  tags: mapOf('text'),
};
export const clusterProperty = or(fields(cluster, ['name', 'location']), 'text');
