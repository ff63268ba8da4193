/** What a person is told about a data set that cannot be used. */
import assert from "node:assert/strict";
import { annotations, refusal } from "../small_dataset.ts";

Deno.test("openFolderDataset() shows where a label stands that is no class", async () => {
  const text = await refusal(({ data, files }) => {
    data.classes = ["Diving", "Throwing"];
    files["gt.json"] = annotations({
      v1: ["train", "Diving"],
      v2: ["train", "Throwing", "Divng"],
      v3: ["test", "Divng"],
    });
  });
  assert.equal(
    text,
    `error: Unknown class "Divng" in video "v2" and 1 more
  --> ROOT/gt.json:26:15
   |
26 |      "label": "Divng",
   |               ^^^^^^^ did you mean "Diving"?`,
  );
});

Deno.test("openFolderDataset() refuses an unknown label of a scored video that no list names", async () => {
  const text = await refusal(({ files }) => {
    files["gt.json"] = annotations({
      v1: ["train", "A"],
      v2: ["train", "B"],
      v3: ["test", "A"],
      v4: ["test", "X"],
    });
  });
  assert.match(text, /^error: Unknown class "X" in video "v4"\n/);
  assert.match(text, /one of: .*; if it is no class, leave it out: data\.ignore_labels: \["X"\]$/);
});

Deno.test("openFolderDataset() shows the line of a listed video that is not annotated", async () => {
  const text = await refusal((small) => {
    small.files["test.txt"] = "v3\n  video_8 \n";
    small.matrices["features/test/rgb/video_8.npy"] = [5, 2];
    small.matrices["features/test/flow/video_8.npy"] = [5, 1];
  });
  assert.equal(
    text,
    `error: Video "video_8" has no annotation in "ROOT/gt.json"
 --> ROOT/test.txt:2:3
  |
2 |   video_8 
  |   ^^^^^^^ annotate it (with an empty list when it has no action), or take it out of the list`,
  );
});

Deno.test("openFolderDataset() refuses training videos and classes without labels", async () => {
  const text = await refusal(({ files }) => {
    files["gt.json"] = annotations({ v1: ["train", "A"], v2: ["train"], v3: ["test", "A"] });
  });
  assert.equal(
    text,
    `Cannot use data set "ROOT": 2 problems

error: Training video "v2" has no label
 --> ROOT/train.txt:2:1
  |
2 | v2
  | ^^ annotate it in "ROOT/gt.json", take it out of the list, or train on it as background: data.no_label: background

error: Class "B" has no training video
  = it cannot be learnt: list a video with it, or take the class out`,
  );
});

Deno.test("openFolderDataset() refuses lists that are empty, repeat a video or share one", async () => {
  assert.match(
    await refusal(({ files }) => files["test.txt"] = "\n \n"),
    /^error: "ROOT\/test.txt" lists no video\n/,
  );
  assert.equal(
    await refusal(({ files }) => files["train.txt"] = "v1\nv2\nv1"),
    `error: The video "v1" is listed twice
 --> ROOT/train.txt:3:1
  |
3 | v1
  | ^^ first in line 1`,
  );
  assert.equal(
    await refusal(({ files }) => files["test.txt"] = "v3\nv2\n"),
    `error: Video "v2" is in both splits
 --> ROOT/test.txt:2:1
  |
2 | v2
  | ^^ also in line 2 of "ROOT/train.txt"`,
  );
});

Deno.test("openFolderDataset() refuses classes out of order, repeated or of another number", async () => {
  assert.equal(
    await refusal(({ data }) => data.classes = ["B", "A"]),
    `error: Classes must be in code-point order: "A" (index 1) comes after "B"
  = sort them by code point, as Python's sorted() does: a class is known by its index`,
  );
  assert.match(
    await refusal(({ data }) => data.classes = ["A", "B", "B"]),
    /^error: Class "B" is listed twice\n/,
  );
  const listed = (text: string, count: number) =>
    refusal(({ data, files }) => {
      data.classes = { file: "classes.txt", count };
      files["classes.txt"] = text;
    });
  assert.match(
    await listed("A\nB\n", 3),
    /^error: "ROOT\/classes.txt" lists 2 classes: data.classes.count is 3\n/,
  );
  assert.match(await listed("B\nA\n", 2), /in code-point order: "A" \(index 1\)[^]*ROOT\/classes.txt:2:1/);
});

Deno.test("openFolderDataset() says which name a line of a list has beside other things", async () => {
  for (const line of ["v3,A", "v3 0", "v3;A", "videos/v3.mp4", "features/test/rgb/v3.npy"]) {
    const text = await refusal((small) => small.files["test.txt"] = line);
    assert.match(text, /\^+ write the name of one video per line, and nothing beside it: v3$/m, line);
  }
});
