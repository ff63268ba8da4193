/** Suppression `nms`: greedy non-maximum suppression. */
import { z } from "zod";
import { kind } from "../kind.ts";

/** Greedy suppression per class: the best segment is kept, what overlaps with it is dropped, and so on. */
export const nms = kind({
  kind: "nms",
  summary: "Greedy suppression per class",
  options: ({ number }) =>
    z.strictObject({
      overlap: number("A segment is dropped when its overlap with a better one is at least this", {
        above: 0,
        max: 1,
      }),
      length: z.enum(["plus_one", "exact"]).default("exact")
        .describe("Length of a segment in the overlap: end - start + 1 (seconds), or end - start"),
    }),
});
