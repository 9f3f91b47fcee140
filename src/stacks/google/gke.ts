import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import type { Construct } from 'constructs';
import type { KubeflowApp } from '../../core/app';
import { checkPool, needAll } from '../cloud/check-pool';
import type { MachineOf, PoolOf } from '../cloud/machine';
import { machineOf } from '../cloud/machine';
import type { CloudStackProps } from '../cloud/stack';
import type { GkeClusterProps } from './cluster';
import type { ComputeClassProps } from './compute-class';
import { gkeNodePool } from './node-pool';
import { type GkePoolProps, gkePoolProperties } from './pool-props';
import type {
  CryptoKey,
  Filestore,
  FilestoreProps,
  GcsBucket,
  GcsBucketProps,
  GkeIdentity,
  GkeIdentityProps,
  GoogleCertificate,
  GoogleCertificateProps,
  SqlDatabase,
  SqlProps,
} from './services';
import { GoogleStack } from './stack';

export interface GkeStackProps extends CloudStackProps {
  readonly project: string;
  /** Region or zone of the cluster. */
  readonly location: string;
  /** Name of a cluster that exists, or the one to make. */
  readonly cluster: string | GkeClusterProps;
}

/** Node pools of a GKE cluster, the cluster itself where it is to be made, and what a platform needs beside it. */
export class GkeStack extends GoogleStack {
  readonly project: string;
  readonly location: string;
  readonly region: string;
  /** Name of the cluster. */
  readonly clusterName: string;
  #nodeAccount?: string;

  constructor(app: KubeflowApp, id: string, props: GkeStackProps) {
    super(app, id, props);
    needAll(this, props, ['project', 'location', 'cluster']);
    this.project = props.project;
    this.location = props.location;
    this.region = regionOf(props.location);
    this.clusterName = typeof props.cluster === 'string' ? props.cluster : props.cluster.name;
    new GoogleProvider(this, 'google', { project: props.project, region: this.region });
    if (typeof props.cluster !== 'string') {
      const { makeCluster } = require('./cluster') as typeof import('./cluster');
      makeCluster(this, props.cluster);
    }
  }

  /** A node pool of one machine type, named as the pool is. */
  gpuPool<const M extends MachineOf<'gcp'>>(id: string, props: GkePoolProps<M>): PoolOf<'gcp', M> {
    checkPool(this, id, props, gkePoolProperties);
    const machine = machineOf(this, id, 'gcp', props.machine as MachineOf<'gcp'>);
    return this.pool(gkeNodePool(this, id, machine, props as unknown as GkePoolProps<never>));
  }

  /** Nodes that GKE makes as pods need them, from a ComputeClass in `scope`. */
  computeClass<const M extends MachineOf<'gcp'>>(
    scope: Construct,
    id: string,
    props: ComputeClassProps<M>,
  ): PoolOf<'gcp', M> {
    const machine = machineOf(this, id, 'gcp', props.machine as MachineOf<'gcp'>);
    const { computeClass } = require('./compute-class') as typeof import('./compute-class');
    return this.pool(computeClass(scope, id, machine, props as unknown as ComputeClassProps<never>));
  }

  /** A Cloud Storage bucket that is private and versioned. */
  bucket(id: string, props: GcsBucketProps = {}): GcsBucket {
    return services().makeBucket(this, id, props);
  }

  /** A Cloud SQL database that only the cluster's network reaches. */
  database(id: string, props: SqlProps): SqlDatabase {
    return services().makeDatabase(this, id, props);
  }

  /** A Filestore that many pods write at once. */
  fileSystem(id: string, props: FilestoreProps): Filestore {
    return services().makeFileSystem(this, id, props);
  }

  /** A key that encrypts what is given its name. */
  key(id: string): CryptoKey {
    return services().makeKey(this, id);
  }

  /** A certificate for a host and everything below it, proven by a record in its Cloud DNS zone. */
  certificate(id: string, props: GoogleCertificateProps): GoogleCertificate {
    return services().makeCertificate(this, id, props);
  }

  /** What the pods of a service account may do in Google Cloud. */
  workloadIdentity(id: string, props: GkeIdentityProps): GkeIdentity {
    return services().makeIdentity(this, id, props);
  }

  /** E-mail of a service account that may do what nodes must, and no more; made with the first pool that needs it. */
  nodeAccount(): string {
    this.#nodeAccount ??= (require('./node-account') as typeof import('./node-account')).makeNodeAccount(this);
    return this.#nodeAccount;
  }
}

function services(): typeof import('./services') {
  return require('./services');
}

function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}
