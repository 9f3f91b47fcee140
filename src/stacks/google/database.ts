import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection';
import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance';
import { SqlUser } from '@cdktf/provider-google/lib/sql-user';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { GoogleStack } from './stack';

export interface SqlProps {
  /** Version as Cloud SQL writes it. @default 'MYSQL_8_4' */
  readonly version?: `${'MYSQL' | 'POSTGRES'}_${string}`;
  /**
   * Network that the cluster is in, `projects/P/global/networks/N`, which is peered with Google's services.
   * @default the one that is made with the cluster, and is peered then
   */
  readonly network?: string;
  /** @default 'db-custom-2-8192' */
  readonly tier?: string;
  /** GiB to begin with; it grows. @default 100 */
  readonly storageGi?: number;
  /** Key that Cloud SQL may use: `key.id`. @default Google's */
  readonly kmsKey?: string;
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

const sqlProperties: Known<SqlProps> = {
  version: 'text',
  network: 'text',
  tier: 'text',
  storageGi: 'number',
  kmsKey: 'text',
  highlyAvailable: 'flag',
  deletionProtection: 'flag',
};

export function makeDatabase(stack: GoogleStack, id: string, props: SqlProps): SqlDatabase {
  checkNew(stack, id, props, sqlProperties);
  const { version = 'MYSQL_8_4', deletionProtection = true } = props;
  const isMysql = version.startsWith('MYSQL');
  const network = networkOf(stack, id, props);
  const instance = new SqlDatabaseInstance(
    stack,
    id,
    defined({
      name: `${stack.clusterName}-${id}`,
      databaseVersion: version,
      region: stack.region,
      deletionProtection,
      encryptionKeyName: props.kmsKey,
      dependsOn: network.peering && [network.peering],
      settings: {
        tier: props.tier ?? 'db-custom-2-8192',
        edition: 'ENTERPRISE',
        availabilityType: (props.highlyAvailable ?? true) ? 'REGIONAL' : 'ZONAL',
        diskSize: props.storageGi ?? 100,
        diskType: 'PD_SSD',
        diskAutoresize: true,
        deletionProtectionEnabled: deletionProtection,
        ipConfiguration: { ipv4Enabled: false, privateNetwork: network.id, sslMode: 'ENCRYPTED_ONLY' },
        backupConfiguration: {
          enabled: true,
          ...(isMysql ? { binaryLogEnabled: true } : { pointInTimeRecoveryEnabled: true }),
        },
      },
    }),
  );
  const password = stack.secretVariable(`${id}-password`, `Password of the user kubeflow of ${id}`);
  new SqlUser(stack, `${id}-user`, { name: 'kubeflow', instance: instance.name, password: password.value });
  return {
    host: stack.output(`${id}-host`, instance.privateIpAddress),
    port: isMysql ? 3306 : 5432,
    user: 'kubeflow',
    passwordVariable: password.name,
  };
}

/** The network, and what makes Google's services reach into it where it is made here. */
function networkOf(
  stack: GoogleStack,
  id: string,
  { network }: SqlProps,
): { readonly id: string; readonly peering?: ServiceNetworkingConnection } {
  if (network !== undefined) return { id: network };
  const made = stack.cluster.network;
  if (made === undefined) fail(stack, "network is missing: only a cluster's own that is made here is known", id);
  const peering = stack.node.tryFindChild('peering') as ServiceNetworkingConnection | undefined;
  return { id: made.id, peering: peering ?? peer(stack, made.id) };
}

function peer(stack: GoogleStack, network: string): ServiceNetworkingConnection {
  const range = new ComputeGlobalAddress(stack, 'peering-range', {
    name: `${stack.clusterName}-services`,
    purpose: 'VPC_PEERING',
    addressType: 'INTERNAL',
    prefixLength: 16,
    network,
  });
  return new ServiceNetworkingConnection(stack, 'peering', {
    network,
    service: 'servicenetworking.googleapis.com',
    reservedPeeringRanges: [range.name],
  });
}
