import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { KeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import { KeyVaultKey } from '@cdktf/provider-azurerm/lib/key-vault-key';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { Known } from '../../core/properties';
import { checkNew } from '../cloud/check-props';
import type { AzureStack } from './stack';

export interface VaultKeyProps {
  /** Name of the vault, unique in the world. */
  readonly vault: string;
  readonly location: string;
}
export interface VaultKey {
  /** Known to Terraform only: for other resources of the stack. */
  readonly id: string;
  /** The vault's resource id, which roles are given on; known to Terraform only. */
  readonly vaultId: string;
}

const keyProperties: Known<VaultKeyProps> = { vault: 'text', location: 'text' };

/** A vault with one key, which is renewed every 90 days. */
export function makeKey(stack: AzureStack, id: string, props: VaultKeyProps): VaultKey {
  checkNew(stack, id, props, keyProperties, ['vault', 'location']);
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
  // In a vault with roles even its owner makes no key without one.
  const officer = new RoleAssignment(stack, `${id}-officer`, {
    principalId: client.objectId,
    roleDefinitionName: 'Key Vault Crypto Officer',
    scope: vault.id,
  });
  const key = new KeyVaultKey(stack, id, {
    name: id,
    keyVaultId: vault.id,
    keyType: 'RSA',
    keySize: 3072,
    keyOpts: ['wrapKey', 'unwrapKey'],
    rotationPolicy: { expireAfter: 'P180D', notifyBeforeExpiry: 'P30D', automatic: { timeAfterCreation: 'P90D' } },
    dependsOn: [officer],
  });
  return { id: key.id, vaultId: vault.id };
}
