import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import type { Construct } from 'constructs';
import type { KubeflowApp } from '../../core/app';
import type { Known } from '../../core/properties';
import { checkNew, checkProps } from '../cloud/check-props';
import { type MachineOf, machineOf, type PoolOf } from '../cloud/machine';
import { type CloudStackProps, cloudStackProperties } from '../cloud/stack';
import type { BlobContainer, BlobContainerProps } from './bucket';
import { type AksClusterProps, clusterProperty } from './cluster-props';
import type { FlexibleServer, FlexibleServerProps } from './database';
import type { Dns, DnsProps } from './dns';
import type { NfsShare, NfsShareProps } from './file-system';
import type { AksIdentity, AksIdentityProps } from './identity';
import type { VaultKey, VaultKeyProps } from './key';
import type { NapPoolProps } from './nap';
import { aksNodePool } from './node-pool';
import { type AksPoolProps, aksPoolProperties } from './pool-props';
import { AzureStack } from './stack';

export interface AksStackProps extends CloudStackProps {
  readonly resourceGroup: string;
  /** Name of a cluster that exists, or the one to make. */
  readonly cluster: string | AksClusterProps;
  /** @default ARM_SUBSCRIPTION_ID where Terraform runs */
  readonly subscription?: string;
}

const aksStackProperties: Known<AksStackProps> = {
  ...cloudStackProperties,
  resourceGroup: 'text',
  cluster: clusterProperty,
  subscription: 'text',
};

/** Node pools of an AKS cluster, the cluster itself where it is to be made, and what a platform needs beside it. */
export class AksStack extends AzureStack {
  readonly resourceGroup: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  readonly location?: string;
  /** Resource id of the cluster, which only Terraform knows. */
  readonly clusterId: string;
  /** Who signs the tokens of its service accounts, which only Terraform knows. */
  readonly issuer: string;

  constructor(app: KubeflowApp, id: string, props: AksStackProps) {
    super(app, id, props, aksStackProperties, ['resourceGroup', 'cluster']);
    const { resourceGroup, cluster, subscription } = props;
    this.resourceGroup = resourceGroup;
    new AzurermProvider(this, 'azurerm', {
      // Storage accounts here have no shared keys, and some are closed to where Terraform runs.
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
      storageUseAzuread: true,
      subscriptionId: subscription,
    });
    if (typeof cluster === 'string') {
      this.clusterName = cluster;
      const data = new DataAzurermKubernetesCluster(this, 'cluster', {
        name: cluster,
        resourceGroupName: resourceGroup,
      });
      this.clusterId = data.id;
      this.issuer = data.oidcIssuerUrl;
    } else {
      this.clusterName = cluster.name;
      this.location = cluster.location;
      const made = (require('./cluster') as typeof import('./cluster')).makeCluster(this, cluster);
      this.clusterId = made.id;
      this.issuer = made.issuer;
    }
  }

  /** A node pool of one machine type, named as the pool is. */
  gpuPool<const M extends MachineOf<'azure'>>(id: string, props: AksPoolProps<M>): PoolOf<'azure', M> {
    checkNew(this, id, props, aksPoolProperties, ['machine']);
    const machine = machineOf(this, id, 'azure', props.machine as MachineOf<'azure'>);
    return this.pool(aksNodePool(this, id, machine, props as unknown as AksPoolProps<never>));
  }

  /** Nodes that AKS makes as pods need them, from a NodePool and an AKSNodeClass in `scope`. */
  napPool<const M extends MachineOf<'azure'>>(
    scope: Construct,
    id: string,
    props: NapPoolProps<M>,
  ): PoolOf<'azure', M> {
    const { napPool, napPoolProperties } = require('./nap') as typeof import('./nap');
    checkProps(this, id, props, napPoolProperties, ['machine']);
    const machine = machineOf(this, id, 'azure', props.machine as MachineOf<'azure'>);
    return this.pool(napPool(this, scope, id, machine, props as unknown as NapPoolProps<never>));
  }

  /** A private container of a storage account. */
  bucket(id: string, props: BlobContainerProps): BlobContainer {
    return (require('./bucket') as typeof import('./bucket')).makeBucket(this, id, props);
  }

  /** A flexible server for MySQL or PostgreSQL that only the network reaches. */
  database(id: string, props: FlexibleServerProps): FlexibleServer {
    return (require('./database') as typeof import('./database')).makeDatabase(this, id, props);
  }

  /** An NFS share that many pods write at once. */
  fileSystem(id: string, props: NfsShareProps): NfsShare {
    return (require('./file-system') as typeof import('./file-system')).makeFileSystem(this, id, props);
  }

  /** A key in a vault of its own. */
  key(id: string, props: VaultKeyProps): VaultKey {
    return (require('./key') as typeof import('./key')).makeKey(this, id, props);
  }

  /** A public DNS zone for the platform's domain. */
  dns(id: string, props: DnsProps): Dns {
    return (require('./dns') as typeof import('./dns')).makeDns(this, id, props);
  }

  /** What the pods of a service account may do in Azure. */
  workloadIdentity(id: string, props: AksIdentityProps): AksIdentity {
    return (require('./identity') as typeof import('./identity')).makeIdentity(this, id, props);
  }
}
