import assert from "node:assert/strict";
import { join } from "node:path";
import { examine } from "../../../../pipeline/data/examine/examine.ts";
import { npyFile } from "../files.ts";
import { annotations, opened, smallDataset } from "../small_dataset.ts";

const VIDEOS = Array.from({ length: 24 }, (_, i) => `n${i}`);

/** Files with columns of one value in parts and in all, NaN, duplicates, other scales and zeros, float32, float16 and text. */
function folder() {
  const small = smallDataset();
  const { rgb } = small.features.sources;
  const path = "{video}.csv";
  small.features.sources["flow"] = { ...rgb!, path, format: { kind: "csv" } };
  small.matrices = {};
  small.files["gt.json"] = annotations(
    Object.fromEntries(VIDEOS.map((id, i) => [id, [i < 20 ? "train" : "test", "AB"[i % 2]!]])),
  );
  small.files["train.txt"] = VIDEOS.slice(0, 20).join("\n");
  small.files["test.txt"] = VIDEOS.slice(20).join("\n");
  for (const [i, id] of VIDEOS.entries()) {
    small.files[`${id}.csv`] = `a,b\n7,${i < 20 ? 1 : 2}\n7,${i % 3}\n`;
  }
  const prepare = async (root: string) => {
    for (const [i, id] of VIDEOS.entries()) {
      const value = [3, 17, 22].includes(i) ? NaN : i === 11 ? 1e6 : i % 6;
      const split = i < 20 ? "train" : "test";
      await npyFile(join(root, `features/${split}/rgb/${id}.npy`), [[4, value], [
        4,
        i === 11 ? 2e6 : value * 2,
      ]], {
        type: i % 2 === 0 ? "f4" : i === 11 ? "f8" : "f2",
      });
    }
  };
  return { small, prepare };
}

Deno.test("examine() finds the same in one thread and in two, whoever looks at a video", async () => {
  const { small, prepare } = folder();
  await opened(small, async (dataset) => {
    const one = await examine(dataset, { manyValues: Infinity });
    assert.deepEqual(one.failures.map(({ id }) => id), ["n3", "n17", "n22"]);
    assert.deepEqual(one.constantColumns, { rgb: [0], flow: [0] });
    assert.ok(one.duplicates.length > 0 && one.scales.length > 0 && one.still.length > 0);

    const done: number[] = [];
    const onVideo = (videos: number) => done.push(videos);
    assert.deepEqual(await examine(dataset, { manyValues: 0, onVideo }), one);
    assert.equal(done.at(-1), VIDEOS.length);

    // The videos that this thread has taken wait until the other one has looked at all others.
    const { promise, resolve } = Promise.withResolvers<void>();
    const Own = globalThis.Worker;
    globalThis.Worker = class extends Own {
      constructor(...args: ConstructorParameters<typeof Own>) {
        super(...args);
        this.addEventListener("message", () => resolve());
      }
    };
    try {
      const taken: string[] = [];
      const waiting = {
        ...dataset,
        withStored: (async (video, use) => {
          taken.push(video.id);
          await promise;
          return await dataset.withStored!(video, use);
        }) as NonNullable<typeof dataset.withStored>,
      };
      assert.deepEqual(await examine(waiting, { manyValues: 0 }), one);
      // Four, and those that could not be read there.
      assert.deepEqual(taken.toSorted(), ["n0", "n1", "n17", "n2", "n22", "n3"]);
    } finally {
      globalThis.Worker = Own;
    }
  }, { prepare });
});

Deno.test("examine() ends the other thread where this one fails", async () => {
  const { small, prepare } = folder();
  await opened(small, async (dataset) => {
    const broken = { ...dataset, withStored: () => Promise.reject(new RangeError("a mistake of ours")) };
    await assert.rejects(examine(broken, { manyValues: 0 }), {
      name: "RangeError",
      message: "a mistake of ours",
    });
  }, { prepare });
});
