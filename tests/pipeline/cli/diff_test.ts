import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";

const COLA = "recipes/cola_thumos.yaml";
const PATCH = "recipes/ablations/cola_thumos_hard_ratio_10.yaml";

Deno.test("diff prints both values with their lines, section by section", async () => {
  const { code, stdout, stderr } = await task(["diff", COLA, PATCH]);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^- {2}cola_thumos .*\n\+ {2}cola_thumos_hard_ratio_10 .*\n\nconstants\n {2}r_hard\n {4}- {2}20 {2}recipes\/cola_thumos\.yaml:\d+\n {4}\+ {2}10 {2}recipes\/ablations\/\S+:\d+\n$/,
  );
});

Deno.test("diff of a recipe with itself says that both mean the same", async () => {
  const { stdout } = await task(["diff", COLA, COLA]);
  assert.match(stdout, /\n\nNames aside, both mean the same\n$/);
});

Deno.test("diff --json has paths, values and places", async () => {
  const { stdout } = await task(["diff", COLA, COLA, "--set", "training.steps=7", "--json"]);
  const { was, now, differences } = lastLine(stdout);
  assert.deepEqual([was, now], Array(2).fill({ name: "cola_thumos", file: COLA }));
  assert.equal((differences as unknown[]).length, 1);
  const [{ path, now: after }] = differences as [{ path: string; now: unknown }];
  assert.deepEqual([path, after], ["training.steps", { value: 7, from: "--set training.steps=7" }]);
});

Deno.test("diff --as-recipe prints a recipe that check takes and that means the second", async () => {
  const file = join(temporaryFolder(), "patch.yaml");
  const { stdout } = await task(["diff", COLA, "recipes/um_thumos.yaml", "--as-recipe"]);
  Deno.writeTextFileSync(file, stdout.replace(/^extends: /m, `extends: ${Deno.cwd()}/`));
  assert.equal((await task(["check", file])).code, 0);
  assert.match((await task(["diff", "recipes/um_thumos.yaml", file])).stdout, /both mean the same/);
});

Deno.test("diff refuses what is no recipe, with the one that is meant", async () => {
  const { code, stderr } = await task(["diff", COLA, "recipes/um_thumo.yaml"]);
  assert.equal(code, 2);
  assert.match(stderr, /did you mean "recipes\/um_thumos\.yaml"\?/);
});
