/** From maps over snippets to scored segments, for one video. */
import { type InferenceSection, streamsOf } from "../../specs/recipe/inference.ts";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import { allFinite, NotFinite } from "../not_finite.ts";
import { createScoreMaps, type SignalValues } from "./score_maps.ts";
import { type ScoredSegment, segmentAt, type SegmentColumns } from "./segments.ts";
import { findByStream, fuse, pooled, type StreamFindings, streamSignals, union } from "./stream.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { INFERENCE_KINDS } from "./kinds.ts";

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

/** What was found by one stream, or by all together. */
export interface FoundSegments {
  /** Predicted classes, ascending. */
  readonly classes: readonly number[];
  /** Segments before suppression: groups in the recipe's order, thresholds in theirs, intervals in time order. */
  readonly proposals: ReadonlyMap<number, readonly ScoredSegment[]>;
  /** Classes in order; within a class in order of suppression. */
  readonly segments: readonly Segment[];
}

/** What localization computed on the way. */
export interface Localization extends FoundSegments {
  /** The scaled map of a signal for a class, [T']; scaled as the section says by default. */
  normalized(signal: string, classIndex: number, scaling?: InferenceSection["normalize"]): Float32Array;
  /** The scaled map between snippets, [upsample T']. */
  upsampled(signal: string, classIndex: number, scaling?: InferenceSection["normalize"]): Float64Array;
  /** What each stream found before it met the others, by name; nothing where the section has none. */
  readonly streams: ReadonlyMap<string, FoundSegments>;
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
  kinds: Pick<ModelKinds, "groups" | "scores" | "suppressions"> = INFERENCE_KINDS,
): Localization {
  const streams = streamsOf(inference);
  for (const name of new Set(streams.flatMap(([, stream]) => streamSignals(stream)))) {
    requireFinite(signals, name);
  }
  const maps = createScoreMaps(signals, inference);
  const secondsPerSnippet = secondsPerSample * inference.upsample;
  const context = { signals, maps, secondsPerSample, secondsPerSnippet, begin };
  const found = streams.map((stream) => findByStream(stream, context, inference.score, kinds));
  const fusion = {
    suppress: createKind(kinds.suppressions, inference.suppress),
    keepsAlone: inference.alone === "keep",
    secondsPerSnippet,
  };
  const classes = union(found.map((stream) => stream.classes));
  // The difference of two times is not exact.
  const shortest = (inference.shortest ?? 0) * secondsPerSnippet * (1 - 1e-9);
  const segments = classes.flatMap((c) => segmentsOf(c, fuse(found, c, fusion)))
    .filter(({ start, end }) => end - start >= shortest);
  return {
    classes,
    normalized: maps.normalized,
    upsampled: maps.upsampled,
    get proposals() {
      return byClass(classes, (c) => pooled(found.flatMap((stream) => stream.proposals.get(c) ?? [])));
    },
    segments,
    get streams() {
      const named = found.filter(({ name }) => name !== "");
      return new Map(named.map((stream) => [stream.name, seen(stream)]));
    },
    flatMaps: maps.flatMaps(),
  };
}

function seen({ classes, proposals, kept }: StreamFindings): FoundSegments {
  return {
    classes,
    proposals: byClass(classes, (c) => proposals.get(c)!),
    segments: classes.flatMap((c) => segmentsOf(c, kept.get(c)!)),
  };
}

function segmentsOf(classIndex: number, { scores, starts, ends }: SegmentColumns): Segment[] {
  return scores.map((score, i) => ({ classIndex, score, start: starts[i]!, end: ends[i]! }));
}

function byClass(
  classes: readonly number[],
  columnsOf: (classIndex: number) => SegmentColumns,
): Map<number, ScoredSegment[]> {
  return new Map(classes.map((c) => {
    const columns = columnsOf(c);
    return [c, columns.scores.map((_, i) => segmentAt(columns, i))];
  }));
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
