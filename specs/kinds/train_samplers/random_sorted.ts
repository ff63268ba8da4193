/** Training sampler `random_sorted`: short videos by random snippets, in order. */
import { z } from "zod";
import { trainSampler } from "./train_sampler.ts";

/** Short videos repeat snippets at random; of long ones a random snippet of each part. */
export const random_sorted = trainSampler({
  kind: "random_sorted",
  summary:
    "Of a video of fewer than T snippets, T random ones in order, each as likely as another; of a longer one a random " +
    "snippet of each of T equal parts, the last of them from the one before it to the end",
  options: () => z.strictObject({}),
});
