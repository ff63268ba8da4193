/** mAP of runs on draws of their test videos. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { readJson } from "../annotations/json/read.ts";
import { checkPredictions } from "../annotations/predictions.ts";
import { isThere } from "../files/reading.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { readTruth } from "../runs/scored_truth.ts";
import { drawMaps, type DrawnMaps } from "./bootstrap.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";
import { mapOfDraw, type Tally, tallyVideos } from "./tally.ts";

/** Runs with mAP on draws of videos, and those of which files are absent. */
export interface DrawnRuns {
  readonly drawn: ReadonlyMap<ScoredRun, DrawnMaps>;
  readonly without: readonly ScoredRun[];
}

/**
 * Draws the test videos of runs.
 *
 * @param count How many draws.
 * @throws {UserError} When predictions and results of a run do not belong together.
 */
export async function drawRuns(groups: readonly RunGroup[], count: number): Promise<DrawnRuns> {
  const without: ScoredRun[] = [];
  const scored: { run: ScoredRun; group: RunGroup; truth: GroundTruth; detections: readonly Detection[] }[] =
    [];
  for (const group of groups) {
    for (const run of group.runs) {
      const truth = await readTruth(run.folder);
      const file = join(run.folder, "predictions.json");
      if (!truth || !isThere(file)) without.push(run);
      else scored.push({ run, group, truth, detections: await readDetections(file) });
    }
  }
  const videos = new Set(scored.flatMap(({ truth, detections }) => [
    ...truth.videos.keys(),
    ...detections.map(({ video }) => video),
  ]));
  const tallies = scored.map(({ run, group, truth, detections }) => {
    const tally = tallyVideos(truth, detections, run.protocol, group.recipe.protocols, videos);
    requireResults(run, tally);
    return tally;
  });
  const maps = drawMaps(tallies, count);
  return { drawn: new Map(scored.map(({ run }, i) => [run, maps[i]!])), without };
}

/** The classes of the predictions are those that they name: a run may predict one that no test video has. */
async function readDetections(path: string): Promise<readonly Detection[]> {
  const { file, text, value } = await readJson(path);
  return checkPredictions(value, labelsIn(value), file, text).detections;
}

function labelsIn(file: unknown): string[] {
  const results = isMap(file) && isMap(file["results"]) ? Object.values(file["results"]) : [];
  const labels = results.flat().map((each) => isMap(each) ? each["label"] : undefined);
  return [...new Set(labels.filter((label) => typeof label === "string"))];
}

/** Percent that come of computing in another order. */
const ROUNDING = 1e-6;

function requireResults({ folder, scores }: ScoredRun, tally: Tally): void {
  const found = mapOfDraw(tally, tally.videos.map(() => 1));
  tally.thresholds.forEach((threshold, t) => {
    const name = thresholdText(threshold);
    const [stated, now] = [scores.map![name] ?? NaN, 100 * found[t]!];
    if (Math.abs(stated - now) <= ROUNDING) return;
    throw userError(
      `Files of run "${folder}" do not belong together: result.json says mAP ${
        stated.toFixed(2)
      } at tIoU ${name}, ` +
        `its predictions have ${now.toFixed(2)}`,
      "restore predictions.json, ground_truth.json and result.json from a copy, or leave the run out",
    );
  });
}
