/** Mining error: whether the snippets that a recipe mines lie where they should. */
import type { AnnotatedTimes, Target } from "../../kinds/targets/target.ts";
import { createMissCounter, distancesTo, type Misses, percent } from "./misses.ts";

/** The scales of the curves: parts of the length of an instance. */
export const SCALES: readonly number[] = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);

/** The scale that captions and tables tell, that of the review's example. */
export const TOLD_SCALE = 0.2;

/** The value of a curve at that scale; the only one where a target does not depend on scales. */
export function toldValue(values: readonly number[], scales: readonly number[] = SCALES): number | undefined {
  return values.length === 1 ? values[0] : values[scales.indexOf(TOLD_SCALE)];
}

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
  /** Of the mined snippets. */
  readonly error: SignalError;
  /** All snippets of a video alike, as many as are mined in it: what random ones have on average. Computed when asked for. */
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
  const [all, inRegion, spilled, against] = [count(), count(), count(), count()];
  const distancesOf = (video: MinedVideo, moments: readonly number[]) =>
    scales.map((scale) => distancesTo(target.spans(video, scale), moments));
  const unitOf = ({ duration, instances }: MinedVideo) =>
    relativeTo === "video"
      ? duration
      : instances.reduce((sum, { start, end }) => sum + end - start, 0) / instances.length;
  const added: { readonly video: MinedVideo; readonly mined: number }[] = [];
  const sizes: number[] = [];
  let undersized = 0;
  let comparesAny = false;
  return {
    add(video, { picked, region, against: others = [] }) {
      added.push({ video, mined: picked.length });
      const listed = [...picked, ...others];
      const distances = distancesOf(video, listed.map((t) => video.moments[t]!));
      const unit = unitOf(video);
      const mined = picked.map((_, i) => i);
      all.add(distances, mined, unit);
      against.add(distances, others.map((_, i) => picked.length + i), unit);
      comparesAny ||= others.length > 0;
      if (!region) return;
      const members = new Set(region);
      inRegion.add(distances, mined.filter((i) => members.has(picked[i]!)), unit);
      spilled.add(distances, mined.filter((i) => !members.has(picked[i]!)), unit);
      sizes.push(members.size);
      if (members.size < picked.length) undersized++;
    },
    result() {
      let random: Misses | undefined;
      return {
        error: {
          ...all.misses(),
          ...(sizes.length > 0 && {
            in_region: inRegion.misses(),
            spilled: spilled.misses(),
            region: {
              size: Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length * 1e4) / 1e4,
              undersized: percent(undersized / sizes.length),
            },
          }),
          ...(comparesAny && { against: against.misses() }),
        },
        // The same at every evaluation, and more work than all else: only for the one that is told of.
        get random() {
          return random ??= randomMisses();
        },
      };
    },
  };

  function randomMisses(): Misses {
    const counter = count();
    for (const { video, mined } of added) {
      const seen = video.moments.flatMap((moment, t) => Number.isNaN(moment) ? [] : [t]);
      counter.add(distancesOf(video, video.moments), seen, unitOf(video), mined / seen.length);
    }
    return counter.misses();
  }
}
