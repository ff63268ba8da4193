/** Counts values in bins whose range need not be known before. */

/** How many bins there are at most. */
const MOST = 128;
/** The finest width. */
const FINEST = 2 ** -20;

/** Values from `from` to below `to`. */
export interface ValueBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Bins of one width, a power of two, that begin at its multiples: as fine as at most 128 of them allow. The order of the
 * values makes no difference, and the memory is that of the bins.
 */
export class ValueBins {
  #width = FINEST;
  /** Multiple of the width at which the first bin begins. */
  #first = NaN;
  #counts = new Float64Array(MOST);

  /** Counts finite values. */
  add(values: Iterable<number>): void {
    for (const value of values) {
      let i = Math.floor(value / this.#width) - this.#first;
      // Not so for NaN, which the first bin is until there is a value.
      if (!(i >= 0 && i < MOST)) i = this.#makeRoom(value);
      this.#counts[i]!++;
    }
  }

  /** From the first that has values to the last. */
  bins(): ValueBin[] {
    const used = this.#used();
    if (!used) return [];
    return Array.from(this.#counts.subarray(used[0], used[1] + 1), (count, i) => {
      const from = (this.#first + used[0] + i) * this.#width;
      return { from, to: from + this.#width, count };
    });
  }

  /** Widens and moves the bins until a value has one, whose position is returned. */
  #makeRoom(value: number): number {
    const used = this.#used();
    let wanted = Math.floor(value / this.#width);
    if (!used) return (this.#first = wanted, 0);
    let counts = this.#counts.slice(used[0], used[1] + 1);
    let first = this.#first + used[0];
    while (Math.max(first + counts.length - 1, wanted) - Math.min(first, wanted) >= MOST) {
      const half = Math.floor(first / 2);
      const pairs = new Float64Array(Math.floor((first + counts.length - 1) / 2) - half + 1);
      for (let i = 0; i < counts.length; i++) pairs[Math.floor((first + i) / 2) - half]! += counts[i]!;
      [first, counts, wanted] = [half, pairs, Math.floor(wanted / 2)];
      this.#width *= 2;
    }
    this.#first = Math.min(first, wanted);
    this.#counts = new Float64Array(MOST);
    this.#counts.set(counts, first - this.#first);
    return wanted - this.#first;
  }

  #used(): [first: number, last: number] | undefined {
    const first = this.#counts.findIndex((count) => count > 0);
    return first < 0 ? undefined : [first, this.#counts.findLastIndex((count) => count > 0)];
  }
}
