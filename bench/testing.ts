/** Benchmark of the test phase: localizing every video of a test split, features in memory as files would give them. */
import { localizeVideos } from "../pipeline/inference/videos.ts";
import { type InferenceOptions, type InferenceResult, timeInference } from "./inference.ts";
import { rounded } from "./statistics.ts";

/** Times are medians. */
export interface TestingResult extends InferenceResult {
  /** Reading, maps and segments of all videos, by a model that was not trained. */
  readonly seconds: number;
  /** The first time in a process. */
  readonly first_seconds: number;
  readonly videos: number;
}

/** Measures the localization of test videos. */
export async function benchTesting(options: InferenceOptions): Promise<TestingResult> {
  let videos = 0;
  const { first, usual, result } = await timeInference(options, async (model, dataset) => {
    videos = 0;
    for await (const _ of localizeVideos(model, dataset)) videos++;
  }, { settle: false });
  return { ...result, seconds: rounded(usual / 1000), first_seconds: rounded(first / 1000), videos };
}
