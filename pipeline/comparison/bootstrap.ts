/** Intervals by drawing seeds and videos again and again. */
// @ts-types="@types/d3-array"
import { quantile } from "d3-array";
import { uniforms } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";
import { type ConfidenceInterval, COVERAGE } from "./paired.ts";
import { mapOfDraw, type Tally } from "./tally.ts";

/** mAP of each draw of videos, one row after the other: [draws, T] fractions. */
export type DrawnMaps = Float64Array;

/**
 * Draws V of V videos with replacement, and computes the mAP of each method on each draw. A video is drawn with all its
 * instances and predictions, since those of one video are alike. Always the same draws, so that methods are paired.
 *
 * @param tallies Methods with the same videos in the same order.
 */
export function drawMaps(tallies: readonly Tally[], draws: number): DrawnMaps[] {
  const [first] = tallies;
  if (!first) return [];
  const [videos, thresholds] = [first.videos.length, first.thresholds.length];
  const key = streamKey(0, "comparison: videos");
  const maps = tallies.map(() => new Float64Array(draws * thresholds));
  const times = new Uint32Array(videos);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (const value of uniforms(videos, key, draw)) times[Math.floor(value * videos)]!++;
    tallies.forEach((tally, i) => maps[i]!.set(mapOfDraw(tally, times), draw * thresholds));
  }
  return maps;
}

/** Two methods on one seed. */
export interface DrawnPair {
  readonly variant: DrawnMaps;
  readonly baseline: DrawnMaps;
}

/**
 * The 95 % interval of the mean difference of pairs, in percent: from quantile 0.025 to 0.975 over the draws, each of which
 * takes its own n of n pairs with replacement (`Efron, Tibshirani, An Introduction to the Bootstrap, 13`); of one pair it is
 * over videos alone.
 *
 * @param over Which of the T thresholds are averaged.
 */
export function drawnInterval(
  pairs: readonly DrawnPair[],
  thresholds: number,
  over: readonly number[],
): ConfidenceInterval | undefined {
  const [first] = pairs;
  if (!first) return undefined;
  const draws = first.variant.length / thresholds;
  const key = streamKey(0, "comparison: seeds");
  const means = Array.from({ length: draws }, (_, draw) => {
    let sum = 0;
    for (const value of uniforms(pairs.length, key, draw)) {
      const { variant, baseline } = pairs[Math.floor(value * pairs.length)]!;
      for (const t of over) sum += variant[draw * thresholds + t]! - baseline[draw * thresholds + t]!;
    }
    return 100 * sum / (pairs.length * over.length);
  });
  // A draw without any instance has no mAP, and is left out.
  const [low, high] = [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2].map((p) => quantile(means, p));
  return low === undefined || high === undefined ? undefined : [low, high];
}
