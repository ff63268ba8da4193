/** Batch maker `pairs`: pairs of videos that share a class come first. */
import { z } from "zod";
import { batchMaker } from "./batch_maker.ts";

/** Pairs of videos that share a class, then others. */
export const pairs = batchMaker({
  kind: "pairs",
  summary:
    "Pairs of videos that share a class, then other videos. For each pair a class is drawn of those with enough videos, " +
    "and then the two; the others are drawn from all videos, and may come again. The input `pairs` [P, S=2] has the two " +
    "places in the batch of every pair, to be gathered by",
  options: ({ number }) =>
    z.strictObject({
      count: number("Pairs at the beginning of a batch", { integer: true, min: 1 }),
      same_video: z.boolean().default(false).describe("Whether the two of a pair may be the same video"),
    }),
  pairs: ({ count }) => count,
});
