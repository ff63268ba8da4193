import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { nearFileHint } from "../../../../pipeline/data/disk/near_file.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** What is said where `file` is there and the file of video `id` is not, with the folder as ROOT. */
async function hintOf(file: string, id: string, template = "{split}/{source}/{video}.npy") {
  const root = temporaryFolder();
  Deno.mkdirSync(join(root, dirname(file)), { recursive: true });
  Deno.writeTextFileSync(join(root, file), "");
  return (await nearFileHint(root, template, "rgb", { id, folder: "train" }))?.replaceAll(root, "ROOT");
}

Deno.test("nearFileHint() names the path of files that end otherwise or have more in their names", async () => {
  for (
    const [file, path] of [
      ["v1.npz", "{video}.npz"],
      ["v1.mp4.npy", "{video}.mp4.npy"],
      ["v_v1.npy", "v_{video}.npy"],
      ["v_v1.avi.h5", "v_{video}.avi.h5"],
    ]
  ) {
    assert.equal(
      await hintOf(`train/rgb/${file}`, "v1"),
      `there is "ROOT/train/rgb/${file}": name it in features.sources.rgb.path: "{split}/{source}/${path}"`,
    );
  }
  assert.match((await hintOf("train/rgb/a/v1.csv", "a/v1"))!, /: "\{split\}\/\{source\}\/\{video\}\.csv"$/);
});

Deno.test("nearFileHint() says what is too much in the names of lists", async () => {
  for (const [id, more] of [["v1.mp4", ".mp4"], ["v_v1", "v_"], ["v1.npy", ".npy"]]) {
    assert.equal(
      await hintOf("train/rgb/v1.npy", id!),
      `there is "ROOT/train/rgb/v1.npy": take "${more}" out of the names in the lists`,
    );
  }
});

Deno.test("nearFileHint() takes no other file for the one that is wanted", async () => {
  for (const file of ["train/rgb/v10.npy", "train/rgb/v1.mp4", "test/rgb/v1.npz", "train/rgb/v2.npz"]) {
    assert.equal(await hintOf(file, "v1"), undefined, file);
  }
  assert.equal(await hintOf("train/v1/rgb.npz", "v1", "{split}/{video}/{source}.npy"), undefined);
});
