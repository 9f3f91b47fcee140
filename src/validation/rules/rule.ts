import type { KubeflowRelease } from '../../core/release';
import type { Json, Problem, Severity } from '../finding';

/** What one rule set is given of an object. */
export interface Subject<Id extends string = string> {
  /** The object with its schema's defaults. */
  readonly object: Json;
  readonly release: KubeflowRelease;
  /** What the schema of another object inside this one says of it; nothing where its kind is unknown. */
  readonly structure: (object: Json) => readonly Problem[];
  /** Another object of the set; of no namespace where that is empty. */
  readonly find: (kind: string, namespace: string, name: string) => Json | undefined;
  /** All objects of the set that are of a kind. */
  readonly ofKind: (kind: string) => readonly Json[];
  /** How bad it is that the set lacks what the cluster may have. */
  readonly outside: Severity;
  readonly report: (rule: Id, path: string, message: string, severity?: Severity) => void;
}

/** Rules of webhooks and controllers, restated from one upstream file. */
export interface RuleSet<Id extends string = string> {
  /** Upstream files restated here, by their public address. */
  readonly sources: readonly string[];
  /** `group/version/Kind` (core group: `version/Kind`). */
  readonly kinds: readonly string[];
  /** What each rule demands, by its stable id. */
  readonly rules: Readonly<Record<Id, string>>;
  readonly check: (subject: Subject<Id>) => void;
}

export function ruleSet<const Id extends string>(set: RuleSet<Id>): RuleSet {
  return set as unknown as RuleSet;
}
