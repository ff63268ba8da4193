import assert from "node:assert/strict";
import { join } from "node:path";
import { openFolderDataset } from "../../../../pipeline/data/disk/folder_dataset.ts";
import type { Dataset } from "../../../../pipeline/data/dataset.ts";
import { openHeadIndex, type SampledHead } from "../../../../pipeline/data/disk/head_index.ts";
import { inFolder } from "../../../temporary.ts";
import { npyFile } from "../files.ts";
import { annotations, opened, smallDataset } from "../small_dataset.ts";

const HEAD: SampledHead = { shape: [5, 2], array: [5, 2], size: 3, sample: "a" };

/** Runs something as if it were so many ms later. */
async function later<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const { now } = Date;
  Date.now = () => now() + ms;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

/** Looks at a file through a new index in `folder`: whether it was read, and the head. */
async function looked(folder: string, file: string, reading: unknown = "npy", video = "") {
  const index = (await openHeadIndex(folder, reading, 1000))!;
  let isRead = false;
  const head = await index.headOf(file, video, () => {
    isRead = true;
    return Promise.resolve({ ...HEAD, sample: Deno.readTextFileSync(file) });
  });
  await index.save();
  return { isRead, sample: head.sample, known: index.known };
}

Deno.test("a file of the same size and times is not read again", () =>
  inFolder((folder) =>
    later(10_000, async () => {
      const file = join(folder, "a.npy");
      Deno.writeTextFileSync(file, "one");
      assert.deepEqual(await looked(folder, file), { isRead: true, sample: "one", known: 0 });
      assert.deepEqual(await looked(folder, file), { isRead: false, sample: "one", known: 1 });
      assert.equal((await looked(folder, file, "other reading")).isRead, true);
      assert.equal((await looked(folder, file, "npy", "v2")).isRead, true);
    })
  ));

Deno.test("another file of the same name, size and time of change is read", () =>
  inFolder((folder) =>
    later(10_000, async () => {
      const file = join(folder, "a.npy");
      Deno.writeTextFileSync(file, "one");
      const { mtime, ctime } = Deno.statSync(file);
      await looked(folder, file);
      // Clocks of files tick every few ms.
      while (Deno.statSync(file).ctime!.getTime() === ctime!.getTime()) {
        Deno.writeTextFileSync(file, "two");
        Deno.utimeSync(file, mtime!, mtime!);
      }
      assert.deepEqual(await looked(folder, file), { isRead: true, sample: "two", known: 0 });
    })
  ));

Deno.test("what was written just now may be written again, and is not kept", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a.npy");
    Deno.writeTextFileSync(file, "one");
    await looked(folder, file);
    assert.equal((await looked(folder, file)).isRead, true);
  }));

Deno.test("a damaged index knows nothing and is made anew", () =>
  inFolder((folder) =>
    later(10_000, async () => {
      const file = join(folder, "a.npy");
      Deno.writeTextFileSync(file, "one");
      await looked(folder, file);
      const [{ name }] = [...Deno.readDirSync(folder)].filter((each) => each.name.endsWith(".json")) as [
        Deno.DirEntry,
      ];
      const whole = Deno.readTextFileSync(join(folder, name));
      for (const damaged of [whole.slice(0, -9), '[["a",[[1],{}]]]', "{}", "[null]", '[["a",null]]']) {
        Deno.writeTextFileSync(join(folder, name), damaged);
        assert.equal((await looked(folder, file)).isRead, true, damaged);
        assert.equal((await looked(folder, file)).isRead, false, damaged);
      }
    })
  ));

Deno.test("few files have no index", () =>
  inFolder(async (folder) => assert.equal(await openHeadIndex(folder, "npy", 999), undefined)));

/** 500 videos with two files each. */
function manyVideos() {
  const small = smallDataset();
  const ids = Array.from({ length: 499 }, (_, i) => `w${i}`);
  small.files["train.txt"] = ids.map((id) => `${id}\n`).join("");
  small.files["gt.json"] = annotations({
    ...Object.fromEntries(ids.map((id, i) => [id, ["train", "AB"[i % 2]!]] as const)),
    v3: ["test", "A"],
  });
  for (const id of ids) {
    small.matrices[`features/train/rgb/${id}.npy`] = [5, 2];
    small.matrices[`features/train/flow/${id}.npy`] = [5, 1];
  }
  return small;
}

Deno.test("a data set of many files opens as before, says so, and sees what was changed", () =>
  inFolder((folder) => {
    const small = manyVideos();
    const headsIn = join(folder, "heads");
    return opened(small, (first, root) =>
      later(10_000, async () => {
        const open = (options = {}) =>
          openFolderDataset({ ...small.data, root }, small.features, { subset: "test" }, {
            headsIn,
            ...options,
          });
        const notOpened = (dataset: Dataset) =>
          dataset.describe().filter((line) => line.startsWith("heads:"));
        const second = await open();
        assert.deepEqual(notOpened(second), []);
        const third = await open();
        assert.deepEqual(notOpened(third), [
          "heads: 1,000 feature files of the size and times that they had before, not opened again",
        ]);
        assert.deepEqual([second.hash, third.hash], [first.hash, first.hash]);
        assert.deepEqual(third.train, first.train);
        assert.deepEqual(notOpened(await open({ isSampled: false })), []);
        await npyFile(join(root, "features/train/rgb/w7.npy"), Array.from({ length: 5 }, () => [8, 8]));
        const changed = await open();
        assert.notEqual(changed.hash, first.hash);
        assert.match(notOpened(changed)[0]!, /: 999 feature files/);
        await npyFile(join(root, "features/train/rgb/w7.npy"), [[1, 2, 3]]);
        await assert.rejects(open(), /w7/);
      }));
  }));

Deno.test("an index that cannot be written is a warning", () =>
  inFolder((folder) => {
    const small = manyVideos();
    Deno.writeTextFileSync(join(folder, "heads"), "no folder");
    return opened(small, (_, root) =>
      later(10_000, async () => {
        const { warnings } = await openFolderDataset({ ...small.data, root }, small.features, {
          subset: "test",
        }, { headsIn: join(folder, "heads") });
        assert.match(warnings[0]!, /^What feature files say of themselves is not kept for the next time: /);
      }));
  }));
