/** What every fuzzer is: inputs that are drawn from a seed, and a check that throws where walt is at fault. */
import fc from "fast-check";

/** Tries inputs of one kind. */
export interface Fuzzer<T> {
  /** The subject, which is also the file's name. */
  readonly name: string;
  /** What is tried. */
  readonly inputs: fc.Arbitrary<T>;
  /** Milliseconds that a check may take by `Limits.timed`, where it starts whole runs; `LONGEST_MS` by default. */
  readonly longest?: number;
  /**
   * Tries one input.
   *
   * @returns One word for the counts, such as "refused" or "accepted".
   * @throws Where walt does anything but what it promises: an exception of ours, a number that is not finite ...
   */
  check(input: T): Promise<string>;
  /** Ends what the checks have started. */
  close?(): Promise<void>;
}

/** No check that is timed may take longer, in milliseconds, unless its fuzzer says so. */
export const LONGEST_MS = 5000;
/** The process may not hold more while it checks, in bytes. */
export const LARGEST_BYTES = 2 * 2 ** 30;

/** How many runs of a fuzzer ended with which word. */
export type Counts = Map<string, number>;

/** What ends a round of a fuzzer before its runs are done. */
export interface Limits {
  readonly runs: number;
  /** Milliseconds after which no further input is tried. */
  readonly time?: number;
  /** A check that takes too long fails. The suite does not ask for it: its machine may have other work. */
  readonly timed?: boolean;
  /** Is told every input before it is tried. */
  readonly tried?: (input: unknown) => void;
}

/**
 * Tries `runs` inputs of a seed, and adds the outcomes to `counts`.
 *
 * @throws With the smallest input found that fails, and the seed and path that draw it again.
 */
export async function fuzz<T>(
  { inputs, longest = LONGEST_MS, check, close }: Fuzzer<T>,
  seed: number,
  { runs, time, timed = false, tried }: Limits,
  counts: Counts = new Map(),
): Promise<void> {
  const property = fc.asyncProperty(inputs, async (input) => {
    tried?.(input);
    const began = performance.now();
    const outcome = await check(input);
    const took = performance.now() - began;
    if (timed && took > longest) throw new Error(`It took ${(took / 1000).toFixed(1)} s`);
    const { rss } = Deno.memoryUsage();
    if (rss > LARGEST_BYTES) throw new Error(`The process holds ${(rss / 2 ** 30).toFixed(1)} GiB`);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  });
  try {
    await fc.assert(property, {
      seed,
      numRuns: runs,
      ...(time === undefined ? {} : { interruptAfterTimeLimit: time, markInterruptAsFailure: false }),
    });
  } finally {
    await close?.();
  }
}

/** The short form, which the suite runs: a fixed seed, a few runs. */
export function shortForm<T>(fuzzer: Fuzzer<T>, runs: number): void {
  Deno.test(`${fuzzer.name}: ${runs} drawn inputs end as promised`, () => fuzz(fuzzer, 1, { runs }));
}
