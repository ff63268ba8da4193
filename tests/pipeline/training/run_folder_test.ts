import assert from "node:assert/strict";
import { join } from "node:path";
import { RunError } from "../../../specs/diagnostics.ts";
import { openMetrics } from "../../../pipeline/training/metrics.ts";
import { createRunFolder, runHash } from "../../../pipeline/training/run_folder.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { ROOT } from "../../shared.ts";

const compile = (...set: string[]) =>
  compileRecipe(join(ROOT, "recipes", "cola_thumos.yaml"), { set, read: Deno.readTextFileSync });

Deno.test("createRunFolder() gives every run a folder of its own, also to runs that start together", async () => {
  const parent = join(Deno.makeTempDirSync(), "runs");
  const folders = await Promise.all([1, 2, 3].map(() => createRunFolder(parent, "a-1-s0")));
  assert.deepEqual(folders.sort(), ["a-1-s0", "a-1-s0-2", "a-1-s0-3"].map((name) => join(parent, name)));
});

Deno.test("createRunFolder() says why a folder cannot be made", async () => {
  const file = Deno.makeTempFileSync();
  await assert.rejects(createRunFolder(join(file, "runs"), "a"), (error) => {
    assert.ok(error instanceof RunError);
    assert.match(error.message, /^Cannot make the folder ".*runs": /);
    assert.ok(error.hint);
    return true;
  });
});

Deno.test("runHash() depends on what is computed, and not on the seed or where the data lie", () => {
  const hash = (...set: string[]) => runHash(compile(...set), "data");
  assert.match(hash(), /^[0-9a-f]{8}$/);
  assert.equal(hash("training.seed=7", "data.root=/elsewhere"), hash());
  assert.notEqual(hash("constants.r_hard=10"), hash());
  assert.notEqual(runHash(compile(), "other data"), hash());
});

Deno.test("openMetrics() keeps the lines up to the step that a run goes on from, and drops a cut-off one", async () => {
  const folder = Deno.makeTempDirSync();
  const first = await openMetrics(folder, { step: 0 });
  const numbers = { losses: { action: 1 }, logged: {} };
  for (const step of [1, 2, 3]) await first.add({ step, total: 1, ...numbers });
  await first.add({ step: 3, average: 5, map: {}, classification_map: 6, accuracy: 7 });
  Deno.writeTextFileSync(join(folder, "metrics.jsonl"), '{"step":4,"tot', { append: true });
  const again = await openMetrics(folder, { step: 2 });
  assert.deepEqual(again.steps.map(({ step }) => step), [1, 2]);
  assert.deepEqual(again.evaluations, []);
  await again.add({ step: 3, total: 2, ...numbers });
  const lines = Deno.readTextFileSync(join(folder, "metrics.jsonl")).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).total), [1, 1, 2]);
});
