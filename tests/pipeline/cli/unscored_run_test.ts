/** A run whose test videos have no segments: it trains and localizes, and says that nothing was scored. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { npyFile } from "../data/files.ts";
import { smallDataset } from "../data/small_dataset.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish } from "./process.ts";
import { inRun, recipeInFolder, runsOf, start, withRuns } from "./small_run.ts";

Deno.test("run trains and localizes where nothing is annotated to be scored", () =>
  withRuns("unscored", async () => {
    const folder = temporaryFolder();
    const { files, matrices } = smallDataset();
    for (const [name, [rows, columns]] of Object.entries(matrices)) {
      await npyFile(
        join(folder, name),
        Array.from({ length: rows }, (_, r) => new Array(columns).fill(r % 3)),
      );
    }
    const alone = (subset: string, label: string) => ({ subset, annotations: [{ label }] });
    const database = { v1: alone("train", "A"), v2: alone("train", "B") };
    const texts = { ...files, "gt.json": JSON.stringify({ database }) };
    for (const [name, text] of Object.entries(texts)) await Deno.writeTextFile(join(folder, name), text);
    const recipe = recipeInFolder(folder, "unscored", "steps: 2, evaluate_every: 1");
    const { code, stdout: out, stderr: err } = await finish(start([recipe], { WALT_ENGINE: "cpu" }));
    assert.equal(code, 0, err);
    assert.match(out, /Nothing was scored: no segment of a test video is annotated/);
    assert.doesNotMatch(out, /NaN|average mAP/);
    assert.match(err, /step 2: the test videos were localized, not scored/);
    const [run] = runsOf("unscored");
    const result = JSON.parse(Deno.readTextFileSync(inRun(run, "result.json")));
    assert.deepEqual(
      [result.map, result.average, result.best, result.classification_map, result.accuracy, result.protocol],
      [null, null, undefined, null, null, "thumos14_seconds"],
    );
    assert.deepEqual(Object.keys(JSON.parse(Deno.readTextFileSync(inRun(run, "predictions.json"))).results), [
      "v3",
    ]);
    assert.match(Deno.readTextFileSync(inRun(run, "report.html")), /Nothing was scored/);
    const lines = Deno.readTextFileSync(inRun(run, "metrics.jsonl")).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    const refused = await finish(
      start([recipe, "--set", "training.keep={best: 0.1:0.7}"], { WALT_ENGINE: "cpu" }),
    );
    assert.deepEqual([refused.code, runsOf("unscored").length], [2, 1], refused.stderr);
    assert.match(refused.stderr, /No step is the best where nothing is scored[^]*training.keep: last/);
    assert.deepEqual(lines.at(-1), {
      step: 2,
      average: null,
      map: null,
      classification_map: null,
      accuracy: null,
    });
  }));
