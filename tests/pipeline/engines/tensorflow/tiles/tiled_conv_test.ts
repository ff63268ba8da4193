import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import {
  createOperations,
  type NodeBackend,
} from "../../../../../pipeline/engines/tensorflow/binding/operations.ts";
import type { ConvForm } from "../../../../../pipeline/engines/tensorflow/primitives/conv_form.ts";
import { directConv } from "../../../../../pipeline/engines/tensorflow/primitives/direct_conv.ts";
import { float32Products } from "../../../../../pipeline/engines/tensorflow/primitives/products.ts";
import { tiledConv, tilesPay } from "../../../../../pipeline/engines/tensorflow/tiles/tiled_conv.ts";
import { type SumTerms, sumTerms } from "../../../../../pipeline/engines/tensorflow/primitives/sum_terms.ts";
import {
  addTileGives,
  tileFilters,
  tileReads,
  tilesOf,
} from "../../../../../pipeline/engines/tensorflow/tiles/tiles.ts";
import { assertClose, input } from "../../check.ts";
import { tensorOf } from "../../sampled.ts";
import { wave } from "../../recorded.ts";
import { tensorflowTest } from "../recorder/subject.ts";

const SIZES = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  length: fc.integer({ min: 1, max: 9 }),
  depth: fc.integer({ min: 1, max: 5 }),
  width: fc.integer({ min: 1, max: 5 }),
});

tensorflowTest("tiledConv() computes what directConv() does, for any length", () => {
  const backend = tf.backend() as unknown as NodeBackend;
  const operations = float32Products(createOperations(backend, "cpu"));
  fc.assert(fc.property(SIZES, ({ batch, length, depth, width }) => {
    const sizes = { batch, length, depth, width, offsets: [-1, 0, 1] };
    const rows = batch * length;
    tf.tidy(() => {
      const [x, dy] = [wave([rows, depth], 1), wave([rows, width], 2)];
      const weights = wave([depth, 3, width], 3);
      const handle = (t: Tensor) => ({
        id: backend.getInputTensorIds([t])[0]!,
        shape: [...t.shape],
        dtype: 1,
      });
      const results = (form: ConvForm) =>
        operations.scope(() => {
          const gradients = form.gradients(handle(x), handle(dy), weights);
          assert.equal(form.gradients(handle(x), handle(dy), undefined).x, undefined);
          const all = [
            operations.tensor(form.forward(handle(x), weights), [rows, width]),
            operations.tensor(gradients.weights, [depth, 3, width]),
            operations.tensor(gradients.x!, [rows, depth]),
          ];
          return all.map((tensor) => [...tensor.dataSync()]);
        });
      const [tiled, direct] = [
        results(tiledConv(operations, sizes)),
        results(directConv(operations, sizes)),
      ];
      tiled.forEach((values, i) => assertClose(values, direct[i]!, 2e-6, `result ${i} of ${sizes.length}`));
    });
  }));
});

Deno.test("tiles give the convolution exactly, and weigh the rounding of their products 2.3 times", () => {
  // A tile with rows on both sides, of one channel.
  const [tiles, first, length] = [tilesOf([0], 12), 4, 12];
  const every = Int32Array.from({ length }, (_, row) => row);
  const gives = sumTerms(6 * length);
  for (let t = 0; t < length; t++) addTileGives(gives, t, tiles, 0, t, 0);
  const reads = valuesOf(tileReads(tiles, every, length));
  const filters = valuesOf(tileFilters(1, false));
  const given = valuesOf(gives);
  const products = (row: number) => given.filter(({ into }) => into === row);
  const weight = (from: number, tap: number, row: number) => {
    const parts = products(row).map(({ from: product, factor }) => {
      const read = reads.find((term) => term.into === product && term.from === from)?.factor ?? 0;
      const filter = filters.find((term) =>
        term.into === Math.floor(product / 3) && term.from === tap
      )?.factor ?? 0;
      return factor * read * filter;
    });
    return parts.reduce((a, b) => a + b, 0);
  };
  let noise = 0;
  for (let row = first; row < first + 4; row++) {
    for (const from of every) {
      for (let tap = 0; tap < 3; tap++) {
        assert.ok(Math.abs(weight(from, tap, row) - (from === row + tap - 1 ? 1 : 0)) < 1e-6);
      }
    }
    for (const { from: product, factor } of products(row)) {
      const square = (terms: readonly { factor: number }[]) =>
        terms.reduce((sum, { factor }) => sum + factor ** 2, 0);
      noise += factor ** 2 * square(reads.filter(({ into }) => into === product)) *
        square(filters.filter(({ into }) => into === Math.floor(product / 3)));
    }
  }
  assert.equal(Math.sqrt(noise / (4 * 3)).toFixed(2), "2.27");
});

