/** Batch maker `shuffle`: every video once an epoch. */
import { z } from "zod";
import { batchMaker } from "./batch_maker.ts";

/** Every video once an epoch, shuffled anew. */
export const shuffle = batchMaker({
  kind: "shuffle",
  summary: "Every video once an epoch, in an order that is shuffled anew",
  options: () =>
    z.strictObject({
      last: z.enum(["keep", "drop"]).default("keep").describe(
        "What becomes of the videos that fill no batch at the end of an epoch: `keep` makes a smaller batch of them, `drop` none",
      ),
    }),
});
