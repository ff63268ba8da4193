import assert from "node:assert/strict";
import { BLOCK_RUNS } from "../../pipeline/kinds/blocks/mod.ts";
import { FUNCTION_RUNS } from "../../pipeline/kinds/functions/mod.ts";
import { BLOCKS } from "../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../specs/kinds/functions/mod.ts";

Deno.test("specs/blocks and pipeline/blocks list the same kinds", () => {
  assert.deepEqual(Object.keys(BLOCK_RUNS).sort(), [...BLOCKS.keys()].sort());
});

Deno.test("specs/functions and pipeline/functions list the same functions", () => {
  assert.deepEqual(Object.keys(FUNCTION_RUNS).sort(), [...FUNCTIONS.keys()].sort());
});

Deno.test("every function and block describes itself and its parameters", () => {
  for (const { name, summary, parameters } of FUNCTIONS.values()) {
    assert.ok(summary.length > 0, name);
    for (const { description } of parameters) assert.ok(description.length > 0, name);
    assert.equal(new Set(parameters.map((each) => each.name)).size, parameters.length, name);
  }
  for (const { kind, summary } of BLOCKS.values()) assert.ok(summary.length > 0, kind);
});
