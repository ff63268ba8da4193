/** Layout `boris`: a project of BORIS. */
import { z } from "zod";
import { eventLabel } from "./boris_label.ts";
import { layout } from "./layout.ts";

/** Observations, each of a video. */
export const boris = layout({
  kind: "boris",
  summary:
    "A project of BORIS, .boris: the state events of its observations, from START to STOP; point events have no length",
  endings: [".boris"],
  options: () =>
    z.strictObject({
      label: eventLabel,
      video: z.enum(["observation", "media"]).default("observation").describe(
        "What a video is called after: the id of the observation, or its only media file, without the ending",
      ),
    }),
});
