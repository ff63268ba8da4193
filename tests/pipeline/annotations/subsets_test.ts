import assert from "node:assert/strict";
import { isSameSubset, subsetNamed, subsetNote } from "../../../pipeline/annotations/subsets.ts";

/** Videos of these subsets. */
const database = (...subsets: (string | undefined)[]) =>
  new Map(
    subsets.map((
      subset,
      i,
    ) => [`v${i}`, { ...(subset === undefined ? {} : { subset }), labels: [], annotations: [] }]),
  );

Deno.test("isSameSubset() knows how people write the usual subsets", () => {
  assert.ok(
    isSameSubset("validation", "Val") && isSameSubset("Testing", "test") && isSameSubset("TRAIN", "training"),
  );
  assert.ok(!isSameSubset("validation", "test") && !isSameSubset("mine", "Mine2"));
});

Deno.test("subsetNamed() takes the same name, or the only one that means the same", () => {
  assert.equal(subsetNamed(database("val", "validation"), "validation"), "validation");
  assert.equal(subsetNamed(database("train", "Validation"), "val"), "Validation");
  assert.equal(subsetNamed(database("val", "Validation"), "validation"), "validation");
  assert.equal(subsetNamed(database("train"), "test"), "test");
});

Deno.test("subsetNote() says what is scored instead of what was asked for", () => {
  assert.equal(subsetNote(database("test"), "test", "gt"), undefined);
  assert.equal(subsetNote(database("Test"), "test", "gt"), 'subset "test" is "Test" in "gt"');
  assert.equal(
    subsetNote(database(undefined, undefined), "test", "gt"),
    '"gt" states no subsets: all of its 2 videos are scored',
  );
});
