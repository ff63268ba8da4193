/** Suppression `nms`: greedy non-maximum suppression. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { LENGTH } from "./length.ts";

/** Greedy suppression per class: the best segment is kept, what overlaps with it is dropped, and so on. */
export const nms = kind({
  kind: "nms",
  summary: "Greedy suppression per class: what overlaps a better segment is dropped",
  options: ({ number }) =>
    z.strictObject({
      overlap: number("A segment is dropped when its overlap with a better one is at least this", {
        above: 0,
        max: 1,
      }),
      at_overlap: z.enum(["drop", "keep"]).default("drop")
        .describe("What becomes of a segment whose overlap is exactly that"),
      relative_to: z.enum(["union", "own"]).default("union")
        .describe("Overlap is what two segments share as a part of their union, or of the weaker one alone"),
      length: LENGTH,
    }),
});
