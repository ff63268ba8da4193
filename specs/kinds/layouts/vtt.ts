/** Layout `vtt`: WebVTT subtitles. */
import { z } from "zod";
import { layout } from "./layout.ts";

/** Cues along the time of one video. */
export const vtt = layout({
  kind: "vtt",
  summary: "A .vtt file, WebVTT, for one video, or a folder of them: the text of a cue is its class",
  endings: [".vtt"],
  options: () =>
    z.strictObject({
      scores: z.boolean().default(false).describe(
        "Whether the text ends with a score, which is left out, as in the files of `--format vtt`",
      ),
    }),
});
