/** Score `mean`: the mean of a segment, whatever surrounds it. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { videoWeight } from "./common.ts";

/** The mean of the map inside a segment. */
export const mean = kind({
  kind: "mean",
  summary: "Mean of the segment, plus a part of the video score",
  options: (fields) => z.strictObject({ video_weight: videoWeight(fields) }),
});
