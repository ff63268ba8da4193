/** Segments as WebVTT whose cues hold the class and nothing else. */
import { clock } from "../predictions/subtitles.ts";
import type { ExchangeTarget } from "./target.ts";

/** The score is in the name of the cue, which players do not show. */
export const webvttTarget: ExchangeTarget = {
  ending: ".vtt",
  ofOneVideo: true,
  unit: "milliseconds",
  content: ([video]) => {
    const cues = video!.segments.map(({ label, score, start, end }, i) =>
      `\n${i + 1} score ${score.toFixed(3)}\n${clock(start / 1000, ".")} --> ${clock(end / 1000, ".")}\n${
        escaped(label)
      }\n`
    );
    return `WEBVTT\n${cues.join("")}`;
  },
};

/** An arrow would be taken for times, which `&gt;` is not. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
