import { KubernetesCluster, type KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Problems } from '../../core/errors';
import { defined } from '../../core/values';
import { publicFrom } from '../cloud/check-props';
import { rangeOf } from '../cloud/machine';
import type { AksClusterProps } from './cluster-props';
import type { AzureStack } from './stack';
import { zoneNumbers } from './zones';

/** A private cluster with Entra for people and pods, overlay network and the blob and file drivers. Returns its id. */
export function makeCluster(
  stack: AzureStack,
  props: AksClusterProps,
): { readonly id: string; readonly issuer: string } {
  const { name, location, endpoint = 'private', upgradeChannel = 'patch' } = props;
  const { machine = 'Standard_D8ds_v5', nodes = { min: 2, max: 5 }, zones, diskGi } = props.systemPool ?? {};
  const { min, max } = rangeOf(nodes);
  const problems = new Problems(stack);
  const authorizedIpRanges = publicFrom(problems, endpoint);
  if (props.kmsKeyId !== undefined && props.identityId === undefined) {
    problems.add(
      'cluster.kmsKeyId needs cluster.identityId, an identity that may use the key before there is a cluster',
    );
  }
  problems.throw();
  const cluster = new KubernetesCluster(
    stack,
    'cluster',
    defined<KubernetesClusterConfig>({
      name,
      location,
      resourceGroupName: stack.resourceGroup,
      dnsPrefix: name.slice(0, 54),
      kubernetesVersion: props.version,
      skuTier: props.tier ?? 'Standard',
      automaticUpgradeChannel: upgradeChannel === 'none' ? undefined : upgradeChannel,
      nodeOsUpgradeChannel: 'NodeImage',
      identity:
        props.identityId === undefined
          ? { type: 'SystemAssigned' }
          : { type: 'UserAssigned', identityIds: [props.identityId] },
      oidcIssuerEnabled: true,
      workloadIdentityEnabled: true,
      localAccountDisabled: true,
      azureActiveDirectoryRoleBasedAccessControl: defined({
        azureRbacEnabled: props.adminGroups === undefined,
        tenantId: props.adminGroups === undefined ? tenant(stack) : undefined,
        adminGroupObjectIds: props.adminGroups && [...props.adminGroups],
      }),
      privateClusterEnabled: endpoint === 'private',
      apiServerAccessProfile: authorizedIpRanges && { authorizedIpRanges },
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkDataPlane: 'cilium',
        networkPolicy: 'cilium',
        loadBalancerSku: 'standard',
      },
      storageProfile: { blobDriverEnabled: true, fileDriverEnabled: true, diskDriverEnabled: true },
      keyManagementService: props.kmsKeyId === undefined ? undefined : { keyVaultKeyId: props.kmsKeyId },
      defaultNodePool: defined({
        name: 'system',
        vmSize: machine,
        ...(min === max ? { nodeCount: min } : { autoScalingEnabled: true, minCount: min, maxCount: max }),
        zones: zoneNumbers(zones),
        osDiskSizeGb: diskGi ?? 128,
        onlyCriticalAddonsEnabled: false,
        vnetSubnetId: props.subnetId,
        temporaryNameForRotation: 'systemtmp',
        upgradeSettings: { maxSurge: '10%' },
      }),
      tags: props.tags && { ...props.tags },
      lifecycle: { ignoreChanges: ['default_node_pool[0].node_count'] },
    }),
  );
  if (props.subnetId !== undefined && props.identityId === undefined) {
    // Load balancers and private endpoints are made in the subnet by the cluster itself.
    new RoleAssignment(stack, 'cluster-network', {
      principalId: cluster.identity.principalId,
      roleDefinitionName: 'Network Contributor',
      scope: props.subnetId,
      skipServicePrincipalAadCheck: true,
    });
  }
  for (const [i, scope] of (props.registryIds ?? []).entries()) {
    new RoleAssignment(stack, `registry-${i}`, {
      principalId: cluster.kubeletIdentity.objectId,
      roleDefinitionName: 'AcrPull',
      scope,
      skipServicePrincipalAadCheck: true,
    });
  }
  return { id: cluster.id, issuer: cluster.oidcIssuerUrl };
}

function tenant(stack: AzureStack): string {
  const { DataAzurermClientConfig } =
    require('@cdktf/provider-azurerm/lib/data-azurerm-client-config') as typeof import('@cdktf/provider-azurerm/lib/data-azurerm-client-config');
  return new DataAzurermClientConfig(stack, 'client', {}).tenantId;
}
