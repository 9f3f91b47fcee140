import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageShare } from '@cdktf/provider-azurerm/lib/storage-share';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import { checkAccount } from './account-name';
import type { AzureStack } from './stack';

export interface NfsShareProps {
  /** Name of the storage account, unique in the world; 3 to 24 lower-case letters and digits. */
  readonly account: string;
  readonly location: string;
  /** GiB, 100 at least. */
  readonly storageGi: number;
  /** Subnets that it is reached from, which have the service endpoint Microsoft.Storage. */
  readonly subnetIds: readonly string[];
}
export interface NfsShare {
  readonly host: string;
  /** Path that is mounted. */
  readonly share: string;
}

const shareProperties: Known<NfsShareProps> = {
  account: 'text',
  location: 'text',
  storageGi: 'number',
  subnetIds: 'list',
};

/** NFS on Azure Files, which needs a premium account and plain TCP within the network. */
export function makeFileSystem(stack: AzureStack, id: string, props: NfsShareProps): NfsShare {
  checkNew(stack, id, props, shareProperties, ['account', 'location', 'storageGi', 'subnetIds']);
  const { account: name, storageGi } = props;
  checkAccount(stack, id, name);
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
