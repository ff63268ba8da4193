import assert from "node:assert/strict";
import { otherForms, underClassNames } from "../../../pipeline/annotations/label_forms.ts";
import { readPredictions } from "../../../pipeline/annotations/predictions.ts";
import { annotations, opened, smallDataset } from "../data/small_dataset.ts";
import { temporaryFolder } from "../../temporary.ts";

const COMPOSED = "Caf\u00e9";
const DECOMPOSED = "Cafe\u0301";

Deno.test("otherForms() knows a name in another Unicode form, unless both forms are names", () => {
  assert.equal(otherForms([COMPOSED, "A"])(DECOMPOSED), COMPOSED);
  assert.equal(otherForms([DECOMPOSED])(COMPOSED), DECOMPOSED);
  const both = otherForms([COMPOSED, DECOMPOSED]);
  assert.deepEqual([both(COMPOSED), both(DECOMPOSED), both("A")], [undefined, undefined, undefined]);
});

Deno.test("underClassNames() leaves annotations alone whose labels are known", () => {
  const read = { database: new Map([["v", { labels: [{ label: "A", index: 0 }], annotations: [] }]]) };
  assert.equal(underClassNames(read, ["A"], "gt.json").annotations, read);
});

Deno.test("openFolderDataset() takes labels in another Unicode form for the classes, and says so", async () => {
  for (const [ofClass, ofLabel] of [[COMPOSED, DECOMPOSED], [DECOMPOSED, COMPOSED]] as const) {
    const small = smallDataset();
    small.data.classes = ["B", ofClass];
    small.data.ignore_labels = [`${ofClass} x`];
    small.files["gt.json"] = annotations({
      v1: ["train", ofLabel, `${ofLabel} x`],
      v2: ["train", "B", ofClass],
      v3: ["test", ofLabel],
    });
    await opened(small, ({ train, groundTruth, warnings, describe }, root) => {
      assert.deepEqual(train.map(({ labels }) => labels), [[1], [0, 1]]);
      assert.deepEqual(groundTruth!.classes, [ofClass]);
      assert.doesNotMatch(warnings.join(), /Unicode/);
      const note = `2 labels in another Unicode form in "${root}/gt.json": "${ofClass}"; "${ofClass} x"`;
      assert.ok(describe().includes(note), describe().join("\n"));
    });
  }
});

Deno.test("readPredictions() takes labels in another Unicode form for those of the ground truth, and says so", async () => {
  const path = `${temporaryFolder()}/predictions.csv`;
  Deno.writeTextFileSync(path, `video,start,end,label,score\nv,1,2,${DECOMPOSED},0.5\n`);
  const { detections, warnings } = await readPredictions(path, [COMPOSED]);
  assert.deepEqual(detections.map(({ label }) => label), [COMPOSED]);
  assert.deepEqual(warnings, [`1 label in another Unicode form in "${path}": "${COMPOSED}"`]);
  const ids = { file: "labels.txt", names: new Map([[0, DECOMPOSED]]) };
  Deno.writeTextFileSync(path, "video,start,end,label,score\nv,1,2,0,0.5\n");
  assert.deepEqual((await readPredictions(path, [COMPOSED], { ids })).detections[0]!.label, COMPOSED);
});
