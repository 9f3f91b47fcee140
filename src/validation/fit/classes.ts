import type { FitSpread } from './document';
import { type Fleet, HOSTNAME, type NodeKind, ZONE } from './fleet';
import { type Labels, matchesTerms, selects } from './labels';
import { largestAskOf, type PodTemplate, type Workload } from './pods';
import type { Admitted } from './queue';
import { untolerated } from './taints';

/** A pod affinity or anti-affinity term: the workloads it selects, by index. */
export interface Term {
  readonly key: string;
  readonly to: ReadonlySet<number>;
}

export interface Spread {
  readonly key: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  /** Per node kind: counts as a domain for this pod. */
  readonly included: readonly boolean[];
}

/** Pods that are alike to the scheduler. */
export interface PodClass {
  readonly template: PodTemplate;
  readonly workload: number;
  readonly count: number;
  /** Amounts above 0. */
  readonly need: ReadonlyMap<string, number>;
  /** Per node kind: the pod may run there as far as the node alone decides. */
  readonly eligible: readonly boolean[];
  readonly anti: readonly Term[];
  readonly affinity: readonly Term[];
  readonly spread: readonly Spread[];
}

export function classOf(fleet: Fleet, workloads: readonly Workload[], admitted: Admitted): PodClass {
  const { template, count, flavorLabels } = admitted;
  const index = new Map(workloads.map((workload, i) => [workload.name, i]));
  const termOf = ({ to, topologyKey }: { readonly to: readonly string[]; readonly topologyKey: string }): Term => ({
    key: topologyKey,
    to: new Set(to.flatMap((name) => index.get(name) ?? [])),
  });
  const eligible = fleet.kinds.map((kind) => obstacle(kind, template, flavorLabels) === undefined);
  return {
    template,
    workload: template.workload,
    count,
    need: new Map([...template.requests].filter(([, amount]) => amount > 0)),
    eligible,
    anti: (template.pods.affinity?.podAnti ?? []).map(termOf),
    affinity: (template.pods.affinity?.pod ?? []).map(termOf),
    spread: spreadsOf(fleet, template, flavorLabels),
  };
}

/** Upstream: kubernetes pkg/scheduler/framework/plugins/podtopologyspread/common.go, matchNodeInclusionPolicies. */
function spreadsOf(fleet: Fleet, template: PodTemplate, flavorLabels: Labels): readonly Spread[] {
  const constraints = (template.pods.spread ?? []).filter(binds);
  return constraints.map((constraint) => ({
    key: constraint.topologyKey,
    maxSkew: constraint.maxSkew,
    minDomains: constraint.minDomains ?? 1,
    included: fleet.kinds.map((kind) => {
      if (!constraints.every(({ topologyKey }) => hasKey(kind, topologyKey))) return false;
      if (constraint.nodeAffinityPolicy !== 'Ignore' && !selectsNode(kind, template, flavorLabels)) return false;
      return constraint.nodeTaintsPolicy !== 'Honor' || !untolerated(kind.taints, template.tolerations);
    }),
  }));
}

function binds(constraint: FitSpread): boolean {
  return constraint.whenUnsatisfiable !== 'ScheduleAnyway';
}

export function hasKey(kind: NodeKind, key: string): boolean {
  return key === HOSTNAME || Object.hasOwn(kind.labels, key);
}

function selectsNode(kind: NodeKind, template: PodTemplate, flavorLabels: Labels): boolean {
  const labels = { [HOSTNAME]: '', ...kind.labels };
  return (
    selects(template.nodeSelector, labels) &&
    selects(flavorLabels, labels) &&
    matchesTerms(template.pods.affinity?.node, labels)
  );
}

/** What keeps a pod off an empty node of this kind. */
export type Obstacle =
  | { readonly what: 'taint'; readonly taint: NodeKind['taints'][number] }
  | { readonly what: 'selector' }
  | { readonly what: 'zone' }
  | { readonly what: 'label'; readonly key: string }
  | { readonly what: 'pods' }
  | { readonly what: 'at-most-one'; readonly resource: string; readonly asked: number }
  | { readonly what: 'resource'; readonly resource: string; readonly asked: number; readonly free: number }
  | { readonly what: 'geometry' };

export function obstacle(kind: NodeKind, template: PodTemplate, flavorLabels: Labels): Obstacle | undefined {
  if (!selectsNode(kind, template, flavorLabels)) return { what: 'selector' };
  const taint = untolerated(kind.taints, template.tolerations);
  if (taint) return { what: 'taint', taint };
  if (!reaches(kind, template.pods.volumeZones)) return { what: 'zone' };
  for (const { topologyKey } of (template.pods.spread ?? []).filter(binds)) {
    if (!hasKey(kind, topologyKey)) return { what: 'label', key: topologyKey };
  }
  for (const { topologyKey } of template.pods.affinity?.pod ?? []) {
    if (!hasKey(kind, topologyKey)) return { what: 'label', key: topologyKey };
  }
  return shortage(kind, template);
}

function shortage(kind: NodeKind, template: PodTemplate): Obstacle | undefined {
  if (kind.pods < 1) return { what: 'pods' };
  if (kind.atMostOne !== undefined) {
    const asked = largestAskOf(template, kind.atMostOne);
    if (asked > 1) return { what: 'at-most-one', resource: kind.atMostOne, asked };
  }
  const short = [...template.requests].filter(
    ([resource, asked]) => asked > 0 && asked > (kind.free.get(resource) ?? 0),
  );
  // The scarcest kind of resource explains best: devices before cores and memory.
  short.sort(([a], [b]) => Number(b.includes('/')) - Number(a.includes('/')));
  const [resource, asked] = short[0] ?? [];
  if (resource !== undefined && asked !== undefined) {
    return { what: 'resource', resource, asked, free: Math.max(0, kind.free.get(resource) ?? 0) };
  }
  if (kind.flexible && !kind.flexible.holds(askedOf(kind.flexible.resources, template))) return { what: 'geometry' };
  return undefined;
}

function askedOf(resources: readonly string[], template: PodTemplate): ReadonlyMap<string, number> {
  return new Map(
    resources.flatMap((resource) => {
      const amount = template.requests.get(resource) ?? 0;
      return amount > 0 ? [[resource, amount]] : [];
    }),
  );
}

/**
 * A bound volume's node affinity names its zones: a node without a zone is in none of them.
 * Upstream: CheckNodeAffinity in k8s.io/component-helpers/storage/volume, as the volumebinding plugin calls it.
 */
function reaches(kind: NodeKind, zones: readonly string[] | undefined): boolean {
  if (zones === undefined || zones.length === 0) return true;
  const zone = kind.labels[ZONE];
  return zone !== undefined && zones.includes(zone);
}

/** Pods with these needs that an empty node holds, as far as amounts decide. */
export function mostOn(kind: NodeKind, need: ReadonlyMap<string, number>): number {
  let most = kind.pods;
  for (const [resource, amount] of need) {
    if (amount > 0) most = Math.min(most, Math.floor((kind.free.get(resource) ?? 0) / amount));
  }
  return Math.max(0, most);
}

/** Both pods may not share a domain of `key`: either's anti-affinity selects the other. */
export function conflicts(a: PodClass, b: PodClass, key: string): boolean {
  return (
    a.anti.some((term) => term.key === key && term.to.has(b.workload)) ||
    b.anti.some((term) => term.key === key && term.to.has(a.workload))
  );
}

/** A pod of `b` is one that the affinity of `a` looks for: it must match every term. */
export function attracts(a: PodClass, b: PodClass): boolean {
  return a.affinity.length > 0 && a.affinity.every((term) => term.to.has(b.workload));
}
