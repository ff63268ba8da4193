import assert from "node:assert/strict";
import { examine, type Examined } from "../../../../pipeline/data/examine/examine.ts";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { userError } from "../../../../specs/diagnostics/diagnostics.ts";

/** A data set of sources a [L, 2] and b [L, 1], two rows a video, from the values of each video. */
function datasetOf(videos: Record<string, readonly number[] | string>): Examined {
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

/** The same, handed over source by source; source b has a third snippet, which is not used. */
function stored(dataset: Examined): Examined {
  return {
    ...dataset,
    async withStored(video, use) {
      const rows = await dataset.read(video);
      const [a, b] = [[0, 1, 3, 4], [2, 5]].map((at) => at.map((i) => rows[i]!));
      return use([
        { width: 2, values: Float32Array.from(a!) },
        { width: 1, values: new Uint16Array(Float16Array.from([...b!, 1e4]).buffer) },
      ]);
    },
  };
}

Deno.test("examine() finds constant columns, features under two names, other scales and what cannot be read", async () => {
  const usual = (i: number) => [1, 7, 1 + i, 2, 7, 1 - i];
  const plain = datasetOf({
    v0: usual(0.25),
    v1: usual(0.5),
    v2: usual(0.75),
    v3: "NaN in v3",
    v4: [1, 7, 1000, 2, 7, 1000],
    v5: usual(0.5),
    t0: usual(0.25),
    t1: [1.5, 7, 0.0078125, 1.5, 7, 0.015625],
    t2: [1, 7, 0, 2, 7, 0],
    // Their sums of squares are those of others.
    t3: [2, 7, 0.25, 1, 7, 1.75],
  });
  for (const dataset of [plain, stored(plain)]) {
    const done: number[] = [];
    const found = await examine(dataset, { onVideo: (videos) => done.push(videos) });
    assert.deepEqual(found.failures.map(({ id, mistake }) => [id, mistake.message]), [["v3", "NaN in v3"]]);
    assert.deepEqual(found.constantColumns, { a: [1], b: [] });
    assert.deepEqual(found.duplicates, [
      [{ id: "v0", split: "train" }, { id: "t0", split: "test" }],
      [{ id: "v1", split: "train" }, { id: "v5", split: "train" }],
    ]);
    // Copies of all sources count once, and videos that stand still do not.
    assert.deepEqual(found.sameInSource.map(({ source, videos }) => [source, videos.map(({ id }) => id)]), [
      ["a", ["v0", "v1", "v2", "v4", "t2"]],
    ]);
    assert.deepEqual(found.scales.map(({ id, source }) => [id, source]), [["v4", "b"], ["t1", "b"]]);
    assert.deepEqual(found.still, [
      { id: "t1", source: "a", isZero: false },
      { id: "v4", source: "b", isZero: false },
      { id: "t2", source: "b", isZero: true },
    ]);
    assert.deepEqual(done, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }
});

Deno.test("examine() finds nothing where there is nothing", async () => {
  const { duplicates, sameInSource, scales, failures, still } = await examine(
    datasetOf({ v0: [1, 2, 3, 4, 5, 6], v1: [2, 3, 4, 5, 6, 7] }),
  );
  assert.deepEqual([duplicates, sameInSource, scales, failures, still], [[], [], [], [], []]);
});
