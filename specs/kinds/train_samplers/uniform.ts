/** Training sampler `uniform`: the first snippet of each part. */
import { z } from "zod";
import { trainSampler } from "./train_sampler.ts";

/** The first snippet of each of T equal parts; short videos are stretched by repetition. */
export const uniform = trainSampler({
  kind: "uniform",
  summary: "The first snippet of each of T equal parts; a video of fewer than T snippets repeats some",
  options: () => z.strictObject({}),
});
