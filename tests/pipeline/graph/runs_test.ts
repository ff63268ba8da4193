import assert from "node:assert/strict";
import type { Run } from "../../../pipeline/graph/call.ts";
import { addRun, runOf } from "../../../pipeline/graph/runs.ts";
import { BLOCK_RUNS } from "../../../pipeline/kinds/blocks/mod.ts";
import { FUNCTION_RUNS } from "../../../pipeline/kinds/functions/mod.ts";
import { STRUCTURE_RUNS } from "../../../pipeline/graph/structure.ts";

Deno.test("runOf() knows every function, block and operation of programs, each under its own name", () => {
  const all = [STRUCTURE_RUNS, FUNCTION_RUNS, BLOCK_RUNS].flatMap((runs) => Object.entries(runs));
  assert.ok(all.length > 40, String(all.length));
  assert.equal(new Set(all.map(([op]) => op)).size, all.length, "no name is taken twice");
  for (const [op, run] of all) assert.equal(runOf(op), run, op);
  assert.equal(runOf("test_unheard"), undefined);
});

Deno.test("addRun() makes an operation of an extension known, and leaves the others alone", () => {
  const run: Run = ({ inputs: [x] }) => x!;
  addRun("test_added", run);
  assert.equal(runOf("test_added"), run);
  assert.equal(runOf("sum"), FUNCTION_RUNS["sum"]);
});
