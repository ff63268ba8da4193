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
    "bound: x = a <= 3 && !b ? c : d;",
    "number: x = a < 4 && !b ? c : d;",
    "logic: x = a < 3 || !b ? c : d;",
    "logic: x = a < 3 && b ? c : d;",
    "swapped branches: x = a < 3 && !b ? d : c;",
  ]);
  assert.deepEqual(mutated("const a = Math.min(-b, 0.5) / c++;"), [
    "twin: const a = Math.max(-b, 0.5) / c++;",
    "arithmetic: const a = Math.min(b, 0.5) / c++;",
    "number: const a = Math.min(-b, 0.75) / c++;",
    "arithmetic: const a = Math.min(-b, 0.5) * c++;",
    "arithmetic: const a = Math.min(-b, 0.5) / c--;",
  ]);
});

Deno.test("mutationsOf() drops statements, closing, waiting, steps and defaults, and swaps arguments", () => {
  assert.deepEqual(mutated("await file.close();"), ["removed await: file.close();", "dropped disposal: ;"]);
  assert.deepEqual(mutated("return await read();"), []);
  assert.deepEqual(mutated("using file = open();"), ["dropped disposal: const file = open();"]);
  assert.deepEqual(mutated("const a = f(x, g(y, z));"), [
    "swapped arguments: const a = f(g(y, z), x);",
    "swapped arguments: const a = f(x, g(z, y));",
  ]);
  assert.deepEqual(mutated("const a = f(x, x) ?? z;"), ["dropped default: const a = f(x, x);"]);
  assert.deepEqual(mutated("const a = b.filter((x) => x).c;"), ["dropped step: const a = b.c;"]);
  assert.deepEqual(mutated("if (a) return;"), ["dropped statement: ;"]);
  assert.deepEqual(mutated("f(() => {\n  // why\n  g();\n});").length, 2);
});

Deno.test("mutationsOf() leaves types, imports, texts and declarations alone", () => {
  const text = `import { a } from "b";
export type T = 1 | 2;
interface I {
  readonly n: 3;
}
/** 4 < 5 */
function f(x: string, y: string): void {}
const g = (a: string, b: string) => \`\${a} < 6\` + "7 && 8" + /[9 < 9]/.source;
`;
  assert.deepEqual(mutationsOf(text), []);
});

Deno.test("mutationsOf() finds hundreds of mutations in the sources, and none outside of them", () => {
  const text = Deno.readTextFileSync(`${ROOT}/pipeline/data/synthetic/timeline.ts`);
  const found = mutationsOf(text);
  assert.ok(found.length > 100);
  for (const { begin, end, text: instead } of found) {
    assert.ok(begin < end && end <= text.length);
    assert.notEqual(text.slice(begin, end), instead);
  }
});

Deno.test("findNear() finds the test at the mirrored path first, then those that import a source", () => {
  const [nearest, ...further] = findNear(ROOT, 2)("pipeline/annotations/mistakes.ts");
  assert.deepEqual(nearest, ["tests/pipeline/annotations/mistakes_test.ts"]);
  assert.ok(further.flat().includes("tests/pipeline/data/disk/folder_dataset_test.ts"));
  assert.ok(!further.flat().includes(nearest![0]!));
  assert.ok(
    findNear(ROOT, 1)("specs/kinds/functions/loss.ts")[0]!.includes("tests/specs/compile_errors_test.ts"),
  );
  const [, contract] = findNear(ROOT, 1)("pipeline/graph/evaluate.ts");
  assert.ok(contract!.includes("tests/pipeline/contract/contract_test.ts"), "by way of a helper of tests");
});
