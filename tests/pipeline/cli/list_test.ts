import assert from "node:assert/strict";
import type { Listed } from "../../../specs/schema/vocabulary.ts";
import { lastLine, task } from "./process.ts";

Deno.test("list prints recipes, macros, blocks, functions and kinds with how they are written", async () => {
  const { code, stdout, stderr } = await task(["list"]);
  assert.deepEqual([code, stderr], [0, ""]);
  for (const title of ["recipes", "macros", "blocks", "functions", "suppressions", "train samplers"]) {
    assert.match(stdout, new RegExp(`^${title}$`, "m"));
  }
  assert.match(stdout, /^ {2}demo +recipes\/demo\.yaml +CoLA on generated videos$/m);
  assert.match(
    stdout,
    /^ {2}info_nce\(query: \[B, K, D\], .*temperature=0\.07\)\n {6}InfoNCE .*\n {6}recipes\/blocks\/info_nce\.yaml:\d+$/m,
  );
});

Deno.test("list WORD leaves out what does not have the word", async () => {
  const { stdout } = await task(["list", "SOFT_nms", "--json"]);
  const names = (lastLine(stdout) as unknown as Listed[]).filter(({ what }) => what === "suppressions").map((
    { name },
  ) => name);
  assert.ok(names.includes("soft_nms") && !names.includes("nms"));
});

Deno.test("list of a word that nothing has says so, with the nearest one", async () => {
  const { code, stdout, stderr } = await task(["list", "sofmax"]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.equal(
    stderr,
    'error: Nothing that a recipe may name has "sofmax" in it\n  = did you mean "softmax"?\n',
  );
});
