import type { Finding } from './finding';

/** A finding that is known and accepted: by rule id, below a place, for a reason. */
export interface Acknowledgement {
  /** Rule id, or all rules of a family: `reference/*`. */
  readonly rule: string;
  /** Why it is fine here; never empty. */
  readonly reason: string;
}

export interface Acknowledged<A extends Acknowledgement> {
  /** Findings that nobody acknowledged. */
  readonly open: readonly Finding[];
  /** Acknowledged findings, each with what acknowledged it. */
  readonly accepted: readonly { readonly finding: Finding; readonly by: A }[];
  /** Acknowledgements that match nothing: what they were for is gone, and so should they be. */
  readonly unused: readonly A[];
}

/** Sorts findings by whether an acknowledgement covers them; `covers` says whether its place holds the finding's object. */
export function acknowledge<A extends Acknowledgement>(
  findings: readonly Finding[],
  acknowledgements: readonly A[],
  covers: (acknowledgement: A, finding: Finding) => boolean,
): Acknowledged<A> {
  const used = new Set<A>();
  const open: Finding[] = [];
  const accepted: { finding: Finding; by: A }[] = [];
  for (const finding of findings) {
    const by = acknowledgements.filter((a) => fits(a.rule, finding.rule) && covers(a, finding));
    for (const acknowledgement of by) used.add(acknowledgement);
    if (by[0] === undefined) open.push(finding);
    else accepted.push({ finding, by: by[0] });
  }
  return { open, accepted, unused: acknowledgements.filter((a) => !used.has(a)) };
}

function fits(pattern: string, rule: string): boolean {
  return pattern.endsWith('/*') ? rule.startsWith(pattern.slice(0, -1)) : pattern === rule;
}
