/** Values and gradients of every function and block, on every engine, against references in float64. */
import assert from "node:assert/strict";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";
import { ARITHMETIC } from "./cases/arithmetic.ts";
import { BLOCK_CASES } from "./cases/blocks.ts";
import { JOINS } from "./cases/joins.ts";
import { REDUCTIONS } from "./cases/reductions.ts";
import { SELECTIONS } from "./cases/selections.ts";
import { checkCase, compileCase, operationOf } from "./check.ts";
import { engineTest } from "./engines.ts";

const CASES = [...ARITHMETIC, ...REDUCTIONS, ...SELECTIONS, ...JOINS, ...BLOCK_CASES];

for (const each of CASES) {
  const { out, signals } = each;
  const text = typeof out === "string" ? out : JSON.stringify(out).replaceAll('"', "");
  const before = signals && typeof out !== "string" ? `${JSON.stringify(signals).replaceAll('"', "")} ` : "";
  engineTest(`${before}${text} has the values and gradients of its definition`, (engine) => {
    checkCase(each, engine);
  });
}

Deno.test("every function and block kind has a case of the contract", () => {
  const covered = new Set(CASES.map((each) => operationOf(compileCase(each))));
  const missing = [...FUNCTIONS.keys(), ...BLOCKS.keys()].filter((name) => !covered.has(name));
  assert.deepEqual(missing, []);
});
