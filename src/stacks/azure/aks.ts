import { DataAzurermKubernetesCluster } from '@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import type { Construct } from 'constructs';
import type { KubeflowApp } from '../../core/app';
import { checkPool, needAll } from '../cloud/check-pool';
import { type MachineOf, machineOf, type PoolOf } from '../cloud/machine';
import type { CloudStackProps } from '../cloud/stack';
import type { AksClusterProps } from './cluster';
import type { NapPoolProps } from './nap';
import { aksNodePool } from './node-pool';
import { type AksPoolProps, aksPoolProperties } from './pool-props';
import type {
  AksIdentity,
  AksIdentityProps,
  BlobContainer,
  BlobContainerProps,
  Dns,
  DnsProps,
  FlexibleServer,
  FlexibleServerProps,
  NfsShare,
  NfsShareProps,
  VaultKey,
  VaultKeyProps,
} from './services';
import { AzureStack } from './stack';

export interface AksStackProps extends CloudStackProps {
  readonly resourceGroup: string;
  /** Name of a cluster that exists, or the one to make. */
  readonly cluster: string | AksClusterProps;
  /** @default ARM_SUBSCRIPTION_ID where Terraform runs */
  readonly subscription?: string;
}

/** Node pools of an AKS cluster, the cluster itself where it is to be made, and what a platform needs beside it. */
export class AksStack extends AzureStack {
  readonly resourceGroup: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  /** Resource id of the cluster, which only Terraform knows. */
  readonly clusterId: string;
  /** Who signs the tokens of its service accounts, which only Terraform knows. */
  readonly issuer: string;

  constructor(app: KubeflowApp, id: string, props: AksStackProps) {
    super(app, id, props);
    needAll(this, props, ['resourceGroup', 'cluster']);
    const { resourceGroup, cluster, subscription } = props;
    this.resourceGroup = resourceGroup;
    new AzurermProvider(this, 'azurerm', { features: [{}], subscriptionId: subscription });
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
      const made = (require('./cluster') as typeof import('./cluster')).makeCluster(this, cluster);
      this.clusterId = made.id;
      this.issuer = made.issuer;
    }
  }

  /** A node pool of one machine type, named as the pool is. */
  gpuPool<const M extends MachineOf<'azure'>>(id: string, props: AksPoolProps<M>): PoolOf<'azure', M> {
    checkPool(this, id, props, aksPoolProperties);
    const machine = machineOf(this, id, 'azure', props.machine as MachineOf<'azure'>);
    return this.pool(aksNodePool(this, id, machine, props as unknown as AksPoolProps<never>));
  }

  /** Nodes that AKS makes as pods need them, from a NodePool and an AKSNodeClass in `scope`. */
  napPool<const M extends MachineOf<'azure'>>(
    scope: Construct,
    id: string,
    props: NapPoolProps<M>,
  ): PoolOf<'azure', M> {
    const machine = machineOf(this, id, 'azure', props.machine as MachineOf<'azure'>);
    const { napPool } = require('./nap') as typeof import('./nap');
    return this.pool(napPool(scope, id, machine, props as unknown as NapPoolProps<never>));
  }

  /** A private container of a storage account. */
  bucket(id: string, props: BlobContainerProps): BlobContainer {
    return services().makeBucket(this, id, props);
  }

  /** A flexible server for MySQL or PostgreSQL that only the network reaches. */
  database(id: string, props: FlexibleServerProps): FlexibleServer {
    return services().makeDatabase(this, id, props);
  }

  /** An NFS share that many pods write at once. */
  fileSystem(id: string, props: NfsShareProps): NfsShare {
    return services().makeFileSystem(this, id, props);
  }

  /** A key in a vault of its own. */
  key(id: string, props: VaultKeyProps): VaultKey {
    return services().makeKey(this, id, props);
  }

  /** A public DNS zone for the platform's domain. */
  dns(id: string, props: DnsProps): Dns {
    return services().makeDns(this, id, props);
  }

  /** What the pods of a service account may do in Azure. */
  workloadIdentity(id: string, props: AksIdentityProps): AksIdentity {
    return services().makeIdentity(this, id, props);
  }
}

function services(): typeof import('./services') {
  return require('./services');
}
