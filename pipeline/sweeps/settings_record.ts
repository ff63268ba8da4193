/** What settings have come to, as `settings.json` and `--json` have it. */
// @ts-types="@types/d3-array"
import { mean } from "d3-array";
import { metricValue } from "../runs/metric.ts";
import type { SettingOutcome } from "./score_settings.ts";
import type { TableRun } from "./table.ts";
import type { TrainedSetting } from "./trained.ts";

/** A setting of a run, scored. */
export type ScoredSetting = SettingOutcome & TableRun & {
  readonly recipe: string;
  /** Its folder. */
  readonly run: string;
};

/** Settings in the order of a metric, the mean over the runs, best first; those without a value last. */
export function sortSettings(scored: readonly ScoredSetting[], metric: string): ScoredSetting[] {
  const groups = [...Map.groupBy(scored, ({ job }) => job.variant).values()].map((rows) => {
    const values = rows.flatMap(({ result }) => result ? metricValue(metric, result) ?? [] : []);
    return { rows, value: mean(values) ?? -Infinity };
  });
  // Equal ones stay in the order in which they were given.
  return groups.sort((a, b) => a.value === b.value ? 0 : b.value - a.value).flatMap(({ rows }) => rows);
}

/** The record of settings. */
export function settingsRecord(
  scored: readonly ScoredSetting[],
  { metric, settings, warnings }: {
    readonly metric: string;
    readonly settings: readonly TrainedSetting[];
    readonly warnings: readonly string[];
  },
) {
  const { split, videos } = settings[0]!.data.scored;
  return {
    kind: "walt.settings",
    version: 1,
    metric,
    scored: { split, videos: videos.length, names: videos.map(({ id }) => id) },
    warnings,
    runs: scored.map(({ recipe, job, run, state, result, message }) => ({
      recipe,
      variant: job.variant,
      seed: job.seed,
      state,
      run,
      average: result?.average ?? null,
      averages: result?.averages ?? null,
      map: result?.map ?? null,
      classification_map: result?.classification_map ?? null,
      accuracy: result?.accuracy ?? null,
      ...(message === undefined ? {} : { message }),
    })),
  };
}
