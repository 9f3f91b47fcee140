import type { Construct } from 'constructs';
import { foreignObject } from '../../constructs/gpu';
import { Problems } from '../../core/errors';
import { fields, type Known, listOf } from '../../core/properties';
import type { NamedMachine } from '../cloud/machine';
import { gpuFabric } from './accelerators';
import { type ExtraNetwork, networkProperties } from './pool-props';
import type { GoogleStack } from './stack';

export interface PodNetworksProps<M = string> {
  /** Machine of the pool. */
  readonly machine: M;
  /** The pool's `gpuNetworks`; objects are named after the subnetworks. */
  readonly networks: readonly ExtraNetwork[];
}

export interface PodNetworks {
  /** What pods carry that are to be on the networks. */
  readonly annotations: Readonly<Record<string, string>>;
}

export const podNetworksProperties: Known<PodNetworksProps> = {
  machine: true,
  networks: listOf(fields(networkProperties, ['network', 'subnetwork'])),
};

/**
 * A Network with its GKENetworkParamSet for each network of the GPUs. Sources: github GoogleCloudPlatform/cluster-toolkit
 * modules/scheduler/gke-cluster, GoogleCloudPlatform/container-engine-accelerators gpudirect-tcpx and gpudirect-rdma
 */
export function podNetworks(
  stack: GoogleStack,
  scope: Construct,
  machine: NamedMachine,
  networks: readonly ExtraNetwork[],
): PodNetworks {
  const fabric = gpuFabric(machine.name);
  const problems = new Problems(stack);
  const names = networks.map(({ subnetwork }) => last(subnetwork));
  if (fabric?.count !== networks.length) {
    problems.add(
      fabric === undefined
        ? `networks: ${machine.name} has no networks of its own for GPUs`
        : `networks has ${networks.length}, ${machine.name} takes ${fabric.count}`,
    );
  }
  if (new Set(names).size < names.length) problems.add(`networks has subnetworks of one name: ${names.join(', ')}`);
  problems.throw();
  const isRdma = fabric?.fabric === 'rdma';
  for (const [i, { network, subnetwork }] of networks.entries()) {
    // Of RDMA's networks the first is the machine's second card of the ordinary kind.
    const deviceMode = isRdma && i > 0 ? 'RDMA' : 'NetDevice';
    networkObjects(scope, names[i]!, { vpc: last(network), vpcSubnet: last(subnetwork), deviceMode });
  }
  const interfaces = [
    { interfaceName: 'eth0', network: 'default' },
    ...names.map((name, i) => ({ interfaceName: `eth${i + 1}`, network: name })).slice(isRdma ? 1 : 0),
  ];
  return {
    annotations: {
      'networking.gke.io/default-interface': 'eth0',
      'networking.gke.io/interfaces': JSON.stringify(interfaces),
    },
  };
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function networkObjects(scope: Construct, name: string, spec: Readonly<Record<string, string>>): void {
  const apiVersion = 'networking.gke.io/v1';
  const kind = 'GKENetworkParamSet';
  foreignObject(scope, `${name}-params`, { apiVersion, kind, metadata: { name }, spec }, 'GKE');
  const network = { parametersRef: { group: 'networking.gke.io', kind, name }, type: 'Device' };
  foreignObject(scope, `${name}-network`, { apiVersion, kind: 'Network', metadata: { name }, spec: network }, 'GKE');
}
