/** The verb `diagnose` on run folders. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Detection } from "../../../pipeline/annotations/detection.ts";
import { predictionsText } from "../../../pipeline/annotations/predictions/text.ts";
import { diagnoseCommand } from "../../../pipeline/cli/diagnose.ts";
import { compileFile } from "../../../pipeline/cli/load.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { readTextSync } from "../../../pipeline/files/reading.ts";
import { printedBy } from "./printed.ts";
import { recipe as writeRecipe } from "./small_run.ts";

/** A run folder with predictions. */
async function runWith(
  recipe: string,
  predict: (truth: readonly Detection[]) => readonly Detection[],
): Promise<string> {
  const { program } = await compileFile(recipe, { read: readTextSync });
  await Deno.writeTextFile(join(recipe, "..", "recipe.yaml"), program.resolved);
  const { groundTruth } = await openDataset(program.recipe);
  const perfect = [...groundTruth!.videos].flatMap(([video, list]) =>
    list.map(({ label, start, end }) => ({ video, label, start, end, score: 1 }))
  );
  const text = predictionsText(predict(perfect), [...groundTruth!.videos.keys()]);
  await Deno.writeTextFile(join(recipe, "..", "predictions.json"), text);
  return join(recipe, "..");
}

Deno.test("diagnoseCommand() of a run takes all from its recipe, and makes generated data again", async () => {
  const more = "evaluation: { protocol: { kind: anet12, ap: raw } }";
  const run = await runWith(writeRecipe("diagnosed", more), (truth) => truth.slice(1));
  const { out, err } = await printedBy(() => diagnoseCommand(run, { json: true, tiou: "0.5" }));
  const found = JSON.parse(out[0]!);
  const { instances } = found.ground_truth;
  assert.deepEqual(
    [found.protocol, found.bins, found.predictions],
    ["anet12", "activitynet", instances - 1],
  );
  assert.ok(Math.abs(found.false_negatives.share - 100 / instances) < 1e-10);
  assert.ok(found.false_negatives.coverage.length === 5);
  assert.match(err.join("\n"), /anet12/);
  await assert.rejects(printedBy(() => diagnoseCommand(run, { fps: 25, subset: "val" })), {
    name: "UserError",
    message: `--subset and --fps: the recipe of run "${run}" says how its data are read`,
  });
});

Deno.test("diagnoseCommand() reads a run against another annotation file, with what its recipe says", async () => {
  const run = await runWith(writeRecipe("moved"), (truth) => truth);
  const own = JSON.parse(
    (await printedBy(() => diagnoseCommand(run, { json: true, subset: "test" }))).out[0]!,
  );
  assert.deepEqual([own.mAP, own.false_negatives.share], [100, 0]);
  const { results } = JSON.parse(await Deno.readTextFile(join(run, "predictions.json")));
  const [video] = Object.keys(results);
  const database = Object.fromEntries(
    Object.entries(results).map(([name, annotations]) => {
      return [name, { subset: name === video ? "test" : "other", annotations }];
    }),
  );
  await Deno.writeTextFile(join(run, "gt.json"), JSON.stringify({ database }));
  const { out } = await printedBy(() =>
    diagnoseCommand(run, {
      json: true,
      groundTruth: join(run, "gt.json"),
      set: ["evaluation.protocol={kind: thumos14_seconds, outside: ignore}"],
    })
  );
  const other = JSON.parse(out[0]!);
  assert.deepEqual([other.mAP, other.predictions, other.ground_truth.videos], [
    100,
    results[video!].length,
    1,
  ]);
});

Deno.test("diagnoseCommand() warns where a run has written down another mAP than its files give", async () => {
  const run = await runWith(writeRecipe("changed"), (truth) => truth);
  const warned = async (average: number, options = {}) => {
    await Deno.writeTextFile(join(run, "result.json"), JSON.stringify({ average }));
    const { err } = await printedBy(() => diagnoseCommand(run, options));
    return err.filter((line) => line.includes("changed since"));
  };
  assert.deepEqual(await warned(100), []);
  assert.match(
    (await warned(80.6))[0]!,
    /result.json says average mAP 80.60, and the run's files give 100.00: /,
  );
  assert.deepEqual(await warned(80.6, { protocol: "anet12" }), []);
});
