/** What a person is told about a data set that cannot be used. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../../../temporary.ts";
import { annotations, opened, refusal, smallDataset } from "../small_dataset.ts";

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
  for (const line of ["v3,A", "v3 0", "v3;A"]) {
    const text = await refusal((small) => small.files["test.txt"] = line);
    assert.match(text, /\^+ write the name of one video per line, and nothing beside it: v3$/m, line);
  }
});

Deno.test("openFolderDataset() tells classes that are spelled otherwise everywhere as one mistake", async () => {
  const names = ["HighJump", "LongJump", "PoleVault"];
  const spoilt = (labels: readonly string[], classes = names) =>
    refusal(({ data, files }) => {
      data.classes = classes;
      files["gt.json"] = annotations({
        v1: ["train", ...labels],
        v2: ["train", ...labels],
        v3: ["test", labels[0]!],
      });
    });
  const text = await spoilt(["high jump", "long_jump", "pole-vault"]);
  assert.match(
    text,
    /^error: Unknown class "high jump" in video "v1" and 2 more, and 2 more: "long_jump" for "LongJump", "pole-vault" for "PoleVault"$/m,
  );
  assert.match(
    text,
    /write the classes as the labels are: data\.classes: \["high jump","long_jump","pole-vault"\]/,
  );
  assert.equal(text.match(/Unknown class/g)!.length, 1);
  // The remedy works.
  const small = smallDataset();
  small.data.classes = ["high jump", "long_jump", "pole-vault"];
  small.files["gt.json"] = annotations({
    v1: ["train", "high jump", "long_jump"],
    v2: ["train", "pole-vault"],
    v3: ["test", "high jump"],
  });
  await opened(small, ({ train }) => assert.deepEqual(train.map(({ labels }) => labels), [[0, 1], [2]]));
  // Where the labels themselves disagree, no spelling of classes would do.
  assert.match(await spoilt(["highjump", "HighJump", "LONGJUMP", "PoleVault"]), /did you mean "HighJump"\?/);
  assert.match(await spoilt(["highjump", "HIGHJUMP", "LongJump", "PoleVault"]), /did you mean "HighJump"\?/);
});

Deno.test("openFolderDataset() tells a test video without annotations once, where they are to be added", async () => {
  const text = await refusal(({ files, matrices }) => {
    files["gt.json"] = JSON.stringify(
      {
        database: {
          v1: { subset: "train", annotations: [{ label: "A" }] },
          v2: { subset: "train", annotations: [{ label: "B" }] },
          v3: { subset: "test", annotations: [{ label: "A", segment: [1, 2] }] },
          v4: { subset: "test" },
        },
      },
      null,
      1,
    );
    files["test.txt"] = "v3\nv4\n";
    for (const source of ["rgb", "flow"]) {
      matrices[`features/test/${source}/v4.npy`] = [5, source === "rgb" ? 2 : 1];
    }
  });
  assert.match(
    text,
    /^error: Missing "annotations" of video "v4": the videos of subset "test" are scored\n +--> ROOT\/gt\.json:/,
  );
  assert.equal(text.match(/error: /g)!.length, 1, text);
});

Deno.test("openFolderDataset() names the videos that are left out where a class has no other", async () => {
  const text = await refusal((small) => {
    small.data.missing = "leave_out";
    small.files["gt.json"] = annotations({
      v1: ["train", "A"],
      v2: ["train", "B", "A"],
      v3: ["test", "A"],
    });
    delete small.matrices["features/train/flow/v2.npy"];
  });
  assert.equal(
    text,
    `error: Class "B" has no training video: "v2" is left out
  = it cannot be learnt: make its features, list another video with it, or take the class out`,
  );
});

Deno.test("openFolderDataset() reads lists, classes, annotations and frame rates at absolute paths", async () => {
  const elsewhere = temporaryFolder();
  const small = smallDataset();
  const plain = await opened(smallDataset(), ({ train, test, hash }) => ({ train, test, hash }));
  const moved = (name: string) => {
    Deno.writeTextFileSync(join(elsewhere, name), small.files[name]!);
    delete small.files[name];
    return join(elsewhere, name);
  };
  const { train, test } = small.data.splits;
  small.data.splits = {
    train: { ...train, list: moved(train.list!) },
    test: { ...test, list: moved(test.list!) },
  };
  small.data.annotations = moved("gt.json");
  await Deno.writeTextFile(join(elsewhere, "classes.txt"), "A\nB\n");
  small.data.classes = { file: join(elsewhere, "classes.txt"), count: 2 };
  assert.deepEqual(await opened(small, ({ train, test, hash }) => ({ train, test, hash })), plain);
});
