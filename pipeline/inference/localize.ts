/** From maps over snippets to scored segments, for one video. */
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { RunError } from "../../specs/diagnostics.ts";
import { minMax } from "./normalize.ts";
import { outerInnerContrast, prefixSums } from "./outer_inner_contrast.ts";
import { runsAbove } from "./runs.ts";
import { selectClasses } from "./select_classes.ts";
import { type ScoredSegment, suppress } from "./suppress.ts";
import { upsample } from "./upsample.ts";

/** The maps of one video. */
export interface VideoMaps {
  /** Signals by name: [T', C] or [T'] maps and the [C] video scores, row-major. */
  readonly signals: ReadonlyMap<string, SignalValues>;
  /** Seconds per sample of an upsampled map: stride L / (upsample T' fps). */
  readonly secondsPerSample: number;
}

/** The values of one signal. */
export interface SignalValues {
  /** Sizes of its axes, without that of the batch. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/** A localized segment. */
export interface Segment extends ScoredSegment {
  /** Position of its class in the data set's list. */
  readonly classIndex: number;
}

/** What localization computed on the way. */
export interface Localization {
  /** Predicted classes, ascending. */
  readonly classes: readonly number[];
  /** The scaled map of a signal for a class, [T']. */
  normalized(signal: string, classIndex: number): Float32Array;
  /** The scaled map between snippets, [upsample T']. */
  upsampled(signal: string, classIndex: number): Float64Array;
  /** Segments before suppression: groups in the recipe's order, thresholds in theirs, runs in time order. */
  readonly proposals: ReadonlyMap<number, readonly ScoredSegment[]>;
  /** Classes in order; within a class in order of suppression. */
  readonly segments: readonly Segment[];
  /** How many maps were flat (largest = smallest) and so gave no segment. */
  readonly flatMaps: number;
}

/**
 * Localizes actions by section `inference` of a recipe.
 *
 * @throws {RunError} When a map or score is missing or not finite; the message names the signal.
 *
 * @example Localize with maps of any program
 * ```ts
 * import { loadRecipe, localize } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { inference } = loadRecipe("recipes/demo.yaml").recipe;
 * const map = Float32Array.of(0, 0, 8, 8, 8, 0, 0, 0);
 * const signals = new Map([
 *   ["video", { shape: [1], data: Float32Array.of(0.9) }], // [C]
 *   ["cas", { shape: [8, 1], data: map }], // [T', C]
 *   ["actionness", { shape: [8], data: map }], // [T']
 * ]);
 * const secondsPerSample = 1 / inference.upsample; // a snippet lasts a second
 * const { classes, segments } = localize({ signals, secondsPerSample }, inference);
 * assert.deepEqual(classes, [0]);
 * const [best] = segments;
 * assert.ok(1 <= best!.start && best!.start < 2 && 4 < best!.end && best!.end < 6);
 * ```
 */
export function localize(
  { signals, secondsPerSample }: VideoMaps,
  inference: InferenceSection,
): Localization {
  const { classes: selection, proposals: groups, score, suppress: rule, normalize, tail } = inference;
  const named = Object.values(groups).flatMap(({ group_on, score_on }) => [group_on, score_on]);
  for (const name of [selection.from, ...named]) if (name !== "thresholded") requireFinite(signals, name);
  const scores = signals.get(selection.from)!.data;
  const classes = selectClasses(scores, selection.threshold, selection.fallback);
  let flatMaps = 0;
  const normalized = oncePerMap(signals, (values, c) => {
    const map = columnOf(values, c);
    if (normalize === "none") return map;
    const { values: scaled, flat } = minMax(map);
    if (flat) flatMaps++;
    return scaled;
  });
  const upsampled = oncePerMap(
    signals,
    (_, c, signal) => upsample(normalized(signal, c), inference.upsample, tail),
  );
  const sums = oncePerMap(signals, (_, c, signal) => prefixSums(upsampled(signal, c)));
  const proposals = new Map<number, ScoredSegment[]>();
  for (const c of classes) {
    const found: ScoredSegment[] = [];
    for (const { group_on, score_on, thresholds } of Object.values(groups)) {
      const map = upsampled(group_on, c);
      for (const threshold of thresholds) {
        const scored = score_on === "thresholded" ? prefixSums(map, threshold) : sums(score_on, c);
        for (const run of runsAbove(map, threshold)) {
          const contrast = outerInnerContrast(scored, run, score.margin);
          found.push({
            score: contrast + score.video_weight * scores[c]!,
            start: run.start * secondsPerSample,
            end: (run.end + 1) * secondsPerSample,
          });
        }
      }
    }
    proposals.set(c, found);
  }
  const extra = rule.length === "plus_one" ? 1 : 0;
  const segments = [...proposals].flatMap(([classIndex, found]) =>
    suppress(found, rule.overlap, extra).map((segment) => ({ classIndex, ...segment }))
  );
  return { classes, normalized, upsampled, proposals, segments, flatMaps };
}

function requireFinite(signals: VideoMaps["signals"], name: string): void {
  const values = signals.get(name);
  if (!values) throw new RunError(`Signal "${name}" was not computed`);
  if (!values.data.every(Number.isFinite)) throw new RunError(`Signal "${name}" is not finite`);
}

/** The map of a class; a map [T'] is the same for every class. */
function columnOf({ shape, data }: SignalValues, c: number): Float32Array {
  if (shape.length === 1) return data;
  const [rows, classes] = shape as [number, number];
  return Float32Array.from({ length: rows }, (_, t) => data[t * classes + c]!);
}

/** Computes each map when it is first asked for: one per class of a signal [T', C], one for all of a signal [T']. */
function oncePerMap<T>(
  signals: VideoMaps["signals"],
  compute: (values: SignalValues, c: number, signal: string) => T,
): (signal: string, c: number) => T {
  const known = new Map<string, T>();
  return (signal, c) => {
    const values = signals.get(signal)!;
    const key = values.shape.length === 1 ? signal : `${signal} ${c}`;
    if (!known.has(key)) known.set(key, compute(values, c, signal));
    return known.get(key)!;
  };
}
