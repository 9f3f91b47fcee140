import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { fail } from '../../core/errors';
import { type Known, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import { checkAccount } from './account-name';
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

const containerProperties: Known<BlobContainerProps> = {
  account: 'text',
  location: 'text',
  container: 'text',
  replication: oneOf('LRS', 'ZRS', 'GRS', 'GZRS'),
  versioned: 'flag',
  hierarchical: 'flag',
};

export function makeBucket(stack: AzureStack, id: string, props: BlobContainerProps): BlobContainer {
  checkNew(stack, id, props, containerProperties, ['account', 'location']);
  const { account: name, container = id, hierarchical } = props;
  checkAccount(stack, id, name);
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
