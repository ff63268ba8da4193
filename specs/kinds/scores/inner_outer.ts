/** Score `inner_outer`: the contrast of a segment with its margins, which have a weight of their own. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { marginWidth, videoWeight } from "./common.ts";

/** Inner mean minus weighted outer mean, by the bounds of several authors' programs. */
export const innerOuter = kind({
  kind: "inner_outer",
  summary:
    "Mean of the segment and the sample after it, minus a part of the mean of its margins, plus a part of the video score",
  options: (fields) =>
    z.strictObject({
      margin: marginWidth(fields),
      outer_weight: fields.number("Weight of the margins' mean, which is subtracted", { min: 0 }).default(1),
      video_weight: videoWeight(fields),
    }),
});
