import assert from "node:assert/strict";
import { ROOT } from "../shared.ts";
import { mutationsOf } from "./mutations.ts";
import { findNear } from "./near.ts";

/** Every mutation of a text, as the text that it makes. */
const mutated = (text: string) =>
  mutationsOf(text).map(({ begin, end, text: instead, kind }) => {
    return `${kind}: ${text.slice(0, begin)}${instead}${text.slice(end)}`;
  });

Deno.test("mutationsOf() changes operators, numbers, conditions and branches", () => {
  assert.deepEqual(mutated("x = a < 3 && !b ? c : d;"), [
    "dropped statement: ;",
    "swapped branches: x = a < 3 && !b ? d : c;",
    "bound: x = a <= 3 && !b ? c : d;",
    "number: x = a < 4 && !b ? c : d;",
    "logic: x = a < 3 || !b ? c : d;",
    "logic: x = a < 3 && b ? c : d;",
  ]);
});

Deno.test("mutationsOf() drops statements, closing, awaiting and defaults, and swaps arguments", () => {
  assert.deepEqual(mutated("await file.close();"), ["removed await: file.close();", "dropped disposal: ;"]);
  assert.deepEqual(mutated("using file = open();"), ["dropped disposal: const file = open();"]);
  assert.deepEqual(mutated("const a = f(x, y);"), ["swapped arguments: const a = f(y, x);"]);
  assert.deepEqual(mutated("const a = f(x, x) ?? z;"), ["dropped default: const a = f(x, x);"]);
  assert.deepEqual(mutated("if (a) return;"), ["dropped statement: ;", "dropped statement: if (a) ;"]);
});

Deno.test("mutationsOf() leaves types, imports and texts alone", () => {
  const text = `import { a } from "b";
export type T = 1 | 2;
interface I { readonly n: 3 }
function f(x: 4): 5 | undefined { return "6" + x; }`;
  assert.deepEqual(mutationsOf(text), []);
});

Deno.test("findNear() finds the test at the mirrored path first, then those that import a source", () => {
  const [nearest, ...further] = findNear(ROOT, 2)("pipeline/data/mistakes.ts");
  assert.deepEqual(nearest, ["tests/pipeline/data/mistakes_test.ts"]);
  assert.ok(further.flat().includes("tests/pipeline/data/folder_dataset_test.ts"));
  assert.ok(!further.flat().includes(nearest![0]!));
  assert.ok(findNear(ROOT, 1)("specs/functions/loss.ts")[0]!.includes("tests/specs/errors_test.ts"));
  const [, contract] = findNear(ROOT, 1)("pipeline/graph/evaluate.ts");
  assert.ok(contract!.includes("tests/pipeline/contract/contract_test.ts"), "by way of a helper of tests");
});
