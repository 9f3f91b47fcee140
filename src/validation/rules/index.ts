import type { Problem } from '../finding';
import type { BoundRules, RuleSet } from './rule';

const sets: readonly RuleSet[] = [];

export interface RuleDescription {
  readonly id: string;
  readonly demands: string;
  readonly sources: readonly string[];
  readonly kinds: readonly string[];
}

/** Every restated rule, with the upstream files it comes from. */
export function ruleCatalog(): RuleDescription[] {
  return sets.flatMap(({ rules, sources, kinds }) =>
    Object.entries(rules).map(([id, demands]) => ({ id, demands, sources, kinds })),
  );
}

const reporter =
  (report: (problem: Problem) => void) =>
  (rule: string, path: string, message: string, severity: Problem['severity'] = 'error') =>
    report({ rule, severity, path, message });

const byKind = new Map<string, BoundRules[]>();
for (const set of sets) {
  for (const kind of set.kinds) {
    const list = byKind.get(kind);
    const bound: BoundRules = { check: set.check, reporter };
    if (list === undefined) byKind.set(kind, [bound]);
    else list.push(bound);
  }
}

/** The rule sets that a kind is held to. */
export function rulesFor(kind: string): readonly BoundRules[] {
  return byKind.get(kind) ?? NONE;
}

const NONE: readonly BoundRules[] = [];
