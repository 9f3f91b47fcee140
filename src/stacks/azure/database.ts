import { fail } from '../../core/errors';
import { type Known, oneOf } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { AzureStack } from './stack';

export interface FlexibleServerProps {
  readonly engine: 'mysql' | 'postgres';
  readonly location: string;
  /** @default '8.4' of MySQL, '17' of PostgreSQL */
  readonly version?: string;
  /** @default 'GP_Standard_D2ds_v4' of MySQL, 'GP_Standard_D2ds_v5' of PostgreSQL */
  readonly sku?: string;
  /** Subnet that is delegated to the server. */
  readonly subnetId: string;
  /** Private DNS zone that its name is in. */
  readonly privateDnsZoneId: string;
  /** GiB to begin with, of PostgreSQL a power of two from 32 on; it grows. @default 64 of MySQL, 128 of PostgreSQL */
  readonly storageGi?: number;
  /** A second one in another zone takes over. @default true */
  readonly highlyAvailable?: boolean;
}
export interface FlexibleServer {
  readonly host: AppliedValue;
  readonly port: number;
  readonly user: string;
  /** Terraform variable that takes the password. */
  readonly passwordVariable: string;
}

const serverProperties: Known<FlexibleServerProps> = {
  engine: oneOf('mysql', 'postgres'),
  location: 'text',
  version: 'text',
  sku: 'text',
  subnetId: 'text',
  privateDnsZoneId: 'text',
  storageGi: 'number',
  highlyAvailable: 'flag',
};

/** Azure chooses a zone, and another one after a failover. */
const chosenByAzure = ['zone', 'high_availability[0].standby_availability_zone'];

export function makeDatabase(stack: AzureStack, id: string, props: FlexibleServerProps): FlexibleServer {
  checkNew(stack, id, props, serverProperties, ['engine', 'location', 'subnetId', 'privateDnsZoneId']);
  const { engine, location, subnetId, privateDnsZoneId, highlyAvailable = true } = props;
  const password = stack.secretVariable(`${id}-password`, `Password of the user kubeflow of ${id}`);
  const common = {
    name: `${stack.clusterName}-${id}`.toLowerCase(),
    resourceGroupName: stack.resourceGroup,
    location,
    delegatedSubnetId: subnetId,
    privateDnsZoneId,
    administratorLogin: 'kubeflow',
    administratorPassword: password.value,
    backupRetentionDays: 14,
    ...(highlyAvailable && { highAvailability: { mode: 'ZoneRedundant' } }),
    lifecycle: { ignoreChanges: [...chosenByAzure, engine === 'mysql' ? 'storage[0].size_gb' : 'storage_mb'] },
  };
  const host =
    engine === 'mysql'
      ? new (mysql().MysqlFlexibleServer)(stack, id, {
          ...common,
          version: props.version ?? '8.4',
          skuName: props.sku ?? 'GP_Standard_D2ds_v4',
          storage: { sizeGb: props.storageGi ?? 64, autoGrowEnabled: true },
        }).fqdn
      : new (postgres().PostgresqlFlexibleServer)(stack, id, {
          ...common,
          version: props.version ?? '17',
          skuName: props.sku ?? 'GP_Standard_D2ds_v5',
          storageMb: 1024 * storageOfPostgres(stack, id, props.storageGi),
          autoGrowEnabled: true,
          publicNetworkAccessEnabled: false,
        }).fqdn;
  return {
    host: stack.output(`${id}-host`, host),
    port: engine === 'mysql' ? 3306 : 5432,
    user: 'kubeflow',
    passwordVariable: password.name,
  };
}

function mysql(): typeof import('@cdktf/provider-azurerm/lib/mysql-flexible-server') {
  return require('@cdktf/provider-azurerm/lib/mysql-flexible-server');
}

function postgres(): typeof import('@cdktf/provider-azurerm/lib/postgresql-flexible-server') {
  return require('@cdktf/provider-azurerm/lib/postgresql-flexible-server');
}

/** Source: learn.microsoft.com/azure/postgresql/flexible-server/concepts-storage */
function storageOfPostgres(stack: AzureStack, id: string, storageGi = 128): number {
  if (storageGi < 32 || storageGi > 16384 || !Number.isInteger(Math.log2(storageGi))) {
    fail(stack, `storageGi ${storageGi} is no power of two from 32 to 16384, as PostgreSQL takes them`, id);
  }
  return storageGi;
}
