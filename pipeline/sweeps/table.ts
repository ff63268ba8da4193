/** What a sweep has come to, a row for each variant. */
// @ts-types="@types/d3-array"
import { deviation, mean } from "d3-array";
import { metricLabel, metricValue, type Scores } from "../runs/metric.ts";
import type { Job, JobState } from "./job.ts";

/** A run as the table shows it. */
export interface TableRun {
  readonly job: Pick<Job, "variant" | "seed">;
  readonly state: JobState;
  readonly message?: string | undefined;
  readonly result?: Scores | undefined;
}

/** The rows of the table with its head: variant, how many runs are done, mAP at each tIoU, the metric over the seeds. */
export function tableRows(jobs: readonly TableRun[], metric: string): string[][] {
  const variants = [...Map.groupBy(jobs, ({ job }) => job.variant)];
  const thresholds = [...new Set(jobs.flatMap(({ result }) => Object.keys(result?.map ?? {})))]
    .sort((a, b) => Number(a) - Number(b));
  return [
    ["variant", "runs", ...thresholds.map((each) => each.padStart(5)), metricLabel(metric)],
    ...variants.map(([variant, runs]) => {
      const results = runs.flatMap(({ result }) => result ?? []);
      const at = (threshold: string) => results.flatMap(({ map }) => map?.[threshold] ?? []);
      const values = results.flatMap((result) => metricValue(metric, result) ?? []);
      const spread = deviation(values);
      return [
        variant,
        results.length === runs.length ? String(runs.length) : `${results.length} of ${runs.length}`,
        ...thresholds.map((each) => percent(mean(at(each)))),
        `${percent(mean(values))}${spread === undefined ? "" : ` +- ${spread.toFixed(2)}`}`,
      ];
    }),
  ];
}

/** The runs that failed, with their messages. */
export function failedRows(jobs: readonly TableRun[]): string[][] {
  return jobs.filter(({ state }) => state === "failed").map(({ job, message }) => [
    "failed",
    `${job.variant}, seed ${job.seed}`,
    message ?? "",
  ]);
}

function percent(value: number | undefined): string {
  return (value === undefined ? "-" : value.toFixed(2)).padStart(5);
}
