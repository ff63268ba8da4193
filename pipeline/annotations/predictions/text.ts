/** The text of a prediction file. */
import type { Detection } from "../detection.ts";

/**
 * The text of a prediction file, strict JSON with one video per line.
 *
 * @param detections in the order in which equal scores are to be ranked.
 * @param videos the videos that were looked at, each of which gets a list, an empty one where nothing was found;
 * others follow in the order of their first detection.
 * @throws {RangeError} naming the video when a score or time is not finite.
 *
 * @example Write detections
 * ```ts
 * import { predictionsText } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const text = predictionsText([{ video: "a", label: "dive", score: 0.9, start: 1, end: 3 }], ["a", "b"]);
 * assert.deepEqual(JSON.parse(text).results, { a: [{ label: "dive", score: 0.9, segment: [1, 3] }], b: [] });
 * ```
 */
export function predictionsText(
  detections: readonly Detection[],
  videos: readonly string[] = [],
  version = "walt 1",
): string {
  const lists = new Map<string, string[]>(videos.map((video) => [video, []]));
  for (const { video, label, score, start, end } of detections) {
    if (![score, start, end].every(Number.isFinite)) {
      throw new RangeError(
        `Prediction "${label}" of video "${video}" is not finite: ${score} [${start}, ${end}]`,
      );
    }
    if (!lists.has(video)) lists.set(video, []);
    lists.get(video)!.push(JSON.stringify({ label, score, segment: [start, end] }));
  }
  const lines = Array.from(lists, ([video, list]) => `${JSON.stringify(video)}: [${list.join(", ")}]`);
  return `{"version": ${JSON.stringify(version)}, "results": {\n${
    lines.join(",\n")
  }\n}, "external_data": {}}\n`;
}
