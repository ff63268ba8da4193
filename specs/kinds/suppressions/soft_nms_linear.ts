/** Suppression `soft_nms_linear`: scores that fall by the overlap itself. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { LENGTH } from "./length.ts";

/** Soft suppression (Bodla et al., ICCV 2017) in its linear form: every segment stays. */
export const softNmsLinear = kind({
  kind: "soft_nms_linear",
  summary:
    "Linear soft suppression per class: the best segment is taken, the scores of others that overlap it enough are multiplied by 1 - overlap, and so on",
  options: ({ number }) =>
    z.strictObject({
      overlap: number("A score falls when the overlap with a better segment is at least this", {
        above: 0,
        max: 1,
      }),
      length: LENGTH,
    }),
});
