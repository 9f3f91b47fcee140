import { Budget } from './budget';
import { classOf, obstacle } from './classes';
import type { FitDocument, FitQueue, FitQuota, FitResult } from './document';
import { type Demand, explainAlone, explainTogether, type Questions } from './explain';
import { type Fleet, fleetOf } from './fleet';
import type { Labels } from './labels';
import type { Answer } from './pack';
import { place } from './place';
import { type PodTemplate, type Workload, workloadsOf } from './pods';
import { type Admitted, assignFlavors, groupsOf, queuesOf } from './queue';
import { overQuota, quotasOf } from './quota';
import { readFitDocument } from './read';

/** Work for one question, about two seconds at most. */
const WORK = 15_000_000;
/** Work on the whole before each workload is looked at by itself. */
const FIRST_WORK = 2_500_000;
/** Work for a document, about five seconds at most. */
const ALL_WORK = 45_000_000;
/** Work that preparing a class for one kind of node is worth. */
const OVERHEAD = 20;

/**
 * Whether the workloads run on the fleet, judged as API server, quota, Kueue and kube-scheduler would.
 * Throws KubeflowError where the document is malformed.
 */
export function fit(document: FitDocument): FitResult {
  return new Check(readFitDocument(document)).result();
}

/** The document, read once, and the questions put to it. */
class Check implements Questions {
  readonly fleet: Fleet;
  readonly workloads: readonly Workload[];
  readonly quotas: readonly FitQuota[];
  readonly queues: readonly FitQueue[];
  readonly #budget = new Budget(ALL_WORK);

  constructor(document: FitDocument) {
    this.fleet = fleetOf(document);
    this.workloads = workloadsOf(document);
    this.quotas = quotasOf(document);
    this.queues = queuesOf(document);
  }

  result(): FitResult {
    const everyone = this.workloads.flatMap((_, w) => this.full(w));
    const first = this.possible(everyone, undefined, this.#budget.part(FIRST_WORK));
    if (first === 'yes') return this.#fits();
    for (const [w, workload] of this.workloads.entries()) {
      const failing = this.alone(w).find((demand) => this.possible(demand) === 'no') ?? this.#unadmitted(w);
      if (failing === undefined) continue;
      // With the company of all, more than the fewest of each, it might.
      const inCompany = first === 'unknown' && failing.some(({ template }) => template.workload !== w);
      if (inCompany && this.possible(everyone) === 'yes') return this.#fits();
      return { verdict: 'never', culprit: workload.name, reason: explainAlone(this, w, failing) };
    }
    const whole = first === 'no' ? first : this.possible(everyone);
    if (whole === 'yes') return this.#fits();
    return this.#together(whole);
  }

  #fits(): FitResult {
    return { verdict: 'fits', reason: fitsReason(this.workloads) };
  }

