/** What a difference says, in words. */
import { type ConfidenceInterval, COVERAGE, type PairedDifference } from "./paired.ts";
import { MOST_SEEDS, seedsNeeded } from "./seeds_needed.ts";

/** The verdict on a variant. */
export interface Verdict {
  /** `equal`: on every seed the same number. */
  readonly kind: "equal" | "different" | "equivalent" | "undecided";
  readonly text: string;
  /** How many more seeds would tell, where that is undecided; absent where nothing is known of it, or too many. */
  readonly moreSeeds?: number | undefined;
}

/** What is known of a variant. */
export interface Evidence extends PairedDifference {
  /** `p` and `pEquivalent` among all variants. */
  readonly adjusted?: { readonly p: number; readonly pEquivalent: number } | undefined;
  /** The interval over draws of seeds and videos. */
  readonly drawn?: ConfidenceInterval | undefined;
  /** The smallest difference that counts as one. */
  readonly margin: number;
  /** How many variants are tested. */
  readonly tests: number;
}

const LEVEL = 1 - COVERAGE;

/** Whether an interval does not say on which side of 0 a difference is. */
export function holdsZero([low, high]: ConfidenceInterval): boolean {
  return low <= 0 && high >= 0;
}

/** Says in words what is known of the difference of a variant from its baseline. */
export function verdictOn(evidence: Evidence): Verdict {
  const { n, mean, deviation, interval, adjusted, drawn, margin, tests } = evidence;
  if (n === 0) return { kind: "undecided", text: "undecided: no seed in common" };
  if (deviation === undefined || !interval || !adjusted) {
    return { kind: "undecided", text: "undecided: one seed in common shows no spread" };
  }
  if (mean === 0 && deviation === 0) return { kind: "equal", text: "equal on every seed" };
  const significant = adjusted.p <= LEVEL + 1e-12;
  if (significant) {
    const small = Math.max(...interval.map(Math.abs)) < margin ? `, but by less than ${margin}` : "";
    const elsewhere = drawn && holdsZero(drawn) ? ", on these videos: on others perhaps not" : "";
    const side = mean > 0 ? "higher" : "lower";
    return { kind: "different", text: `different: ${Math.abs(mean).toFixed(2)} ${side}${small}${elsewhere}` };
  }
  if (adjusted.pEquivalent <= LEVEL + 1e-12) {
    return { kind: "equivalent", text: `equivalent within ${margin}` };
  }
  const needed = seedsNeeded({ mean, deviation, margin, level: LEVEL / Math.max(1, tests) });
  if (needed === Infinity) {
    return {
      kind: "undecided",
      text: `undecided: more than ${MOST_SEEDS.toLocaleString("en-US")} seeds would be needed to tell`,
    };
  }
  const moreSeeds = Math.max(1, needed - n);
  return {
    kind: "undecided",
    text: `undecided: about ${moreSeeds} more seed${moreSeeds === 1 ? "" : "s"} would tell`,
    moreSeeds,
  };
}
