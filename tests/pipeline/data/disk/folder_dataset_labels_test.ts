import assert from "node:assert/strict";
import { annotations, opened, smallDataset } from "../small_dataset.ts";

Deno.test("openFolderDataset() warns of videos that are scored, trained on or tested in vain", async () => {
  const small = smallDataset();
  small.files["gt.json"] = annotations({
    v1: ["train", "A", "A", "A"],
    v2: ["test", "B"],
    v3: ["test", "A"],
    v4: ["test", "A"],
    v5: ["other"],
  });
  small.files["test.txt"] = "v3\nv5";
  small.matrices["features/test/rgb/v5.npy"] = [2, 2];
  small.matrices["features/test/flow/v5.npy"] = [2, 1];
  await opened(small, ({ warnings, groundTruth }, root) => {
    assert.deepEqual([...groundTruth!.videos.keys()], ["v2", "v3", "v4"]);
    assert.deepEqual(warnings.map((warning) => warning.replace(root, "ROOT")), [
      'Scored as missed: 1 video of subset "test" not in "ROOT/test.txt": "v4"',
      'Trained on and scored as missed: 1 video of subset "test" (to score the test list alone: --set evaluation.videos=listed): "v2"',
      'Not scored: 1 test video outside of subset "test": "v5"',
    ]);
  });
});

Deno.test("openFolderDataset() scores training videos that a test list holds out, and no others", async () => {
  const small = smallDataset();
  small.files["gt.json"] = annotations({
    v1: ["train", "A"],
    v2: ["train", "B"],
    v3: ["train", "A"],
    v4: ["test", "B"],
  });
  await opened(small, ({ warnings, groundTruth, train, test }) => {
    assert.deepEqual([...groundTruth!.videos.keys()], ["v3"]);
    assert.deepEqual(train.map(({ id }) => id), ["v1", "v2"]);
    assert.deepEqual(test.map(({ id }) => id), ["v3"]);
    assert.deepEqual(warnings.filter((warning) => !warning.includes("the first half alone")), []);
  }, { evaluation: { subset: "test", videos: "listed" } });
});

Deno.test("openFolderDataset() neither trains on nor scores labels that are ignored", async () => {
  const small = smallDataset();
  small.data.ignore_labels = ["Ambiguous"];
  small.files["gt.json"] = annotations({
    v1: ["train", "A", "Ambiguous"],
    v2: ["train", "B", "A", "A"],
    v3: ["test", "Ambiguous", "A"],
  });
  await opened(small, ({ train, groundTruth, warnings, describe }) => {
    assert.deepEqual(train.map(({ labels }) => labels), [[0], [0, 1]]);
    assert.deepEqual(groundTruth!.classes, ["A"]);
    assert.deepEqual(groundTruth!.videos.get("v3")!.map(({ label }) => label), ["A"]);
    assert.deepEqual(warnings, []);
    assert.equal(describe().at(-1), "ignored: 2 annotations labelled Ambiguous in 2 videos");
  });
  small.data.ignore_labels = ["Ambiguous", "B"];
  await assert.rejects(opened(small, () => {}), /"B" is a class and one of data.ignore_labels/);
  small.data.ignore_labels = [];
  await assert.rejects(opened(small, () => {}), /leave it out: data.ignore_labels: \["Ambiguous"\]/);
});

Deno.test("openFolderDataset() takes the label of an annotation without length", async () => {
  const small = smallDataset();
  const none = [{ label: "A", segment: [0, 0] }];
  small.files["gt.json"] = JSON.stringify({
    database: {
      v1: { subset: "train", annotations: none },
      v2: { subset: "train", annotations: [{ label: "B", segment: [0, 1] }] },
      v3: { subset: "test", annotations: [...none, { label: "A", segment: [1, 2] }] },
    },
  });
  await opened(small, ({ train, groundTruth, warnings }) => {
    assert.deepEqual(train[0]!.labels, [0]);
    assert.equal(groundTruth!.videos.get("v3")!.length, 2);
    assert.deepEqual(warnings, [
      'Used for the label alone: 1 annotated segment without length in training videos: "v1" A [0, 0]',
      'Counted, but never matched: 1 annotated segment without length in subset "test": "v3" A [0, 0]',
    ]);
  });
});

Deno.test("openFolderDataset() scores nothing where test videos have labels alone, or no annotation", async () => {
  const small = smallDataset();
  const alone = (label: string) => [{ label }];
  const training = {
    v1: { subset: "train", annotations: alone("A") },
    v2: { subset: "train", annotations: alone("B") },
  };
  for (
    const [test, labels] of [[{ v3: { subset: "test", annotations: alone("B") } }, [1]], [{}, []]] as const
  ) {
    small.files["gt.json"] = JSON.stringify({ database: { ...training, ...test } });
    await opened(small, (dataset) => {
      assert.equal(dataset.groundTruth, undefined);
      assert.deepEqual(dataset.train.map(({ labels }) => labels), [[0], [1]]);
      assert.deepEqual(dataset.test.map((video) => video.labels), [labels]);
      assert.deepEqual(dataset.warnings, []);
      assert.equal(
        dataset.describe().at(-1),
        "test: 1 video, 5 snippets; nothing is scored: no segment of a test video is annotated",
      );
    });
  }
  small.files["gt.json"] = JSON.stringify({ database: { v1: training.v1 } });
  await assert.rejects(opened(small, () => {}), /Video "v2" has no annotation/);
});