  /** Each could run alone: the first that cannot join those before it. */
  #together(whole: Answer): FitResult {
    const last = this.workloads.length - 1;
    const known = new Map<number, Answer>([[last, whole]]);
    const prefix = (w: number) => this.withSought(this.workloads.slice(0, w + 1).flatMap((_, i) => this.full(i)));
    const answer = (w: number): Answer => {
      const held = known.get(w) ?? this.possible(prefix(w));
      known.set(w, held);
      return held;
    };
    let first = 0;
    if (this.#monotone()) {
      // Less of a fleet's work fits where more did: halve.
      let low = 0;
      let high = last;
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (answer(middle) === 'yes') low = middle + 1;
        else high = middle;
      }
      first = low;
    }
    let undecided: number | undefined;
    for (let w = first; w <= last; w++) {
      if (answer(w) === 'no') {
        const culprit = this.workloads[w]!.name;
        return { verdict: 'not-all-at-once', culprit, reason: explainTogether(this, w, prefix(w)) };
      }
      if (answer(w) === 'unknown') undecided ??= w;
    }
    return {
      verdict: 'undecided',
      culprit: this.workloads[undecided ?? last]?.name,
      reason: 'the search ended without a placement and without a proof that there is none',
    };
  }

  /** No pod needs another's company: taking workloads away never hurts the rest. */
  #monotone(): boolean {
    return this.workloads.every(({ templates }) =>
      templates.every(({ pods }) => (pods.affinity?.pod ?? []).length === 0),
    );
  }

  /** All copies at their most. */
  full(w: number): readonly Demand[] {
    const { templates, copies } = this.workloads[w]!;
    return templates.map((template) => ({ template, sets: copies, size: template.most }));
  }

  /** What must be possible with the fleet to itself: one gang at its fewest, or every pod by itself. */
  alone(w: number): readonly (readonly Demand[])[] {
    const { gang, templates, copies } = this.workloads[w]!;
    if (copies === 0) return [];
    const fewest = templates.map((template) => ({ template, sets: 1, size: template.fewest }));
    const single = templates
      .filter((template) => template.most > 0)
      .map((template) => [{ template, sets: 1, size: 1 }]);
    const questions = gang ? [...single.filter(([one]) => one!.template.fewest === 0), fewest] : single;
    return questions.map((demand) => this.withSought(demand));
  }

  /**
   * Kueue admits a workload whole, gang or not: its fewest pods where no flavors take them. A service is none such, each
   * of its pods is admitted by itself.
   */
  #unadmitted(w: number): readonly Demand[] | undefined {
    const { gang, kind, templates, copies } = this.workloads[w]!;
    if (gang || kind === 'service' || copies === 0) return undefined;
    const fewest = templates.map((template) => ({ template, sets: 1, size: template.fewest }));
    const budget = new Budget(WORK);
    const admitted = assignFlavors(this.queues, this.workloads, fewest, this.#mayHost, budget, () => true);
    return admitted || budget.spent ? undefined : fewest;
  }

  /** With the fewest pods of the workloads whose company is required. */
  withSought(demand: readonly Demand[]): readonly Demand[] {
    const all = [...demand];
    const there = new Set(all.map(({ template }) => template.workload));
    for (const { template } of all) {
      for (const { to } of template.pods.affinity?.pod ?? []) {
        if (to.includes(this.workloads[template.workload]!.name)) continue;
        for (const [w, { name, gang, templates }] of this.workloads.entries()) {
          if (!to.includes(name) || there.has(w)) continue;
          there.add(w);
          for (const sought of templates) {
            all.push({ template: sought, sets: 1, size: gang ? sought.fewest : Math.min(1, sought.fewest) });
          }
        }
      }
    }
    return all;
  }

  possible(
    demand: readonly Demand[],
    templateOf: (template: PodTemplate) => PodTemplate = (one) => one,
    budget: Budget = this.#budget.part(WORK),
  ): Answer {
    const asked = demand.filter(({ sets, size }) => sets * size > 0);
    if (asked.some(({ template }) => template.refused)) return 'no';
    if (
      overQuota(
        this.quotas,
        this.workloads,
        asked.map(({ template, sets, size }) => ({ template, count: sets * size })),
      )
    ) {
      return 'no';
    }
    const known = new Map<string, Answer>();
    let unknown = false;
    const visit = (admitted: readonly Admitted[]): boolean => {
      if (!budget.step(admitted.length * OVERHEAD)) return false;
      const key = JSON.stringify(
        admitted.map(({ template, count, flavorLabels }) => [template.workload, template.entry, count, flavorLabels]),
      );
      let answer = known.get(key);
      if (answer === undefined) {
        const classes = admitted.map((one) =>
          classOf(this.fleet, this.workloads, { ...one, template: templateOf(one.template) }),
        );
        budget.step(admitted.length * this.fleet.kinds.length * OVERHEAD);
        answer = place(this.fleet, classes, budget);
        known.set(key, answer);
      }
      if (answer === 'unknown') unknown = true;
      return answer === 'yes';
    };
    const sets = this.#alike(asked);
    const tolerating = this.queues.some((queue) =>
      groupsOf(queue)
        .flat()
        .some((one) => one.tolerations?.length),
    );
    if (this.queues.length > 0 && !tolerating) {
      // What the fleet cannot hold without a queue it cannot hold behind one.
      visit(sets.map(({ template, sets: n, size }) => ({ template, count: n * size, flavorLabels: {} })));
      if (!unknown && [...known.values()][0] === 'no') return 'no';
      known.clear();
      unknown = false;
    }
    const found = assignFlavors(this.queues, this.workloads, sets, this.#mayHost, budget, visit);
    if (found) return 'yes';
    return unknown || budget.spent ? 'unknown' : 'no';
  }

  /** Some node could hold a pod of the template with these labels selected beside its own. */
  readonly #mayHost = (template: PodTemplate, labels: Labels): boolean =>
    this.fleet.kinds.some((kind) => obstacle(kind, template, labels) === undefined);

  /** Pod sets of several workloads that nothing tells apart are so many sets of one. */
  #alike(demand: readonly Demand[]): readonly Demand[] {
    const related = new Set(
      demand.flatMap(({ template }) => {
        const { affinity, spread } = template.pods;
        const named = [...(affinity?.pod ?? []), ...(affinity?.podAnti ?? [])].flatMap(({ to }) => to);
        return named.length + (spread?.length ?? 0) > 0 ? [this.workloads[template.workload]!.name, ...named] : named;
      }),
    );
    const groups = new Map<string, Demand>();
    for (const one of demand) {
      const { template, size } = one;
      const { name } = this.workloads[template.workload]!;
      const { count: _, maxCount: __, ...pods } = template.pods;
      const queue = this.queues.findIndex(({ workloads }) => workloads?.includes(name) ?? true);
      const key = related.has(name)
        ? `${template.workload}/${template.entry}`
        : JSON.stringify([pods, template.nodeSelector, template.tolerations, size, queue]);
      const held = groups.get(key);
      groups.set(key, held ? { ...held, sets: held.sets + one.sets } : one);
    }
    return [...groups.values()];
  }
}

function fitsReason(workloads: readonly Workload[]): string {
  const pods = workloads.reduce(
    (sum, { templates, copies }) => sum + copies * templates.reduce((all, template) => all + template.most, 0),
    0,
  );
  return `all ${pods} pods of ${workloads.length} workloads run at the same time`;
}
