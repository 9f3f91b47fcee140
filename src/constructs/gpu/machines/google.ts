import type { Machine } from '../machine';

/**
 * Accelerator machines of Compute Engine; nominal memory. Sources:
 * - GKE cluster autoscaler source, package machinetypes, 'Copyright 2026 Google LLC'
 * - github AI-Hypercomputer/xpk@367c838 src/xpk/core/system_characteristics.py
 * - github GoogleCloudPlatform/accelerated-platforms@9320f3b platforms/gke/base/core/custom_compute_class/templates/manifests/
 * - github GoogleCloudPlatform/accelerated-platforms@9320f3b platforms/gke/base/core/custom_compute_class/templates/manifests/tpu/
 */
export const googleMachines = {
  'a2-highgpu-1g': { accelerator: 'a100-40gb', gpus: 1, cpu: 12, memoryGi: 85 },
  'a2-highgpu-2g': { accelerator: 'a100-40gb', gpus: 2, cpu: 24, memoryGi: 170 },
  'a2-highgpu-4g': { accelerator: 'a100-40gb', gpus: 4, cpu: 48, memoryGi: 340 },
  'a2-highgpu-8g': { accelerator: 'a100-40gb', gpus: 8, cpu: 96, memoryGi: 680 },
  'a2-megagpu-16g': { accelerator: 'a100-40gb', gpus: 16, cpu: 96, memoryGi: 1360 },
  'a2-ultragpu-1g': { accelerator: 'a100-80gb', gpus: 1, cpu: 12, memoryGi: 170 },
  'a2-ultragpu-2g': { accelerator: 'a100-80gb', gpus: 2, cpu: 24, memoryGi: 340 },
  'a2-ultragpu-4g': { accelerator: 'a100-80gb', gpus: 4, cpu: 48, memoryGi: 680 },
  'a2-ultragpu-8g': { accelerator: 'a100-80gb', gpus: 8, cpu: 96, memoryGi: 1360 },
  'a3-highgpu-1g': { accelerator: 'h100-80gb', gpus: 1, cpu: 26, memoryGi: 234 },
  'a3-highgpu-2g': { accelerator: 'h100-80gb', gpus: 2, cpu: 52, memoryGi: 468 },
  'a3-highgpu-4g': { accelerator: 'h100-80gb', gpus: 4, cpu: 104, memoryGi: 936 },
  'a3-highgpu-8g': { accelerator: 'h100-80gb', gpus: 8, cpu: 208, memoryGi: 1872 },
  'a3-edgegpu-8g': { accelerator: 'h100-80gb', gpus: 8, cpu: 208, memoryGi: 1872 },
  'a3-megagpu-8g': { accelerator: 'h100-80gb', gpus: 8, cpu: 208, memoryGi: 1872 },
  'a3-ultragpu-8g': { accelerator: 'h200', gpus: 8, cpu: 224, memoryGi: 2952 },
  'a4-highgpu-8g': { accelerator: 'b200', gpus: 8, cpu: 224, memoryGi: 3968 },
  'a4x-highgpu-4g': { accelerator: 'gb200', gpus: 4, cpu: 140, memoryGi: 884, arch: 'arm64' },
  'g2-standard-4': { accelerator: 'l4', gpus: 1, cpu: 4, memoryGi: 16 },
  'g2-standard-8': { accelerator: 'l4', gpus: 1, cpu: 8, memoryGi: 32 },
  'g2-standard-12': { accelerator: 'l4', gpus: 1, cpu: 12, memoryGi: 48 },
  'g2-standard-16': { accelerator: 'l4', gpus: 1, cpu: 16, memoryGi: 64 },
  'g2-standard-24': { accelerator: 'l4', gpus: 2, cpu: 24, memoryGi: 96 },
  'g2-standard-32': { accelerator: 'l4', gpus: 1, cpu: 32, memoryGi: 128 },
  'g2-standard-48': { accelerator: 'l4', gpus: 4, cpu: 48, memoryGi: 192 },
  'g2-standard-96': { accelerator: 'l4', gpus: 8, cpu: 96, memoryGi: 384 },
  'g4-standard-6': { accelerator: 'rtx-pro-6000', gpus: 1, cpu: 6, memoryGi: 22 },
  'g4-standard-12': { accelerator: 'rtx-pro-6000', gpus: 1, cpu: 12, memoryGi: 45 },
  'g4-standard-24': { accelerator: 'rtx-pro-6000', gpus: 1, cpu: 24, memoryGi: 90 },
  'g4-standard-48': { accelerator: 'rtx-pro-6000', gpus: 1, cpu: 48, memoryGi: 180 },
  'g4-standard-96': { accelerator: 'rtx-pro-6000', gpus: 2, cpu: 96, memoryGi: 360 },
  'g4-standard-192': { accelerator: 'rtx-pro-6000', gpus: 4, cpu: 192, memoryGi: 720 },
  'g4-standard-384': { accelerator: 'rtx-pro-6000', gpus: 8, cpu: 384, memoryGi: 1440 },
  'ct5lp-hightpu-1t': { accelerator: 'tpu-v5e', gpus: 1, cpu: 24, memoryGi: 48, resource: 'google.com/tpu' },
  'ct5lp-hightpu-4t': { accelerator: 'tpu-v5e', gpus: 4, cpu: 112, memoryGi: 192, resource: 'google.com/tpu' },
  'ct5lp-hightpu-8t': { accelerator: 'tpu-v5e', gpus: 8, cpu: 224, memoryGi: 384, resource: 'google.com/tpu' },
  'ct5p-hightpu-4t': { accelerator: 'tpu-v5p', gpus: 4, cpu: 208, memoryGi: 448, resource: 'google.com/tpu' },
  'ct6e-standard-1t': { accelerator: 'tpu-v6e', gpus: 1, cpu: 44, memoryGi: 176, resource: 'google.com/tpu' },
  'ct6e-standard-4t': { accelerator: 'tpu-v6e', gpus: 4, cpu: 180, memoryGi: 720, resource: 'google.com/tpu' },
  'ct6e-standard-8t': { accelerator: 'tpu-v6e', gpus: 8, cpu: 180, memoryGi: 1440, resource: 'google.com/tpu' },
} as const satisfies Readonly<Record<string, Machine>>;
