import { fail } from '../../core/errors';
import { defined } from '../../core/values';
import type { AppliedValue } from '../cloud/values';
import type { AzureStack } from './stack';

export interface BlobContainerProps {
  /** Name of the storage account, unique in the world; 3 to 24 lower-case letters and digits. */
  readonly account: string;
  readonly location: string;
  /** Name of the container. @default the id */
  readonly container?: string;
  /** Copies in three zones, or in one. @default 'ZRS' */
  readonly replication?: 'LRS' | 'ZRS' | 'GRS' | 'GZRS';
  /** @default true */
  readonly versioned?: boolean;
  /** Folders that are renamed at once; such accounts keep no versions. @default false */
  readonly hierarchical?: boolean;
}
export interface BlobContainer {
  readonly account: string;
  readonly container: string;
  readonly uri: `https://${string}`;
  /** Known to Terraform only: for `workloadIdentity`. */
  readonly id: string;
}

export function makeBucket(stack: AzureStack, id: string, props: BlobContainerProps): BlobContainer {
  const { StorageAccount } =
    require('@cdktf/provider-azurerm/lib/storage-account') as typeof import('@cdktf/provider-azurerm/lib/storage-account');
  const { StorageContainer } =
    require('@cdktf/provider-azurerm/lib/storage-container') as typeof import('@cdktf/provider-azurerm/lib/storage-container');
  const { account: name, container = id, hierarchical } = props;
  if (!/^[a-z0-9]{3,24}$/.test(name)) {
    fail(stack, `account '${name}' may only have lower-case letters and digits, 3 to 24 of them`, id);
  }
  if (hierarchical && props.versioned) fail(stack, 'hierarchical accounts keep no versions: choose one', id);
  const account = new StorageAccount(
    stack,
    `${id}-account`,
    defined({
      name,
      resourceGroupName: stack.resourceGroup,
      location: props.location,
      accountTier: 'Standard',
      accountReplicationType: props.replication ?? 'ZRS',
      minTlsVersion: 'TLS1_2',
      httpsTrafficOnlyEnabled: true,
      allowNestedItemsToBePublic: false,
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      isHnsEnabled: hierarchical,
      blobProperties: hierarchical ? undefined : { versioningEnabled: props.versioned ?? true },
    }),
  );
  const made = new StorageContainer(stack, id, {
    name: container,
    storageAccountId: account.id,
    containerAccessType: 'private',
  });
  return { account: name, container, uri: `https://${name}.blob.core.windows.net/${container}`, id: made.id };
}

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

