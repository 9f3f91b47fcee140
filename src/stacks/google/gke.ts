import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { Construct } from 'constructs';
import type { KubeflowApp } from '../../core/app';
import type { Known } from '../../core/properties';
import { checkNew, checkProps } from '../cloud/check-props';
import type { MachineOf, PoolOf } from '../cloud/machine';
import { machineOf } from '../cloud/machine';
import { type CloudStackProps, cloudStackProperties } from '../cloud/stack';
import type { GcsBucket, GcsBucketProps } from './bucket';
import type { GoogleCertificate, GoogleCertificateProps } from './certificate';
import { clusterProperty, type GkeClusterProps } from './cluster-props';
import type { ComputeClassProps } from './compute-class';
import type { SqlDatabase, SqlProps } from './database';
import type { Filestore, FilestoreProps } from './file-system';
import type { GpuNetworksProps } from './gpu-networks';
import type { GkeIdentity, GkeIdentityProps } from './identity';
import type { CryptoKey, CryptoKeyProps } from './key';
import { gkeNodePool } from './node-pool';
import type { PodNetworks, PodNetworksProps } from './pod-networks';
import { type ExtraNetwork, type GkePoolProps, gkePoolProperties } from './pool-props';
import { type GkeCluster, GoogleStack, type NodeAccount } from './stack';

export interface GkeStackProps extends CloudStackProps {
  readonly project: string;
  /** Region or zone of the cluster. */
  readonly location: string;
  /** Name of a cluster that exists, or the one to make. */
  readonly cluster: string | GkeClusterProps;
}

const gkeStackProperties: Known<GkeStackProps> = {
  ...cloudStackProperties,
  project: 'text',
  location: 'text',
  cluster: clusterProperty,
};

/** Node pools of a GKE cluster, the cluster itself where it is to be made, and what a platform needs beside it. */
export class GkeStack extends GoogleStack {
  readonly project: string;
  readonly location: string;
  readonly region: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  readonly cluster: GkeCluster;
  #nodeAccount?: NodeAccount;

  constructor(app: KubeflowApp, id: string, props: GkeStackProps) {
    super(app, id, props, gkeStackProperties, ['project', 'location', 'cluster']);
    this.project = props.project;
    this.location = props.location;
    this.region = regionOf(props.location);
    this.clusterName = typeof props.cluster === 'string' ? props.cluster : props.cluster.name;
    new GoogleProvider(this, 'google', { project: props.project, region: this.region });
    this.cluster =
      typeof props.cluster === 'string'
        ? { name: props.cluster, made: [] }
        : (require('./cluster') as typeof import('./cluster')).makeCluster(this, props.cluster);
  }

  /** A node pool of one machine type, named as the pool is. */
  gpuPool<const M extends MachineOf<'gcp'>>(id: string, props: GkePoolProps<M>): PoolOf<'gcp', M> {
    checkNew(this, id, props, gkePoolProperties, ['machine']);
    const machine = machineOf(this, id, 'gcp', props.machine as MachineOf<'gcp'>);
    return this.pool(gkeNodePool(this, id, machine, props as unknown as GkePoolProps<never>));
  }

  /** Nodes that GKE makes as pods need them, from a ComputeClass in `scope`. */
  computeClass<const M extends MachineOf<'gcp'>>(
    scope: Construct,
    id: string,
    props: ComputeClassProps<M>,
  ): PoolOf<'gcp', M> {
    const { computeClass, computeClassProperties } = require('./compute-class') as typeof import('./compute-class');
    checkProps(this, id, props, computeClassProperties, ['machine']);
    const machine = machineOf(this, id, 'gcp', props.machine as MachineOf<'gcp'>);
    return this.pool(computeClass(this, scope, id, machine, props as unknown as ComputeClassProps<never>));
  }

  /** The networks that the GPUs of a machine have of their own, for pools in one zone. */
  gpuNetworks(id: string, props: GpuNetworksProps<MachineOf<'gcp'>>): ExtraNetwork[] {
    const { makeGpuNetworks, gpuNetworksProperties } = require('./gpu-networks') as typeof import('./gpu-networks');
    checkProps(this, id, props, gpuNetworksProperties, ['machine', 'zone']);
    return makeGpuNetworks(this, id, machineOf(this, id, 'gcp', props.machine), props);
  }

  /** The networks of a pool's GPUs as pods are put on them, from objects in `scope`; pods carry its `annotations`. */
  podNetworks(scope: Construct, props: PodNetworksProps<MachineOf<'gcp'>>): PodNetworks {
    const { podNetworks, podNetworksProperties } = require('./pod-networks') as typeof import('./pod-networks');
    checkProps(this, undefined, props, podNetworksProperties, ['machine', 'networks']);
    return podNetworks(this, scope, machineOf(this, 'podNetworks', 'gcp', props.machine), props.networks);
  }

  /** A Cloud Storage bucket that is private and versioned. */
  bucket(id: string, props: GcsBucketProps = {}): GcsBucket {
    return (require('./bucket') as typeof import('./bucket')).makeBucket(this, id, props);
  }

  /** A Cloud SQL database that only the cluster's network reaches. */
  database(id: string, props: SqlProps = {}): SqlDatabase {
    return (require('./database') as typeof import('./database')).makeDatabase(this, id, props);
  }

  /** A Filestore that many pods write at once. */
  fileSystem(id: string, props: FilestoreProps): Filestore {
    return (require('./file-system') as typeof import('./file-system')).makeFileSystem(this, id, props);
  }

  /** A key that encrypts what is given its name. */
  key(id: string, props: CryptoKeyProps = {}): CryptoKey {
    return (require('./key') as typeof import('./key')).makeKey(this, id, props);
  }

  /** A certificate for a host and everything below it, proven by a record in its Cloud DNS zone. */
  certificate(id: string, props: GoogleCertificateProps): GoogleCertificate {
    return (require('./certificate') as typeof import('./certificate')).makeCertificate(this, id, props);
  }

  /** What the pods of a service account may do in Google Cloud. */
  workloadIdentity(id: string, props: GkeIdentityProps): GkeIdentity {
    return (require('./identity') as typeof import('./identity')).makeIdentity(this, id, props);
  }

  /** A service account that may do what nodes must, and no more; made with the first pool that needs it. */
  nodeAccount(): NodeAccount {
    this.#nodeAccount ??= (require('./node-account') as typeof import('./node-account')).makeNodeAccount(this);
    return this.#nodeAccount;
  }
}

function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}
