import { Problems } from '../../core/errors';
import type { AzureStack } from './stack';

/** Zones as node pools name them: `1` of `1` or `westeurope-1`. */
export function zoneNumbers(zones: readonly string[] | undefined): string[] | undefined {
  return zones?.map((zone) => zone.slice(zone.lastIndexOf('-') + 1));
}

/** Zones as nodes are labelled with them, `westeurope-1`, where the program knows the location. */
export function zoneLabels(stack: AzureStack, zones: readonly string[] | undefined): string[] | undefined {
  return zones?.map((zone) =>
    /^\d+$/.test(zone) && stack.location !== undefined ? `${stack.location}-${zone}` : zone,
  );
}

/** The same for what selects nodes by that label. Throws KubeflowError where a number has no location. */
export function needZoneLabels(stack: AzureStack, id: string, zones: readonly string[] | undefined) {
  const problems = new Problems(stack, id);
  const labels = zoneLabels(stack, zones);
  const bare = labels?.filter((zone) => /^\d+$/.test(zone)) ?? [];
  if (bare.length > 0) {
    problems.add(`zones ${bare.join(', ')}: nodes are labelled with the location too, such as 'westeurope-${bare[0]}'`);
  }
  problems.throw();
  return labels;
}