export function makeDatabase(stack: AzureStack, id: string, props: FlexibleServerProps): FlexibleServer {
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
    // Azure chooses a zone, and another one after a failover.
    lifecycle: { ignoreChanges: ['zone', 'high_availability[0].standby_availability_zone'] },
  };
  const host =
    engine === 'mysql'
      ? new (mysql().MysqlFlexibleServer)(stack, id, {
          ...common,
          version: props.version ?? '8.4',
          skuName: props.sku ?? 'GP_Standard_D2ds_v4',
        }).fqdn
      : new (postgres().PostgresqlFlexibleServer)(stack, id, {
          ...common,
          version: props.version ?? '17',
          skuName: props.sku ?? 'GP_Standard_D2ds_v5',
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

export interface NfsShareProps {
  /** Name of the storage account, unique in the world; 3 to 24 lower-case letters and digits. */
  readonly account: string;
  readonly location: string;
  /** GiB, 100 at least. */
  readonly storageGi: number;
  /** Subnets that it is reached from. */
  readonly subnetIds: readonly string[];
}
export interface NfsShare {
  readonly host: string;
  /** Path that is mounted. */
  readonly share: string;
}

/** NFS on Azure Files, which needs a premium account and plain TCP within the network. */
export function makeFileSystem(stack: AzureStack, id: string, props: NfsShareProps): NfsShare {
  const { StorageAccount } =
    require('@cdktf/provider-azurerm/lib/storage-account') as typeof import('@cdktf/provider-azurerm/lib/storage-account');
  const { StorageShare } =
    require('@cdktf/provider-azurerm/lib/storage-share') as typeof import('@cdktf/provider-azurerm/lib/storage-share');
  const { account: name, storageGi } = props;
  if (!/^[a-z0-9]{3,24}$/.test(name)) {
    fail(stack, `account '${name}' may only have lower-case letters and digits, 3 to 24 of them`, id);
  }
  if (storageGi < 100) fail(stack, `storageGi ${storageGi} is less than 100, the least of premium files`, id);
  const account = new StorageAccount(stack, `${id}-account`, {
    name,
    resourceGroupName: stack.resourceGroup,
    location: props.location,
    accountKind: 'FileStorage',
    accountTier: 'Premium',
    accountReplicationType: 'ZRS',
    httpsTrafficOnlyEnabled: false,
    minTlsVersion: 'TLS1_2',
    networkRules: { defaultAction: 'Deny', virtualNetworkSubnetIds: [...props.subnetIds] },
  });
  new StorageShare(stack, id, {
    name: id,
    storageAccountId: account.id,
    quota: storageGi,
    enabledProtocol: 'NFS',
  });
  return { host: `${name}.file.core.windows.net`, share: `/${name}/${id}` };
}

export interface AksIdentityProps {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly location: string;
  /** Azure roles, each on a scope: a resource's id. */
  readonly roles?: readonly { readonly role: string; readonly scope: string }[];
  /** Containers that its pods read and write, or only read. */
  readonly containers?: readonly { readonly container: BlobContainer; readonly access: 'read' | 'readWrite' }[];
}
export interface AksIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Client id of the identity, which the service account is annotated with. */
  readonly clientId: AppliedValue;
  /** Annotations of the service account; none until the client id is known. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels that its pods must have. */
  readonly podLabels: Readonly<Record<string, string>>;
}

export function makeIdentity(stack: AzureStack, id: string, props: AksIdentityProps): AksIdentity {
  const { UserAssignedIdentity } =
    require('@cdktf/provider-azurerm/lib/user-assigned-identity') as typeof import('@cdktf/provider-azurerm/lib/user-assigned-identity');
  const { FederatedIdentityCredential } =
    require('@cdktf/provider-azurerm/lib/federated-identity-credential') as typeof import('@cdktf/provider-azurerm/lib/federated-identity-credential');
  const { RoleAssignment } =
    require('@cdktf/provider-azurerm/lib/role-assignment') as typeof import('@cdktf/provider-azurerm/lib/role-assignment');
  const { namespace, serviceAccount, roles = [], containers = [] } = props;
  if (roles.length === 0 && containers.length === 0)
    fail(stack, 'allows its pods nothing: give roles or containers', id);
  const identity = new UserAssignedIdentity(stack, `${id}-identity`, {
    name: `${stack.clusterName}-${id}`,
    resourceGroupName: stack.resourceGroup,
    location: props.location,
  });
  new FederatedIdentityCredential(stack, `${id}-credential`, {
    name: `${namespace}-${serviceAccount}`,
    resourceGroupName: stack.resourceGroup,
    parentId: identity.id,
    audience: ['api://AzureADTokenExchange'],
    issuer: stack.issuer,
    subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
  });
  const all = [
    ...roles,
    ...containers.map(({ container, access }) => ({
      role: access === 'read' ? 'Storage Blob Data Reader' : 'Storage Blob Data Contributor',
      scope: container.id,
    })),
  ];
  for (const [i, { role, scope }] of all.entries()) {
    new RoleAssignment(stack, `${id}-role-${i}`, {
      principalId: identity.principalId,
      roleDefinitionName: role,
      scope,
    });
  }
  const clientId = stack.output(`${id}-client-id`, identity.clientId);
  return {
    namespace,
    serviceAccount,
    clientId,
    annotations: clientId.isKnown ? { 'azure.workload.identity/client-id': clientId.value } : {},
    podLabels: { 'azure.workload.identity/use': 'true' },
  };
}

export interface VaultKeyProps {
  /** Name of the vault, unique in the world. */
  readonly vault: string;
  readonly location: string;
}
export interface VaultKey {
  /** Known to Terraform only: for other resources of the stack. */
  readonly id: string;
}

/** A vault with one key, which is renewed every 90 days. */
export function makeKey(stack: AzureStack, id: string, props: VaultKeyProps): VaultKey {
  const { DataAzurermClientConfig } =
    require('@cdktf/provider-azurerm/lib/data-azurerm-client-config') as typeof import('@cdktf/provider-azurerm/lib/data-azurerm-client-config');
  const { KeyVault } =
    require('@cdktf/provider-azurerm/lib/key-vault') as typeof import('@cdktf/provider-azurerm/lib/key-vault');
  const { KeyVaultKey } =
    require('@cdktf/provider-azurerm/lib/key-vault-key') as typeof import('@cdktf/provider-azurerm/lib/key-vault-key');
  const client = new DataAzurermClientConfig(stack, `${id}-client`, {});
  const vault = new KeyVault(stack, `${id}-vault`, {
    name: props.vault,
    resourceGroupName: stack.resourceGroup,
    location: props.location,
    tenantId: client.tenantId,
    skuName: 'premium',
    rbacAuthorizationEnabled: true,
    purgeProtectionEnabled: true,
  });
  const key = new KeyVaultKey(stack, id, {
    name: id,
    keyVaultId: vault.id,
    keyType: 'RSA',
    keySize: 3072,
    keyOpts: ['wrapKey', 'unwrapKey'],
    rotationPolicy: { expireAfter: 'P180D', automatic: { timeAfterCreation: 'P90D' } },
  });
  return { id: key.id };
}

export interface DnsProps {
  /** The platform's host. */
  readonly domain: string;
}
export interface Dns {
  /** Name servers that the parent zone must point at. */
  readonly zoneId: string;
}

/** A public DNS zone of the platform's domain, in which cert-manager or external-dns write. */
export function makeDns(stack: AzureStack, id: string, { domain }: DnsProps): Dns {
  const { DnsZone } =
    require('@cdktf/provider-azurerm/lib/dns-zone') as typeof import('@cdktf/provider-azurerm/lib/dns-zone');
  const zone = new DnsZone(stack, id, { name: domain, resourceGroupName: stack.resourceGroup });
  return { zoneId: zone.id };
}
