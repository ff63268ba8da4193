import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Recorder } from "../../../../../pipeline/engines/recorder.ts";
import { streamKey } from "../../../../../pipeline/random/stream.ts";
import { both, wave } from "../../recorded.ts";
import { tensorflowTest } from "./subject.ts";

type Run = (inputs: readonly Tensor[]) => Tensor[];

/** How many nodes a recording of one input has. */
function nodesOf(recorder: Recorder, shape: number[], run: Run): number {
  const recording = recorder.record([wave(shape, 1)], [], run);
  recording.dispose();
  return recording.nodes;
}

tensorflowTest("what changes nothing, and what is there already, needs no node", ({ recorder }) => {
  const nodes = (run: Run) => nodesOf(recorder, [2, 6], run);
  const plain = nodes(([x]) => [tf.mul(x!, 2)]);
  assert.equal(nodes(([x]) => [tf.mul(tf.reshape(tf.cast(x!, "float32"), [-1, 6]), 2)]), plain);
  assert.equal(nodes(([x]) => [tf.mul(x!, 2), tf.mul(x!, 2)]), plain + 1, "a result more");
  const once = nodes(([x]) => [tf.neg(tf.mul(x!, [[3], [4]]))]);
  assert.equal(nodes(([x]) => [tf.neg(tf.mul(x!, [[3], [4]])), tf.neg(tf.mul(x!, [[3], [4]]))]), once + 1);
});

tensorflowTest("results that are shared in a recording are those of the function", ({ recorder, engine }) => {
  const key = streamKey(1, "mask");
  const run: Run = ([x, y]) => {
    const flat = tf.reshape(tf.reshape(x!, [12]), [2, 6]);
    const turned = tf.reshape(tf.reshape(x!, [4, 3]), [6, 2]);
    const long = tf.cast(tf.tensor1d(Array.from({ length: 60 }, (_, i) => i)), "float32");
    const whole = tf.cast(tf.mul(x!, 3), "int32");
    return [
      tf.add(flat, x!),
      tf.sub(x!, y!),
      tf.sub(y!, x!),
      tf.sum(turned, 0),
      tf.sum(turned, 1),
      tf.cast(whole, "float32"),
      tf.cast(engine.primitives.keepMask([2, 6], 0.5, key, 3), "float32"),
      tf.cast(engine.primitives.keepMask([2, 6], 0.5, key, 4), "float32"),
      tf.transpose(x!),
      tf.reshape(x!, [6, 2]),
      tf.mul(x!, [[1], [2]]),
      tf.mul(x!, [1, 2, 1, 2, 1, 2]),
      tf.mul(long, tf.sum(x!)),
    ];
  };
  const make = (seed: number) => [wave([2, 6], seed), wave([2, 6], seed + 1)];
  const { eager, replayed, again } = both(recorder, make(1), make(5), run);
  assert.deepEqual(replayed, eager);
  assert.deepEqual(replayed, again);
});
