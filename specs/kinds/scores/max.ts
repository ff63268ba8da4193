/** Score `max`: the height of a segment. */
import { z } from "zod";
import { kind } from "../kind.ts";
import { videoWeight } from "./common.ts";

/** The largest value of the map inside a segment. */
export const max = kind({
  kind: "max",
  summary: "Largest sample of the segment, plus a part of the video score",
  options: (fields) => z.strictObject({ video_weight: videoWeight(fields) }),
});
