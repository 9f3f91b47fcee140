import { amount } from './accelerators';
import { at, type DemandedPods, type Json, json, list, textOf } from './demand';

/** What the LimitRanges of a namespace give to containers that say nothing, and the most they let them say. */
export interface ContainerDefaults {
  readonly limits: Json;
  readonly requests: Json;
  readonly most: Json;
  readonly name: string;
}

/** By namespace. Upstream: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_LimitRangeItem. */
export function limitRangesOf(manifests: readonly object[]): ReadonlyMap<string, readonly ContainerDefaults[]> {
  const found = new Map<string, ContainerDefaults[]>();
  for (const manifest of manifests) {
    if (at(manifest, 'kind') !== 'LimitRange' || at(manifest, 'apiVersion') !== 'v1') continue;
    const namespace = textOf(at(manifest, 'metadata', 'namespace')) ?? 'default';
    for (const item of list(at(manifest, 'spec', 'limits'))) {
      if (at(item, 'type') !== 'Container') continue;
      const most = json(at(item, 'max'));
      const limits = { ...most, ...json(at(item, 'default')) };
      const requests = { ...json(at(item, 'min')), ...limits, ...json(at(item, 'defaultRequest')) };
      const name = textOf(at(manifest, 'metadata', 'name')) ?? 'limits';
      found.set(namespace, [...(found.get(namespace) ?? []), { limits, requests, most, name }]);
    }
  }
  return found;
}

/** The pods as admission leaves them: kubernetes plugin/pkg/admission/limitranger/admission.go. */
export function withDefaults(pods: DemandedPods, ranges: readonly ContainerDefaults[]): DemandedPods {
  if (ranges.length === 0) return pods;
  const filled = (containers: unknown) =>
    list(containers).map((container) => {
      let limits = json(at(container, 'resources', 'limits'));
      // A limit alone sets the request before any admission.
      let requests: Json = { ...limits, ...json(at(container, 'resources', 'requests')) };
      for (const range of ranges) {
        limits = { ...range.limits, ...limits };
        requests = { ...range.requests, ...requests };
      }
      return { ...json(container), resources: { ...json(at(container, 'resources')), limits, requests } };
    });
  const { spec } = pods;
  return {
    ...pods,
    spec: {
      ...spec,
      containers: filled(spec.containers),
      ...(spec.initContainers !== undefined && { initContainers: filled(spec.initContainers) }),
    },
  };
}

/** Why a LimitRange refuses the pods, `undefined` where none does. */
export function overRange(pods: DemandedPods, ranges: readonly ContainerDefaults[]): string | undefined {
  for (const container of [...list(pods.spec.containers), ...list(pods.spec.initContainers)]) {
    for (const { most, name } of ranges) {
      for (const [resource, value] of Object.entries(most)) {
        const limit = at(container, 'resources', 'limits', resource);
        const [asked, allowed] = [amount(limit), amount(value)];
        if (asked === undefined || allowed === undefined || asked <= allowed) continue;
        return `${resource} limit ${limit} of container '${textOf(at(container, 'name')) ?? 'main'}' is more than ${value}, the most that LimitRange '${name}' allows`;
      }
    }
  }
  return undefined;
}
