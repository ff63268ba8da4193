import assert from "node:assert/strict";
import { makeBatch, makeSampledBatch, toDense } from "../../../../pipeline/data/batches/batches.ts";
import { testBatch } from "../../../../pipeline/data/batches/test_batch.ts";
import type { Video } from "../../../../pipeline/data/dataset.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { uniforms } from "../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../pipeline/random/stream.ts";

/** The value of row r and column d of a video of length L is 100 L + 10 r + d. */
const DATASET = {
  classes: ["A", "B", "C"],
  width: 2,
  read: ({ length }: Video) =>
    Promise.resolve(
      Float32Array.from({ length: length * 2 }, (_, i) => 100 * length + 10 * (i >> 1) + i % 2),
    ),
};

function video(id: string, length: number, labels: number[]): Video {
  return { id, split: "train", labels, length, fps: 25, stride: 16, segments: [] };
}

const VIDEOS = [video("long", 9, [0, 2]), video("short", 2, [1])];
/** The sampling of a training sampler with its default options, at 4 snippets a video. */
function sampling(kind = "random_perturb", options = {}) {
  return { length: 4, sample: createKind(KINDS.train_samplers, { kind, ...options }) };
}

const SAMPLING = sampling();

function testSampling(kind: string) {
  return { length: 4, sample: createKind(KINDS.test_samplers, { kind }) };
}

Deno.test("makeBatch() gathers rows, labels, positions and lengths", async () => {
  const batch = await makeBatch(DATASET, VIDEOS, sampling("uniform"), { seed: 0, pass: 1 });
  assert.deepEqual(batch.shape, [2, 4, 2]);
  assert.deepEqual([...batch.positions], [0, 2, 4, 6, 0, 0, 1, 1]);
  assert.deepEqual([...batch.lengths], [9, 2]);
  assert.deepEqual([...batch.labels], [1, 0, 1, 0, 1, 0]);
  assert.deepEqual(
    [...batch.features],
    [900, 901, 920, 921, 940, 941, 960, 961, 200, 201, 200, 201, 210, 211, 210, 211],
  );
});

Deno.test("makeBatch() draws the positions of the stream features.sampling by place and position", async () => {
  const { positions, features } = await makeBatch(DATASET, VIDEOS, SAMPLING, { seed: 3, pass: 7 });
  const u = uniforms(8, streamKey(3, "features.sampling"), 7);
  const [low, high] = [[0, 2, 4, 6, 0, 0, 1, 1], [2, 4, 6, 8, 0, 1, 1, 1]];
  const wanted = low.map((lo, i) => lo + Math.floor(u[i]! * (high[i]! - lo + 1)));
  assert.deepEqual([...positions], wanted);
  assert.deepEqual(
    [...features].filter((_, i) => i % 2 === 0),
    wanted.map((row, i) => (i < 4 ? 900 : 200) + 10 * row),
  );
});

Deno.test("makeBatch() depends on seed and pass alone", async () => {
  const at = async (seed: number, pass: number) => {
    const videos = Array.from({ length: 8 }, () => VIDEOS[0]!);
    return (await makeBatch(DATASET, videos, SAMPLING, { seed, pass })).positions.join();
  };
  assert.equal(await at(1, 5), await at(1, 5));
  assert.notEqual(await at(1, 5), await at(1, 6));
  assert.notEqual(await at(1, 5), await at(2, 5));
});

Deno.test("makeSampledBatch() holds every row of a video once, and toDense() lays them out", async () => {
  const videos = [...VIDEOS, video("one", 1, [2])];
  for (const pass of [1, 2, 3, 4]) {
    const key = { seed: 3, pass };
    const batch = await makeSampledBatch(DATASET, videos, SAMPLING, key);
    assert.deepEqual(toDense(batch), await makeBatch(DATASET, videos, SAMPLING, key));
    const { sampled: { rows, counts }, positions } = batch;
    const own = videos.map((_, b) => new Set(positions.subarray(4 * b, 4 * b + 4)).size);
    assert.deepEqual([...counts], own);
    assert.equal(batch.rows.length, rows.length * DATASET.width);
  }
});

Deno.test("makeSampledBatch() adds zeros to the rows that there are, in memory that held other values", async () => {
  const key = { seed: 3, pass: 1 };
  const used = (length: number) => new Float32Array(length).fill(7);
  const plain = await makeSampledBatch(DATASET, VIDEOS, SAMPLING, key);
  const rowCounts = { many: 1, of: ({ rows }: { readonly rows: Int32Array }) => rows.length + 3 };
  const padded = await makeSampledBatch(DATASET, VIDEOS, SAMPLING, key, used, rowCounts);
  assert.deepEqual([...padded.rows], [...plain.rows, ...new Array(3 * DATASET.width).fill(0)]);
  assert.deepEqual({ ...padded, rows: plain.rows }, plain);
  assert.deepEqual(toDense(padded), toDense(plain));
});

