import type { Machine } from '../machine';

/**
 * Accelerator machines of Azure; nominal memory. Sources:
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/includes/nd-gb200-v6-series-summary.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/includes/nd-h200-v5-series-summary.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/includes/ndh100v5-series-summary.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/includes/ndmi300xv5-series-summary.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/nca100v4-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ncadsh100v5-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ncast4v3-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/nd-gb200-v6-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/nd-h200-v5-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ndasra100v4-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ndh100v5-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ndma100v4-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/ndmi300xv5-series.md
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated/nvadsa10v5-series.md
 */
export const azureMachines = {
  Standard_NC24ads_A100_v4: { accelerator: 'a100-80gb', gpus: 1, cpu: 24, memoryGi: 220 },
  Standard_NC48ads_A100_v4: { accelerator: 'a100-80gb', gpus: 2, cpu: 48, memoryGi: 440 },
  Standard_NC96ads_A100_v4: { accelerator: 'a100-80gb', gpus: 4, cpu: 96, memoryGi: 880 },
  Standard_NC40ads_H100_v5: { accelerator: 'h100-94gb', gpus: 1, cpu: 40, memoryGi: 320 },
  Standard_NC80adis_H100_v5: { accelerator: 'h100-94gb', gpus: 2, cpu: 80, memoryGi: 640 },
  Standard_ND96asr_v4: { accelerator: 'a100-40gb', gpus: 8, cpu: 96, memoryGi: 900 },
  Standard_ND96amsr_A100_v4: { accelerator: 'a100-80gb', gpus: 8, cpu: 96, memoryGi: 1900 },
  Standard_ND96isr_H100_v5: { accelerator: 'h100-80gb', gpus: 8, cpu: 96, memoryGi: 1900 },
  Standard_ND96isr_H200_v5: { accelerator: 'h200', gpus: 8, cpu: 96, memoryGi: 1850 },
  Standard_ND128isr_NDR_GB200_v6: { accelerator: 'gb200', gpus: 4, cpu: 128, memoryGi: 900, arch: 'arm64' },
  Standard_ND96isr_MI300X_v5: { accelerator: 'mi300x', gpus: 8, cpu: 96, memoryGi: 1850, resource: 'amd.com/gpu' },
  Standard_NV6ads_A10_v5: { accelerator: 'a10', gpus: 1, cpu: 6, memoryGi: 55 },
  Standard_NV12ads_A10_v5: { accelerator: 'a10', gpus: 1, cpu: 12, memoryGi: 110 },
  Standard_NV18ads_A10_v5: { accelerator: 'a10', gpus: 1, cpu: 18, memoryGi: 220 },
  Standard_NV36ads_A10_v5: { accelerator: 'a10', gpus: 1, cpu: 36, memoryGi: 440 },
  Standard_NV36adms_A10_v5: { accelerator: 'a10', gpus: 1, cpu: 36, memoryGi: 880 },
  Standard_NV72ads_A10_v5: { accelerator: 'a10', gpus: 2, cpu: 72, memoryGi: 880 },
  Standard_NC4as_T4_v3: { accelerator: 't4', gpus: 1, cpu: 4, memoryGi: 28 },
  Standard_NC8as_T4_v3: { accelerator: 't4', gpus: 1, cpu: 8, memoryGi: 56 },
  Standard_NC16as_T4_v3: { accelerator: 't4', gpus: 1, cpu: 16, memoryGi: 110 },
  Standard_NC64as_T4_v3: { accelerator: 't4', gpus: 4, cpu: 64, memoryGi: 440 },
} as const satisfies Readonly<Record<string, Machine>>;
