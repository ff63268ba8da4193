/** Localizes the actions of a video with a model. */
import { type InferenceSection, streamsOf } from "../../specs/recipe/inference.ts";
import { testPositions } from "../data/batches/test_batch.ts";
import type { Video } from "../data/dataset.ts";
import { firstBegins } from "../data/snippet_times.ts";
import type { Model } from "../graph/model.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { NotFinite } from "../not_finite.ts";
import { type Localization, localize } from "./localize.ts";
import type { SignalValues } from "./score_maps.ts";
import { videoSignals, type VideoSource } from "./signals.ts";
import { reachedClasses, streamSignals, videoScores } from "./stream.ts";
import { secondsPerSample } from "./upsample.ts";

/** A localized video. */
export interface LocalizedVideo {
  /** The video. */
  readonly video: Video;
  /** Its segments, and what was computed on the way. */
  readonly localization: Localization;
  /** [C] video scores; of several streams the largest of each class. */
  readonly scores: Float32Array;
  /** The classes whose score reaches a threshold, without fallback, ascending. */
  readonly reached: readonly number[];
  /** Every computed signal of this video, without the batch axis. */
  readonly signals: ReadonlyMap<string, SignalValues>;
  /** Source rows of the T' snippets. */
  readonly positions: Int32Array;
}

/** The signals that section `inference` reads. */
export function inferenceSignals(inference: InferenceSection): string[] {
  return [...new Set(streamsOf(inference).flatMap(([, stream]) => streamSignals(stream)))];
}

/**
 * Localizes one video; `also` names signals to hand out besides.
 *
 * @param dataset Where the features [L, D] of the video come from, and the classes in index order.
 * @throws {RunError} When a signal is not finite; the message names it and the video.
 *
 * @example Localize a video of a data set
 * ```ts
 * import { createModel, loadRecipe, localizeVideo, openDataset, openEngine } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const program = loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4"] });
 * const model = createModel(program, await openEngine("cpu"));
 * const dataset = await openDataset(program.recipe);
 * const { localization, signals } = await localizeVideo(model, dataset, dataset.test[0]!, ["actionness"]);
 * for (const { start, end } of localization.segments) assert.ok(0 <= start && start < end); // seconds
 * assert.deepEqual(signals.get("actionness")!.shape, [Math.min(100, dataset.test[0]!.length)]); // [T']
 * model.dispose();
 * ```
 *
 * @example Localize a video whose features are in memory
 * ```ts
 * import { createModel, detectionsOf, loadRecipe, localizeVideo, openEngine, type Video } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const program = loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4"] });
 * const model = createModel(program, await openEngine("cpu"));
 * const features = new Float32Array(50 * 48).map((_, i) => Math.sin(i)); // [L, D]
 * const classes = ["climb", "dive", "jump", "spin", "throw"];
 * const source = { classes, width: 48, read: () => Promise.resolve(features) };
 * const video: Video = { id: "mine", split: "test", labels: [], length: 50, fps: 25, stride: 16, segments: [] };
 * const detections = detectionsOf(await localizeVideo(model, source, video), classes);
 * assert.ok(detections.every(({ video, label }) => video === "mine" && classes.includes(label)));
 * model.dispose();
 * ```
 */
export async function localizeVideo(
  model: Model,
  dataset: VideoSource,
  video: Video,
  also: readonly string[] = [],
): Promise<LocalizedVideo> {
  const { program: { recipe: { inference } }, kinds } = model;
  return localizeComputed(await computeSignals(model, dataset, video, also), inference, kinds);
}

/** A video and what a model computes of it: what localization starts from. */
export type ComputedVideo = Pick<LocalizedVideo, "video" | "signals" | "positions">;

/** The signals that section `inference` reads of a video; `also` names others besides. */
export async function computeSignals(
  model: Model,
  dataset: VideoSource,
  video: Video,
  also: readonly string[] = [],
): Promise<ComputedVideo> {
  const positions = testRows(model, video);
  const names = computedNames(model, also);
  return { video, positions, signals: await videoSignals(model, dataset, video, positions, names) };
}

/** The names of the signals that a model computes of a video: what section `inference` reads, and others besides. */
export function computedNames({ program }: Pick<Model, "program">, also: readonly string[]): string[] {
  return [...new Set([...inferenceSignals(program.recipe.inference), ...also])];
}

/**
 * Localizes a video whose signals are there.
 *
 * @throws {RunError} When a signal is not finite; the message names it and the video.
 */
export function localizeComputed(
  { video, signals, positions }: ComputedVideo,
  inference: InferenceSection,
  kinds: ModelKinds,
): LocalizedVideo {
  const seconds = secondsPerSample(video, positions.length, inference.upsample);
  try {
    const maps = { signals, secondsPerSample: seconds, begin: firstBegins(video) };
    const localization = localize(maps, inference, kinds);
    return {
      video,
      localization,
      signals,
      positions,
      scores: videoScores(signals, inference),
      reached: reachedClasses(signals, inference),
    };
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    throw new NotFinite(`${error.message} in video "${video.id}"`, error.hint, { cause: error });
  }
}

/** [T']: the rows of a test video that a model looks at. */
export function testRows({ program, kinds }: Model, video: Video): Int32Array {
  const { length, test } = program.recipe.features.sampling;
  return testPositions(video, { length, sample: createKind(kinds.test_samplers, test) });
}
