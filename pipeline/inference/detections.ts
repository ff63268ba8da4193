/** What is found in a video, as a prediction file has it. */
import type { Detection } from "../annotations/detection.ts";
import type { LocalizedVideo } from "./video.ts";

/**
 * The segments of a video as labelled detections, times in seconds.
 *
 * @example Write segments to a prediction file
 * ```ts
 * import { createModel, detectionsOf, loadRecipe, localizeVideo, openDataset, openEngine } from "@walt/walt";
 * import { predictionsText } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const program = loadRecipe("recipes/demo.yaml", { set: ["constants.hidden=4"] });
 * const model = createModel(program, await openEngine("cpu"));
 * const dataset = await openDataset(program.recipe);
 * const detections = detectionsOf(await localizeVideo(model, dataset, dataset.test[0]!), dataset.classes);
 * const { results } = JSON.parse(predictionsText(detections));
 * assert.equal(results["test_0001"]?.length ?? 0, detections.length);
 * model.dispose();
 * ```
 */
export function detectionsOf(
  { video, localization }: {
    readonly video: Pick<LocalizedVideo["video"], "id">;
    readonly localization: Pick<LocalizedVideo["localization"], "segments">;
  },
  classes: readonly string[],
): Detection[] {
  return localization.segments.map(({ classIndex, score, start, end }) => ({
    video: video.id,
    label: classes[classIndex]!,
    score,
    start,
    end,
  }));
}
