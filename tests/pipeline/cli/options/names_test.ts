import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { ROOT } from "../../../shared.ts";
import { task } from "../process.ts";
import { recipe } from "../small_run.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** The answer to a name that is no recipe; what it suggests can be typed in its place. */
async function suggested(words: readonly string[], from = ROOT): Promise<string | undefined> {
  const { code, stderr } = await task(words, { INIT_CWD: from });
  assert.equal(code, 2, stderr);
  assert.match(stderr, /^error: /);
  return /\n {2}= did you mean "(.+)"\?\n$/.exec(stderr)?.[1];
}

for (
  const [words, from, meant] of [
    [["run", "recipes/dmeo.yaml"], "", "recipes/demo.yaml"],
    [["check", "walt:demo_action_onyl"], "", "recipes/ablations/demo_action_only.yaml"],
    [["explain", "cola_thumo"], "recipes/ablations", "../cola_thumos.yaml"],
    [["check", "something_else.yaml"], "", undefined],
  ] as const
) {
  Deno.test(`${words.join(" ")} in "${from}" suggests ${meant ?? "no recipe"}`, async () => {
    const folder = join(ROOT, from);
    assert.equal(await suggested(words, folder), meant);
    if (meant === undefined) return;
    const { code, stderr } = await task(["check", meant], { INIT_CWD: folder });
    assert.equal(code, 0, stderr);
  });
}

Deno.test("check suggests a recipe beside the one that is named", async () => {
  const path = recipe("test_beside");
  assert.equal(await suggested(["check", path.replace("beside", "besdie")], "/"), path);
});

Deno.test("a run folder in place of a recipe is answered with the recipe in it and how to go on", async () => {
  const folder = temporaryFolder();
  for (const file of ["recipe.yaml", "environment.json"]) Deno.writeTextFileSync(join(folder, file), "");
  const unfinished = await task(["run", folder], { INIT_CWD: ROOT });
  const shown = relative(ROOT, folder);
  assert.equal(
    unfinished.stderr,
    `error: "${folder}" is a run folder, not a recipe\n  = go on with it: deno task run --resume ${shown}; ` +
      `its recipe is "${shown}/recipe.yaml"\n`,
  );
  Deno.writeTextFileSync(join(folder, "result.json"), "");
  const { code, stderr } = await task(["explain", folder], { INIT_CWD: ROOT });
  assert.equal(code, 2);
  assert.match(stderr, /a run folder, not a recipe\n {2}= its recipe is ".*\/recipe\.yaml"\n$/);
});

Deno.test("eval suggests the predictions of a run, and files with a similar name", async () => {
  const folder = temporaryFolder();
  Deno.writeTextFileSync(join(folder, "predictions.json"), '{"results": {}}');
  const truth = ["--ground-truth", "gt.json"];
  Deno.writeTextFileSync(
    join(folder, "gt.json"),
    '{"database": {"v": {"subset": "test", "annotations": [{"label": "a", "segment": [0, 1]}]}}}',
  );
  assert.equal(
    await suggested(["eval", "prediction.json", ...truth], folder),
    join(folder, "predictions.json"),
  );
  assert.equal(await suggested(["eval", ".", ...truth], folder), join(folder, "predictions.json"));
  assert.equal(
    await suggested(["eval", "predictions.json", "--ground-truth", "tg.json"], folder),
    join(folder, "gt.json"),
  );
  assert.equal((await task(["eval", "predictions.json", ...truth], { INIT_CWD: folder })).code, 0);
});

Deno.test("walt's recipes are found by name where there is no such file, beside others that are there", async () => {
  const folder = temporaryFolder();
  Deno.writeTextFileSync(join(folder, "cola_thumos"), "version: 1\n");
  const names = [
    "walt:demo",
    "recipes/demo.yaml",
    "hybrids/cola_suppressed",
    "demo_action_only",
    "cola_thumos",
  ];
  const { stdout, stderr } = await task(["check", ...names], { INIT_CWD: folder });
  assert.deepEqual(
    stdout.match(/^ok [^:]+/gm),
    ["ok demo", "ok demo", "ok cola_suppressed", "ok demo_action_only"],
    stderr,
  );
  assert.match(stderr, /cola_thumos:1/);
});
