/** What runs predicted, and what it was scored against, from their folders. */
import { join } from "node:path";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
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
 * @param onDamaged Is told of a run whose files cannot be used, which is in neither list then; by default that is thrown.
 * @throws {UserError} When a file cannot be used.
 */
export async function readPredicted(
  groups: readonly Pick<RunGroup, "runs">[],
  onDamaged: (run: ScoredRun, error: UserError) => void = (_, error) => {
    throw error;
  },
): Promise<PredictedRuns> {
  const predicted = new Map<ScoredRun, Predicted>();
  const without: ScoredRun[] = [];
  for (const run of groups.flatMap(({ runs }) => runs)) {
    try {
      const found = await readRunPredicted(run);
      if (found) predicted.set(run, found);
      else without.push(run);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      onDamaged(run, error);
    }
  }
  return { predicted, without };
}

/** What a run predicted; undefined where a file is absent. */
async function readRunPredicted({ folder }: ScoredRun): Promise<Predicted | undefined> {
  const truth = await readTruth(folder);
  const file = join(folder, "predictions.json");
  return truth && isThere(file) ? { truth, detections: await readDetections(file) } : undefined;
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
