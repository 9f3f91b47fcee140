import { isShareable } from './accelerators';
import { isCut, type MigLayout, uniformProfile } from './mig';
import type { AnyPool, PoolShape } from './pool';

/** Name of the MIG manager's configuration for a layout; `all-1g.10gb` is one that it brings along. */
export function migConfigName(accelerator: string, layout: MigLayout): string {
  const profile = uniformProfile(accelerator, layout);
  if (profile !== undefined) return `all-${profile.replace('+', '.')}`;
  const parts = Object.entries(layout).flatMap(([name, n = 0]) => (n > 0 ? [`${n}x${name.replace('+', '.')}`] : []));
  return `mix-${parts.join('_')}`;
}

/** Name of the device plugin's configuration that divides each GPU into that many turns. */
export function timeSlicingConfigName(turns: number, sharing: PoolShape['sharing'] = 'time-slicing'): string {
  return `${sharing}-${turns}`;
}

/** The node labels by which the GPU operator shares a pool's GPUs as its shape says. */
export function sharingLabels({ accelerator, resource, mig, timeSlicing, sharing }: PoolShape): Record<string, string> {
  const labels: Record<string, string> = {};
  if (mig?.perGpu !== undefined && isCut(mig.perGpu))
    labels['nvidia.com/mig.config'] = migConfigName(accelerator, mig.perGpu);
  if (timeSlicing !== undefined && isShareable(resource)) {
    labels['nvidia.com/device-plugin.config'] = timeSlicingConfigName(timeSlicing, sharing);
  }
  return labels;
}

/** The device plugin's configurations that pools need, as the keys of its ConfigMap. Source: NVIDIA/k8s-device-plugin README. */
export function devicePluginConfigs(pools: readonly AnyPool[]): Record<string, string> {
  const configs: Record<string, string> = {};
  for (const { shape, resource } of pools) {
    const { timeSlicing, sharing = 'time-slicing', oneTurnEach = false } = shape;
    if (timeSlicing === undefined || !isShareable(resource)) continue;
    configs[timeSlicingConfigName(timeSlicing, sharing)] = [
      'version: v1',
      'sharing:',
      sharing === 'mps' ? '  mps:' : '  timeSlicing:',
      ...(sharing === 'mps' ? [] : [`    failRequestsGreaterThanOne: ${oneTurnEach}`]),
      '    resources:',
      '      - name: nvidia.com/gpu',
      `        replicas: ${timeSlicing}`,
      '',
    ].join('\n');
  }
  // Nodes without the label get this one.
  return Object.keys(configs).length === 0 ? {} : { whole: 'version: v1\n', ...configs };
}

/** The MIG manager's configurations that pools need, as its file; none where it brings all of them along. */
export function migConfigs(pools: readonly AnyPool[]): string | undefined {
  const layouts = new Map<string, MigLayout>();
  for (const { accelerator, shape } of pools) {
    const layout = shape.mig?.perGpu;
    if (layout !== undefined && isCut(layout)) layouts.set(migConfigName(String(accelerator), layout), layout);
  }
  if (![...layouts.keys()].some((name) => name.startsWith('mix-'))) return undefined;
  return [
    'version: v1',
    'mig-configs:',
    '  all-disabled:',
    '    - devices: all',
    '      mig-enabled: false',
    ...[...layouts].flatMap(([name, layout]) => [
      `  ${name}:`,
      '    - devices: all',
      '      mig-enabled: true',
      '      mig-devices:',
      ...Object.entries(layout).flatMap(([profile, n = 0]) => (n > 0 ? [`        "${profile}": ${n}`] : [])),
    ]),
    '',
  ].join('\n');
}
