/**
 * What NCCL must be told of the networks of the GPUs. Sources:
 * - github GoogleCloudPlatform/container-engine-accelerators gpudirect-tcpx/nccl-config.yaml, gpudirect-tcpxo
 * - cloud.google.com/ai-hypercomputer/docs: gIB, whose own script sets the rest
 */
export const gpuDirectEnv = {
  tcpx: {
    NCCL_SOCKET_IFNAME: 'eth0',
    NCCL_GPUDIRECTTCPX_CTRL_DEV: 'eth0',
    NCCL_GPUDIRECTTCPX_SOCKET_IFNAME: 'eth1,eth2,eth3,eth4',
    NCCL_CROSS_NIC: '0',
    NCCL_ALGO: 'Ring',
    NCCL_PROTO: 'Simple',
    NCCL_NET_GDR_LEVEL: 'PIX',
  },
  tcpxo: {
    NCCL_SOCKET_IFNAME: 'eth0',
    NCCL_FASTRAK_CTRL_DEV: 'eth0',
    NCCL_FASTRAK_IFNAME: 'eth1,eth2,eth3,eth4,eth5,eth6,eth7,eth8',
    NCCL_CROSS_NIC: '0',
  },
  rdma: { NCCL_NET: 'gIB' },
} as const;