/** The terms of a list. */
function valuesOf(terms: SumTerms): { into: number; from: number; factor: number }[] {
  const { shape: [count], values } = terms.part();
  const factors = new Float32Array(values.buffer);
  return Array.from({ length: count! }, (_, i) => ({
    into: values[3 * i]!,
    from: values[3 * i + 1]!,
    factor: factors[3 * i + 2]!,
  }));
}

/** Just long enough for two videos to be convolved in tiles. */
const LENGTH = 600;

Deno.test("tilesPay() where many products of many weights are saved", () => {
  const sizes = { batch: 2, length: LENGTH, depth: 256, width: 128, offsets: [-1, 0, 1] };
  assert.ok(tilesPay(sizes));
  assert.ok(!tilesPay({ ...sizes, length: LENGTH - 1 }));
  assert.ok(!tilesPay({ ...sizes, depth: 255 }));
  assert.ok(!tilesPay({ ...sizes, offsets: [-2, 0, 2] }));
  // A tile of a single output saves nothing.
  assert.ok(!tilesPay({ ...sizes, batch: 10_000, length: 1 }));
});

tensorflowTest(
  "temporalConv() of many rows with many weights gives the values and gradients of three products",
  ({ engine }) => {
    const { temporalConv } = engine.primitives;
    // Without the regular rows of `wave`, whose large products cancel out.
    const [x, weights, bias] = [[2, LENGTH, 256], [256, 3, 128], [128]].map((shape) =>
      tensorOf(input(...shape))
    );
    const reference = (x: Tensor, weights: Tensor, bias: Tensor) => {
      const padded = tf.pad(x, [[0, 0], [1, 1], [0, 0]]);
      const parts = [0, 1, 2].map((k) => {
        const rows = tf.reshape(tf.slice(padded, [0, k, 0], [2, LENGTH, 256]), [2 * LENGTH, 256]);
        return tf.matMul(rows, tf.reshape(tf.slice(weights, [0, k, 0], [-1, 1, -1]), [256, 128]));
      });
      return tf.reshape(tf.add(tf.addN(parts), bias), [2, LENGTH, 128]);
    };
    const shares = tensorOf(input(2, LENGTH, 128));
    const all = (on: (x: Tensor, weights: Tensor, bias: Tensor) => Tensor) => {
      const gradients = tf.grads((...[x, w, b]: Tensor[]) => tf.sum(tf.mul(on(x!, w!, b!), shares)));
      return [on(x!, weights!, bias!), ...gradients([x!, weights!, bias!])].map((
        tensor,
      ) => [...tensor.dataSync()]);
    };
    const { result: actual, run } = watched(() => all((x, w, b) => temporalConv(x, w, b, 1, true)));
    assert.ok(run.has("BatchMatMulV2"));
    const expected = all(reference);
    actual.forEach((values, i) => assertClose(values, expected[i]!, 1e-5, `result ${i}`));
  },
);

/** What a function gives, and the operations that it runs. */
function watched<R>(body: () => R): { result: R; run: Set<string> } {
  const backend = tf.backend() as unknown as NodeBackend;
  const { binding } = backend;
  const run = new Set<string>();
  backend.binding = {
    ...binding,
    executeOp(name, ...rest) {
      run.add(name);
      return binding.executeOp(name, ...rest);
    },
  };
  try {
    return { result: body(), run };
  } finally {
    backend.binding = binding;
  }
}
