import type { Chart } from 'cdk8s';

/** What an example of upstream says, in our constructs. */
export interface Program {
  /** File below ../shared/examples. */
  readonly example: string;
  readonly write: (chart: Chart) => unknown;
  readonly release?: '1.10' | '1.11' | '26.03';
  /** What the release's cluster would refuse of the example itself. */
  readonly refused?: string;
  /** JSON paths where our object differs on purpose, and why. */
  readonly explained?: Readonly<Record<string, string>>;
}
