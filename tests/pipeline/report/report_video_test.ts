import assert from "node:assert/strict";
import { minedSignals } from "../../../pipeline/report/report_video.ts";
import { compileSmall } from "../../specs/compile/small.ts";

Deno.test("minedSignals() are the lists of snippets of a recipe, whatever they are called", () => {
  const mined = (mining: string) =>
    minedSignals(compileSmall(`mining: ${mining}`)).map(({ name }) => name).filter((name) => !own.has(name));
  const own = new Set(minedSignals(compileSmall("")).map(({ name }) => name));
  assert.deepEqual(
    mined(
      `{ best: "top_indices(attention, T, ratio=4, k_min=1)", scores: "gather(cas, best)", hard: "attention > 0",
      best_classes: "top_indices(video, C, ratio=2, k_min=1)" }`,
    ),
    ["best"],
  );
  const named = (mined: string) =>
    minedSignals(
      compileSmall(`mining: { best: "top_indices(attention, T, ratio=4)" }\nreport: { mined: ${mined} }`),
    )
      .map(({ name }) => name);
  assert.deepEqual(named("{ attention: {} }"), ["attention"], "what the recipe names, and no other");
  assert.deepEqual(named("[best, attention]"), ["best", "attention"]);
  assert.deepEqual(mined('{ worst: "top_indices(-attention, T, ratio=4, k_min=1)" }'), ["worst"]);
});
