import { fail } from '../../core/errors';
import { defined } from '../../core/values';
import type { AppliedValue } from '../cloud/values';
import type { GoogleStack } from './stack';

export interface GcsBucketProps {
  /** Unique in the world. @default `<project>-<id>` */
  readonly name?: string;
  /** @default the cluster's region */
  readonly location?: string;
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. @default Google's key */
  readonly kmsKey?: string;
  /** @default true */
  readonly versioned?: boolean;
  /** Folders that are renamed at once, for checkpoints and training data; such buckets keep no versions. @default false */
  readonly hierarchical?: boolean;
  /** @default false */
  readonly forceDestroy?: boolean;
}
export interface GcsBucket {
  readonly name: string;
  readonly uri: `gs://${string}`;
}

export function makeBucket(stack: GoogleStack, id: string, props: GcsBucketProps): GcsBucket {
  const { StorageBucket } =
    require('@cdktf/provider-google/lib/storage-bucket') as typeof import('@cdktf/provider-google/lib/storage-bucket');
  const name = props.name ?? `${stack.project}-${id}`;
  if (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name)) {
    fail(stack, `bucket '${name}' may only have lower-case letters, digits, '-', '_' and '.', 3 to 63 of them`, id);
  }
  if (props.hierarchical && props.versioned) fail(stack, 'hierarchical buckets keep no versions: choose one', id);
  new StorageBucket(
    stack,
    id,
    defined({
      name,
      location: (props.location ?? stack.region).toUpperCase(),
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      forceDestroy: props.forceDestroy ?? false,
      versioning: props.hierarchical ? undefined : { enabled: props.versioned ?? true },
      hierarchicalNamespace: props.hierarchical ? { enabled: true } : undefined,
      encryption: props.kmsKey === undefined ? undefined : { defaultKmsKeyName: props.kmsKey },
    }),
  );
  return { name, uri: `gs://${name}` };
}

export interface SqlProps {
  /** Version as Cloud SQL writes it. @default 'MYSQL_8_4' */
  readonly version?: `${'MYSQL' | 'POSTGRES'}_${string}`;
  /** Network that the cluster is in, `projects/P/global/networks/N`; it must be peered with Google's services. */
  readonly network: string;
  /** @default 'db-custom-2-8192' */
  readonly tier?: string;
  /** GiB to begin with; it grows. @default 100 */
  readonly storageGi?: number;
  /** @default true */
  readonly highlyAvailable?: boolean;
  /** @default true */
  readonly deletionProtection?: boolean;
}
export interface SqlDatabase {
  readonly host: AppliedValue;
  readonly port: number;
  readonly user: string;
  /** Terraform variable that takes the password. */
  readonly passwordVariable: string;
}

export function makeDatabase(stack: GoogleStack, id: string, props: SqlProps): SqlDatabase {
  const { SqlDatabaseInstance } =
    require('@cdktf/provider-google/lib/sql-database-instance') as typeof import('@cdktf/provider-google/lib/sql-database-instance');
  const { SqlUser } =
    require('@cdktf/provider-google/lib/sql-user') as typeof import('@cdktf/provider-google/lib/sql-user');
  const { version = 'MYSQL_8_4', deletionProtection = true } = props;
  const isMysql = version.startsWith('MYSQL');
  const instance = new SqlDatabaseInstance(stack, id, {
    name: `${stack.clusterName}-${id}`,
    databaseVersion: version,
    region: stack.region,
    deletionProtection,
    settings: {
      tier: props.tier ?? 'db-custom-2-8192',
      edition: 'ENTERPRISE',
      availabilityType: (props.highlyAvailable ?? true) ? 'REGIONAL' : 'ZONAL',
      diskSize: props.storageGi ?? 100,
      diskType: 'PD_SSD',
      diskAutoresize: true,
      deletionProtectionEnabled: deletionProtection,
      ipConfiguration: { ipv4Enabled: false, privateNetwork: props.network, sslMode: 'ENCRYPTED_ONLY' },
      backupConfiguration: {
        enabled: true,
        ...(isMysql ? { binaryLogEnabled: true } : { pointInTimeRecoveryEnabled: true }),
      },
    },
  });
  const password = stack.secretVariable(`${id}-password`, `Password of the user kubeflow of ${id}`);
  new SqlUser(stack, `${id}-user`, { name: 'kubeflow', instance: instance.name, password: password.value });
  return {
    host: stack.output(`${id}-host`, instance.privateIpAddress),
    port: isMysql ? 3306 : 5432,
    user: 'kubeflow',
    passwordVariable: password.name,
  };
}

