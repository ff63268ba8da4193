/** mAP of runs on draws of their test videos. */
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import { drawMaps, type DrawnMaps } from "./bootstrap.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";
import type { Predicted } from "./predicted.ts";
import { mapOfDraw, type Tally, tallyVideos } from "./tally.ts";

/**
 * Draws the test videos of the runs whose predictions are known.
 *
 * @param count How many draws.
 * @throws {UserError} When predictions and results of a run do not belong together.
 */
export function drawRuns(
  groups: readonly RunGroup[],
  predicted: ReadonlyMap<ScoredRun, Predicted>,
  count: number,
): ReadonlyMap<ScoredRun, DrawnMaps> {
  const videos = new Set(
    [...predicted.values()].flatMap(({ truth, detections }) => [
      ...truth.videos.keys(),
      ...detections.map(({ video }) => video),
    ]),
  );
  const scored = groups.flatMap(({ runs, recipe }) =>
    runs.flatMap((run) => {
      const known = predicted.get(run);
      if (!known) return [];
      const { truth, detections } = known;
      const tally = tallyVideos(truth, detections, run.protocol, recipe.protocols, videos);
      requireResults(run, tally);
      return [{ run, tally }];
    })
  );
  const maps = drawMaps(scored.map(({ tally }) => tally), count);
  return new Map(scored.map(({ run }, i) => [run, maps[i]!]));
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
