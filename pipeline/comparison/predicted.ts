/** What runs predicted, and what it was scored against, from their folders. */
import { join } from "node:path";
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { readJson } from "../annotations/json/read.ts";
import { checkPredictions } from "../annotations/predictions.ts";
import { isThere } from "../files/reading.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { readTruth } from "../runs/scored_truth.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";

/** The segments of the test videos. */
export interface Predicted {
  readonly truth: GroundTruth;
  readonly detections: readonly Detection[];
}

/** Runs with their predictions, and those of which files are absent. */
export interface PredictedRuns {
  readonly predicted: ReadonlyMap<ScoredRun, Predicted>;
  readonly without: readonly ScoredRun[];
}

/**
 * Reads the predictions of all runs of groups.
 *
 * @throws {UserError} When a file cannot be used.
 */
export async function readPredicted(groups: readonly Pick<RunGroup, "runs">[]): Promise<PredictedRuns> {
  const predicted = new Map<ScoredRun, Predicted>();
  const without: ScoredRun[] = [];
  for (const run of groups.flatMap(({ runs }) => runs)) {
    const truth = await readTruth(run.folder);
    const file = join(run.folder, "predictions.json");
    if (!truth || !isThere(file)) without.push(run);
    else predicted.set(run, { truth, detections: await readDetections(file) });
  }
  return { predicted, without };
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