export interface FilestoreProps {
  /** Name of the network that the cluster is in. */
  readonly network: string;
  /** GiB; 1024 at least, 2560 with BASIC_SSD. */
  readonly storageGi: number;
  /** @default 'ZONAL' */
  readonly tier?: 'BASIC_HDD' | 'BASIC_SSD' | 'ZONAL' | 'REGIONAL' | 'ENTERPRISE';
  /** Zone, or region for REGIONAL and ENTERPRISE. @default the cluster's location */
  readonly location?: string;
  readonly kmsKey?: string;
}
export interface Filestore {
  readonly host: AppliedValue;
  /** Path that is mounted. */
  readonly share: string;
}

export function makeFileSystem(stack: GoogleStack, id: string, props: FilestoreProps): Filestore {
  const { FilestoreInstance } =
    require('@cdktf/provider-google/lib/filestore-instance') as typeof import('@cdktf/provider-google/lib/filestore-instance');
  const { tier = 'ZONAL', location = stack.location } = props;
  const regional = tier === 'REGIONAL' || tier === 'ENTERPRISE';
  if (regional === /-[a-z]$/.test(location)) {
    fail(stack, `tier ${tier} is in a ${regional ? 'region' : 'zone'}, '${location}' is none: give location`, id);
  }
  const least = tier === 'BASIC_SSD' ? 2560 : 1024;
  if (props.storageGi < least)
    fail(stack, `storageGi ${props.storageGi} is less than ${least}, the least of ${tier}`, id);
  const instance = new FilestoreInstance(
    stack,
    id,
    defined({
      name: `${stack.clusterName}-${id}`,
      location,
      tier,
      fileShares: { name: 'data', capacityGb: props.storageGi },
      networks: [{ network: props.network, modes: ['MODE_IPV4'] }],
      kmsKeyName: props.kmsKey,
    }),
  );
  return {
    host: stack.output(`${id}-host`, `\${${instance.fqn}.networks[0].ip_addresses[0]}`),
    share: '/data',
  };
}

export interface GkeIdentityProps {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Roles on the project, `roles/...`. */
  readonly roles?: readonly `roles/${string}`[];
  /** Buckets that its pods read and write, or only read. */
  readonly buckets?: readonly { readonly bucket: GcsBucket; readonly access: 'read' | 'readWrite' }[];
  /**
   * A Google service account that the Kubernetes one acts as, for APIs that know no federated identities.
   * @default false: the Kubernetes service account itself is given the roles
   */
  readonly impersonate?: boolean;
}
export interface GkeIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Annotations of the service account; none without impersonation. */
  readonly annotations: Readonly<Record<string, string>>;
}

export function makeIdentity(stack: GoogleStack, id: string, props: GkeIdentityProps): GkeIdentity {
  const { ProjectIamMember } =
    require('@cdktf/provider-google/lib/project-iam-member') as typeof import('@cdktf/provider-google/lib/project-iam-member');
  const { StorageBucketIamMember } =
    require('@cdktf/provider-google/lib/storage-bucket-iam-member') as typeof import('@cdktf/provider-google/lib/storage-bucket-iam-member');
  const { namespace, serviceAccount, roles = [], buckets = [] } = props;
  if (roles.length === 0 && buckets.length === 0) fail(stack, 'allows its pods nothing: give roles or buckets', id);
  const { member, annotations } = props.impersonate ? impersonated(stack, id, props) : federated(stack, props);
  for (const role of roles) {
    new ProjectIamMember(stack, `${id}-${role.slice('roles/'.length)}`, { project: stack.project, role, member });
  }
  for (const { bucket, access } of buckets) {
    new StorageBucketIamMember(stack, `${id}-${bucket.name}`, {
      bucket: bucket.name,
      role: access === 'read' ? 'roles/storage.objectViewer' : 'roles/storage.objectUser',
      member,
    });
  }
  return { namespace, serviceAccount, annotations };
}

