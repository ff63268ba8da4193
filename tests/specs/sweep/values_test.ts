import assert from "node:assert/strict";
import type { Diagnostic } from "../../../specs/diagnostics/diagnostics.ts";
import { fromOption, inLine } from "../../../specs/sweep/placed_text.ts";
import { overridesOf } from "../../../specs/sweep/values.ts";

/** The overrides of a line, and the mistakes. */
function cut(text: string): { texts: string[]; mistakes: Diagnostic[] } {
  const mistakes: Diagnostic[] = [];
  return { texts: overridesOf(fromOption("--set", text), mistakes).map(({ text }) => text), mistakes };
}

for (
  const [line, texts] of Object.entries({
    "a.b=1": ["a.b=1"],
    "a.b=1,2, 3": ["a.b=1", "a.b=2", "a.b=3"],
    "a=[1,2]": ["a=[1,2]"],
    "a=[1,2],[3]": ["a=[1,2]", "a=[3]"],
    "a={b: 1, c: [2, 3]},null": ["a={b: 1, c: [2, 3]}", "a=null"],
    "a=linspace(0.1, 0.7, 7),0.5": ["a=linspace(0.1, 0.7, 7)", "a=0.5"],
    'a="x,y",z': ['a="x,y"', "a=z"],
    "a='x,''y',z": ["a='x,''y'", "a=z"],
    'a="x\\",y",z': ['a="x\\",y"', "a=z"],
    "a=don't,do": ["a=don't", "a=do"],
    "a=": ["a="],
    "nothing,here": ["nothing,here"],
  })
) {
  Deno.test(`overridesOf() cuts ${line}`, () => {
    assert.deepEqual(cut(line), { texts, mistakes: [] });
  });
}

Deno.test("overridesOf() tells where a value is missing", () => {
  const { texts, mistakes } = cut("a=1,,2,");
  assert.deepEqual(texts, ["a=1", "a=2"]);
  assert.deepEqual(mistakes.map(({ message }) => message), Array(2).fill('A value is missing in "a=1,,2,"'));
  assert.deepEqual(mistakes.map(({ place }) => place?.column), [5, 7]);
});

Deno.test("inLine() moves a place from an override to its line", () => {
  const [, second] = overridesOf(fromOption("--set", "a.bc=10, 200"), []);
  const at = (column: number) =>
    inLine(
      { message: "m", place: { file: "--set", line: 1, column, length: 2, source: second!.text } },
      second!,
    )
      .place;
  assert.deepEqual([at(3)?.column, at(6)?.column], [3, 10]);
  assert.equal(at(6)?.source, "a.bc=10, 200");
});
