import { defined, isRecord } from '../../core/values';
import type {
  FitAmount,
  FitContainer,
  FitExpression,
  FitPods,
  FitPodTerm,
  FitSpread,
  FitToleration,
} from '../../validation/fit';
import { amount } from './accelerators';
import { at, type Demand, type DemandedPods, type Json, json, list, textOf } from './demand';
import type { Fleet } from './pools';

const GPU = 'nvidia.com/gpu';
const ZONE = 'topology.kubernetes.io/zone';

function fitContainer(container: unknown): FitContainer {
  const requests = json(at(container, 'resources', 'requests'));
  const limits = json(at(container, 'resources', 'limits'));
  const name = textOf(at(container, 'name'));
  const gi = (value: unknown) => {
    const bytes = amount(value);
    return bytes === undefined ? undefined : bytes / 2 ** 30;
  };
  const gpu = amount(requests[GPU] ?? limits[GPU]);
  const gpuLimit = amount(limits[GPU]);
  const extra: Record<string, FitAmount> = {};
  for (const [resource, value] of Object.entries({ ...limits, ...requests })) {
    const n = amount(value);
    if (resource.includes('/') && resource !== GPU && n !== undefined) extra[resource] = n;
  }
  return defined({
    name,
    cpu: amount(requests.cpu),
    cpuLimit: amount(limits.cpu),
    memoryGi: gi(requests.memory),
    memoryLimitGi: gi(limits.memory),
    gpu,
    gpuLimit: gpu === undefined ? undefined : (gpuLimit ?? null),
    extra: Object.keys(extra).length > 0 ? extra : undefined,
  });
}

/** What the pods ask, container by container. */
export function containersAsked({ spec }: DemandedPods): Pick<FitPods, 'containers' | 'initContainers' | 'overhead'> {
  return defined({
    containers: list(spec.containers).map(fitContainer),
    initContainers: someOf(
      list(spec.initContainers).map((container) =>
        defined({ ...fitContainer(container), restartPolicy: textOf(at(container, 'restartPolicy')) }),
      ),
    ),
    overhead: spec.overhead === undefined ? undefined : overhead(json(spec.overhead)),
  });
}

/** Pods as the fit check reads them. */
export function fitPods(demand: Demand, pods: DemandedPods, fleet: Fleet, all: readonly NamedDemand[]): FitPods {
  const { spec } = pods;
  return defined({
    count: pods.min,
    maxCount: pods.max,
    ...containersAsked(pods),
    nodeSelector: selector(json(spec.nodeSelector), fleet),
    tolerations: someOf(list(spec.tolerations).map((toleration) => json(toleration) as FitToleration)),
    affinity: affinity(demand, spec, fleet, all),
    spread: someOf(spread(pods)),
    volumeZones: pods.zones !== undefined && fleet.decides(ZONE) ? pods.zones : undefined,
  });
}

function overhead(given: Json): { cpu?: number; memoryGi?: number } {
  const memory = amount(given.memory);
  return defined({ cpu: amount(given.cpu), memoryGi: memory === undefined ? undefined : memory / 2 ** 30 });
}

/** Without labels that no pool of ours says anything about and that nodes get from elsewhere. */
function selector(given: Json, fleet: Fleet): Record<string, string> | undefined {
  const kept = Object.entries(given).filter(([key]) => fleet.decides(key));
  return kept.length === 0 ? undefined : Object.fromEntries(kept.map(([key, value]) => [key, String(value)]));
}

/** A demand with the name that the document knows it by. */
export interface NamedDemand {
  readonly id: string;
  readonly demand: Demand;
}

function affinity(demand: Demand, spec: Json, fleet: Fleet, all: readonly NamedDemand[]): FitPods['affinity'] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const terms = list(at(spec, 'affinity', 'nodeAffinity', required, 'nodeSelectorTerms')).map((term) =>
    list(at(term, 'matchExpressions'))
      .map((expression) => json(expression) as unknown as FitExpression)
      .filter(({ key }) => fleet.decides(key)),
  );
  const pod = podTerms(demand, list(at(spec, 'affinity', 'podAffinity', required)), all);
  const podAnti = podTerms(demand, list(at(spec, 'affinity', 'podAntiAffinity', required)), all);
  const made = defined({
    // A term of which nothing is left matches every node, and so all terms together do.
    node: terms.length > 0 && terms.every((term) => term.length > 0) ? terms : undefined,
    pod: someOf(pod),
    podAnti: someOf(podAnti),
  });
  return Object.keys(made).length === 0 ? undefined : made;
}

function podTerms(demand: Demand, terms: readonly unknown[], all: readonly NamedDemand[]): FitPodTerm[] {
  return terms.flatMap((term): FitPodTerm[] => {
    const topologyKey = textOf(at(term, 'topologyKey'));
    const labelSelector = json(at(term, 'labelSelector'));
    const to = all
      .filter(({ demand: other }) => other.namespace === demand.namespace)
      .filter(({ demand: other }) => other.pods.some((pods) => selects(labelSelector, labelsOf(other, pods))))
      .map(({ id }) => id);
    return topologyKey === undefined || to.length === 0 ? [] : [{ to, topologyKey }];
  });
}

/** The labels of pods with those that their controllers add. */
function labelsOf({ name }: Demand, { labels }: DemandedPods): Json {
  return {
    'training.kubeflow.org/job-name': name,
    'jobset.sigs.k8s.io/jobset-name': name,
    'serving.kserve.io/inferenceservice': name,
    'serving.knative.dev/service': name,
    'notebook-name': name,
    'job-name': name,
    'batch.kubernetes.io/job-name': name,
    ...labels,
  };
}

function selects(selector: Json, labels: Json): boolean {
  return (
    Object.entries(json(selector.matchLabels)).every(([key, value]) => labels[key] === value) &&
    list(selector.matchExpressions).every((expression) => {
      const { key, operator, values } = json(expression);
      const value = labels[String(key)];
      switch (operator) {
        case 'In':
          return list(values).includes(value);
        case 'NotIn':
          return !list(values).includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** Spread constraints over the pods themselves. */
function spread({ spec, labels }: DemandedPods): FitSpread[] {
  return list(spec.topologySpreadConstraints).flatMap((constraint): FitSpread[] => {
    const { topologyKey, maxSkew, whenUnsatisfiable, minDomains, nodeTaintsPolicy, nodeAffinityPolicy, labelSelector } =
      json(constraint);
    const own = isRecord(labelSelector) && selects(labelSelector, labels);
    if (typeof topologyKey !== 'string' || whenUnsatisfiable === 'ScheduleAnyway' || !own) return [];
    const more = { minDomains, nodeTaintsPolicy, nodeAffinityPolicy };
    return [defined({ topologyKey, maxSkew: Number(maxSkew ?? 1), ...more }) as FitSpread];
  });
}

function someOf<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
