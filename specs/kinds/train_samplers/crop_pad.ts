/** Training sampler `crop_pad`: a stretch of T snippets, or all and padding. */
import { z } from "zod";
import { trainSampler } from "./train_sampler.ts";

/** T snippets in a row from a random start; short videos are followed by zeros. */
export const crop_pad = trainSampler({
  kind: "crop_pad",
  summary:
    "T snippets in a row from a random start; a video of fewer than T snippets is followed by snippets of zeros, where " +
    "the input `mask` [B, T] is 0 and not 1, and `positions` is -1",
  pads: true,
  options: () =>
    z.strictObject({
      last_snippet: z.enum(["used", "unused"]).default("used").describe(
        "Whether a crop may reach the last snippet of a video that is longer than T: starts are 0 to L - T, or to " +
          "L - T - 1 as some authors' programs draw them",
      ),
    }),
});
