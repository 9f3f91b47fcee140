/** Steps that a search may take; deterministic, so that the same document always gets the same answer. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** Takes one step, false when none is left. */
  step(): boolean {
    return this.#left-- > 0;
  }
}
