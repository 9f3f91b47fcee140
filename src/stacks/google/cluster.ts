import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { ContainerCluster, type ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool';
import type { NodeRange } from '../../constructs/gpu';
import { defined } from '../../core/values';
import type { GoogleStack } from './stack';

export interface GkeClusterProps {
  readonly name: string;
  /** Least version of the control plane. @default the release channel's */
  readonly version?: string;
  /** @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /** A network that exists. @default one of the cluster's own */
  readonly network?: { readonly network: string; readonly subnetwork: string };
  /** Who reaches the API server: callers that IAM lets in by its DNS name, or certain addresses too. @default 'private' */
  readonly endpoint?: 'private' | { readonly publicFrom: readonly string[] };
  /** Nodes for what must always run. @default e2-standard-8, { min: 1, max: 3 } in each zone */
  readonly systemPool?: { readonly machine?: string; readonly nodes?: number | NodeRange; readonly diskGi?: number };
  /** Zones of the nodes. @default the location's */
  readonly zones?: readonly string[];
  /** Key that Secrets are encrypted with, `projects/P/locations/L/keyRings/R/cryptoKeys/K`. @default Google's */
  readonly kmsKey?: string;
  /** Pods may be on several networks, which GPUDirect needs. @default false */
  readonly multiNetworking?: boolean;
  /** Most of each that GKE may make node pools of by itself, for ComputeClasses: `{ cpu: 1000, memory: 4000, 'nvidia-h100-80gb': 32 }`. @default off */
  readonly nodeAutoProvisioning?: Readonly<Record<string, number>>;
  /** @default true */
  readonly deletionProtection?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A private, VPC-native cluster with workload identity, Dataplane V2 and the file system drivers that models are read by. */
export function makeCluster(stack: GoogleStack, props: GkeClusterProps): void {
  const { name, endpoint = 'private', nodeAutoProvisioning } = props;
  const { network, subnetwork } = props.network ?? makeNetwork(stack, name);
  const cluster = new ContainerCluster(
    stack,
    'cluster',
    defined<ContainerClusterConfig>({
      name,
      location: stack.location,
      nodeLocations: props.zones && [...props.zones],
      minMasterVersion: props.version,
      releaseChannel: { channel: props.releaseChannel ?? 'REGULAR' },
      // Its node pools are resources of their own; GKE must be given one to begin with.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      network,
      subnetwork,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: {},
      datapathProvider: 'ADVANCED_DATAPATH',
      enableMultiNetworking: props.multiNetworking,
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: endpoint === 'private' },
      controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: endpoint === 'private' } },
      masterAuthorizedNetworksConfig: {
        cidrBlocks: endpoint === 'private' ? [] : endpoint.publicFrom.map((cidrBlock) => ({ cidrBlock })),
      },
      workloadIdentityConfig: { workloadPool: `${stack.project}.svc.id.goog` },
      databaseEncryption: props.kmsKey === undefined ? undefined : { state: 'ENCRYPTED', keyName: props.kmsKey },
      addonsConfig: {
        gcsFuseCsiDriverConfig: { enabled: true },
        gcpFilestoreCsiDriverConfig: { enabled: true },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
      },
      clusterAutoscaling: nodeAutoProvisioning && {
        enabled: true,
        autoscalingProfile: 'OPTIMIZE_UTILIZATION',
        resourceLimits: Object.entries(nodeAutoProvisioning).map(([resourceType, maximum]) => ({
          resourceType,
          maximum,
        })),
        autoProvisioningDefaults: {
          serviceAccount: stack.nodeAccount(),
          oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
          management: { autoRepair: true, autoUpgrade: true },
        },
      },
      securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
      deletionProtection: props.deletionProtection ?? true,
      resourceLabels: props.labels && { ...props.labels },
      lifecycle: { ignoreChanges: ['node_config', 'initial_node_count'] },
    }),
  );
  systemPool(stack, cluster, props);
  stack.output('cluster-endpoint', cluster.endpoint);
}

function makeNetwork(stack: GoogleStack, name: string) {
  const network = new ComputeNetwork(stack, 'network', { name, autoCreateSubnetworks: false });
  const subnetwork = new ComputeSubnetwork(stack, 'subnetwork', {
    name,
    network: network.id,
    region: stack.region,
    ipCidrRange: '10.0.0.0/20',
    privateIpGoogleAccess: true,
  });
  const router = new ComputeRouter(stack, 'router', { name, network: network.id, region: stack.region });
  new ComputeRouterNat(stack, 'nat', {
    name,
    router: router.name,
    region: stack.region,
    natIpAllocateOption: 'AUTO_ONLY',
    sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
  });
  return { network: network.id, subnetwork: subnetwork.id };
}

function systemPool(stack: GoogleStack, cluster: ContainerCluster, props: GkeClusterProps): void {
  const { machine = 'e2-standard-8', nodes = { min: 1, max: 3 }, diskGi = 100 } = props.systemPool ?? {};
  const { min, max } = typeof nodes === 'number' ? { min: nodes, max: nodes } : nodes;
  new ContainerNodePool(stack, 'system', {
    name: 'system',
    cluster: cluster.name,
    location: stack.location,
    initialNodeCount: min,
    autoscaling: { minNodeCount: min, maxNodeCount: max },
    management: { autoRepair: true, autoUpgrade: true },
    nodeConfig: {
      machineType: machine,
      diskSizeGb: diskGi,
      diskType: 'pd-balanced',
      imageType: 'COS_CONTAINERD',
      serviceAccount: stack.nodeAccount(),
      oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
      shieldedInstanceConfig: { enableIntegrityMonitoring: true, enableSecureBoot: true },
      workloadMetadataConfig: { mode: 'GKE_METADATA' },
    },
    lifecycle: { ignoreChanges: ['initial_node_count'] },
  });
}
