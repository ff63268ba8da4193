/** What a finished run prints. */
import { join } from "node:path";
import { UNSCORED } from "../data/describe.ts";
import { mapTable, neverPredicted } from "../evaluation/text.ts";
import type { FinishedRun } from "../runs/run.ts";
import { toPaste } from "./terminal/paths.ts";

/** The results as lines: mAP, what explains it, and where the report is. */
export function resultLines(
  folder: string,
  { last, best, metrics: { evaluations } }: Pick<FinishedRun, "last" | "best" | "metrics">,
): string[] {
  const percent = (fraction: number) =>
    (Number.isNaN(fraction) ? "-" : (fraction * 100).toFixed(2)).padStart(6);
  const { evaluation } = last;
  const never = evaluation && neverPredicted(evaluation);
  return [
    "",
    ...evaluation
      ? ["mAP in percent, after the last step", "", ...mapTable(evaluation)]
      : [`Nothing was scored: ${UNSCORED}`],
    ...evaluation && evaluations.length > 1
      ? [
        `best of ${evaluations.length} evaluations on the test videos: ${
          best.average.toFixed(2)
        } at step ${best.step}`,
      ]
      : [],
    "",
    `classification mAP ${percent(last.classification)}`,
    `accuracy           ${percent(last.accuracy)}  (videos whose predicted classes are exactly their labels)`,
    ...never ? ["", never] : [],
    "",
    `report   ${toPaste(join(folder, "report.html"))}`,
  ];
}
