import assert from "node:assert/strict";
import { runOf } from "../../../pipeline/graph/run_of.ts";
import { STRUCTURE_RUNS } from "../../../pipeline/graph/structure.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";

Deno.test("runOf() tells operations of programs from functions and blocks of the same name", () => {
  const own = () => assert.fail();
  const functions = new Map([...KINDS.functions, ["align", own]]);
  const kinds = { ...KINDS, functions };
  assert.equal(runOf({ family: "functions", op: "align" }, kinds), own);
  assert.equal(runOf({ family: "structure", op: "align" }, kinds), STRUCTURE_RUNS["align"]);
  assert.equal(runOf({ family: "blocks", op: "conv1d" }, kinds), KINDS.blocks.get("conv1d"));
});

Deno.test("runOf() says what lacks where an extension's kinds are not given", () => {
  assert.throws(() => runOf({ family: "functions", op: "mine" }, KINDS), /Nothing says how "mine" runs/);
});
