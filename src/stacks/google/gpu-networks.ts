import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { ComputeNetwork, type ComputeNetworkConfig } from '@cdktf/provider-google/lib/compute-network';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { Fn } from 'cdktf';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { defined } from '../../core/values';
import type { NamedMachine } from '../cloud/machine';
import { gpuFabric } from './accelerators';
import type { ExtraNetwork } from './pool-props';
import type { GoogleStack } from './stack';

export interface GpuNetworksProps<M = string> {
  /** Machine of the pools that use them. */
  readonly machine: M;
  /** Zone of the pools; networks of RDMA are of one zone. */
  readonly zone: string;
  /** Private addresses, a /16 at least, which no network of the cluster has. @default '192.168.0.0/16' */
  readonly cidr?: string;
}

export const gpuNetworksProperties: Known<GpuNetworksProps> = { machine: true, zone: 'text', cidr: 'text' };

/**
 * As many networks as the GPUs of a machine have. Source: github GoogleCloudPlatform/cluster-toolkit examples/gke-a3-highgpu,
 * gke-a3-megagpu, gke-a3-ultragpu
 */
export function makeGpuNetworks(
  stack: GoogleStack,
  id: string,
  machine: NamedMachine,
  { zone, cidr = '192.168.0.0/16' }: GpuNetworksProps<unknown>,
): ExtraNetwork[] {
  const fabric = gpuFabric(machine.name);
  if (fabric === undefined) fail(stack, `machine '${machine.name}' has no networks of its own for GPUs`, id);
  if (!/^\d+\.\d+\.\d+\.\d+\/(\d|1[0-6])$/.test(cidr)) fail(stack, `cidr '${cidr}' is no block of a /16 or more`, id);
  if (!zone.startsWith(`${stack.region}-`)) fail(stack, `zone '${zone}' is not in ${stack.region}`, id);
  const prefix = `${stack.clusterName}-${id}`;
  const network = (key: string, more: Partial<ComputeNetworkConfig>) =>
    new ComputeNetwork(
      stack,
      `${id}-network-${key}`,
      defined({ name: `${prefix}-${key}`, autoCreateSubnetworks: false, ...more }),
    );
  const subnet = (of: ComputeNetwork, i: number, key: string): ExtraNetwork => {
    const name = `${prefix}-${i}`;
    const made = new ComputeSubnetwork(stack, `${id}-subnet-${i}`, {
      name,
      network: of.id,
      region: stack.region,
      ipCidrRange: Fn.cidrsubnet(cidr, 4, i),
    });
    return { network: `${prefix}-${key}`, subnetwork: name, reference: { network: of.name, subnetwork: made.name } };
  };
  /** A network of the ordinary kind, whose machines reach each other. */
  const open = (i: number, mtu?: number) => {
    const made = network(String(i), { mtu });
    new ComputeFirewall(stack, `${id}-firewall-${i}`, {
      name: `${prefix}-${i}`,
      network: made.id,
      sourceRanges: [cidr],
      allow: [{ protocol: 'tcp' }, { protocol: 'udp' }, { protocol: 'icmp' }],
    });
    return subnet(made, i, String(i));
  };
  const all = Array.from({ length: fabric.count }, (_, i) => i);
  if (fabric.fabric !== 'rdma') return all.map((i) => open(i, 8244));
  const networkProfile = `projects/${stack.project}/global/networkProfiles/${zone}-vpc-roce`;
  const rdma = network('rdma', { networkProfile });
  return [open(0), ...all.slice(1).map((i) => subnet(rdma, i, 'rdma'))];
}
