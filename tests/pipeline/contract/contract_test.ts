/** Values and gradients of every function and block, on every engine, against references in float64. */
import assert from "node:assert/strict";
import { BLOCKS } from "../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../specs/kinds/functions/mod.ts";
import { CASES } from "./cases/mod.ts";
import { checkCase, compileCase, operationOf } from "./check.ts";
import { engineTest } from "./engines.ts";

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
