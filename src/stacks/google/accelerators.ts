import type { NamedMachine } from '../cloud/machine';

/** `type` of a node's accelerator. Source: GKE cluster autoscaler, package machinetypes. */
const gpuTypes: Readonly<Record<string, string>> = {
  'a100-40gb': 'nvidia-tesla-a100',
  'a100-80gb': 'nvidia-a100-80gb',
  b200: 'nvidia-b200',
  gb200: 'nvidia-gb200',
  'h100-80gb': 'nvidia-h100-80gb',
  h200: 'nvidia-h200-141gb',
  l4: 'nvidia-l4',
  'rtx-pro-6000': 'nvidia-rtx-pro-6000',
  t4: 'nvidia-tesla-t4',
};
/** Label `cloud.google.com/gke-tpu-accelerator`. Source: github AI-Hypercomputer/xpk src/xpk/core/system_characteristics.py */
const tpuTypes: Readonly<Record<string, string>> = {
  'tpu-v5e': 'tpu-v5-lite-podslice',
  'tpu-v5p': 'tpu-v5p-slice',
  'tpu-v6e': 'tpu-v6e-slice',
};
/** Networks that a machine's GPUs have of their own. */
const gpuNetworks: Readonly<Record<string, { readonly fabric: 'tcpx' | 'tcpxo' | 'rdma'; readonly count: number }>> = {
  'a3-highgpu-8g': { fabric: 'tcpx', count: 4 },
  'a3-megagpu-8g': { fabric: 'tcpxo', count: 8 },
  'a3-ultragpu-8g': { fabric: 'rdma', count: 9 },
  'a4-highgpu-8g': { fabric: 'rdma', count: 9 },
  'a4x-highgpu-4g': { fabric: 'rdma', count: 5 },
};

export function gkeAccelerator({ name, accelerator }: NamedMachine): string | undefined {
  return name === 'a3-megagpu-8g' ? 'nvidia-h100-mega-80gb' : gpuTypes[accelerator];
}

/** Whether its accelerators are TPUs. */
export function isTpu({ resource, accelerator }: NamedMachine): boolean {
  return resource === 'google.com/tpu' || Object.hasOwn(tpuTypes, accelerator);
}

export function gkeTpu({ accelerator }: NamedMachine): string | undefined {
  return tpuTypes[accelerator];
}

export function gpuFabric(machine: string) {
  return gpuNetworks[machine];
}
