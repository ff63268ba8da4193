import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { keepLimit } from "../../../../../pipeline/engines/portable/primitives/elementwise.ts";
import { uint16s } from "../../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../../pipeline/random/stream.ts";
import { engineTest } from "../../../contract/engines.ts";

Deno.test("keepLimit() is the nearest 16-bit number", () => {
  const limits = [0, 1, 0.5, 0.3, 1.5 / 65536, 1.4 / 65536].map(keepLimit);
  assert.deepEqual(limits, [0, 65536, 32768, 19661, 2, 1]);
});

engineTest("keepMask() drops the number that equals the limit, and keeps the one below", ({ primitives }) => {
  const key = streamKey(3, "mask");
  const drawn = uint16s(24, key, 7);
  for (const i of [0, 1, 11, 23]) {
    for (const [limit, kept] of [[drawn[i]!, 0], [drawn[i]! + 1, 1]] as const) {
      const mask = primitives.keepMask([4, 6], limit / 65536, key, 7);
      assert.equal(mask.dataSync()[i], kept, `number ${i} is ${drawn[i]}, the limit ${limit}`);
      mask.dispose();
    }
  }
});

engineTest("relu() and l2Norm() have no gradient at 0", ({ primitives }) => {
  const zeros = tf.zeros([2, 3]);
  const gradients = [primitives.relu, primitives.l2Norm].map((run) => tf.tidy(() => tf.grad(run)(zeros)));
  for (const gradient of gradients) assert.deepEqual([...gradient.dataSync()], [0, 0, 0, 0, 0, 0]);
  tf.dispose([zeros, ...gradients]);
});
