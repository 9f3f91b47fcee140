import type { SynthesizedObject } from '../../core/synth';
import type { FitAmount, FitFlavor, FitQueue, FitTaint, FitToleration } from '../../validation/fit';
import { at, json, list, textOf } from './demand';

/** What the pods of a namespace may ask together. */
export interface Limit {
  readonly namespace: string;
  readonly hard: Readonly<Record<string, FitAmount>>;
  readonly object: SynthesizedObject;
}

/** ResourceQuotas, those of profiles included. */
export function limitsOf(objects: readonly SynthesizedObject[]): Limit[] {
  return objects.flatMap((object): Limit[] => {
    const { manifest } = object;
    const isProfile = manifest.kind === 'Profile' && String(manifest.apiVersion).startsWith('kubeflow.org/');
    const isQuota = manifest.kind === 'ResourceQuota' && manifest.apiVersion === 'v1';
    const hard = isProfile
      ? at(manifest, 'spec', 'resourceQuotaSpec', 'hard')
      : isQuota && at(manifest, 'spec', 'scopes') === undefined && at(manifest, 'spec', 'scopeSelector') === undefined
        ? at(manifest, 'spec', 'hard')
        : undefined;
    const namespace = textOf(at(manifest, 'metadata', isProfile ? 'name' : 'namespace'));
    if (hard === undefined || namespace === undefined) return [];
    return [{ namespace, hard: json(hard) as Limit['hard'], object }];
  });
}

/** The ClusterQueue behind each LocalQueue, by namespace and name. */
export function queuesOf(objects: readonly SynthesizedObject[]): Map<string, FitQueue> {
  const kueue = objects
    .map(({ manifest }) => manifest)
    .filter((manifest) => /^kueue\.x-k8s\.io\//.test(String(manifest.apiVersion)));
  const named = (kind: string) =>
    new Map(kueue.filter((one) => one.kind === kind).map((one) => [textOf(at(one, 'metadata', 'name')) ?? '', one]));
  const flavors = named('ResourceFlavor');
  const clusterQueues = new Map(
    [...named('ClusterQueue')].flatMap(([name, queue]) => {
      const inCohort = (at(queue, 'spec', 'cohortName') ?? at(queue, 'spec', 'cohort')) !== undefined;
      const [first, ...further] = list(at(queue, 'spec', 'resourceGroups')).map((group) =>
        list(at(group, 'flavors')).map((flavor) =>
          fitFlavor(flavor, flavors.get(textOf(at(flavor, 'name')) ?? ''), inCohort),
        ),
      );
      if (first === undefined) return [];
      return [
        [name, { name, flavors: first, ...(further.length > 0 && { groups: further }) } satisfies FitQueue] as const,
      ];
    }),
  );
  const local = new Map<string, FitQueue>();
  for (const one of kueue.filter(({ kind }) => kind === 'LocalQueue')) {
    const queue = clusterQueues.get(textOf(at(one, 'spec', 'clusterQueue')) ?? '');
    if (queue !== undefined) local.set(`${at(one, 'metadata', 'namespace')}/${at(one, 'metadata', 'name')}`, queue);
  }
  return local;
}

/** What may be borrowed where nothing limits it. */
const BOUNDLESS = 1_000_000_000;

function fitFlavor(flavor: unknown, resource: unknown, inCohort: boolean): FitFlavor {
  const quota: Record<string, FitAmount> = {};
  const borrow: Record<string, FitAmount> = {};
  for (const one of list(at(flavor, 'resources'))) {
    const name = textOf(at(one, 'name'));
    if (name === undefined) continue;
    quota[name] = asAmount(at(one, 'nominalQuota'));
    if (inCohort) borrow[name] = asAmount(at(one, 'borrowingLimit') ?? BOUNDLESS);
  }
  const nodeLabels = json(at(resource, 'spec', 'nodeLabels')) as Record<string, string>;
  const nodeTaints = list(at(resource, 'spec', 'nodeTaints')) as unknown as FitTaint[];
  const tolerations = list(at(resource, 'spec', 'tolerations')) as unknown as FitToleration[];
  return {
    name: textOf(at(flavor, 'name')) ?? 'flavor',
    quota,
    ...(Object.keys(nodeLabels).length > 0 && { nodeLabels }),
    ...(nodeTaints.length > 0 && { nodeTaints }),
    ...(tolerations.length > 0 && { tolerations }),
    ...(inCohort && { borrow }),
  };
}

function asAmount(value: unknown): FitAmount {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : 0;
}
