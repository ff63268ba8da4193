import assert from "node:assert/strict";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";

Deno.test("every function and block describes itself and its parameters", () => {
  for (const { name, summary, parameters } of FUNCTIONS.values()) {
    assert.ok(summary.length > 0, name);
    for (const { description } of parameters) assert.ok(description.length > 0, name);
    assert.equal(new Set(parameters.map((each) => each.name)).size, parameters.length, name);
  }
  for (const { kind, summary } of BLOCKS.values()) assert.ok(summary.length > 0, kind);
});
