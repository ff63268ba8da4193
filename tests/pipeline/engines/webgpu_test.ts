import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { OpenedEngine } from "../../../pipeline/engines/engine.ts";
import { findAdapter } from "../../../pipeline/engines/webgpu/adapter.ts";
import { openWebgpu } from "../../../pipeline/engines/webgpu/open.ts";
import { limitPool, type Pool } from "../../../pipeline/engines/webgpu/pool.ts";
import { needs } from "../../needs.ts";
import { checkGradients, checkValues, input } from "./check.ts";
import { primitiveContract } from "./contract.ts";
import * as reference from "./reference.ts";
import { settled } from "./settled.ts";

const found = await findAdapter();
const engine = found && await openWebgpu(found);

primitiveContract({ name: "webgpu", engine });

/** A test that is ignored where there is no driver. */
function gpuTest(name: string, run: (engine: OpenedEngine) => void | Promise<void>): void {
  Deno.test({
    ...needs("webgpu", engine, `${name} (webgpu)`),
    async fn() {
      await run(engine!);
      await settled();
    },
  });
}

/** The elements of a tensor that `make` makes. */
function values(make: () => Tensor): number[] {
  return tf.tidy(() => [...make().dataSync()]);
}

gpuTest("whole numbers and truth values are transposed in any rank", () => {
  const numbers = Array.from({ length: 24 }, (_, i) => (i * 7) % 5);
  for (const [shape, order] of [[[4, 6], [1, 0]], [[2, 3, 4], [2, 0, 1]], [[2, 3, 2, 2], [3, 1, 0, 2]]]) {
    const floats = values(() => tf.transpose(tf.tensor(numbers, shape!), order));
    for (const dtype of ["int32", "bool"] as const) {
      const expected = dtype === "bool" ? floats.map((v) => v === 0 ? 0 : 1) : floats;
      const data = dtype === "bool" ? numbers.map((v) => v === 0 ? 0 : 1) : numbers;
      assert.deepEqual(values(() => tf.transpose(tf.tensor(data, shape!, dtype), order)), expected);
    }
  }
  const large = 2 ** 24 + 1;
  assert.deepEqual(values(() => tf.transpose(tf.tensor2d([[1, large]], [1, 2], "int32"))), [1, large]);
});

gpuTest("sums, means and extremes of one-hot values are right over every axis", () => {
  const classes = [0, 3, 1, 1, 2, 0];
  for (const axis of [0, 1, 2, 3]) {
    for (const reduce of [tf.sum, tf.mean, tf.max, tf.min]) {
      const on = (dtype: "float32" | "int32" | "bool") =>
        values(() => {
          const hot = tf.oneHot(tf.tensor3d(classes, [2, 1, 3], "int32"), 4, 1, 0, dtype);
          return tf.cast(reduce(hot, axis), "float32");
        });
      const shape = [2, 1, 3, 4];
      const count = shape[axis]!;
      const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
      const hot: number[] = classes.flatMap((c) => [0, 1, 2, 3].map((i) => i === c ? 1 : 0));
      const expected = Array.from({ length: hot.length / count }, (_, at) => {
        const first = Math.floor(at / inner) * inner * count + at % inner;
        const line = Array.from({ length: count }, (_, i) => hot[first + i * inner]!);
        const sum = line.reduce((a, b) => a + b, 0);
        if (reduce === tf.sum || reduce === tf.mean) {
          return reduce === tf.sum ? sum : Math.fround(sum / count);
        }
        return reduce === tf.max ? Math.max(...line) : Math.min(...line);
      });
      for (const dtype of ["float32", "int32", "bool"] as const) {
        assert.deepEqual(on(dtype), expected, `${reduce.name} of ${dtype} over axis ${axis}`);
      }
    }
  }
});

gpuTest("large products are right whatever is transposed, wherever the tiles end", () => {
  // [B, M, K, N], and what is transposed. Few tiles and many terms make several workgroups share a tile; odd widths
  // are read one by one.
  const cases: [number, number, number, number, boolean, boolean][] = [
    [1, 300, 200, 132, false, false],
    [1, 300, 200, 132, true, true],
    [1, 129, 101, 131, false, true],
    [1, 129, 101, 131, true, false],
    [1, 20, 2501, 34, true, false],
    [3, 130, 64, 128, false, false],
    [2, 40, 1030, 36, false, true],
  ];
  for (const [batch, m, k, n, transposeA, transposeB] of cases) {
    const label = `${[batch, m, k, n]} ${[transposeA, transposeB]}`;
    const whole = (i: number) => (i * 2654435761 % 2 ** 32 >>> 16) % 17 - 8;
    const a = Array.from({ length: batch * m * k }, (_, i) => whole(i));
    const b = Array.from({ length: batch * k * n }, (_, i) => whole(i + 7919));
    const rank = (...shape: number[]) => batch === 1 ? shape : [batch, ...shape];
    const product = values(() =>
      tf.matMul(
        tf.tensor(a, transposeA ? rank(k, m) : rank(m, k)),
        tf.tensor(b, transposeB ? rank(n, k) : rank(k, n)),
        transposeA,
        transposeB,
      )
    );
    const { pipelineCache } = tf.backend() as unknown as { pipelineCache: Record<string, unknown> };
    const key = `walt_product_${transposeA}_${transposeB}_`;
    assert.ok(Object.keys(pipelineCache).some((each) => each.startsWith(key)), key);
    // Whole numbers, so that the sums are exact in any order.
    for (let at = 0; at < product.length; at += 37) {
      const [item, row, column] = [Math.floor(at / (m * n)), Math.floor(at / n) % m, at % n];
      let sum = 0;
      for (let t = 0; t < k; t++) {
        const [atA, atB] = [
          transposeA ? t * m + row : row * k + t,
          transposeB ? column * k + t : t * n + column,
        ];
        sum += a[item * m * k + atA]! * b[item * k * n + atB]!;
      }
      assert.equal(product[at], sum, `${label} at ${item}, ${row}, ${column}`);
    }
  }
});

