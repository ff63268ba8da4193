/** What every engine must compute: values and gradients of all primitives against float64 references. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import type { OpenedEngine } from "../../../pipeline/engines/engine.ts";
import { uint16s } from "../../../pipeline/random/draw.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";
import { needs } from "../../needs.ts";
import { checkGradients, checkValues, input, tied } from "./check.ts";
import * as reference from "./reference.ts";
import { settled } from "./settled.ts";
import { type Contract, convolutionContract } from "./convolutions.ts";
import { one, sizes } from "./small.ts";

/** An engine under test. */
export interface Subject {
  readonly name: string;
  /** Undefined where this machine does not have it: its tests are then ignored, and counted as such. */
  readonly engine: OpenedEngine | undefined;
  /** Native buffers alive, where TensorFlow.js's own count does not see them all. */
  readonly live?: () => number;
}

/** Registers the tests of one engine. It must be current while they run. */
export function primitiveContract({ name, engine, live = () => 0 }: Subject): void {
  const contract: Contract = (title, run) => {
    const fn = () => {
      const count = () => [tf.memory().numTensors, tf.memory().numDataBuffers, live()];
      const before = count();
      run(engine!.primitives, engine!.planner);
      assert.deepEqual(count(), before, "tensors, buffers and handles alive afterwards");
      return settled();
    };
    Deno.test({ ...needs(name, engine, `${title} (${name})`), fn });
  };

  contract("matMul() multiplies, with gradients", ({ matMul }) => {
    sizes(3, ([m, k, n]) => {
      const inputs = [input(m, k), input(k, n)];
      checkGradients(matMul, (a, b) => reference.batchMatMul(a!, b!, 1, m, k, n), inputs);
    });
  });

  contract("batchMatMul() multiplies item by item, with gradients", ({ batchMatMul }) => {
    sizes(4, ([batch, m, k, n]) => {
      const inputs = [input(batch, m, k), input(batch, k, n)];
      checkGradients(batchMatMul, (a, b) => reference.batchMatMul(a!, b!, batch, m, k, n), inputs);
    });
  });

  contract("inverse() inverts matrix by matrix, with gradients", ({ inverse }) => {
    for (const [batch, n] of [[1, 1], [2, 3], [3, 5], [1, 7]] as const) {
      const { shape, values } = input(batch, n, n);
      // Far from matrices without an inverse, and with a 0 where elimination would begin.
      const permuted = (i: number) => (Math.floor(i / n) + 1) % n === i % n ? 1 : 0;
      const x = { shape, values: values.map((v, i) => Math.fround(0.2 / n * v + permuted(i))) };
      checkGradients(one(inverse), (x) => reference.inverse(x!, n), [x]);
    }
  });

  contract("inverse() refuses a matrix that has none, and passes on what is not finite", ({ inverse }) => {
    const read = (values: number[]) => tf.tidy(() => [...inverse(tf.tensor(values, [2, 2, 2])).dataSync()]);
    assert.throws(() => read([1, 0, 0, 1, 1, 2, 2, 4]), { name: "RunError" });
    const [first, ...others] = read([1, NaN, 0, 1, 0, 2, 4, 0]);
    assert.ok(Number.isNaN(first));
    assert.deepEqual(others.slice(3), [0, 0.25, 0.5, 0]);
  });

  convolutionContract(contract);

  contract("relu() cuts at 0, with gradient", ({ relu }) => {
    checkGradients(relu, (x) => x!.map((v) => Math.max(v, 0)), [input(3, 5)]);
  });

  contract("relu() has gradient 0 at 0", ({ relu }) => {
    const gradient = tf.tidy(() => [
      ...tf.grad((x: Tensor) => tf.sum(relu(x)))(tf.tensor([0, -0, -1, 1])).dataSync(),
    ]);
    assert.deepEqual(gradient, [0, 0, 0, 1]);
  });

  contract("tf.sum() and tf.mean() add over any axes, with gradients", () => {
    const shape = [2, 3, 4] as const;
    const x = input(...shape);
    checkGradients(one((x) => tf.sum(x, 1)), (x) => reference.sumTime(x!, shape), [x]);
    checkGradients(one((x) => tf.sum(x, -1, true)), (x) => reference.sumTime(x!, [6, 4, 1]), [x]);
    checkGradients(one((x) => tf.sum(x)), (x) => reference.sumTime(x!, [1, 24, 1]), [x]);
    checkGradients(one((x) => tf.mean(x, [1])), (x) => reference.sumTime(x!, shape).map((v) => v / 3), [x]);
    checkGradients(one((x) => tf.mean(x)), (x) => reference.sumTime(x!, [1, 24, 1]).map((v) => v / 24), [x]);
  });

  contract("l2Norm() is the norm of the last axis, with gradient", ({ l2Norm }) => {
    checkGradients(l2Norm, (x) => reference.l2Norm(x!, 5), [input(2, 3, 5)]);
    checkGradients(l2Norm, (x) => reference.l2Norm(x!, 4), [input(3, 4)]);
  });

  contract("l2Norm() keeps the axis and has gradient 0 at a row of zeros", ({ l2Norm }) => {
    const [shape, gradient] = tf.tidy(() => {
      const x = tf.zeros([2, 3]);
      return [l2Norm(x).shape, [...tf.grad((x: Tensor) => tf.sum(l2Norm(x)))(x).dataSync()]];
    });
    assert.deepEqual(shape, [2, 1]);
    assert.deepEqual(gradient, [0, 0, 0, 0, 0, 0]);
  });

  contract("dropout() selects and scales, with gradient", ({ dropout }) => {
    const keeps = [1, 0, 0, 1, 1, 0];
    for (const keep of [0.25, 1]) {
      const on = (x: Tensor) => dropout(x, tf.tensor(keeps, [2, 3], "bool"), keep);
      checkGradients(one(on), (x) => x!.map((v, i) => keeps[i] ? v / keep : 0), [input(2, 3)]);
    }
  });

  contract("dropout() leaves nothing of an infinity that is not kept", ({ dropout }) => {
    const y = tf.tidy(
      () => [...dropout(tf.tensor([Infinity, 1]), tf.tensor([0, 1], [2], "bool"), 0.5).dataSync()],
    );
    assert.deepEqual(y, [0, 2]);
  });

  contract("keepMask() is the stream's, to the bit, at every size and step", ({ keepMask }) => {
    const whole = fc.record({
      shape: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.nat(),
      step: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(whole, ({ shape, keep, seed, step }) => {
        const key = streamKey(seed, "mask");
        const limit = Math.round(keep * 65536);
        const [made, dtype, values] = tf.tidy(() => {
          const mask = keepMask(shape, keep, key, step);
          return [mask.shape, mask.dtype, [...mask.dataSync()]];
        });
        const size = shape.reduce((a, b) => a * b);
        assert.deepEqual([made, dtype], [shape, "bool"]);
        assert.deepEqual(values, [...uint16s(size, key, step)].map((v) => v < limit ? 1 : 0));
      }),
      { numRuns: 30 },
    );
  });

  contract("keepMask() keeps all at 1 and none at 0, and the share in between", ({ keepMask }) => {
    const kept = (keep: number) =>
      tf.tidy(() => tf.sum(keepMask([100, 101], keep, streamKey(1, "mask"), 0)).dataSync()[0]!);
    assert.equal(kept(0), 0);
    assert.equal(kept(1), 10100);
    assert.ok(Math.abs(kept(0.3) - 3030) < 140);
  });

  contract("topK() takes the lowest index first among equal values", ({ topK }) => {
    for (const [rows, n, k] of [[4, 50, 7], [1, 1, 1], [3, 9, 9], [2, 200, 64]] as const) {
      for (const count of [1, 2, 5]) {
        const x = tied(count, rows, n);
        const expected = reference.topIndices(x.values, n, k);
        const [indices, values, dtype] = tf.tidy(() => {
          const top = topK(tf.tensor(x.values, x.shape), k);
          assert.deepEqual([top.values.shape, top.indices.shape], [[rows, k], [rows, k]]);
          return [[...top.indices.dataSync()], [...top.values.dataSync()], top.indices.dtype];
        });
        assert.equal(dtype, "int32");
        assert.deepEqual(indices, expected);
        assert.deepEqual(values, expected.map((column, i) => x.values[Math.floor(i / k) * n + column]!));
      }
    }
  });

  contract("topK() orders negative values and infinities, and 0 equals -0", ({ topK }) => {
    const indices = tf.tidy(
      () => [...topK(tf.tensor([[-Infinity, -0, 0, -1, Infinity, Infinity]]), 6).indices.dataSync()],
    );
    assert.deepEqual(indices, [4, 5, 1, 2, 3, 0]);
  });

  contract("gatherRows() takes rows, and adds the gradients of repeated ones", ({ gatherRows }) => {
    const rows = [3, 0, 3, 3, 1, 2, 2, 1];
    const on = (x: Tensor) => gatherRows(x, tf.tensor2d(rows, [2, 4], "int32"));
    for (const width of [3, 40]) {
      checkGradients(one(on), (x) => reference.gatherRows(x!, rows, 4, width, 4), [input(2, 4, width)]);
    }
  });

  contract("gatherRows() adds many repeated rows in the same order every time", ({ gatherRows }) => {
    for (const width of [16, 40]) {
      const dy = input(4, 200, width);
      const gradient = () =>
        tf.tidy(() => {
          const rows = tf.tensor2d(tied(5, 4, 200).values, [4, 200], "int32");
          const x = tf.fill([4, 300, width], 0);
          const gather = tf.grad((x: Tensor) => gatherRows(x, rows));
          return gather(x, tf.tensor(dy.values, dy.shape)).dataSync();
        });
      const first = gradient();
      for (let i = 0; i < 5; i++) assert.deepEqual(gradient(), first);
    }
  });

  contract("median() is the middle value, or the mean of the middle two", ({ median }) => {
    for (const n of [1, 2, 3, 10, 11]) {
      for (const x of [input(3, n), tied(2, 3, n)]) {
        checkValues(one(median), (x) => reference.median(x!, n).map(Math.fround), [x], 0);
      }
    }
  });

  contract("slidingMax() is the largest of a window around every column", ({ slidingMax }) => {
    for (const [before, after] of [[0, 0], [1, 1], [2, 0], [0, 3], [9, 4]] as const) {
      for (const outside of [0, 5, -1, -Infinity]) {
        const on = (x: Tensor) => slidingMax(x, before, after, outside);
        checkValues(one(on), (x) => reference.slidingMax(x!, 7, before, after, outside), [input(2, 7)], 0);
      }
    }
  });
}
