import { DEEPEST } from './depth';
import { type Json, type Problem, pathOf, type Step } from './finding';

/** Looks at one value, which may be of any type. Returns it with the defaults of what is below. */
export type Check = (value: unknown, walk: Walk) => unknown;

/** Thrown where a value nests too deeply to be read, or holds itself. */
export class TooDeep extends Error {
  override readonly name = 'TooDeep';
}

/** Where a walk through one object is, and what it has found. */
export class Walk {
  /** The way to the value just looked at, its first `depth` steps. */
  readonly steps: Step[] = [];
  depth = 0;
  readonly problems: Problem[] = [];
  /** How many values were met, the whole being one; long texts count for several. */
  values = 1;
  /** Whether a null was met. */
  nulls = false;
  /** Whether a value was met of which it is not sure that it keeps the CEL rules. */
  unsure = false;
  /** How many forms are tried just now: what they find is counted only. */
  #trying = 0;
  #failures = 0;

  report(rule: string, message: string | (() => string), below?: Step): void {
    if (this.#trying > 0) {
      this.#failures++;
      return;
    }
    const steps = this.steps.slice(0, this.depth);
    const path = pathOf(below === undefined ? steps : [...steps, below]);
    this.problems.push({ rule, severity: 'error', path, message: typeof message === 'string' ? message : message() });
  }

  /** Whether `check` finds nothing; nothing is reported. */
  passes(check: Check, value: unknown): boolean {
    const { values } = this;
    const before = this.#failures;
    this.#trying++;
    check(value, this);
    this.#trying--;
    const passed = this.#failures === before;
    this.#failures = before;
    this.values = values;
    return passed;
  }

  /** What `check` finds, reported to nobody else. */
  tried(check: Check, value: unknown): readonly Problem[] {
    const inner = new Walk();
    inner.steps.push(...this.steps);
    inner.depth = this.depth;
    check(value, inner);
    return inner.problems;
  }

  /** Goes through a value of which nothing is known. */
  pass(value: unknown, depth = this.depth): unknown {
    if (typeof value === 'string') this.text(value);
    else if (value === null) this.nulls = true;
    else if (typeof value !== 'object') return value;
    else if (Array.isArray(value)) {
      if (depth >= DEEPEST && value.length > 0) throw new TooDeep();
      this.values += value.length;
      for (let i = 0; i < value.length; i++) this.pass(value[i], depth + 1);
    } else {
      for (const key in value) {
        if (depth >= DEEPEST) throw new TooDeep();
        this.values++;
        this.pass((value as Json)[key], depth + 1);
      }
    }
    return value;
  }

  text(value: string): string {
    this.values += value.length >> 7;
    return value;
  }
}
