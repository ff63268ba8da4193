/** Localizes and scores the test split of a data set. */
import type { Dataset } from "../data/dataset.ts";
import { classificationMap } from "../evaluation/classification_map.ts";
import { count, examples } from "../annotations/layout.ts";
import type { Detection } from "../annotations/detection.ts";
import { evaluate, type Evaluation } from "../evaluation/evaluation.ts";
import { withThresholds } from "../../specs/kinds/protocols/mod.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { evaluationSummary } from "../evaluation/text.ts";
import type { Model } from "../graph/model.ts";
import { errorsOf, type MiningResult, watchMining } from "./mining.ts";
import type { EvaluationLine } from "./metrics_file.ts";
import { detectionsOf } from "../inference/detections.ts";
import type { LocalizedVideo } from "../inference/video.ts";
import { localizeVideos } from "../inference/videos.ts";

/** The result of a test split. */
export interface TestResult {
  /** mAP of the segments; absent where nothing is annotated that could be scored. */
  readonly evaluation: Evaluation | undefined;
  /** The segments of all videos, in the order of the split. */
  readonly detections: readonly Detection[];
  /** Classification mAP of the video scores, a fraction; NaN where no video has a label. */
  readonly classification: number;
  /** Share of videos whose classes at the threshold, without fallback, are exactly their labels; NaN where none has any. */
  readonly accuracy: number;
  /** Maps that were flat and so gave no segment. */
  readonly flatMaps: number;
  /** The videos that they are of. */
  readonly flatVideos: readonly string[];
  /** Whether mined snippets lie where the recipe says; absent where it says nothing, or no video has an instance. */
  readonly mining?: MiningResult | undefined;
}

/** The protocol that a recipe evaluates under. */
export function protocolOf({ evaluation }: Pick<Recipe, "evaluation">): Protocol {
  const { protocol, tiou } = evaluation;
  return tiou ? withThresholds(protocol, tiou) : protocol;
}

/**
 * Localizes every test video and scores the segments by section `evaluation` of the recipe.
 *
 * @param onVideo Called after each video with the number of those done, and with what was computed of it.
 * @param also Names signals to compute besides.
 * @throws {RunError} When a signal is not finite; the message names it and the video.
 *
 * @example Score a model on its test videos
 * ```ts
 * import { createModel, evaluateTestSplit, loadRecipe, openDataset, openEngine } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["constants.hidden=4", "data.videos={train: 5, test: 2}"];
 * const program = loadRecipe("recipes/demo.yaml", { set });
 * const model = createModel(program, await openEngine("cpu"));
 * const { evaluation, detections } = await evaluateTestSplit(model, await openDataset(program.recipe));
 * assert.equal(evaluation!.counts.videos, 2);
 * assert.equal(evaluation!.counts.predictions, detections.length);
 * assert.ok(evaluation!.averages["0.1:0.7"]! < 0.5); // a model without training
 * model.dispose();
 * ```
 */
export async function evaluateTestSplit(
  model: Model,
  dataset: Dataset,
  onVideo: (done: number, localized: LocalizedVideo) => Promise<void> = () => Promise.resolve(),
  also: readonly string[] = [],
): Promise<TestResult> {
  // Of a video only what is scored is kept: its maps would add up to much memory.
  const videos: ScoredVideo[] = [];
  const mining = watchMining(model, dataset);
  for await (
    const localized of localizeVideos(model, dataset, { also: [...mining?.signals ?? [], ...also] })
  ) {
    const { video } = localized;
    if (mining?.takes(video)) mining.add(localized);
    const { localization: { flatMaps }, scores, reached } = localized;
    videos.push({ video, scores, reached, flatMaps, detections: detectionsOf(localized, dataset.classes) });
    await onVideo(videos.length, localized);
  }
  const detections = videos.flatMap((each) => each.detections);
  return {
    evaluation: dataset.groundTruth &&
      evaluate(
        dataset.groundTruth,
        detections,
        protocolOf(model.program.recipe),
        model.kinds.protocols,
      ),
    detections,
    ...classified(videos, dataset),
    flatMaps: videos.reduce((sum, { flatMaps }) => sum + flatMaps, 0),
    flatVideos: videos.filter(({ flatMaps }) => flatMaps > 0).map(({ video: { id } }) => id),
    mining: mining?.result(),
  };
}

/** How well the classes of videos are told by their scores. */
export function classified(
  videos: readonly Pick<LocalizedVideo, "video" | "scores" | "reached">[],
  { classes }: Pick<Dataset, "classes">,
): Pick<TestResult, "classification" | "accuracy"> {
  const labels = videos.map(({ video }) => classes.map((_, c) => video.labels.includes(c) ? 1 : 0));
  const exact = videos.filter(({ reached, video }) => reached.join() === video.labels.join());
  return {
    classification: classificationMap(videos.map(({ scores }) => scores), labels).map,
    accuracy: videos.some(({ video }) => video.labels.length > 0) ? exact.length / videos.length : NaN,
  };
}

/** What is told of maps that gave no segment. */
export function flatWarning({ flatMaps, flatVideos }: Pick<TestResult, "flatMaps" | "flatVideos">): string {
  const which = examples(flatVideos.map((id) => `"${id}"`));
  return `${flatMaps === 1 ? "1 map was" : `${flatMaps} maps were`} flat and gave no segment, in ${
    count(flatVideos.length, "video")
  }: ${which}`;
}

/** The result of a test split as the line of its step. */
export function lineOf(
  step: number,
  { evaluation, classification, accuracy, mining }: TestResult,
): EvaluationLine {
  const others = {
    classification_map: classification * 100,
    accuracy: accuracy * 100,
    ...(mining && errorsOf(mining)),
  };
  if (!evaluation) return { step, average: NaN, map: null, ...others };
  const { average, averages, map } = evaluationSummary(evaluation) as unknown as EvaluationLine;
  return { step, average, averages, map, ...others };
}

/** What is scored of a video. */
interface ScoredVideo extends Pick<LocalizedVideo, "video" | "scores" | "reached"> {
  readonly detections: readonly Detection[];
  readonly flatMaps: number;
}
