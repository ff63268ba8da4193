/** Layout `elan`: what ELAN saves about a video. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Tiers of annotations along the time of one video. */
export const elan = layout({
  kind: "elan",
  summary:
    "An .eaf file of ELAN, for one video, or a folder of them: the annotations of its tiers; those that hang on " +
    "annotations of another tier are left out",
  endings: [".eaf"],
  options: () =>
    z.strictObject({
      label: z.enum(["value", "tier"]).default("value").describe(
        "What the class of an annotation is: its value, or the name of its tier",
      ),
      tiers: z.array(z.string()).optional().describe(
        "Names of the tiers that are read; by default all that have no parent tier",
      ),
      video: z.enum(["file", "media"]).default("file").describe(
        "What the video is called after: the .eaf file, or the media file that it names first; without the ending",
      ),
      time_origin: z.enum(["add", "leave"]).optional().describe(
        "Whether the time at which ELAN begins in its first media file, where it is another than 0, is added to times",
      ),
    }),
});
