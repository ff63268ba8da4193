import assert from "node:assert/strict";
import { join } from "node:path";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { featureReader, roomFor } from "../../../../pipeline/data/disk/feature_rows.ts";
import { FORMAT_RUNS } from "../../../../pipeline/kinds/formats/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { npyFile, type NpyOptions } from "../files.ts";

const VIDEO: Video = {
  id: "v",
  split: "train",
  labels: [0],
  length: 3,
  fps: 25,
  stride: 16,
  segments: [],
};
const ROWS = [[0, 1], [10, 11], [20, 21]];
/** Bytes of the values of the file: 3 rows of 2 float32. */
const BYTES = 24;

/** A file of a source, and a source of it. */
async function source(options: NpyOptions = {}) {
  const path = join(temporaryFolder(), "v.npy");
  await npyFile(path, ROWS, options);
  const format = createKind(FORMAT_RUNS, { kind: "npy" });
  return { width: 2, format, files: new Map([["v", { name: "v.npy", path, rows: 3, sample: "" }]]) };
}

/** Runs `work` and gives the bytes of every piece of memory that it gives back; a piece may be longer than what lies in it. */
async function freedBy(work: () => Promise<unknown>): Promise<number[]> {
  const { transfer } = ArrayBuffer.prototype;
  const freed: number[] = [];
  ArrayBuffer.prototype.transfer = function (length) {
    freed.push(this.byteLength);
    return transfer.call(this, length);
  };
  try {
    await work();
  } finally {
    ArrayBuffer.prototype.transfer = transfer;
  }
  return freed;
}

Deno.test("featureReader() frees what it has read and does not keep", async () => {
  const one = await source();
  const size = (await Deno.stat(one.files.get("v")!.path)).size;
  const uncached = featureReader([one], 0);
  for (let i = 0; i < 2; i++) {
    const freed = await freedBy(() => uncached.read(VIDEO));
    assert.ok(freed.length === 1 && freed[0]! >= size, "the whole file");
  }
  const cached = featureReader([one], BYTES);
  assert.deepEqual(await freedBy(() => cached.read(VIDEO)), []);
  assert.deepEqual([...await cached.read(VIDEO)], ROWS.flat());
  await Deno.remove(one.files.get("v")!.path);
  assert.deepEqual([...await cached.read(VIDEO)], ROWS.flat(), "kept");
  await assert.rejects(uncached.read(VIDEO), /v\.npy/);
});

Deno.test("featureReader() frees a file whose values it has converted at once", async () => {
  for (const options of [{ type: "f8" }, { fortran: true }] as const) {
    const one = await source(options);
    const size = (await Deno.stat(one.files.get("v")!.path)).size;
    const reader = featureReader([one], 1000);
    const freed = await freedBy(() => reader.read(VIDEO));
    assert.ok(freed.length === 1 && freed[0]! >= size);
    assert.deepEqual([...await reader.read(VIDEO)], ROWS.flat());
  }
});

Deno.test("featureReader() notices a file whose shape changed", async () => {
  const one = await source();
  const { path } = one.files.get("v")!;
  for (const rows of [[[0, 1], [2, 3]], [[0], [1], [2]]]) {
    await npyFile(path, rows);
    await assert.rejects(featureReader([one], 0).read(VIDEO), {
      message: `Feature file "${path}" changed: its shape was [3, 2], now it is [${rows.length}, ${
        rows[0]!.length
      }]`,
    });
  }
});

for (
  const [what, options] of [
    ["a .npy file", {}],
    ["a .npy file of float64", { type: "f8" }],
    ["a .npy file of float16", { type: "f2" }],
    ["a .npy file with columns together", { fortran: true }],
  ] as const
) {
  Deno.test(`rowsOf() reads any rows of ${what} again and again`, async () => {
    const one = await source(options);
    const other = await source();
    const copyRows = await featureReader([one, other], 0).rowsOf(VIDEO);
    for (const rows of [[0, 1, 2], [1], [2, 1], [0, 0, 2]]) {
      const target = new Float32Array(rows.length * 4);
      await copyRows(Int32Array.from(rows), target);
      assert.deepEqual([...target], rows.flatMap((row) => [...ROWS[row]!, ...ROWS[row]!]));
    }
  });
}

Deno.test("rowsOf() reads of a .npy file what is asked for, and of one in Fortran order all of it once", async () => {
  for (const fortran of [false, true]) {
    const one = await source({ fortran });
    const copyRows = await featureReader([one], 0).rowsOf(VIDEO);
    const { path } = one.files.get("v")!;
    const target = new Float32Array(2);
    await Deno.truncate(path, (await Deno.stat(path)).size - 1);
    await copyRows(Int32Array.of(1), target);
    assert.deepEqual([...target], ROWS[1]);
    const last = copyRows(Int32Array.of(2), target);
    await (fortran ? last : assert.rejects(last, /v\.npy" is truncated/));
  }
});

Deno.test("rowsOf() names the place in the file of a value that is not finite, and a file that changed", async () => {
  const one = await source();
  const { path } = one.files.get("v")!;
  await npyFile(path, [...ROWS.slice(0, 2), [20, NaN]]);
  const copyRows = await featureReader([one], 0).rowsOf(VIDEO);
  await copyRows(Int32Array.of(0), new Float32Array(2));
  await assert.rejects(copyRows(Int32Array.of(2), new Float32Array(2)), /has NaN in row 2, column 1 /);
  await npyFile(path, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  const changed = await featureReader([one], 0).rowsOf(VIDEO);
  await assert.rejects(changed(Int32Array.of(0), new Float32Array(2)), /changed: its shape was \[3, 2\]/);
});

Deno.test("roomFor() is nothing for values that do not fit as float16", () => {
  assert.deepEqual([roomFor(50, 100), roomFor(51, 100), roomFor(0, 0)], [100, 0, 0]);
});
