import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { findRuns } from "../../../pipeline/comparison/find_runs.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("Runs are found below a folder, what cannot be read is left out, and too many folders are refused", async () => {
  const folder = temporaryFolder();
  const run = join(folder, "a/b/run");
  mkdirSync(run, { recursive: true });
  mkdirSync(join(folder, "c"));
  for (const file of ["recipe.yaml", "environment.json"]) writeFileSync(join(run, file), "");
  const none = join(run, "recipe.yaml");
  assert.deepEqual((await findRuns([folder, none], "/")).runs.map((each) => each.folder), [run]);
  await assert.rejects(
    findRuns([folder], "/", 3),
    (error) => error instanceof UserError && /more than 3 folders in "/.test(error.message + error.heading),
  );
});
