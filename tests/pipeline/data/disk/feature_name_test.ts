import assert from "node:assert/strict";
import { opened, refusal, smallDataset } from "../small_dataset.ts";

Deno.test("openFolderDataset() shows the lines of a list that no file can be named after", async () => {
  const hint = "each line of a list is the name of one video, whose files are named after it";
  const long = "x".repeat(300);
  const of = (list: string) => refusal(({ files }) => files["train.txt"] = list);
  const first = async (list: string) => (await of(list)).split("\n\n").find((each) => each.includes(hint));
  assert.equal(
    await first(`v1\n${long}\nv2\n`),
    `error: Video "${"x".repeat(60)}..." makes a file name of 304 bytes: wanted at most 255
 --> ROOT/train.txt:2:1
  |
2 | ${"x".repeat(120)}
  | ${"^".repeat(120)} ${hint}`,
  );
  assert.match(
    (await first(`v1\n${long}\n${long}2\n${"é".repeat(130)}\n`))!,
    /255, and 2 more: "é{60}\.\.\.", \.\.\.\n/,
  );
  assert.match(
    (await first(`v1\nv2\n${"d/".repeat(2040)}x\n`))!,
    /makes a path of 4\d\d\d bytes: wanted at most 4095\n[^]*train.txt:3:1/,
  );
  assert.match(
    (await first("v1\nv2\n../v2\n"))!,
    /Video "\.\.\/v2" has "\.\." in its name: wanted a file in "ROOT"\n --> ROOT\/train.txt:3:1/,
  );
});

Deno.test("openFolderDataset() reads videos in folders of their own", async () => {
  const small = smallDataset();
  small.files["test.txt"] = "day 1/v3\n";
  small.files["gt.json"] = small.files["gt.json"]!.replace('"v3"', '"day 1/v3"');
  for (const source of ["rgb", "flow"]) {
    small.matrices[`features/test/${source}/day 1/v3.npy`] = small
      .matrices[`features/test/${source}/v3.npy`]!;
    delete small.matrices[`features/test/${source}/v3.npy`];
  }
  await opened(small, async ({ test, read }) => {
    assert.deepEqual(test.map(({ id }) => id), ["day 1/v3"]);
    assert.equal((await read(test[0]!)).length, 15);
  });
});
