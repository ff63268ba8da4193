import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { reserveAddresses } from "../../../../../pipeline/engines/tensorflow/binding/reserve.ts";
import type { Symbols } from "../../../../../pipeline/engines/tensorflow/binding/symbols.ts";
import { tensorflowTest } from "../recorder/subject.ts";

tensorflowTest("what no tensor lies in returns to the system, and tensors stay", ({ engine }) => {
  const size = 2 ** 24;
  const kept = tf.range(0, size);
  tf.range(0, 4 * size).dispose();
  const before = Deno.memoryUsage().rss;
  engine.memory!.returnKept();
  const returned = before - Deno.memoryUsage().rss;
  if (Deno.build.os === "linux") assert.ok(returned > 2 * size * 4, `${returned} bytes`);
  const values = kept.dataSync();
  assert.ok(values.every((value, i) => value === i));
  assert.equal(tf.sum(tf.ones([4, size])).dataSync()[0], 4 * size);
});

/** A library that has addresses for some tensors, and then none. */
function short(tensors: number): { library: Symbols; calls: () => { made: number; alive: number } } {
  const pointer = Deno.UnsafePointer.of(new Uint8Array(8));
  let [made, alive] = [0, 0];
  const library = {
    TF_AllocateTensor() {
      assert.ok(++made < 20, "it goes on and on");
      alive++;
      return pointer;
    },
    TF_TensorData: () => made > tensors ? null : pointer,
    TF_DeleteTensor: () => void alive--,
  };
  return { library: library as unknown as Symbols, calls: () => ({ made, alive }) };
}

Deno.test("a library without addresses is asked once more than it has some, and keeps nothing", () => {
  for (const tensors of [0, 1]) {
    const { library, calls } = short(tensors);
    reserveAddresses(library).returnUnused();
    assert.deepEqual(calls(), { made: tensors + 1, alive: 0 });
  }
});
