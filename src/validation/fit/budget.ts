/** Work that a search may do; deterministic, so that the same document always gets the same answer. */
export class Budget {
  #left: number;

  constructor(work: number) {
    this.#left = work;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** A budget of so much work at most, taken from this one as it is spent. */
  part(work: number): Budget {
    return new Part(this, work);
  }

  /** Takes a step of so much work, false when none is left. */
  step(work = 1): boolean {
    const left = this.#left > 0;
    this.#left -= work;
    return left;
  }
}

class Part extends Budget {
  constructor(
    private readonly whole: Budget,
    work: number,
  ) {
    super(work);
  }

  override get spent(): boolean {
    return super.spent || this.whole.spent;
  }

  override step(work = 1): boolean {
    const left = this.whole.step(work);
    return super.step(work) && left;
  }
}
