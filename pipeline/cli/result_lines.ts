/** What a finished run prints. */
import { join } from "node:path";
import { UNSCORED } from "../data/describe.ts";
import { mapTable, neverPredicted } from "../evaluation/text.ts";
import type { FinishedRun } from "../runs/run.ts";
import type { MiningSummary } from "../runs/mining_summary.ts";
import { miningLines } from "./mining_lines.ts";
import { pathWord } from "./terminal/paths.ts";

/** The results as lines: mAP, what explains it, and where the report is. */
export function resultLines(
  folder: string,
  finished: Omit<FinishedRun, "model">,
  mining?: MiningSummary,
): string[] {
  const { kept, keeps } = finished;
  const { evaluation } = kept;
  const percent = (fraction: number) =>
    (Number.isNaN(fraction) ? "-" : (fraction * 100).toFixed(2)).padStart(6);
  const never = evaluation && neverPredicted(evaluation);
  return [
    "",
    ...evaluation
      ? [
        `mAP in percent, after ${keeps === "last" ? "the last step" : `step ${kept.step}, the best one`}`,
        "",
        ...mapTable(evaluation),
        ...comparison(finished),
      ]
      : [`Nothing was scored: ${UNSCORED}`],
    "",
    `classification mAP ${percent(kept.classification)}`,
    `accuracy           ${percent(kept.accuracy)}  (videos whose predicted classes are exactly their labels)`,
    ...never ? ["", never] : [],
    ...miningLines(mining, kept.step),
    "",
    `report   ${pathWord(join(folder, "report.html"))}`,
  ];
}

/** The best and the last of several evaluations, as far as the table does not say it. */
function comparison(
  { keeps, by, last, best, metrics: { evaluations } }: Omit<FinishedRun, "model">,
): string[] {
  if (evaluations.length < 2) return [];
  const chosen = keeps === "best" ? ` by average mAP ${by}` : "";
  return [
    `best of ${evaluations.length} evaluations on the test videos${chosen}: ${
      best.average.toFixed(2)
    } at step ${best.step}`,
    ...keeps === "best" ? [`after the last step: ${last.average.toFixed(2)} at step ${last.step}`] : [],
  ];
}
