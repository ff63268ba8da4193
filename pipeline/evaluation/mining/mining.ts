/** Mining error: whether the snippets that a recipe mines lie where they should. */
import type { AnnotatedTimes, Target } from "../../kinds/targets/target.ts";
import { createMissCounter, distancesTo, type Misses, percent } from "./misses.ts";

/** The scales of the curves: parts of the length of an instance. */
export const SCALES: readonly number[] = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);

/** A video whose snippets are measured. */
export interface MinedVideo extends AnnotatedTimes {
  /** The middle of each snippet that is looked at, seconds; NaN of one that is padded. */
  readonly moments: readonly number[];
}

/** What a recipe mined in a video: positions of its snippets. */
export interface MinedPositions {
  /** The snippets that were mined. */
  readonly picked: readonly number[];
  /** Those that it was to take them from. */
  readonly region?: readonly number[] | undefined;
  /** Those that are measured beside them. */
  readonly against?: readonly number[] | undefined;
}

/** The mining error of a signal in one evaluation. */
export interface SignalError extends Misses {
  /** The mined snippets that are in their region. */
  readonly in_region?: Misses;
  /** Those that are not, because their region has too few. */
  readonly spilled?: Misses;
  /** The snippets of another signal against the same target. */
  readonly against?: Misses;
  /** Snippets of the region in a video, on average; in how many videos it has fewer than are mined, percent. */
  readonly region?: { readonly size: number; readonly undersized: number };
}

/** The mining error of a signal, and what random snippets would have. */
export interface SignalMining {
  readonly error: SignalError;
  /** All snippets of a video alike, as many as are mined in it: what random ones have on average. */
  readonly random: Misses;
}

/** Measures one signal in many videos. */
export interface MiningMeter {
  /** Adds a video with at least one instance. */
  add(video: MinedVideo, positions: MinedPositions): void;
  result(): SignalMining;
}

/**
 * A meter of one target. A target that does not depend on the scale has one value instead of a curve.
 *
 * @param relativeTo What distances are a percentage of: the duration of a video, or the mean length of its instances.
 */
export function createMiningMeter(target: Target, relativeTo: "video" | "instance"): MiningMeter {
  const scales = target.scaled ? SCALES : SCALES.slice(-1);
  const count = () => createMissCounter(scales.length);
  const [all, inRegion, spilled, against, random] = [count(), count(), count(), count(), count()];
  let videos = 0;
  let size = 0;
  let undersized = 0;
  const has = { region: false, against: false };
  return {
    add(video, { picked, region, against: others }) {
      const { moments, instances, duration } = video;
      const distances = scales.map((scale) => distancesTo(target.spans(video, scale), moments));
      const unit = relativeTo === "video"
        ? duration
        : instances.reduce((sum, { start, end }) => sum + end - start, 0) / instances.length;
      all.add(distances, picked, unit);
      const seen = moments.flatMap((moment, t) => Number.isNaN(moment) ? [] : [t]);
      random.add(distances, seen, unit, picked.length / seen.length);
      videos++;
      if (others) {
        has.against = true;
        against.add(distances, others, unit);
      }
      if (region) {
        has.region = true;
        const members = new Set(region);
        inRegion.add(distances, picked.filter((t) => members.has(t)), unit);
        spilled.add(distances, picked.filter((t) => !members.has(t)), unit);
        size += members.size;
        if (members.size < picked.length) undersized++;
      }
    },
    result: () => ({
      error: {
        ...all.misses(),
        ...(has.region && {
          in_region: inRegion.misses(),
          spilled: spilled.misses(),
          region: { size: Math.round(size / videos * 1e4) / 1e4, undersized: percent(undersized / videos) },
        }),
        ...(has.against && { against: against.misses() }),
      },
      random: random.misses(),
    }),
  };
}
