/** Batch maker `shuffle`: every video once an epoch. */
import { z } from "zod";
import { batchMaker } from "./batch_maker.ts";

/** Every video once an epoch, shuffled anew. */
export const shuffle = batchMaker({
  kind: "shuffle",
  summary:
    "Every video once an epoch, in an order that is shuffled anew; the last batch of an epoch may be smaller",
  options: () => z.strictObject({}),
});
