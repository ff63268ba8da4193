/** Suppression `soft_nms`: scores that fall with overlap, as a Gaussian does. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { LENGTH } from "./length.ts";

/** Soft suppression (Bodla et al., ICCV 2017): every segment stays, and what overlaps a better one is worth less. */
export const softNms = kind({
  kind: "soft_nms",
  summary:
    "Gaussian soft suppression per class: the best segment is taken, the scores of the others are multiplied by exp(-overlap^2 / sigma), and so on",
  options: ({ number }) =>
    z.strictObject({
      sigma: number("Width of the Gaussian: the smaller, the less of a score stays", { above: 0 }),
      length: LENGTH,
    }),
});
