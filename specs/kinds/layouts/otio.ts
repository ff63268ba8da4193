/** Layout `otio`: timelines of OpenTimelineIO. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Clips or markers, each with its time in a media file. */
export const otio = layout({
  kind: "otio",
  summary:
    "An .otio file, OpenTimelineIO in JSON, or a folder of them: clips are segments of the media that they show, with their " +
    "names as classes",
  endings: [".otio"],
  options: () =>
    z.strictObject({
      label: z.enum(["clip", "marker"]).default("clip").describe(
        "What a segment is: a clip, or a marker of a clip, each with its name as class",
      ),
      video: z.enum(["file", "media"]).default("file").describe(
        "What the video is called after: the .otio file, or the media file of the clip; without the ending",
      ),
    }),
});
