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
  const tolerations = [...template.tolerations, ...(flavor.tolerations ?? [])];
  if (untolerated(taintsOf(flavor.nodeTaints), tolerations)) return false;
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

/** The flavors of each resource group. */
export function groupsOf(queue: FitQueue): readonly (readonly FitFlavor[])[] {
  return [queue.flavors, ...(queue.groups ?? [])];
}

function covers(group: readonly FitFlavor[], resource: string): boolean {
  return group.some((flavor) => Object.hasOwn(flavor.quota, resource));
}

/** A resource that is asked and that no flavor covers is never admitted. */
export function uncovered(queue: FitQueue, template: PodTemplate): string | undefined {
  const covered = new Set(groupsOf(queue).flatMap((group) => group.flatMap((flavor) => Object.keys(flavor.quota))));
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
    const choices = choicesOf(queue, template).filter((choice) => mayHost(choice.template, choice.labels));
    const share = (f: number, left: number, chosen: readonly Admitted[]): boolean => {
      const choice = choices[f];
      if (choice === undefined) return left === 0 && assign(i + 1, [...admitted, ...chosen]);
      for (let n = Math.min(left, room(choice, size)); n >= 0 && !budget.spent; n--) {
        use(choice, n * size);
        const next =
          n === 0 ? chosen : [...chosen, { template: choice.template, count: n * size, flavorLabels: choice.labels }];
        const done = share(f + 1, left - n, next);
        use(choice, -n * size);
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
      const left = groupsOf(queue)
        .flat()
        .reduce((sum, flavor) => sum + capacity(flavor, resource) - (used.get(flavor)?.get(resource) ?? 0), 0);
      return amount <= left * (1 + 1e-12);
    });
  };
  /** How many more sets of this size the flavors' quota takes. */
  const room = ({ takes }: Choice, size: number): number => {
    let most = Number.MAX_SAFE_INTEGER;
    for (const { flavor, resource, amount } of takes) {
      const more = (capacity(flavor, resource) - (used.get(flavor)?.get(resource) ?? 0)) / (amount * size);
      most = Math.min(most, Math.floor(more + 1e-9));
    }
    return Math.max(0, most);
  };
  const use = ({ takes }: Choice, pods: number): void => {
    for (const { flavor, resource, amount } of takes) {
      const held = used.get(flavor) ?? new Map<string, number>();
      used.set(flavor, held);
      held.set(resource, (held.get(resource) ?? 0) + amount * pods);
    }
  };
  return assign(0, []);
}

/**
 * Admits pod sets one after the other as Kueue does: each takes the first flavors with quota left and keeps them. What is
 * asked together is admitted whole, or not at all.
 */
export function admission(
  queues: readonly FitQueue[],
  workloads: readonly Workload[],
  mayHost: (template: PodTemplate, flavorLabels: Labels) => boolean,
): (podSets: readonly PodSets[]) => boolean {
  const used = new Map<FitFlavor, Map<string, number>>();
  const held = (flavor: FitFlavor, resource: string) => used.get(flavor)?.get(resource) ?? 0;
  const take = ({ takes }: Choice, pods: number) => {
    for (const { flavor, resource, amount } of takes) {
      used.set(
        flavor,
        (used.get(flavor) ?? new Map<string, number>()).set(resource, held(flavor, resource) + amount * pods),
      );
    }
  };
  return (podSets) => {
    const taken: [Choice, number][] = [];
    for (const { template, sets, size } of podSets) {
      const queue = queueOf(queues, workloads[template.workload]!);
      if (queue === undefined || size === 0) continue;
      const choices = uncovered(queue, template) ? [] : choicesOf(queue, template);
      for (let set = 0; set < sets; set++) {
        const choice = choices.find(
          ({ labels, takes, template: tolerating }) =>
            takes.every(
              (one) => held(one.flavor, one.resource) + one.amount * size <= capacity(one.flavor, one.resource),
            ) && mayHost(tolerating, labels),
        );
        if (choice === undefined) {
          for (const [one, pods] of taken) take(one, -pods);
          return false;
        }
        take(choice, size);
        taken.push([choice, size]);
      }
    }
    return true;
  };
}

/** One flavor of each group that covers what the pods ask, and what a pod takes of each. */
interface Choice {
  /** With what the flavors let its pods tolerate. */
  readonly template: PodTemplate;
  readonly labels: Labels;
  readonly takes: readonly { readonly flavor: FitFlavor; readonly resource: string; readonly amount: number }[];
}

function choicesOf(queue: FitQueue, template: PodTemplate): readonly Choice[] {
  const asked: readonly (readonly [string, number])[] = [
    ...[...template.requests].filter(([, amount]) => amount > 0),
    ...(coversPods(queue) ? [['pods', 1] as const] : []),
  ];
  let choices: readonly Choice[] = [{ template, labels: {}, takes: [] }];
  for (const group of groupsOf(queue)) {
    const own = asked.filter(([resource]) => covers(group, resource));
    if (own.length === 0) continue;
    const flavors = group.filter((flavor) => admits(flavor, template));
    choices = choices.flatMap(({ labels, takes, template: tolerating }) =>
      flavors
        .filter(({ nodeLabels = {} }) => Object.entries(nodeLabels).every(([key, v]) => (labels[key] ?? v) === v))
        .map((flavor) => ({
          template: flavor.tolerations?.length
            ? { ...tolerating, tolerations: [...tolerating.tolerations, ...flavor.tolerations] }
            : tolerating,
          labels: { ...labels, ...flavor.nodeLabels },
          takes: [...takes, ...own.map(([resource, amount]) => ({ flavor, resource, amount }))],
        })),
    );
  }
  return choices;
}

/** Quota and what may be borrowed. */
export function capacity(flavor: FitFlavor, resource: string): number {
  const of = (amounts: FitFlavor['quota'] | undefined) =>
    amounts && Object.hasOwn(amounts, resource) ? amountOf(resource, amounts[resource]!, Math.floor) : 0;
  return of(flavor.quota) + of(flavor.borrow);
}

function coversPods(queue: FitQueue): boolean {
  return groupsOf(queue).some((group) => covers(group, 'pods'));
}

function isList(queue: FitQueue | readonly FitQueue[]): queue is readonly FitQueue[] {
  return Array.isArray(queue);
}
