/** Training sampler `random_perturb`: a random snippet of each part. */
import { z } from "zod";
import { trainSampler } from "./train_sampler.ts";

/** A random snippet of each of T equal parts; short videos are stretched by repetition. */
export const random_perturb = trainSampler({
  kind: "random_perturb",
  summary: "A random snippet of each of T equal parts; a video of fewer than T snippets repeats some",
  options: () => z.strictObject({}),
});
