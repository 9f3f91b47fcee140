import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { ContainerCluster, type ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool';
import type { ITerraformDependable } from 'cdktf';
import { Problems } from '../../core/errors';
import { defined } from '../../core/values';
import { publicFrom } from '../cloud/check-props';
import { rangeOf } from '../cloud/machine';
import type { GkeClusterProps } from './cluster-props';
import type { GkeCluster, GoogleStack } from './stack';

/** A private, VPC-native cluster with workload identity, Dataplane V2 and the file system drivers that models are read by. */
export function makeCluster(stack: GoogleStack, props: GkeClusterProps): GkeCluster {
  const { name, endpoint = 'private', nodeAutoProvisioning } = props;
  const problems = new Problems(stack);
  const cidrBlocks = (publicFrom(problems, endpoint) ?? []).map((cidrBlock) => ({ cidrBlock }));
  problems.throw();
  const made = props.network === undefined ? makeNetwork(stack, name) : undefined;
  const { network, subnetwork } = made ?? props.network!;
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
      masterAuthorizedNetworksConfig: { cidrBlocks },
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
          serviceAccount: stack.nodeAccount().reference,
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
  const ready = made === undefined ? [cluster] : [cluster, made.nat];
  systemPool(stack, cluster, props, ready);
  stack.output('cluster-endpoint', cluster.endpoint);
  return { name: cluster.name, network: made && { id: made.network, name: made.name }, made: ready };
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
  const nat = new ComputeRouterNat(stack, 'nat', {
    name,
    router: router.name,
    region: stack.region,
    natIpAllocateOption: 'AUTO_ONLY',
    sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
  });
  return { network: network.id, name: network.name, subnetwork: subnetwork.id, nat };
}

function systemPool(
  stack: GoogleStack,
  cluster: ContainerCluster,
  props: GkeClusterProps,
  ready: readonly ITerraformDependable[],
): void {
  const { machine = 'e2-standard-8', nodes = { min: 1, max: 3 }, diskGi = 100 } = props.systemPool ?? {};
  const account = stack.nodeAccount();
  const { min, max } = rangeOf(nodes);
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
      serviceAccount: account.reference,
      oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
      shieldedInstanceConfig: { enableIntegrityMonitoring: true, enableSecureBoot: true },
      workloadMetadataConfig: { mode: 'GKE_METADATA' },
    },
    lifecycle: { ignoreChanges: ['initial_node_count'] },
    dependsOn: [...ready, ...account.roles],
  });
}
