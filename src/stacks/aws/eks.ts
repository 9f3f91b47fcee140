import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { Construct } from 'constructs';
import type { KubeflowApp } from '../../core/app';
import { fail } from '../../core/errors';
import { type Known, mapOf } from '../../core/properties';
import { checkNew, checkProps } from '../cloud/check-props';
import { type MachineOf, machineOf, type PoolOf } from '../cloud/machine';
import { type CloudStackProps, cloudStackProperties } from '../cloud/stack';
import type { Bucket, BucketProps } from './bucket';
import type { Certificate, CertificateProps } from './certificate';
import { clusterProperty, type EksClusterProps, existingCluster } from './cluster';
import type { Database, DatabaseProps } from './database';
import type { FileSystem, FileSystemProps } from './file-system';
import type { WorkloadIdentity, WorkloadIdentityProps } from './identity';
import type { KarpenterFacts } from './karpenter';
import type { KarpenterPoolProps } from './karpenter-pool';
import type { Key, KeyProps } from './key';
import { nodeGroup } from './node-group';
import { type EksPoolProps, eksPoolProperties } from './pool-props';
import { AwsStack, type EksCluster } from './stack';

export interface EksStackProps extends CloudStackProps {
  readonly region: string;
  /** Name of an EKS cluster that exists, or the one to make. */
  readonly cluster: string | EksClusterProps;
  /** Subnets of the nodes. @default the private ones of a network that is made here, all of a cluster that exists */
  readonly subnetIds?: readonly string[];
  /** Number of the account, where names of roles must be known to the program. @default unknown */
  readonly account?: string;
  /** Tags of everything in the stack. */
  readonly tags?: Readonly<Record<string, string>>;
}

const eksStackProperties: Known<EksStackProps> = {
  ...cloudStackProperties,
  region: 'text',
  cluster: clusterProperty,
  subnetIds: 'list',
  account: 'text',
  tags: mapOf('text'),
};

/** Node groups of an EKS cluster, the cluster itself where it is to be made, and what a platform needs beside it. */
export class EksStack extends AwsStack {
  readonly region: string;
  /** `aws`, or what it is called in China and GovCloud. */
  readonly partition: string;
  readonly account?: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  readonly cluster: EksCluster;

  constructor(app: KubeflowApp, id: string, props: EksStackProps) {
    super(app, id, props, eksStackProperties, ['region', 'cluster']);
    const { region, cluster, account, tags } = props;
    if (account !== undefined && !/^\d{12}$/.test(account)) fail(this, `account '${account}' is no twelve digits`);
    this.region = region;
    this.partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    this.account = account;
    this.clusterName = typeof cluster === 'string' ? cluster : cluster.name;
    new AwsProvider(this, 'aws', {
      region,
      ...(account !== undefined && { allowedAccountIds: [account] }),
      ...(tags !== undefined && { defaultTags: [{ tags: { ...tags } }] }),
    });
    this.cluster =
      typeof cluster === 'string'
        ? existingCluster(this, cluster, props.subnetIds)
        : (require('./new-cluster') as typeof import('./new-cluster')).newCluster(this, cluster, props.subnetIds);
  }

  /** A managed node group of one machine type, named as the pool is. */
  gpuPool<const M extends MachineOf<'aws'>>(id: string, props: EksPoolProps<M>): PoolOf<'aws', M> {
    checkNew(this, id, props, eksPoolProperties, ['machine']);
    const machine = machineOf(this, id, 'aws', props.machine as MachineOf<'aws'>);
    return this.pool(nodeGroup(this, id, machine, props as unknown as EksPoolProps<never>));
  }

  /** Nodes that Karpenter makes as pods need them, from a NodePool and an EC2NodeClass in `scope`. */
  karpenterPool<const M extends MachineOf<'aws'>>(
    scope: Construct,
    id: string,
    props: KarpenterPoolProps<M>,
  ): PoolOf<'aws', M> {
    const { karpenterPool, karpenterPoolProperties } = require('./karpenter-pool') as typeof import('./karpenter-pool');
    checkProps(this, id, props, karpenterPoolProperties, ['machine']);
    const machine = machineOf(this, id, 'aws', props.machine as MachineOf<'aws'>);
    return this.pool(karpenterPool(this, scope, id, machine, props as unknown as KarpenterPoolProps<never>));
  }

  /** The role and the queue that Karpenter's controller needs. */
  karpenter(namespace = 'kube-system'): KarpenterFacts {
    return (require('./karpenter') as typeof import('./karpenter')).karpenterController(this, namespace);
  }

  /** An S3 bucket that is private, encrypted and versioned. */
  bucket(id: string, props: BucketProps = {}): Bucket {
    return (require('./bucket') as typeof import('./bucket')).makeBucket(this, id, props);
  }

  /** A MySQL or PostgreSQL database that only the cluster reaches. */
  database(id: string, props: DatabaseProps): Database {
    return (require('./database') as typeof import('./database')).makeDatabase(this, id, props);
  }

  /** A file system that many pods write at once. */
  fileSystem(id: string, props: FileSystemProps): FileSystem {
    return (require('./file-system') as typeof import('./file-system')).makeFileSystem(this, id, props);
  }

  /** A key that encrypts what is given its ARN. */
  key(id: string, props: KeyProps = {}): Key {
    return (require('./key') as typeof import('./key')).makeKey(this, id, props);
  }

  /** A certificate for a host and everything below it, proven by a record in its Route 53 zone. */
  certificate(id: string, props: CertificateProps): Certificate {
    return (require('./certificate') as typeof import('./certificate')).makeCertificate(this, id, props);
  }

  /** A role for the pods of a service account. */
  workloadIdentity(id: string, props: WorkloadIdentityProps): WorkloadIdentity {
    return (require('./identity') as typeof import('./identity')).makeIdentity(this, id, props);
  }
}
