import { amountOf, shownAmount } from './amounts';
import type { Budget } from './budget';
import type { FitDocument, FitExpression, FitFlavor, FitQueue } from './document';
import { type Labels, matchesTerms, selects } from './labels';
import type { PodTemplate, Workload } from './pods';
import { taintsOf, untolerated } from './taints';

/** Pod sets that are alike: so many, each of so many pods. */
export interface PodSets {
  readonly template: PodTemplate;
  readonly sets: number;
  readonly size: number;
}

/** Pods of a template that run with the node labels of their flavor. */
export interface Admitted {
  readonly template: PodTemplate;
  readonly count: number;
  readonly flavorLabels: Labels;
}

export function queuesOf(document: FitDocument): readonly FitQueue[] {
  const { queue } = document;
  if (queue === undefined) return [];
  return isList(queue) ? queue : [queue];
}

export function queueOf(queues: readonly FitQueue[], workload: Workload): FitQueue | undefined {
  return queues.find((queue) => queue.workloads?.includes(workload.name) ?? true);
}

/** Whether the flavor's labels and taints let the pod set in: kueue flavorassigner.go, checkFlavorForPodSets. */
export function admits(flavor: FitFlavor, template: PodTemplate): boolean {
  const labels = flavor.nodeLabels ?? {};
  const among = (key: string) => Object.hasOwn(labels, key);
  if (untolerated(taintsOf(flavor.nodeTaints), template.tolerations)) return false;
  const selector = Object.fromEntries(Object.entries(template.nodeSelector).filter(([key]) => among(key)));
  if (!selects(selector, labels)) return false;
  const terms: FitExpression[][] = [];
  for (const term of template.pods.affinity?.node ?? []) {
    const kept = term.filter(({ key }) => among(key));
    if (kept.length === 0) return true;
    terms.push(kept);
  }
  return matchesTerms(terms, labels);
}

/** A resource that is asked and that no flavor covers is never admitted. */
export function uncovered(queue: FitQueue, template: PodTemplate): string | undefined {
  const covered = new Set(queue.flavors.flatMap((flavor) => Object.keys(flavor.quota)));
  for (const [resource, amount] of template.requests) {
    if (amount > 0 && !covered.has(resource)) {
      return `asks ${shownAmount(resource, amount)}, the queue covers no ${resource}`;
    }
  }
  return undefined;
}

/**
 * Walks over the ways to give every pod set one flavor within quota and borrowing, until `visit` returns true.
 * Flavors without a node for the pods are passed over. Pod sets without a queue, and those that ask nothing, take none.
 * Returns whether a visit returned true; ends early where the budget is spent.
 */
export function assignFlavors(
  queues: readonly FitQueue[],
  workloads: readonly Workload[],
  podSets: readonly PodSets[],
  mayHost: (template: PodTemplate, flavorLabels: Labels) => boolean,
  budget: Budget,
  visit: (admitted: readonly Admitted[]) => boolean,
): boolean {
  const used = new Map<FitFlavor, Map<string, number>>();
  const assign = (i: number, admitted: readonly Admitted[]): boolean => {
    const podSet = podSets[i];
    if (podSet === undefined) return visit(admitted);
    if (!budget.step(podSets.length)) return false;
    const { template, sets, size } = podSet;
    const queue = queueOf(queues, workloads[template.workload]!);
    const asksNothing = [...template.requests.values()].every((amount) => amount === 0);
    if (queue === undefined || sets * size === 0 || (asksNothing && !coversPods(queue))) {
      return assign(i + 1, [...admitted, { template, count: sets * size, flavorLabels: {} }]);
    }
    if (uncovered(queue, template) || !enough(queue, i)) return false;
    const flavors = queue.flavors.filter(
      (flavor) => admits(flavor, template) && mayHost(template, flavor.nodeLabels ?? {}),
    );
    const share = (f: number, left: number, chosen: readonly Admitted[]): boolean => {
      const flavor = flavors[f];
      if (flavor === undefined) return left === 0 && assign(i + 1, [...admitted, ...chosen]);
      for (let n = Math.min(left, room(flavor, template, size)); n >= 0 && !budget.spent; n--) {
        use(flavor, template, n * size);
        const flavorLabels = flavor.nodeLabels ?? {};
        const next = n === 0 ? chosen : [...chosen, { template, count: n * size, flavorLabels }];
        const done = share(f + 1, left - n, next);
        use(flavor, template, -n * size);
        if (done) return true;
      }
      return false;
    };
    return share(0, sets, []);
  };
  /** All flavors together have what the pod sets from here on ask. */
  const enough = (queue: FitQueue, from: number): boolean => {
    const asked = new Map<string, number>();
    for (const { template, sets, size } of podSets.slice(from)) {
      if (queueOf(queues, workloads[template.workload]!) !== queue) continue;
      for (const [resource, amount] of template.requests) {
        asked.set(resource, (asked.get(resource) ?? 0) + amount * sets * size);
      }
    }
    return [...asked].every(([resource, amount]) => {
      const left = queue.flavors.reduce(
        (sum, flavor) => sum + capacity(flavor, resource) - (used.get(flavor)?.get(resource) ?? 0),
        0,
      );
      return amount <= left * (1 + 1e-12);
    });
  };
  /** How many more sets of this size the flavor's quota takes. */
  const room = (flavor: FitFlavor, template: PodTemplate, size: number): number => {
    let most = Number.MAX_SAFE_INTEGER;
    for (const [resource, amount] of demand(flavor, template)) {
      const most1 = (capacity(flavor, resource) - (used.get(flavor)?.get(resource) ?? 0)) / (amount * size);
      most = Math.min(most, Math.floor(most1 + 1e-9));
    }
    return Math.max(0, most);
  };
  const use = (flavor: FitFlavor, template: PodTemplate, pods: number): void => {
    const held = used.get(flavor) ?? new Map<string, number>();
    used.set(flavor, held);
    for (const [resource, amount] of demand(flavor, template)) {
      held.set(resource, (held.get(resource) ?? 0) + amount * pods);
    }
  };
  return assign(0, []);
}

/** What one pod takes of a flavor's quota. */
function demand(flavor: FitFlavor, template: PodTemplate): readonly (readonly [string, number])[] {
  const asked = [...template.requests].filter(([, amount]) => amount > 0);
  return Object.hasOwn(flavor.quota, 'pods') ? [...asked, ['pods', 1]] : asked;
}

/** Quota and what may be borrowed. */
export function capacity(flavor: FitFlavor, resource: string): number {
  const of = (amounts: FitFlavor['quota'] | undefined) =>
    amounts && Object.hasOwn(amounts, resource) ? amountOf(resource, amounts[resource]!, Math.floor) : 0;
  return of(flavor.quota) + of(flavor.borrow);
}

function coversPods(queue: FitQueue): boolean {
  return queue.flavors.some((flavor) => Object.hasOwn(flavor.quota, 'pods'));
}

function isList(queue: FitQueue | readonly FitQueue[]): queue is readonly FitQueue[] {
  return Array.isArray(queue);
}
