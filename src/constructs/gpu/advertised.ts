import { advertised } from '../../validation/fit/mig';
import type { PoolShape } from './pool';

/** The extended resources of one node, as its device plugins advertise them. */
export function advertisedBy(shape: PoolShape): ReadonlyMap<string, number> {
  const resource = shape.resource ?? 'nvidia.com/gpu';
  const resources = new Map<string, number>();
  if (shape.mig?.perGpu !== undefined) {
    const { strategy } = shape.mig;
    const perGpu = Object.fromEntries(Object.entries(shape.mig.perGpu).map(([profile, n]) => [profile, n ?? 0]));
    const pool = { name: shape.name, cpu: 0, memoryGi: 0, maxNodes: 1, gpus: shape.gpus, resource };
    for (const entry of advertised({ ...pool, accelerator: shape.accelerator, mig: { strategy } }, perGpu)) {
      resources.set(...entry);
    }
  } else {
    resources.set(resource, shape.gpus * (shape.timeSlicing ?? 1));
  }
  for (const [name, amount] of Object.entries(shape.fabric?.resources ?? {})) resources.set(name, amount);
  return resources;
}
