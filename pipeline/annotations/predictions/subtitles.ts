/** Predictions as subtitles, which players show over the video. */
import type { Detection } from "../detection.ts";

/** The predictions of one video as WebVTT, in the order of time. */
export function vttText(detections: readonly Detection[]): string {
  const cues = inTime(detections).map((each) => {
    const text = wordsOf(each).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `\n${clock(each.start, ".")} --> ${clock(endOf(each), ".")}\n${text}\n`;
  });
  return `WEBVTT\n${cues.join("")}`;
}

/** The predictions of one video as SubRip, in the order of time. */
export function srtText(detections: readonly Detection[]): string {
  return inTime(detections).map((each, i) =>
    `${i + 1}\n${clock(each.start, ",")} --> ${clock(endOf(each), ",")}\n${
      wordsOf(each).replaceAll("-->", "->")
    }\n`
  ).join("\n");
}

function inTime(detections: readonly Detection[]): Detection[] {
  return detections.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The least time that a player shows: a cue ends after its start, in milliseconds. */
function endOf({ start, end }: Detection): number {
  return Math.max(end, start + 0.001);
}

/** A label in one line, with its score. */
function wordsOf({ label, score }: Detection): string {
  return `${label.replaceAll(/\s+/g, " ").trim()} ${score.toFixed(3)}`;
}

/** Seconds as hours, minutes, seconds and milliseconds. */
export function clock(seconds: number, point: string): string {
  const all = Math.max(0, Math.round(seconds * 1000));
  const two = (number: number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
  const rest = String(all % 1000).padStart(3, "0");
  return `${two(hours)}:${two(minutes)}:${two(Math.floor(all / 1000) % 60)}${point}${rest}`;
}
