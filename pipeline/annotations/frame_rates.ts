/** Frame rates that a file states per video. */
import { join } from "node:path";
import type { FeatureSource } from "../../specs/recipe/features.ts";
import { shown } from "./layout.ts";
import { finiteNumber } from "./json/finite_number.ts";
import { collectProblems } from "./json/problems.ts";
import { readJson } from "./json/read.ts";
import type { Mistakes } from "./mistakes.ts";

/** The frame rate of a video, undefined where a file does not state it. */
export type FrameRates = (video: string) => number | undefined;

/**
 * The frame rates of a source: one number, or a JSON file `{video id: fps}` in which every one of `videos` must be; the
 * absent ones are noted as one mistake, with a remedy.
 *
 * @throws {UserError} When the file cannot be read, is no map, or has a rate that is not a number > 0.
 */
export async function readFrameRates(
  root: string,
  fps: FeatureSource["fps"],
  videos: readonly string[],
  mistakes: Mistakes,
  remedy = "add them, or give one number as fps",
): Promise<FrameRates> {
  if (typeof fps === "number") return () => fps;
  const { file, text, value } = await readJson(join(root, fps.file));
  const problems = collectProblems(file, text);
  const rates = new Map<string, number>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.add([], `"${file}" must be a map of video ids to frames per second`);
  } else {
    for (const [video, given] of Object.entries(value)) {
      const rate = finiteNumber(given);
      if (rate !== undefined && rate > 0) rates.set(video, rate);
      else {
        problems.add(
          [video],
          `The frame rate of "${video}" must be a number > 0: current value is ${shown(given)}`,
          undefined,
          { kind: "rate", example: `"${video}"` },
        );
      }
    }
  }
  problems.throwIfAny();
  const absent = videos.filter((video) => !rates.has(video));
  if (absent.length > 0) {
    mistakes.add(() => ({
      message: `"${file}" has no frame rate of ${absent.length} of ${videos.length} videos, such as "${
        absent[0]
      }"`,
      hint: remedy,
    }));
  }
  return (video) => rates.get(video);
}