gpuTest("large products of whole numbers, and of one matrix with several, are left to TensorFlow.js", () => {
  const ones = () => tf.ones<tf.Rank.R2>([128, 128], "int32");
  assert.deepEqual(new Set(values(() => tf.matMul(ones(), ones()))), new Set([128]));
  const several = () => tf.matMul(tf.ones([3, 64, 128]), tf.ones([1, 128, 64]));
  assert.deepEqual(new Set(values(several)), new Set([128]));
});

gpuTest("any number of tensors are added, joined and taken apart", () => {
  for (const count of [1, 2, 7, 8, 13, 14, 40]) {
    const numbers = Array.from({ length: count }, (_, i) => i);
    const parts = () => numbers.map((i) => tf.tensor1d([i, 1]));
    assert.deepEqual(values(() => tf.addN(parts())), [count * (count - 1) / 2, count]);
    assert.deepEqual(values(() => tf.concat(parts())), numbers.flatMap((i) => [i, 1]));
    assert.deepEqual(values(() => tf.stack(tf.unstack(tf.stack(parts())))), numbers.flatMap((i) => [i, 1]));
  }
});

gpuTest("a cast is read back in its own type", () => {
  const [floats, whole] = tf.tidy(() => {
    const truth = tf.greater(tf.tensor1d([1, 2, 3]), 1);
    return [tf.cast(truth, "float32").dataSync(), tf.cast(truth, "int32").dataSync()];
  });
  assert.deepEqual([floats, whole], [new Float32Array([0, 1, 1]), new Int32Array([0, 1, 1])]);
});

gpuTest("products of more than one tile are right, with gradients", ({ primitives }) => {
  for (const [m, k, n] of [[70, 36, 68], [65, 5, 33], [1, 300, 40], [40, 300, 1]] as const) {
    const plain = (a?: number[], b?: number[]) => reference.batchMatMul(a!, b!, 1, m, k, n);
    checkValues((a, b) => primitives.matMul(a!, b!), plain, [input(m, k), input(k, n)]);
  }
  const plain = (a?: number[], b?: number[]) => reference.batchMatMul(a!, b!, 1, 9, 33, 8);
  checkGradients((a, b) => primitives.matMul(a!, b!), plain, [input(9, 33), input(33, 8)]);
});

gpuTest("a product of long rows has the same bits every time", ({ primitives }) => {
  const product = () =>
    values(() => {
      const [a, b] = [input(20, 4000), input(4000, 20)];
      return primitives.matMul(tf.tensor(a.values, a.shape), tf.tensor(b.values, b.shape));
    });
  const first = product();
  for (let i = 0; i < 4; i++) assert.deepEqual(product(), first);
});

gpuTest("sums of long rows are right", () => {
  for (const n of [65, 5000, 40000]) {
    const plain = (x?: number[]) => reference.sumTime(x!, [2, n, 1]);
    checkValues((x) => tf.sum(x!, 1), plain, [input(2, n)]);
    checkValues((x) => tf.sum(tf.transpose(x!), 0), plain, [input(2, n)]);
  }
});

gpuTest("programs of more groups than a dimension holds reach every element", ({ primitives }) => {
  const [rows, n] = [3, 1_500_000];
  const x = new Float32Array(rows * n);
  for (let i = 0; i < x.length; i++) x[i] = i;
  const y = tf.tidy(() => primitives.slidingMax(tf.tensor2d(x, [rows, n]), 0, 0, 0));
  assert.ok(Buffer.from(x.buffer).equals(Buffer.from(y.dataSync().buffer)));
  y.dispose();
});

gpuTest("what the device refuses ends the program", async () => {
  const failures: unknown[] = [];
  const catchFailure = (event: ErrorEvent) => {
    event.preventDefault();
    failures.push(event.error.message);
  };
  addEventListener("error", catchFailure);
  // The kernel transposes whole numbers by a program that does not compile.
  tf.tidy(() => void tf.cumsum(tf.tensor3d([1, 2, 3, 4], [2, 2, 1], "int32"), 0).dataSync());
  await new Promise((resolve) => setTimeout(resolve, 50));
  removeEventListener("error", catchFailure);
  assert.match(String(failures[0]), /^the GPU failed: /);
});

Deno.test("limitPool() keeps no more than the limit for later", () => {
  const kept: boolean[] = [];
  const pool = {
    numBytesAllocated: 0,
    numBytesUsed: 0,
    releaseBuffer: (_: string, reuse = true) => void kept.push(reuse),
  } satisfies Pool<string>;
  limitPool(pool, 100);
  pool.releaseBuffer("a");
  Object.assign(pool, { numBytesAllocated: 150, numBytesUsed: 60 });
  pool.releaseBuffer("b");
  pool.releaseBuffer("c", false);
  Object.assign(pool, { numBytesUsed: 50 });
  pool.releaseBuffer("d");
  assert.deepEqual(kept, [true, true, false, false]);
});
