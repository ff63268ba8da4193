/** From maps over snippets to scored segments, for one video. */
import { type InferenceSection, mapsOf } from "../../specs/recipe/inference.ts";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { allFinite, NotFinite } from "../not_finite.ts";
import { findProposals } from "./proposals.ts";
import { createScoreMaps, type SignalValues } from "./score_maps.ts";
import { type ScoredSegment, segmentAt } from "./segments.ts";
import { selectClasses } from "./select_classes.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS, type Kinds } from "../kinds/mod.ts";

/** The maps of one video. */
export interface VideoMaps {
  /** Signals by name: [T', C] or [T'] maps and the [C] video scores, row-major. */
  readonly signals: ReadonlyMap<string, SignalValues>;
  /** Seconds per sample of an upsampled map: stride L / (upsample T' fps). */
  readonly secondsPerSample: number;
  /** Seconds at which the first sample begins: 0 by default. */
  readonly begin?: number | undefined;
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
  /** Segments before suppression: groups in the recipe's order, thresholds in theirs, intervals in time order. */
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
  { signals, secondsPerSample, begin }: VideoMaps,
  inference: InferenceSection,
  kinds: Kinds = KINDS,
): Localization {
  const { classes: selection, proposals: groups } = inference;
  const suppress = createKind(kinds.suppressions, inference.suppress);
  for (const name of new Set([selection.from, ...mapsOf(groups)])) requireFinite(signals, name);
  const scores = signals.get(selection.from)!.data;
  const classes = selectClasses(scores, selection);
  const maps = createScoreMaps(signals, inference);
  const found = classes.map((classIndex) => ({
    classIndex,
    columns: findProposals(
      { maps, classIndex, videoScore: scores[classIndex]!, secondsPerSample, begin },
      inference,
      kinds,
    ),
  }));
  const segments = found.flatMap(({ classIndex, columns }) => {
    const { scores, starts, ends } = suppress(columns, secondsPerSample * inference.upsample);
    return scores.map((score, i): Segment => ({ classIndex, score, start: starts[i]!, end: ends[i]! }));
  });
  return {
    classes,
    normalized: maps.normalized,
    upsampled: maps.upsampled,
    get proposals() {
      return new Map(found.map(({ classIndex, columns }) => {
        return [classIndex, columns.scores.map((_, i) => segmentAt(columns, i))];
      }));
    },
    segments,
    flatMaps: maps.flatMaps(),
  };
}

function requireFinite(signals: VideoMaps["signals"], name: string): void {
  const values = signals.get(name);
  if (!values) throw new RunError(`Signal "${name}" was not computed`);
  const { data } = values;
  if (!allFinite(data)) {
    throw new NotFinite(
      `Signal "${name}" is not finite`,
      "look at its formula and at the features of the video, or lower training.optimizer.rate in a new run",
    );
  }
}
