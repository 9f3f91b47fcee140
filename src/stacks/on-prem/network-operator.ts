import type { Construct } from 'constructs';
import { foreignObject } from '../../constructs/gpu';
import { defined } from '../../core/values';

export interface NetworkOperatorProps {
  /**
   * How pods get at the adapters: each its own by SR-IOV, or all of them shared.
   * The resource is what pools name in `fabric.resources`: `rdma/ib`.
   */
  readonly plugin: {
    readonly kind: 'sriov' | 'shared';
    /** Without its prefix. @default 'ib' */
    readonly name?: string;
    /** @default 'rdma' */
    readonly prefix?: string;
    /** @default 'infiniband' */
    readonly link?: 'infiniband' | 'ether';
    /** Pods that share an adapter at most. @default 63 */
    readonly sharedBy?: number;
    /** Image version of the plugin. */
    readonly version: string;
  };
  /** DOCA-OFED driver that the operator installs, by its version. @default the node has one */
  readonly driverVersion?: string;
}

/** Source: github Mellanox/network-operator api/v1alpha1/nicclusterpolicy_types.go */
export function networkOperator(scope: Construct, props: NetworkOperatorProps): void {
  const { kind, name = 'ib', prefix = 'rdma', link = 'infiniband', sharedBy = 63, version } = props.plugin;
  const plugin =
    kind === 'sriov'
      ? {
          sriovDevicePlugin: {
            repository: 'ghcr.io/k8snetworkplumbingwg',
            image: 'sriov-network-device-plugin',
            version,
            config: JSON.stringify({
              resourceList: [
                {
                  resourcePrefix: prefix,
                  resourceName: name,
                  selectors: { vendors: ['15b3'], linkTypes: [link], isRdma: true },
                },
              ],
            }),
          },
        }
      : {
          rdmaSharedDevicePlugin: {
            repository: 'ghcr.io/mellanox',
            image: 'k8s-rdma-shared-dev-plugin',
            version,
            config: JSON.stringify({
              configList: [
                {
                  resourcePrefix: prefix,
                  resourceName: name,
                  rdmaHcaMax: sharedBy,
                  selectors: { vendors: ['15b3'], linkTypes: [link] },
                },
              ],
            }),
          },
        };
  foreignObject(
    scope,
    'nic-cluster-policy',
    {
      apiVersion: 'mellanox.com/v1alpha1',
      kind: 'NicClusterPolicy',
      metadata: { name: 'nic-cluster-policy' },
      spec: defined({
        ...plugin,
        ofedDriver:
          props.driverVersion === undefined
            ? undefined
            : { repository: 'nvcr.io/nvidia/mellanox', image: 'doca-driver', version: props.driverVersion },
      }),
    },
    "NVIDIA's network operator",
  );
}