/** The Kubernetes service account as IAM calls it. */
function federated(stack: GoogleStack, { namespace, serviceAccount }: GkeIdentityProps) {
  const { DataGoogleProject } =
    require('@cdktf/provider-google/lib/data-google-project') as typeof import('@cdktf/provider-google/lib/data-google-project');
  const made = stack.node.tryFindChild('project') as InstanceType<typeof DataGoogleProject> | undefined;
  const { number } = made ?? new DataGoogleProject(stack, 'project', { projectId: stack.project });
  const pool = `projects/${number}/locations/global/workloadIdentityPools/${stack.project}.svc.id.goog`;
  return {
    member: `principal://iam.googleapis.com/${pool}/subject/ns/${namespace}/sa/${serviceAccount}`,
    annotations: {},
  };
}

function impersonated(stack: GoogleStack, id: string, { namespace, serviceAccount }: GkeIdentityProps) {
  const { ServiceAccount } =
    require('@cdktf/provider-google/lib/service-account') as typeof import('@cdktf/provider-google/lib/service-account');
  const { ServiceAccountIamMember } =
    require('@cdktf/provider-google/lib/service-account-iam-member') as typeof import('@cdktf/provider-google/lib/service-account-iam-member');
  const accountId = `${stack.node.id}-${id}`.toLowerCase();
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId)) {
    fail(stack, `service account '${accountId}' must have 6 to 30 lower-case letters, digits and '-'`, id);
  }
  const account = new ServiceAccount(stack, `${id}-account`, { accountId });
  new ServiceAccountIamMember(stack, `${id}-acts-as`, {
    serviceAccountId: account.name,
    role: 'roles/iam.workloadIdentityUser',
    member: `serviceAccount:${stack.project}.svc.id.goog[${namespace}/${serviceAccount}]`,
  });
  return {
    member: account.member,
    annotations: { 'iam.gke.io/gcp-service-account': `${accountId}@${stack.project}.iam.gserviceaccount.com` },
  };
}

export interface CryptoKey {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. */
  readonly name: string;
}

/** A key that is renewed every 90 days. */
export function makeKey(stack: GoogleStack, id: string): CryptoKey {
  const { KmsKeyRing } =
    require('@cdktf/provider-google/lib/kms-key-ring') as typeof import('@cdktf/provider-google/lib/kms-key-ring');
  const { KmsCryptoKey } =
    require('@cdktf/provider-google/lib/kms-crypto-key') as typeof import('@cdktf/provider-google/lib/kms-crypto-key');
  const ring = `${stack.clusterName}-${stack.node.id}`;
  const made = stack.node.tryFindChild('key-ring') as InstanceType<typeof KmsKeyRing> | undefined;
  const keyRing = made ?? new KmsKeyRing(stack, 'key-ring', { name: ring, location: stack.region });
  new KmsCryptoKey(stack, id, {
    name: id,
    keyRing: keyRing.id,
    rotationPeriod: `${90 * 24 * 3600}s`,
    lifecycle: { preventDestroy: true },
  });
  return { name: `projects/${stack.project}/locations/${stack.region}/keyRings/${ring}/cryptoKeys/${id}` };
}

export interface GoogleCertificateProps {
  /** The platform's host; names below it are covered too. */
  readonly domain: string;
  /** Name of the Cloud DNS zone that the domain is in. */
  readonly zone: string;
}
export interface GoogleCertificate {
  /** Name in Certificate Manager. */
  readonly name: string;
}

export function makeCertificate(stack: GoogleStack, id: string, props: GoogleCertificateProps): GoogleCertificate {
  const { CertificateManagerCertificate } =
    require('@cdktf/provider-google/lib/certificate-manager-certificate') as typeof import('@cdktf/provider-google/lib/certificate-manager-certificate');
  const { CertificateManagerDnsAuthorization } =
    require('@cdktf/provider-google/lib/certificate-manager-dns-authorization') as typeof import('@cdktf/provider-google/lib/certificate-manager-dns-authorization');
  const { DnsRecordSet } =
    require('@cdktf/provider-google/lib/dns-record-set') as typeof import('@cdktf/provider-google/lib/dns-record-set');
  const name = `${stack.clusterName}-${id}`;
  const proof = new CertificateManagerDnsAuthorization(stack, `${id}-proof`, { name, domain: props.domain });
  const record = proof.dnsResourceRecord.get(0);
  new DnsRecordSet(stack, `${id}-record`, {
    managedZone: props.zone,
    name: record.name,
    type: record.type,
    ttl: 300,
    rrdatas: [record.data],
  });
  new CertificateManagerCertificate(stack, id, {
    name,
    managed: { domains: [props.domain, `*.${props.domain}`], dnsAuthorizations: [proof.id] },
  });
  return { name };
}
