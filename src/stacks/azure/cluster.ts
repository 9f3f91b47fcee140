import { KubernetesCluster, type KubernetesClusterConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import type { NodeRange } from '../../constructs/gpu';
import { defined } from '../../core/values';
import type { AzureStack } from './stack';

export interface AksClusterProps {
  readonly name: string;
  readonly location: string;
  /** Kubernetes version, such as `1.33`. @default AKS's default */
  readonly version?: string;
  /** Patches that AKS installs by itself. @default 'patch' */
  readonly upgradeChannel?: 'patch' | 'stable' | 'rapid' | 'node-image' | 'none';
  /** Subnet of the nodes. @default a network of AKS's own */
  readonly subnetId?: string;
  /** Who reaches the API server: the network only, or certain addresses too. @default 'private' */
  readonly endpoint?: 'private' | { readonly publicFrom: readonly string[] };
  /** Nodes for what must always run. @default Standard_D8ds_v5, { min: 2, max: 5 } */
  readonly systemPool?: {
    readonly machine?: string;
    readonly nodes?: number | NodeRange;
    readonly zones?: readonly string[];
    readonly diskGi?: number;
  };
  /** Object ids of the Entra groups that administer the cluster. @default Azure's own roles decide */
  readonly adminGroups?: readonly string[];
  /** Key of a key vault that etcd is encrypted with. @default the platform's */
  readonly kmsKeyId?: string;
  /** @default 'Standard' */
  readonly tier?: 'Free' | 'Standard' | 'Premium';
  readonly tags?: Readonly<Record<string, string>>;
}

/** A private cluster with Entra for people and pods, overlay network and the blob and file drivers. Returns its id. */
export function makeCluster(
  stack: AzureStack,
  props: AksClusterProps,
): { readonly id: string; readonly issuer: string } {
  const { name, location, endpoint = 'private', upgradeChannel = 'patch' } = props;
  const { machine = 'Standard_D8ds_v5', nodes = { min: 2, max: 5 }, zones, diskGi } = props.systemPool ?? {};
  const { min, max } = typeof nodes === 'number' ? { min: nodes, max: nodes } : nodes;
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
      identity: { type: 'SystemAssigned' },
      oidcIssuerEnabled: true,
      workloadIdentityEnabled: true,
      localAccountDisabled: true,
      azureActiveDirectoryRoleBasedAccessControl: defined({
        azureRbacEnabled: props.adminGroups === undefined,
        adminGroupObjectIds: props.adminGroups && [...props.adminGroups],
      }),
      privateClusterEnabled: endpoint === 'private',
      apiServerAccessProfile: endpoint === 'private' ? undefined : { authorizedIpRanges: [...endpoint.publicFrom] },
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
        zones: zones && [...zones],
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
  return { id: cluster.id, issuer: cluster.oidcIssuerUrl };
}
