import assert from "node:assert/strict";
import { checkAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { parseJson } from "../../../pipeline/annotations/json/locate.ts";
import { underListedNames } from "../../../pipeline/annotations/names.ts";

const [COMPOSED, DECOMPOSED] = ["caf\u00e9", "cafe\u0301"];

/** The names in the order of the file under a list, and the note. */
function named(inFile: readonly string[], listed: readonly string[]) {
  const video = { subset: "test", annotations: [] };
  const annotations = checkAnnotations(
    { database: Object.fromEntries(inFile.map((name) => [name, video])) },
    "gt",
  );
  const { annotations: { database }, note } = underListedNames(annotations, listed, "gt");
  return [[...database.keys()], note];
}

Deno.test("underListedNames() knows endings of films, v_ and Unicode forms", () => {
  assert.deepEqual(named(["a.mp4", "b.MKV", "c"], ["a", "b", "c"]), [
    ["a", "b", "c"],
    '2 videos named otherwise in "gt": "a" is "a.mp4"; "b" is "b.MKV"',
  ]);
  assert.deepEqual(named(["v_a", "b"], ["a", "v_b"]), [
    ["a", "v_b"],
    '2 videos named otherwise in "gt": "a" is "v_a"; "v_b" is "b"',
  ]);
  assert.deepEqual(named([DECOMPOSED], [COMPOSED]), [
    [COMPOSED],
    `1 video named otherwise in "gt": "${COMPOSED}" in another Unicode form`,
  ]);
});

Deno.test("underListedNames() knows names in folders, after those without", () => {
  assert.deepEqual(named(["train/a", "test/b.mp4", "c"], ["a", "b", "sub/c"]), [
    ["a", "b", "sub/c"],
    '3 videos named otherwise in "gt": "a" is "train/a"; "b" is "test/b.mp4"; "sub/c" is "c"',
  ]);
  // One that differs by its ending alone is nearer.
  assert.deepEqual(named(["x/a", "a.mp4"], ["a"])[0], ["x/a", "a"]);
  for (const [inFile, listed] of [[["x/a", "y/a"], ["a"]], [["a"], ["x/a", "y/a"]]] as const) {
    assert.deepEqual(named(inFile, listed), [[...inFile], undefined]);
  }
});

Deno.test("underListedNames() takes no name for another where two would fit, or one is listed itself", () => {
  for (
    const [inFile, listed] of [
      [["v_a", "a.mp4"], ["a"]],
      [["v_a"], ["a", "a.mp4"]],
      [["v_a"], ["a", "v_a"]],
      [["a1"], ["a2"]],
      [["a", "b"], ["a", "b"]],
    ] as const
  ) assert.deepEqual(named(inFile, listed), [[...inFile], undefined]);
});

Deno.test("underListedNames() keeps the places of mistakes", () => {
  const text = '{"database": {\n"a.mp4": {"subset": "test", "annotations": [{"label": "x"}]}}}';
  const read = checkAnnotations(parseJson(text, "gt"), "gt", text);
  const { places } = underListedNames(read, ["a"], "gt").annotations;
  const { line, column, source } = places!("a", 0, "label")!;
  assert.deepEqual([line, source.slice(column - 1, column + 2)], [2, '"x"']);
});
