import assert from "node:assert/strict";
import { type ScoredSetting, sortSettings } from "../../../pipeline/sweeps/settings_record.ts";

/** A setting of a run whose mAP at 0.5 is its average halved. */
function scored(variant: string, seed: number, average: number | null): ScoredSetting {
  const map = average === null ? null : { "0.5": average / 2 };
  return {
    recipe: "r",
    run: `r-s${seed}`,
    job: { variant, seed },
    state: "done",
    result: { average, averages: null, map },
  };
}

Deno.test("sortSettings() sorts by the mean over the runs, equal ones as they were, those without a value last", () => {
  const failed: ScoredSetting = {
    recipe: "r",
    run: "r-s0",
    job: { variant: "failed", seed: 0 },
    state: "failed",
    message: "no",
  };
  const rows = [
    failed,
    scored("even", 0, 40),
    scored("low", 0, 50),
    scored("also even", 0, 40),
    scored("low", 1, 10),
    scored("unscored", 0, null),
    scored("best", 0, 41),
  ];
  const order = (metric: string) =>
    sortSettings(rows, metric).map(({ job: { variant, seed } }) => `${variant} ${seed}`);
  const expected = ["best 0", "even 0", "also even 0", "low 0", "low 1", "failed 0", "unscored 0"];
  assert.deepEqual(order("average"), expected);
  assert.deepEqual(order("0.5"), expected);
});
