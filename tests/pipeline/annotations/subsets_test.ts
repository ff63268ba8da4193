import assert from "node:assert/strict";
import {
  isSameSubset,
  subsetNamed,
  subsetNote,
  unitedSubsets,
  unstatedSubsets,
} from "../../../pipeline/annotations/subsets.ts";

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

Deno.test("unitedSubsets() gives a subset that is written in several ways the name that most videos have", () => {
  const { database: videos, united } = unitedSubsets({
    database: database("test", "Testing", "Testing", undefined, "train"),
  });
  assert.deepEqual(Array.from(videos.values(), ({ subset }) => subset), [
    "Testing",
    "Testing",
    "Testing",
    undefined,
    "train",
  ]);
  assert.equal(united, 'Taken for one subset: "Testing" (2 videos) and "test" (1 video)');
  const same = { database: database("test", "train") };
  assert.equal(unitedSubsets(same), same);
});

Deno.test("unstatedSubsets() tells of videos without subset among others, and which there are", () => {
  assert.deepEqual(unstatedSubsets(database("test", undefined, "train", undefined)), [
    'Of no subset: 2 of 4 videos state none (say which it is of, as the other videos do: "test" or "train"; ' +
    'one that is not used may be of another, such as "unused"): "v1"; "v3"',
  ]);
  assert.deepEqual(unstatedSubsets(database("test", "train")), []);
  assert.deepEqual(unstatedSubsets(database(undefined, undefined)), []);
});
