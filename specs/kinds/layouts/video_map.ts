/** Layout `video_map`: a JSON file that is a map of videos. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** The lists say which subset a video is of. */
export const videoMap = layout({
  kind: "video_map",
  summary:
    'JSON {video: {"duration_second"?, "duration_frame"?, "annotations": [{"label", "segment": [start, end]}], "subset"?, ' +
    '"fps"?}}',
  endings: [".json"],
  options: () => z.strictObject({}),
});
