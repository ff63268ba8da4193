/** Score `outer_inner_contrast`: how much a segment stands out from its margins. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { marginWidth, videoWeight } from "./common.ts";

/** Outer-inner contrast (Shou et al., ECCV 2018). */
export const outerInnerContrast = kind({
  kind: "outer_inner_contrast",
  summary: "Mean inside the segment minus mean of its margins, plus a part of the video score",
  options: (fields) => z.strictObject({ margin: marginWidth(fields), video_weight: videoWeight(fields) }),
});
