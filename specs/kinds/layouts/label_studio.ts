/** Layout `label_studio`: what Label Studio exports. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Tasks, each of a video, an audio file or a time series. */
export const labelStudio = layout({
  kind: "label_studio",
  summary:
    "The JSON export of Label Studio (not JSON-MIN): `timelinelabels` of videos, in frames, and `labels` of audio and time " +
    "series, in seconds. Of several annotations of a task the last that was not cancelled",
  endings: [".json"],
  options: ({ number }) =>
    z.strictObject({
      fps: number("Frames per second of the videos; by default `fps` among the data of a task", { above: 0 })
        .optional(),
      video: z.string().default("video").describe(
        "Key of the task's data with the file that the video is called after, where the data have no `video_id`",
      ),
      from: z.enum(["annotations", "predictions"]).default("annotations").describe(
        "What is read: what people annotated, or the predictions of a model, of which the last",
      ),
    }),
});
