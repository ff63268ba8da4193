import assert from "node:assert/strict";
import { annotations, opened, refusal, smallDataset } from "../small_dataset.ts";

Deno.test("openFolderDataset() takes the videos of a list that is not there from the subsets", async () => {
  const small = smallDataset();
  delete small.files["train.txt"];
  delete small.files["test.txt"];
  await opened(small, ({ train, test, describe }, root) => {
    assert.deepEqual([train, test].map((videos) => videos.map(({ id }) => id)), [["v1", "v2"], ["v3"]]);
    assert.deepEqual(describe().slice(-2).map((line) => line.replaceAll(root, "ROOT")), [
      'train videos: there is no "ROOT/train.txt", so the 2 videos of subset "train" of "ROOT/gt.json"',
      'test videos: there is no "ROOT/test.txt", so the 1 video of subset "test" of "ROOT/gt.json"',
    ]);
  });
  small.data.splits = { train: { folder: "train" }, test: { folder: "test" } };
  small.files["gt.json"] = small.files["gt.json"]!.replaceAll('"train"', '"Mine"').replaceAll(
    '"v1"',
    '"v1.mp4"',
  );
  await opened(small, ({ train, describe }) => {
    assert.deepEqual(train.map(({ id }) => id), ["v1", "v2"]);
    assert.match(describe().at(-3)!, /^train videos: no list is named, so the 2 videos of subset "Mine" of /);
    assert.match(describe().at(-1)!, /"v1" is "v1.mp4"/);
  });
});

Deno.test("openFolderDataset() says why it makes no list", async () => {
  const without = (list: string, gt?: string) =>
    refusal(({ files }) => {
      delete files[list];
      if (gt !== undefined) files["gt.json"] = gt;
    });
  assert.equal(
    await without("train.txt", annotations({ v1: ["x", "A"], v2: ["y", "B"], v3: ["test", "A"] })),
    `error: Cannot read "ROOT/train.txt": there is no such file
  = write one video per line: "ROOT/gt.json" has no subset "train" that could stand for it, but test, x, y`,
  );
  assert.match(
    await without("test.txt", '{"v1": {"annotations": [{"label": "A"}]}}'),
    /write one video per line: "ROOT\/gt.json" states no subsets that could stand for it/,
  );
  assert.match(
    await refusal(({ data }) => data.splits.train.list = "trian.txt"),
    /Cannot read "ROOT\/trian.txt": there is no such file\n {2}= did you mean "train.txt"\?/,
  );
});

Deno.test("openFolderDataset() suggests no name that the lists have, and none that is another number", async () => {
  const unannotated = (name: string, other: string) =>
    refusal(({ files, matrices }) => {
      files["gt.json"] = annotations({ [other]: ["train", "A"], v2: ["train", "B"], v3: ["test", "A"] });
      files["train.txt"] = `${name}\nv2\n`;
      for (const source of ["rgb", "flow"]) {
        matrices[`features/train/${source}/${name}.npy`] = [5, source === "rgb" ? 2 : 1];
      }
    });
  assert.match(
    await unannotated("video_0055", "video_0051"),
    /annotate it with its labels, or take it out of the list/,
  );
  assert.match(await unannotated("jumping", "jumpin"), /did you mean "jumpin"\?/);
  assert.match(
    await refusal(({ files, data }) => {
      data.no_label = "background";
      files["train.txt"] = "v1\nv2\nsomething\n";
    }),
    /annotate it \(with an empty list when it has no action\), or take it out of the list/,
  );
});
