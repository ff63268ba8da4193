import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import {
  ignoredText,
  ignoreLabels,
  isNamedLikeNoClass,
} from "../../../pipeline/annotations/ignored_labels.ts";

const annotations = checkAnnotations({
  database: {
    a: {
      subset: "test",
      annotations: [
        { label: "maybe", segment: [0, 1] },
        { label: "dive", segment: [2, 3] },
        { label: "maybe", segment: [5, 6] },
      ],
    },
    b: { subset: "train", annotations: [{ label: "maybe" }] },
    c: { subset: "test", annotations: [{ label: "jump", segment: [2, 3] }] },
  },
}, "gt");

Deno.test("ignoreLabels() keeps annotations of some labels apart, and the places of the others", () => {
  const left = ignoreLabels(annotations, ["maybe"]);
  assert.deepEqual(left.database.get("a")!.annotations, [{ label: "dive", start: 2, end: 3, index: 1 }]);
  assert.deepEqual(left.database.get("b")!.labels, []);
  assert.equal(left.database.get("c"), annotations.database.get("c"));
  assert.equal(ignoredText(left.database.values()), "3 annotations labelled maybe in 2 videos");
  const truth = groundTruthOf(left, "test", "gt");
  assert.deepEqual(truth.classes, ["dive", "jump"]);
  assert.deepEqual(truth.labels, ["dive", "jump", "maybe"]);
  assert.deepEqual([...truth.ignored!], [[
    "a",
    [{ label: "maybe", start: 0, end: 1, index: 0 }, { label: "maybe", start: 5, end: 6, index: 2 }],
  ]]);
});

Deno.test("ignoreLabels() changes nothing where no annotation has the labels", () => {
  const left = ignoreLabels(annotations, ["other"]);
  assert.deepEqual([...left.database], [...annotations.database]);
  assert.equal(ignoredText(left.database.values()), undefined);
  assert.equal(groundTruthOf(left, "test", "gt").ignored, undefined);
});

Deno.test("isNamedLikeNoClass() knows what people call no class", () => {
  for (const label of ["Ambiguous", "background", "BG", "no action", "None", "Other"]) {
    assert.ok(isNamedLikeNoClass(label), label);
  }
  for (const label of ["Backflip", "Another", "BackgroundDance", "Diving"]) {
    assert.ok(!isNamedLikeNoClass(label), label);
  }
});

Deno.test("isNamedLikeNoClass() knows what data sets call what is none", () => {
  const none = ["Ambiguous", "ambiguous_2", "BG sample", "Unclear", "dont_care", "N/A", "no-label", "void"];
  assert.deepEqual(none.filter((label) => !isNamedLikeNoClass(label)), []);
  const classes = ["Null hypothesis", "Rest in peace", "BackgroundDance", "Noise making", "Voiding"];
  assert.deepEqual(classes.filter(isNamedLikeNoClass), []);
});
