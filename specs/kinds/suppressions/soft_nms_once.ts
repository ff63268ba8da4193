/** Suppression `soft_nms_once`: what overlaps falls once, and suppresses nothing itself. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { LENGTH } from "./length.ts";

/** Soft suppression in the form of several authors' programs: no score falls twice. */
export const softNmsOnce = kind({
  kind: "soft_nms_once",
  summary:
    "Soft suppression per class where a score falls once: the best segment is taken, others that overlap it enough go to the end with their scores multiplied by exp(-overlap^2 / sigma), and so on",
  options: ({ number }) =>
    z.strictObject({
      overlap: number("A segment goes to the end when its overlap with a better one is at least this", {
        above: 0,
        max: 1,
      }),
      sigma: number("Width of the Gaussian: the smaller, the less of a score stays", { above: 0 }),
      length: LENGTH,
    }),
});
