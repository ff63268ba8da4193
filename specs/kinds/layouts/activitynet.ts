/** Layout `activitynet`: a JSON file with a database of videos. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Every video states its subset. */
export const activitynet = layout({
  kind: "activitynet",
  summary:
    'JSON {"database": {video: {"subset", "annotations": [{"label", "segment": [start, end]}], "duration"?, "fps"?}}}',
  endings: [".json"],
  options: () => z.strictObject({}),
});
