import assert from "node:assert/strict";
import { annotations, opened, refusal, smallDataset } from "../small_dataset.ts";

/** The small data set with test videos w00, w01, ..., of which every third has no features. */
function withGaps(count: number) {
  const small = smallDataset();
  const names = Array.from({ length: count }, (_, i) => `w${String(i).padStart(2, "0")}`);
  small.files["gt.json"] = annotations({
    v1: ["train", "A"],
    v2: ["train", "B"],
    ...Object.fromEntries(names.map((name) => [name, ["test", "A"] as const])),
  });
  small.files["test.txt"] = names.join("\n");
  names.forEach((name, i) => {
    if (i % 3 > 0) small.matrices[`features/test/rgb/${name}.npy`] = [5, 2];
    small.matrices[`features/test/flow/${name}.npy`] = [5, 1];
  });
  return small;
}

Deno.test("openFolderDataset() leaves videos without features out of training and scoring, where it is told to", async () => {
  const small = withGaps(6);
  small.data.missing = "leave_out";
  await opened(small, ({ test, groundTruth, leftOut, warnings }) => {
    assert.deepEqual(test.map(({ id }) => id), ["w01", "w02", "w04", "w05"]);
    assert.deepEqual([...groundTruth!.videos.keys()], ["w01", "w02", "w04", "w05"]);
    assert.deepEqual(leftOut, ["w00", "w03"]);
    assert.deepEqual(warnings.slice(0, 1), [
      'Left out of training and scoring: 2 of 8 listed videos, which have no features: "w00", "w03"',
    ]);
  });
  delete small.matrices["features/train/flow/v2.npy"];
  await assert.rejects(opened(small, () => {}), /Class "B" has no training video/);
});

Deno.test("openFolderDataset() names missing videos, and leaves no whole split out", async () => {
  const text = await refusal((small) => Object.assign(small, withGaps(39)));
  assert.match(
    text,
    /for 13 of 41 videos: there is no file "ROOT\/features\/test\/rgb\/w00.npy", and none of "w03", /,
  );
  assert.match(text, /"w27", "w30" and 2 more\n.*data.missing: leave_out/);
  const none = refusal((small) => {
    Object.assign(small, withGaps(1));
    small.data.missing = "leave_out";
  });
  assert.match(await none, /there is no file "ROOT\/features\/test\/rgb\/w00.npy"/);
  assert.doesNotMatch(await none, /leave_out/);
  // A source has some test videos each, and no video both.
  const apart = refusal((small) => {
    Object.assign(small, withGaps(3));
    small.data.missing = "leave_out";
    for (const name of ["w01", "w02"]) delete small.matrices[`features/test/flow/${name}.npy`];
  });
  assert.match(await apart, /none are left out, since of one split no video has features of every source/);
  assert.doesNotMatch(await apart, /leave_out/);
});

Deno.test("openFolderDataset() finds feature files in another Unicode form", async () => {
  const small = smallDataset();
  const [composed, decomposed] = ["caf\u00e9", "cafe\u0301"];
  small.files["gt.json"] = small.files["gt.json"]!.replace('"v3"', `"${decomposed}"`);
  small.files["test.txt"] = composed;
  for (const [source, width] of [["rgb", 2], ["flow", 1]] as const) {
    small.matrices[`features/test/${source}/${decomposed}.npy`] = [5, width];
  }
  await opened(small, ({ test, describe }) => {
    assert.deepEqual(test.map(({ id, segments }) => [id, segments.length]), [[composed, 1]]);
    assert.match(describe().at(-1)!, /^2 feature files named in another Unicode form than the video: /);
    assert.match(describe().at(-2)!, /^1 video named otherwise in .* in another Unicode form$/);
  });
});

Deno.test("openFolderDataset() takes training videos without label for negatives, where it is told to", async () => {
  const small = smallDataset();
  small.data.no_label = "background";
  small.files["gt.json"] = annotations({ v1: ["train", "A", "B"], v2: ["train"], v3: ["test", "A"] });
  await opened(small, ({ train, describe }) => {
    assert.deepEqual(train.map(({ labels }) => labels), [[0, 1], []]);
    assert.equal(describe().at(-1), "negatives: 1 training video without label");
  });
});