Deno.test("makeBatch() pads with zeros, in memory that held other values, from a file and from memory", async () => {
  const videos = [...VIDEOS, video("one", 1, [2])];
  const crop = sampling("crop_pad", { last_snippet: "used" });
  const copyRows = async (video: Video, rows: Int32Array, target: Float32Array) => {
    const all = await DATASET.read(video);
    rows.forEach((row, i) => {
      assert.ok(row >= 0 && row < video.length);
      target.set(all.subarray(2 * row, 2 * row + 2), 2 * i);
    });
  };
  const used = (length: number) => new Float32Array(length).fill(9);
  for (const source of [DATASET, { ...DATASET, copyRows }]) {
    const key = { seed: 3, pass: 1 };
    const batch = await makeBatch(source, videos, crop, key, used);
    assert.deepEqual([...batch.positions.subarray(4)], [0, 1, -1, -1, 0, -1, -1, -1]);
    assert.deepEqual([...batch.features.subarray(8)], [
      200,
      201,
      210,
      211,
      0,
      0,
      0,
      0,
      100,
      101,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
    const sampled = await makeSampledBatch(source, videos, crop, key, used);
    assert.deepEqual(toDense(sampled), batch);
    assert.deepEqual([...sampled.sampled.counts], [4, 3, 2]);
  }
});

Deno.test("makeBatch() refuses the rows of a sampler that does not keep to the video", async () => {
  const made = (rows: number[]) =>
    makeBatch(DATASET, VIDEOS, { length: 2, sample: () => Int32Array.from(rows) }, { seed: 0, pass: 1 });
  const told = (text: string) => (error: unknown) =>
    error instanceof RunError && error.message.endsWith(text);
  await assert.rejects(made([0, 9]), told('gives row 9 of video "long", which has 9'));
  await assert.rejects(made([0, -2]), told('gives row -2 of video "long", which has 9'));
  await assert.rejects(made([0, 1, 2]), told('gives 3 rows of video "long", and must give 2'));
});

Deno.test("testBatch() takes T' = min(L, T) snippets of one video", async () => {
  const long = await testBatch(DATASET, VIDEOS[0]!, testSampling("uniform"));
  assert.deepEqual([long.shape, [...long.positions]], [[1, 4, 2], [0, 2, 4, 6]]);
  const short = await testBatch(DATASET, VIDEOS[1]!, testSampling("uniform"));
  assert.deepEqual([short.shape, [...short.features]], [[1, 2, 2], [200, 201, 210, 211]]);
  const all = await testBatch(DATASET, VIDEOS[0]!, testSampling("all"));
  assert.deepEqual([all.shape, [...all.lengths]], [[1, 9, 2], [9]]);
});

Deno.test("makeBatch() reads all videos at once and throws what failed for the first of them", async () => {
  const begun: string[] = [];
  const read = async ({ id }: Video) => {
    begun.push(id);
    await new Promise((resolve) => setTimeout(resolve, id === "short" ? 0 : 5));
    throw new RangeError(`cannot read ${id}`);
  };
  const batch = makeBatch({ ...DATASET, read }, VIDEOS, SAMPLING, { seed: 0, pass: 1 });
  assert.deepEqual(begun, ["long", "short"]);
  await assert.rejects(batch, /cannot read long/);
});

for (const make of [makeBatch, makeSampledBatch]) {
  Deno.test(`${make.name}() lets signals in where a batch takes long`, async () => {
    let late = false;
    const timer = setTimeout(() => late = true);
    await make(DATASET, VIDEOS.slice(1), { ...SAMPLING, length: 2e6 }, { seed: 0, pass: 1 });
    clearTimeout(timer);
    assert.ok(late);
  });
}

Deno.test("Training batches draw a crop for every video and step, dense and sampled alike; testing draws none", async () => {
  const drawn: (number | undefined)[] = [];
  const copyRows = (_: Video, __: Int32Array, target: Float32Array, draw?: number) => {
    drawn.push(draw);
    target.fill(0);
    return Promise.resolve();
  };
  const source = { ...DATASET, copyRows };
  const draws = async (work: () => Promise<unknown>) => {
    drawn.length = 0;
    await work();
    return [...drawn];
  };
  const first = await draws(() => makeBatch(source, VIDEOS, SAMPLING, { seed: 3, pass: 1 }));
  assert.deepEqual(
    await draws(() => makeSampledBatch(source, VIDEOS, SAMPLING, { seed: 3, pass: 1 })),
    first,
  );
  assert.deepEqual(first, [...uniforms(2, streamKey(3, "features.crops"), 1)]);
  assert.notDeepEqual(await draws(() => makeBatch(source, VIDEOS, SAMPLING, { seed: 3, pass: 2 })), first);
  assert.deepEqual(await draws(() => testBatch(source, VIDEOS[0]!, testSampling("all"))), [undefined]);
});
