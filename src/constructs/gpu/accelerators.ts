/** What is known of one accelerator. */
export interface AcceleratorFacts {
  readonly vendor: 'nvidia' | 'amd' | 'aws' | 'google';
  /** Memory as its maker names it, GB (GiB for Google's). */
  readonly memoryGb?: number;
  /** Link between the accelerators of one machine. */
  readonly link?: 'NVLink' | 'NVLink C2C' | 'PCIe' | 'Infinity Fabric' | 'NeuronLink' | 'ICI';
  /** Whether it can be cut into MIG slices. */
  readonly mig: boolean;
}

/**
 * Facts of the accelerators in our machine tables. Sources:
 * - NVIDIA MIG user guide, supported GPUs (memory, MIG)
 * - github aws/karpenter-provider-aws@1d92708 website/content/en/docs/reference/instance-types.md (memory of T4, A10G, L4, L40S)
 * - github MicrosoftDocs/azure-compute-docs articles/virtual-machines/sizes/gpu-accelerated (A10, MI300X, H100 NVL)
 * - awsdocs-neuron.readthedocs-hosted.com general/arch/neuron-hardware (Trainium, Inferentia)
 * - docs.cloud.google.com/tpu/docs v5e, v5p, v6e (key chip specifications)
 */
export const accelerators = {
  a10: { vendor: 'nvidia', memoryGb: 24, link: 'PCIe', mig: false },
  a10g: { vendor: 'nvidia', memoryGb: 24, link: 'PCIe', mig: false },
  a30: { vendor: 'nvidia', memoryGb: 24, link: 'PCIe', mig: true },
  'a100-40gb': { vendor: 'nvidia', memoryGb: 40, link: 'NVLink', mig: true },
  'a100-80gb': { vendor: 'nvidia', memoryGb: 80, link: 'NVLink', mig: true },
  b200: { vendor: 'nvidia', memoryGb: 180, link: 'NVLink', mig: true },
  b300: { vendor: 'nvidia', memoryGb: 288, link: 'NVLink', mig: true },
  gb200: { vendor: 'nvidia', memoryGb: 186, link: 'NVLink C2C', mig: true },
  'gh200-96gb': { vendor: 'nvidia', memoryGb: 96, link: 'NVLink C2C', mig: true },
  'h100-80gb': { vendor: 'nvidia', memoryGb: 80, link: 'NVLink', mig: true },
  'h100-94gb': { vendor: 'nvidia', memoryGb: 94, link: 'NVLink', mig: true },
  h200: { vendor: 'nvidia', memoryGb: 141, link: 'NVLink', mig: true },
  inferentia2: { vendor: 'aws', memoryGb: 32, link: 'NeuronLink', mig: false },
  l4: { vendor: 'nvidia', memoryGb: 24, link: 'PCIe', mig: false },
  l40s: { vendor: 'nvidia', memoryGb: 48, link: 'PCIe', mig: false },
  mi300x: { vendor: 'amd', memoryGb: 192, link: 'Infinity Fabric', mig: false },
  'rtx-pro-6000': { vendor: 'nvidia', memoryGb: 96, link: 'PCIe', mig: true },
  t4: { vendor: 'nvidia', memoryGb: 16, link: 'PCIe', mig: false },
  'tpu-v5e': { vendor: 'google', memoryGb: 16, link: 'ICI', mig: false },
  'tpu-v5p': { vendor: 'google', memoryGb: 95, link: 'ICI', mig: false },
  'tpu-v6e': { vendor: 'google', memoryGb: 32, link: 'ICI', mig: false },
  trainium1: { vendor: 'aws', memoryGb: 32, link: 'NeuronLink', mig: false },
  trainium2: { vendor: 'aws', memoryGb: 96, link: 'NeuronLink', mig: false },
} as const satisfies Readonly<Record<string, AcceleratorFacts>>;

/** What we know of an accelerator; nothing of new ones. */
export function acceleratorFacts(name: string): AcceleratorFacts | undefined {
  return Object.hasOwn(accelerators, name) ? accelerators[name as keyof typeof accelerators] : undefined;
}

/** Whether an accelerator is known to have no partitions; what is new may have some. */
export function isWhole(name: string): boolean {
  return acceleratorFacts(name)?.mig === false;
}

/** Device plugins that divide a device among pods in turns count one of these. */
export function isShareable(resource = 'nvidia.com/gpu'): boolean {
  return resource.startsWith('nvidia.com/');
}
