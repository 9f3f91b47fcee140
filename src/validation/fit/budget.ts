/** Work that a search may do; deterministic, so that the same document always gets the same answer. */
export class Budget {
  #left: number;

  constructor(work: number) {
    this.#left = work;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** Takes a step of so much work, false when none is left. */
  step(work = 1): boolean {
    const left = this.#left > 0;
    this.#left -= work;
    return left;
  }
}
