import { attracts, conflicts, hasKey, type PodClass } from './classes';
import { HOSTNAME, type NodeKind } from './fleet';

/** Whether the pods that a pod's affinity looks for are in a node's domains; `first`: it may start its own group. */
export type Company = 'none' | 'there' | 'first' | 'missing';

/** Pods by domain, kept up to date as nodes are born and pods placed: what affinity and spread look at. */
export class Ledger {
  readonly #kindOf: number[] = [];
  /** By key: domain of each node. */
  readonly #domains = new Map<string, (string | undefined)[]>();
  /** By key: pods of each class, by domain. */
  readonly #held = new Map<string, Map<string, number[]>>();
  /** By class and constraint: pods of the workload in each domain that counts, and the fewest of them. */
  readonly #spread: readonly (readonly { readonly counts: Map<string, number>; least?: number }[])[];
  /** By class: classes its affinity looks for. */
  readonly #wanted: readonly (readonly boolean[])[];
  /** By class and key: classes it may not share a domain with. */
  readonly #apart: readonly (readonly { readonly key: string; readonly from: readonly number[] }[])[];

  constructor(
    private readonly classes: readonly PodClass[],
    private readonly kinds: readonly NodeKind[],
  ) {
    const keys = new Set(classes.flatMap((one) => [...one.anti, ...one.affinity, ...one.spread].map(({ key }) => key)));
    for (const key of keys) {
      this.#domains.set(key, []);
      this.#held.set(key, new Map());
    }
    this.#spread = classes.map((one) => one.spread.map(() => ({ counts: new Map() })));
    this.#wanted = classes.map((a) => classes.map((b) => attracts(a, b)));
    this.#apart = classes.map((one) =>
      [...keys].flatMap((key) => {
        const from = [...classes.keys()].filter((c) => conflicts(one, classes[c]!, key));
        return from.length > 0 ? [{ key, from }] : [];
      }),
    );
  }

  /** A node of the kind is born without pods. */
  addNode(kind: number): number {
    const node = this.#kindOf.push(kind) - 1;
    for (const [key, domains] of this.#domains) domains.push(this.#domainOf(key, kind, node));
    for (const [c, one] of this.classes.entries()) {
      for (const [s, { key, included }] of one.spread.entries()) {
        const domain = this.#domains.get(key)![node];
        const state = this.#spread[c]![s]!;
        if (domain === undefined || !included[kind] || state.counts.has(domain)) continue;
        state.counts.set(domain, 0);
        state.least = undefined;
      }
    }
    return node;
  }

  /** `n` pods come to the node, or leave it where negative. */
  put(node: number, index: number, n: number): void {
    const kind = this.#kindOf[node]!;
    const { workload } = this.classes[index]!;
    for (const [key, domains] of this.#domains) {
      const domain = domains[node];
      if (domain === undefined) continue;
      const held = this.#held.get(key)!;
      const row = held.get(domain) ?? this.classes.map(() => 0);
      row[index]! += n;
      held.set(domain, row);
    }
    for (const [c, one] of this.classes.entries()) {
      if (one.workload !== workload) continue;
      for (const [s, { key, included }] of one.spread.entries()) {
        const domain = this.#domains.get(key)![node];
        if (domain === undefined || !included[kind]) continue;
        const state = this.#spread[c]![s]!;
        state.counts.set(domain, (state.counts.get(domain) ?? 0) + n);
        state.least = undefined;
      }
    }
  }

  /** The largest skew that one more pod of the class on the node makes, `undefined` where a constraint forbids it. */
  skew(node: number, index: number): number | undefined {
    return this.#skewAt(this.classes[index]!, index, (key) => this.#domains.get(key)![node]);
  }

  /** The same on a node that is still to be born. */
  skewOnNew(kind: number, index: number): number | undefined {
    return this.#skewAt(this.classes[index]!, index, (key) => this.#domainOf(key, kind, this.#kindOf.length));
  }

  company(node: number, index: number): Company {
    return this.#companyAt(index, (key) => this.#domains.get(key)![node]);
  }

  companyOnNew(kind: number, index: number): Company {
    return this.#companyAt(index, (key) => this.#domainOf(key, kind, this.#kindOf.length));
  }

  /** A pod in one of the node's domains may not be near the class. */
  crowded(node: number, index: number): boolean {
    return this.#crowdedAt(index, (key) => this.#domains.get(key)![node]);
  }

  crowdedOnNew(kind: number, index: number): boolean {
    return this.#crowdedAt(index, (key) => this.#domainOf(key, kind, this.#kindOf.length));
  }

  /** The most pods of the workload in a domain of the node that some class of the workload spreads over. */
  crowd(node: number, workload: number): number {
    let most = 0;
    for (const [c, one] of this.classes.entries()) {
      if (one.workload !== workload) continue;
      for (const [s, { key }] of one.spread.entries()) {
        const domain = this.#domains.get(key)![node];
        most = Math.max(most, domain === undefined ? 0 : (this.#spread[c]![s]!.counts.get(domain) ?? 0));
      }
    }
    return most;
  }

  domain(key: string, node: number): string | undefined {
    return this.#domains.get(key)?.[node];
  }

  wants(index: number, other: number): boolean {
    return this.#wanted[index]![other]!;
  }

  #domainOf(key: string, kind: number, node: number): string | undefined {
    if (key === HOSTNAME) return String(node);
    return hasKey(this.kinds[kind]!, key) ? this.kinds[kind]!.labels[key] : undefined;
  }

  #skewAt(one: PodClass, index: number, domainOf: (key: string) => string | undefined): number | undefined {
    let largest = 0;
    for (const [s, { key, maxSkew, minDomains }] of one.spread.entries()) {
      const domain = domainOf(key);
      if (domain === undefined) return undefined;
      const state = this.#spread[index]![s]!;
      state.least ??= state.counts.size < minDomains ? 0 : Math.min(...state.counts.values());
      const skew = (state.counts.get(domain) ?? 0) + 1 - (state.counts.size === 0 ? 0 : state.least);
      if (skew > maxSkew) return undefined;
      largest = Math.max(largest, skew);
    }
    return largest;
  }

  #companyAt(index: number, domainOf: (key: string) => string | undefined): Company {
    const { affinity } = this.classes[index]!;
    if (affinity.length === 0) return 'none';
    const wanted = this.#wanted[index]!;
    const sought = (row: readonly number[]) => row.some((count, c) => count > 0 && wanted[c]);
    let anywhere = false;
    let everyTerm = true;
    for (const { key } of affinity) {
      const domain = domainOf(key);
      if (domain === undefined) return 'missing';
      const held = this.#held.get(key)!;
      const row = held.get(domain);
      if (row !== undefined && sought(row)) anywhere = true;
      else {
        everyTerm = false;
        anywhere ||= [...held.values()].some(sought);
      }
    }
    if (everyTerm) return 'there';
    return !anywhere && wanted[index] ? 'first' : 'missing';
  }

  #crowdedAt(index: number, domainOf: (key: string) => string | undefined): boolean {
    return this.#apart[index]!.some(({ key, from }) => {
      const domain = domainOf(key);
      const row = domain === undefined ? undefined : this.#held.get(key)!.get(domain);
      return row !== undefined && from.some((c) => row[c]! > 0);
    });
  }
}
