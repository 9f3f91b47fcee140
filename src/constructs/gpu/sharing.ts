import { isShareable } from './accelerators';
import { isCut, type MigLayout, uniformProfile } from './mig';
import type { PoolShape } from './pool';

/** Name of the MIG manager's configuration for a layout; `all-1g.10gb` is one that it brings along. */
export function migConfigName(accelerator: string, layout: MigLayout): string {
  const profile = uniformProfile(accelerator, layout);
  if (profile !== undefined) return `all-${profile.replace('+', '.')}`;
  const parts = Object.entries(layout).flatMap(([name, n = 0]) => (n > 0 ? [`${n}x${name.replace('+', '.')}`] : []));
  return `mix-${parts.join('_')}`;
}

/** Name of the device plugin's configuration that divides each GPU into that many turns. */
export function timeSlicingConfigName(turns: number): string {
  return `time-slicing-${turns}`;
}

/** The node labels by which the GPU operator shares a pool's GPUs as its shape says. */
export function sharingLabels({ accelerator, resource, mig, timeSlicing }: PoolShape): Record<string, string> {
  const labels: Record<string, string> = {};
  if (mig?.perGpu !== undefined && isCut(mig.perGpu))
    labels['nvidia.com/mig.config'] = migConfigName(accelerator, mig.perGpu);
  if (timeSlicing !== undefined && isShareable(resource)) {
    labels['nvidia.com/device-plugin.config'] = timeSlicingConfigName(timeSlicing);
  }
  return labels;
}
