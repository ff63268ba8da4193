import assert from "node:assert/strict";
import { examine } from "../../../pipeline/data/examine.ts";
import type { Video } from "../../../pipeline/data/dataset.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";

/** A data set of sources a [L, 2] and b [L, 1], two rows a video, from the values of each video. */
function datasetOf(videos: Record<string, readonly number[] | string>) {
  const all = Object.keys(videos).map((id): Video => ({
    id,
    split: id.startsWith("t") ? "test" : "train",
    labels: [],
    length: 2,
    fps: 25,
    stride: 16,
    segments: [],
  }));
  return {
    train: all.filter(({ split }) => split === "train"),
    test: all.filter(({ split }) => split === "test"),
    sources: [{ name: "a", width: 2 }, { name: "b", width: 1 }],
    width: 3,
    read({ id }: Video) {
      const values = videos[id]!;
      return typeof values === "string"
        ? Promise.reject(userError(values))
        : Promise.resolve(Float32Array.from(values));
    },
  };
}

Deno.test("examine() finds constant columns, features under two names, other scales and what cannot be read", async () => {
  const usual = (i: number) => [1, 7, 1 + i, 2, 7, 1 - i];
  const done: number[] = [];
  const found = await examine(
    datasetOf({
      v0: usual(0.1),
      v1: usual(0.2),
      v2: usual(0.3),
      v3: "NaN in v3",
      v4: [1, 7, 100, 2, 7, 100],
      v5: usual(0.2),
      t0: usual(0.1),
      t1: [1.5, 7, 0.01, 1.5, 7, 0.02],
    }),
    (videos) => done.push(videos),
  );
  assert.deepEqual(found.failures, ["NaN in v3"]);
  assert.deepEqual(found.constantColumns, { a: [1], b: [] });
  assert.deepEqual(found.duplicates, [
    [{ id: "v0", split: "train" }, { id: "t0", split: "test" }],
    [{ id: "v1", split: "train" }, { id: "v5", split: "train" }],
  ]);
  assert.deepEqual(found.scales.map(({ id, source }) => [id, source]), [["v4", "b"], ["t1", "b"]]);
  assert.deepEqual(done, [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("examine() finds nothing where there is nothing", async () => {
  const { duplicates, scales, failures } = await examine(
    datasetOf({ v0: [1, 2, 3, 4, 5, 6], v1: [2, 3, 4, 5, 6, 7] }),
  );
  assert.deepEqual([duplicates, scales, failures], [[], [], []]);
});
